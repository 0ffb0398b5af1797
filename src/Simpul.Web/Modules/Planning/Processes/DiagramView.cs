using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>A diagram on a page: its picture, and beside it the table of its elements with what they stand for.</summary>
/// <param name="Shown">The version shown; null where there is none yet.</param>
/// <param name="Lost">Links whose element this version no longer has.</param>
public sealed record DiagramView(
    Guid Process, ProcessDiagram? Shown, IReadOnlyList<ProcessDiagram> Versions, BpmnDiagram? Diagram, ILookup<string, LinkRow> Links, IReadOnlyList<LinkRow> Lost, bool CanEdit, bool OnOwnPage)
{
    /// <summary>Elements on a page of their table.</summary>
    public const int PageSize = 50;

    /// <summary>Elements on the process's own page, which only has those that stand for something.</summary>
    private const int MostLinked = 25;

    public string Href => HrefOf(Process);

    public string DownloadHref => $"{Href}/{Shown?.Number}.bpmn";

    public bool IsNewest => Shown is not null && Versions[0].Number == Shown.Number;

    /// <summary>The elements that the page at hand shows.</summary>
    internal Listed<BpmnElement> Elements(HttpRequest request)
    {
        if (OnOwnPage)
        {
            return Listed.Of(Diagram?.Elements ?? [], request, PageSize);
        }
        List<BpmnElement> linked = [.. (Diagram?.Elements ?? []).Where(element => Links[element.Id].Any())];
        return new Listed<BpmnElement>([.. linked.Take(MostLinked)], 1, linked.Count);
    }

    public static string HrefOf(Guid process) => $"/kerja/proses-bisnis/{process}/diagram";

    public static string KindOf(BpmnElement element) => BpmnNames.Kinds.GetValueOrDefault(element.Kind) ?? element.Kind;

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var view = await Read(services, id, null, cancel);
        if (view?.Shown is not null && services.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http)
        {
            DiagramPolicy.Allow(http);
        }
        return view is null ? null : view with { OnOwnPage = false };
    }

    /// <param name="number">The version to show; null for the newest.</param>
    internal static async Task<DiagramView?> Read(IServiceProvider services, Guid id, int? number, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var diagrams = services.GetRequiredService<Diagrams>();
        if (await db.Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } process)
        {
            return null;
        }
        var versions = await diagrams.All(id, cancel);
        var shown = number is null ? versions.FirstOrDefault() : versions.Find(item => item.Number == number);
        if (number is not null && shown is null)
        {
            return null;
        }
        var diagram = shown is null ? null : BpmnReader.Read(await diagrams.Content(shown, cancel)).Diagram;
        var links = await LinksOf(services, id, cancel);
        var there = diagram?.Elements.Select(element => element.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        return new DiagramView(id, shown, versions, diagram, links.ToLookup(link => link.ElementId), [.. links.Where(link => !there.Contains(link.ElementId))],
            process.State != ProcessState.Replaced && services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.Processes, process.AgencyId), OnOwnPage: true);
    }

    private static async Task<List<LinkRow>> LinksOf(IServiceProvider services, Guid process, CancellationToken cancel)
    {
        var links = await services.GetRequiredService<PlatformDb>().Set<ProcessLink>().AsNoTracking().Where(item => item.ProcessId == process).OrderBy(item => item.ElementId).ThenBy(item => item.Id).ToListAsync(cancel);
        var titles = new Dictionary<Guid, string>();
        foreach (var kind in links.Where(link => link.RecordKind is not null).GroupBy(link => link.RecordKind!))
        {
            foreach (var (record, title) in await services.GetRequiredService<RecordTitles>().Of(kind.Key, [.. kind.Select(link => link.RecordId!.Value)], cancel))
            {
                titles[record] = title;
            }
        }
        var (catalogue, actor) = (services.GetRequiredService<RegisterCatalogue>(), services.GetRequiredService<Acting>().Actor);
        return
        [
            .. links.Select(link =>
            {
                var register = link.RecordKind is null ? null : catalogue.ByKind(link.RecordKind);
                var words = link.Words ?? (link.RecordId is { } id ? titles.GetValueOrDefault(id) : null) ?? "catatan yang tidak ditemukan";
                return new LinkRow(link.Id, link.ElementId, words, register?.Title, register is not null && actor.May(register.View) ? register.HrefOf(link.RecordId!.Value) : null);
            }),
        ];
    }
}

/// <summary>What an element stands for, in words.</summary>
/// <param name="Register">The register of the record; null for a sentence.</param>
public sealed record LinkRow(Guid Id, string ElementId, string Words, string? Register, string? Href);

/// <summary>
/// What the diagram's script needs beyond the policy of all pages: it places text and handles by style attributes. Style sheets of others and all
/// inline script stay forbidden; decision 0125.
/// </summary>
internal static class DiagramPolicy
{
    public static void Allow(HttpContext http) => http.Response.Headers.ContentSecurityPolicy = $"{Pipeline.ContentPolicy}; style-src-attr 'unsafe-inline'";
}
