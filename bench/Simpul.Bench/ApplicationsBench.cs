using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;

namespace Simpul.Bench;

/// <summary>The register, an application's page with all its sections, and the pages of what belongs to applications, over the city's four hundred.</summary>
internal static class ApplicationsBench
{
    public static async IAsyncEnumerable<Figure> Run(Bench bench, string database, string? postgres)
    {
        var data = await new Instances(bench).Ready($"city-{database}", "--sample=city", postgres);
        await using var app = Instances.Open(data, postgres);
        var cookie = await Instances.SignedIn(app);
        var pages = await Pages(app);
        await using var server = await Serving.Start(bench, data, postgres);
        await foreach (var figure in PageLoad.Run(server, cookie, $"applications.{database}", pages))
        {
            yield return figure;
        }
        yield return Figure.Of($"applications.{database}.resident", server.ResidentMegabytes, "MB");
    }

    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Paths)>> Pages(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var all = await db.Set<Application>().AsNoTracking().OrderBy(item => item.Id).Select(item => new { item.Id, item.Stage, Tested = db.Set<ApplicationTest>().Any(test => test.ApplicationId == item.Id) }).ToListAsync();
        Bench.Say($"{all.Count} applications");
        const string href = "/kerja/aplikasi";
        IReadOnlyList<string> Of(Func<bool, ApplicationStage, bool> which) => [.. all.Where(item => which(item.Tested, item.Stage)).Take(40).Select(item => $"{href}/{item.Id}")];
        return
        [
            ("list", [href, $"{href}?halaman=4", $"{href}?urut=-name", $"{href}?q=pendaftaran"]),
            ("detail", Of((tested, stage) => !tested && stage == ApplicationStage.Running)),
            ("detail-tested", Of((tested, _) => tested)),
            ("detail-proposed", Of((_, stage) => stage == ApplicationStage.Proposed)),
            ("overview", ["/kerja/ringkasan-aplikasi"]),
            ("hosting", ["/kerja/hosting"]),
        ];
    }
}
