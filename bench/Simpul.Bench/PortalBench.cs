using System.Text.RegularExpressions;

namespace Simpul.Bench;

/// <summary>What a visitor's telephone loads of the public page: all of it the first time, and what is not kept the next.</summary>
internal static partial class PortalBench
{
    public static async IAsyncEnumerable<Figure> Run(Bench bench)
    {
        var data = await new Instances(bench).Ready("sample", "--sample", null);
        await using var server = await Serving.Start(bench, data);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        // What a browser would decompress is read through one that does.
        using var reading = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = server.Address };
        var html = await reading.GetStringAsync(new Uri("/", UriKind.Relative));
        var (first, after) = await Size(client, "/");
        foreach (var part in Part().Matches(html).Select(found => found.Groups[1].Value).Where(href => href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal)).Distinct())
        {
            var (all, again) = await Size(client, part);
            first += all;
            after += again;
        }
        yield return Figure.AtMost("portal.first-visit", first / 1024, "KB", 100);
        yield return Figure.AtMost("portal.next-visit", after / 1024, "KB", 30);
    }

    /// <summary>Bytes on the wire, headers included; the second figure is 0 for what a browser keeps without asking.</summary>
    private static async Task<(double First, double After)> Size(HttpClient client, string href)
    {
        using var response = await client.GetAsync(new Uri(href, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        var bytes = (await response.Content.ReadAsByteArrayAsync()).Length + response.Headers.ToString().Length + response.Content.Headers.ToString().Length;
        return (bytes, response.Headers.CacheControl?.MaxAge > TimeSpan.FromDays(1) ? 0 : bytes);
    }

    /// <summary>What a page loads by itself: style sheets, icons, scripts, pictures.</summary>
    [GeneratedRegex("""<(?:link[^>]*\brel="(?:stylesheet|icon|preload|modulepreload)"[^>]*\bhref|link[^>]*\bhref|script[^>]*\bsrc|img[^>]*\bsrc)="([^"#]+)["#]""")]
    private static partial Regex Part();
}
