using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Budget;

namespace Simpul.Bench;

/// <summary>The pages and exports of a year's budget, 900 items of 45 agencies, one request after the other.</summary>
internal static class BudgetBench
{
    private const int Times = 40;

    public static async IAsyncEnumerable<Figure> Run(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var cookie = await Instances.SignedIn(app);
        var pages = await Pages(app);
        await using var server = await Serving.Start(bench, data, postgres);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        foreach (var (name, path) in pages)
        {
            var taken = new List<double>();
            for (var at = 0; at < Times + 5; at++)
            {
                var one = await Load.Once(client, cookie, path);
                // The first five warm the page up.
                if (at >= 5)
                {
                    taken.Add(one);
                }
            }
            taken.Sort();
            yield return Figure.AtMost($"budget.{database}.{name}", taken[Times * 95 / 100], "ms", 300, new Dictionary<string, double> { ["median"] = taken[Times / 2], ["slowest"] = taken[^1] });
        }
    }

    private static async Task<IReadOnlyList<(string Name, string Path)>> Pages(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var cycle = await db.Set<BudgetCycle>().OrderByDescending(one => one.Year).FirstAsync();
        var item = await db.Set<BudgetItem>().Where(one => one.CycleId == cycle.Id).OrderBy(one => one.Name).FirstAsync();
        Bench.Say($"{await db.Set<BudgetItem>().CountAsync(one => one.CycleId == cycle.Id)} items of {cycle.Year}");
        var pages = cycle.Href;
        return
        [
            ("cycle", pages), ("recommend", $"{pages}/rekomendasi"), ("recommend-found", $"{pages}/rekomendasi?q=server&serupa=ya"), ("decide", $"{pages}/rekomendasi/{item.Id}"), ("similar", $"{pages}/serupa"),
            ("list", $"{pages}/daftar"), ("list-excluded", $"{pages}/daftar?bagian=luar"), ("excel", $"{pages}/daftar.xlsx"), ("pdf", $"{pages}/daftar.pdf"), ("item", item.Href), ("items-found", "/kerja/usulan-anggaran?q=server+rak"),
        ];
    }
}
