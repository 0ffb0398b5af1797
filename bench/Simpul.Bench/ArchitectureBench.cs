using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Bench;

/// <summary>Maps and reports over the city's architecture, 5,000 items with 20,000 relations, one request after the other.</summary>
internal static class ArchitectureBench
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
            yield return Figure.AtMost($"architecture.{database}.{name}", taken[Times * 95 / 100], "ms", 300, new Dictionary<string, double> { ["median"] = taken[Times / 2], ["slowest"] = taken[^1] });
        }
        yield return Figure.Of($"architecture.{database}.resident", server.ResidentMegabytes, "MB");
    }

    /// <summary>Each picture and report, of what has most below and above it.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> Pages(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var model = await ArchitectureModel.Read(db, DateOnly.FromDateTime(DateTime.UtcNow), CancellationToken.None);
        Bench.Say($"{model.Items.Count} items, {model.Relations.Count} relations");
        var service = model.Of(ArchitectureDomain.Service).MaxBy(item => model.Below(item.Id).Count)!.Id;
        var server = model.Of(ArchitectureDomain.Infrastructure).MaxBy(item => model.NeedersOf(item.Id).Count())!.Id;
        const string pages = "/kerja/arsitektur";
        return
        [
            ("overview", pages), ("service-map", $"{pages}/peta-layanan?layanan={service}"), ("heat-map", $"{pages}/peta-aplikasi"), ("timeline", $"{pages}/linimasa"), ("integrations", $"{pages}/integrasi"),
            ("gaps", $"{pages}/kesenjangan"), ("impact", $"{pages}/dampak?butir={server}"), ("quality", $"{pages}/mutu"), ("alignment", "/kerja/peta-rencana/keselarasan"),
            ("items", "/kerja/butir-arsitektur?domain=Application&halaman=4"), ("items-found", "/kerja/butir-arsitektur?q=aplikasi+01"), ("relations", "/kerja/hubungan-arsitektur?halaman=40"), ("item", $"/kerja/butir-arsitektur/{server}"),
        ];
    }
}
