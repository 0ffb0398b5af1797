using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Chooses what an audit looks at, from the architecture's infrastructure and the register of applications.</summary>
[Permission(AuditsPermissions.Conduct)]
public sealed class ChooseObjectsModel(PlatformDb db, Today today, IOrganisation organisation, IServiceProvider services) : PageModel
{
    /// <summary>Names of an audit's objects that hold what is being typed, for the form of a finding that has chosen the audit.</summary>
    public const string SuggestHref = AuditRegister.Href + "/{audit}/objek?handler=Suggest";

    private const int Shown = 60, MostSuggestions = 20;

    private IReadOnlyDictionary<Guid, string> agencies = new Dictionary<Guid, string>();

    public Audit Audit { get; private set; } = null!;

    public IReadOnlyList<AuditObject> Objects { get; private set; } = [];

    /// <summary>What can be added, with the day on which it was last audited.</summary>
    public IReadOnlyList<(Auditable One, DateOnly? Last)> Found { get; private set; } = [];

    /// <summary>How many more there are than are shown.</summary>
    public int More { get; private set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public string AgencyName(Guid? agency) => agency is { } id ? agencies.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "pemerintah daerah";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnGetSuggestAsync(Guid id, string? q, CancellationToken cancel)
    {
        if (!services.GetRequiredService<AuditRights>().MayRead)
        {
            return Forbid();
        }
        List<string> words = [.. Folded.Words(q ?? "").Take(8)];
        Response.Headers.CacheControl = "private, no-store";
        return new JsonResult((await services.GetRequiredService<AuditFlow>().ObjectsOf(id, cancel)).Select(one => one.Name).Where(name => words.All(word => Folded.Of(name).Contains(word, StringComparison.Ordinal))).Distinct().Take(MostSuggestions));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => await Do(id, (flow, audit) => flow.Choose(audit, Chosen, cancel), "Objek ditambahkan.", cancel);

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, Guid item, CancellationToken cancel) => await Do(id, (flow, audit) => flow.Release(audit, item, cancel), "Objek dilepaskan.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<AuditFlow, Audit, Task<Outcome>> act, string said, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await act(services.GetRequiredService<AuditFlow>(), Audit);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done(Pages.Objects(id), said) : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } audit)
        {
            return NotFound();
        }
        Audit = audit;
        if (!await services.GetRequiredService<AuditRights>().MayArrange(audit, cancel))
        {
            return Forbid();
        }
        Objects = await services.GetRequiredService<AuditFlow>().ObjectsOf(id, cancel);
        agencies = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var chosen = Objects.Select(one => one.ItemId).ToHashSet();
        var last = await (
            from one in db.Set<AuditObject>().AsNoTracking()
            join of in db.Set<Audit>().AsNoTracking() on one.AuditId equals of.Id
            where of.State == AuditState.Finished && of.Kind == audit.Kind
            group of.FinishedOn by one.ItemId into days
            select new { days.Key, Last = days.Max() }).ToDictionaryAsync(one => one.Key, one => one.Last, cancel);
        List<string> words = [.. Folded.Words(Request.Query[ListAddress.Search].ToString()).Take(8)];
        var all = (await services.GetRequiredService<Universe>().On(today.Date, cancel))
            .Where(one => Universe.Fits(audit.Kind, one.Class) && !chosen.Contains(one.Id) && words.All(word => Folded.Of($"{one.Name} {one.Code}").Contains(word, StringComparison.Ordinal)))
            .Select(one => (One: one, Last: last.GetValueOrDefault(one.Id))).OrderBy(one => one.Last ?? DateOnly.MinValue).ThenBy(one => one.One.Agency != audit.AgencyId).ThenBy(one => one.One.Name, StringComparer.OrdinalIgnoreCase).ToList();
        (Found, More) = ([.. all.Take(Shown)], Math.Max(0, all.Count - Shown));
        return null;
    }
}
