using System.Collections.Concurrent;
using System.Diagnostics;

namespace Simpul.Bench;

/// <summary>
/// Open-loop load: requests leave when they are due, whether or not earlier ones were answered, and each is timed from the moment when it was due.
/// A server that stalls is charged for everyone who would have waited, which a client that waits for answers leaves out.
/// </summary>
internal static class Load
{
    /// <summary>Asks for the paths in turn.</summary>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public static async Task<Latencies> Run(Uri address, string? cookie, IReadOnlyList<string> paths, int perSecond, TimeSpan length)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 512, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = address };
        var taken = new ConcurrentBag<(string Path, double Milliseconds)>();
        var count = (int)(length.TotalSeconds * perSecond);
        var asked = new List<Task>(count);
        var start = Stopwatch.GetTimestamp();
        for (var at = 0; at < count; at++)
        {
            var due = TimeSpan.FromSeconds((double)at / perSecond);
            if (due - Stopwatch.GetElapsedTime(start) is var wait && wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait);
            }
            var path = paths[at % paths.Count];
            asked.Add(Task.Run(async () => taken.Add((path, await Ask(client, cookie, path, start, due)))));
        }
        await Task.WhenAll(asked);
        return new Latencies([.. taken]);
    }

    /// <summary>Asks one after the other, and gives the milliseconds of each.</summary>
    public static async Task<double> Once(HttpClient client, string? cookie, string path)
    {
        var start = Stopwatch.GetTimestamp();
        return await Ask(client, cookie, path, start, TimeSpan.Zero);
    }

    private static async Task<double> Ask(HttpClient client, string? cookie, string path, long start, TimeSpan due)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        return (int)response.StatusCode == 200
            ? (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds
            : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
    }
}

/// <summary>How long answers took.</summary>
internal sealed class Latencies(IReadOnlyList<(string Path, double Milliseconds)> taken)
{
    private readonly double[] sorted = [.. taken.Select(one => one.Milliseconds).Order()];

    public int Count => sorted.Length;

    /// <summary>The time that this part of all answers took at most.</summary>
    /// <param name="part">0.5, 0.99.</param>
    public double At(double part) => sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>The slowest kinds of page: address without id and query, with median and slowest tenth.</summary>
    public IEnumerable<string> Slowest(int most) => taken.GroupBy(one => Kind(one.Path)).Select(group => (group.Key, Taken: new Latencies([.. group])))
        .OrderByDescending(one => one.Taken.At(0.9)).Take(most).Select(one => FormattableString.Invariant($"  {one.Taken.At(0.5),7:N1} {one.Taken.At(0.9),7:N1} {one.Taken.At(1),7:N1} ms  {one.Key}"));

    private static string Kind(string path) => string.Join('/', path.Split('/').Select(part => Guid.TryParse(part.Split('?')[0], out _) ? "{id}" : part));
}
