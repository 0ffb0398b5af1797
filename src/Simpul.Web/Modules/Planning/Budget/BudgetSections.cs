using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Where an item stands: its recommendation, whether it is in the list, what resembles it, what it was given and what was spent.</summary>
public sealed record ItemStanding(BudgetEntry Entry, int Year, string? DecidedBy, IReadOnlyList<(BudgetItem Other, string Agency, string Why)> Similar, decimal? Approved, decimal Realised, string? DecideHref);

/// <summary>An agency's items in short.</summary>
public sealed record ProposalSummary(BudgetCycle Cycle, int Items, decimal Amount, int Decided, string ItemsHref, string AddHref, bool MayAdd, string? CaseWhere);

/// <summary>The parts of the records' pages below their facts.</summary>
internal static class BudgetSections
{
    private const string Folder = "/Modules/Planning/Budget/";

    private static readonly Section about = CaseSections.About(BudgetRegisters.ProposalKind, BudgetCase.Key, "Ajukan usulan");

    public static readonly IReadOnlyList<Section> OfItem = [new("Keadaan usulan", $"{Folder}_Item.cshtml", Item)];

    public static readonly IReadOnlyList<Section> OfCycle = [new("Pekerjaan siklus ini", $"{Folder}_CycleLink.cshtml", Cycle)];

    public static readonly IReadOnlyList<Section> OfProposal =
    [
        new("Butir usulan", $"{Folder}_Proposal.cshtml", Proposal),
        new("Urusan", about.Partial, Cases),
    ];


    private static async Task<object?> Item(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, offices) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<BudgetOffices>());
        if (!services.GetRequiredService<CurrentRegulation>().IsSetUp
            || await db.Set<BudgetItem>().AsNoTracking().Where(item => item.Id == id).Join(db.Set<BudgetCycle>(), item => item.CycleId, cycle => cycle.Id, (_, cycle) => (int?)cycle.Year).SingleOrDefaultAsync(cancel) is not { } year
            || await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return null;
        }
        var entry = book.Entries.Single(one => one.Item.Id == id);
        var organisation = services.GetRequiredService<IOrganisation>();
        var called = (await organisation.Agencies(services.GetRequiredService<Today>().Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var similar = Similarity.ByItem(Similarity.Find([.. book.Entries.Select(one => one.Item)], id))[id];
        var approved = await db.Set<BudgetApproval>().AsNoTracking().Where(one => one.ItemId == id).Select(one => one.Amount).SingleOrDefaultAsync(cancel);
        var realised = (await db.Set<BudgetRealisation>().AsNoTracking().Where(one => one.ItemId == id).Select(one => one.Amount).ToListAsync(cancel)).Sum() ?? 0;
        var profile = services.GetRequiredService<CurrentRegulation>().Profile;
        return new ItemStanding(entry, year, entry.Item.RecommendedBy is { } office ? BudgetWords.Office(profile, office) : null,
            [.. similar.Take(20).Select(pair => (pair.Other, pair.Other.AgencyId is { } agency ? called.GetValueOrDefault(agency, "") : "", pair.Why))], approved, realised,
            offices.MayRecommend && services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.BudgetWork) ? BudgetAddress.Decide(year, id) : null);
    }

    private static async Task<object?> Cycle(IServiceProvider services, Guid id, CancellationToken cancel) =>
        await services.GetRequiredService<PlatformDb>().Set<BudgetCycle>().AsNoTracking().SingleOrDefaultAsync(cycle => cycle.Id == id, cancel);

    private static async Task<object?> Proposal(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, offices) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<BudgetOffices>());
        if (!services.GetRequiredService<CurrentRegulation>().IsSetUp || await db.Set<BudgetProposal>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } proposal)
        {
            return null;
        }
        var cycle = await db.Set<BudgetCycle>().AsNoTracking().SingleAsync(one => one.Id == proposal.CycleId, cancel);
        var items = await db.Set<BudgetItem>().AsNoTracking().Where(item => item.CycleId == cycle.Id && (proposal.AgencyId == null || item.AgencyId == proposal.AgencyId)).Select(item => new { item.Amount, item.Recommendation }).ToListAsync(cancel);
        var narrowed = proposal.AgencyId is { } agency ? $"&agency={agency}" : "";
        var actor = services.GetRequiredService<Acting>().Actor;
        return new ProposalSummary(cycle, items.Count, items.Sum(item => item.Amount ?? 0), items.Count(item => item.Recommendation != Recommendation.Undecided),
            $"/kerja/{BudgetItemRegister.Slug}?cycle={cycle.Id}{narrowed}", $"/kerja/{BudgetItemRegister.Slug}/baru?cycle={cycle.Id}{narrowed}",
            cycle.ConsolidatedOn is null && actor.May(PlanningPermissions.Budget, proposal.AgencyId),
            offices.IsCentral == proposal.AgencyId is null ? null : offices.IsCentral ? "Urusannya satu untuk seluruh perangkat daerah." : "Setiap perangkat daerah mengajukan usulannya sendiri.");
    }

    /// <summary>The case is opened once, and only from the proposal that it holds by this regulation.</summary>
    private static async Task<object?> Cases(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, offices) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<BudgetOffices>());
        if (await about.Load(services, id, cancel) is not CasesAbout cases || await BudgetBook.Facts(db, offices, db.Set<BudgetProposal>().Where(one => one.Id == id), cancel) is not [var facts])
        {
            return null;
        }
        var own = facts.Proposal.AgencyId is not { } agency || services.GetRequiredService<Acting>().Actor.Agencies?.Contains(agency) == true;
        var opens = own && offices.IsCentral == facts.Proposal.AgencyId is null && facts is { Standing: Standing.Drafting, Case: null or CaseState.Withdrawn or CaseState.Done };
        return opens ? cases : cases.Cases.Count == 0 ? null : cases with { OpenHref = null };
    }
}
