namespace Simpul.Bench;

/// <summary>How soon the program answers, and what it holds in memory once it has worked.</summary>
internal static class StartBench
{
    private const int Times = 5;

    public static async IAsyncEnumerable<Figure> Run(Bench bench)
    {
        var data = await new Instances(bench).Ready("sample", "--sample", null);
        var seconds = new List<double>();
        for (var turn = 0; turn <= Times; turn++)
        {
            await using var serving = await Serving.Start(bench, data);
            // The first turn reads the program from the disk.
            if (turn > 0)
            {
                seconds.Add(serving.UntilFirstPage.TotalSeconds);
            }
        }
        yield return Figure.AtMost("start.first-page", seconds.Order().ElementAt(Times / 2), "s", 2);

        await using var app = Instances.Open(data, null);
        var cookie = await Instances.SignedIn(app);
        await using var server = await Serving.Start(bench, data);
        var first = server.ResidentMegabytes;
        await Load.Run(server.Address, cookie, [.. PagesBench.Lists(app), .. await Instances.Records(app, 5)], 50, TimeSpan.FromSeconds(8));
        yield return Figure.AtMost("memory.resident", server.ResidentMegabytes, "MB", 250, new Dictionary<string, double> { ["after the first page"] = first });
    }
}
