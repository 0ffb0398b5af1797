namespace Simpul.Bench;

/// <summary>Kinds of staff pages one after the other, each at a hundred requests a second, with the processor time that a page took.</summary>
internal static class PageLoad
{
    /// <summary>What a page has to bear.</summary>
    public const int PerSecond = 100;

    private static readonly TimeSpan length = TimeSpan.FromSeconds(12);

    /// <summary>The names lead the figures: <c>applications.sqlite.detail.p99</c>.</summary>
    /// <param name="pages">A name and the addresses that are asked for in turn.</param>
    public static async IAsyncEnumerable<Figure> Run(Serving server, string cookie, string prefix, IReadOnlyList<(string Name, IReadOnlyList<string> Paths)> pages)
    {
        foreach (var (name, paths) in pages)
        {
            // Code is compiled for good once it ran some thirty times and a moment passed, and a page with many sections has much of it.
            await Load.Run(server.Address, cookie, paths, PerSecond / 5, TimeSpan.FromSeconds(10));
            await Load.Run(server.Address, cookie, paths, PerSecond / 2, TimeSpan.FromSeconds(5));
            var processor = server.Processor;
            var taken = await Load.Run(server.Address, cookie, paths, PerSecond, length);
            var each = (server.Processor - processor).TotalMilliseconds / taken.Count;
            yield return Figure.AtMost($"{prefix}.{name}.p99", taken.At(0.99), "ms", 100, new Dictionary<string, double> { ["median"] = taken.At(0.5), ["slowest"] = taken.At(1), ["processor"] = each });
        }
    }
}
