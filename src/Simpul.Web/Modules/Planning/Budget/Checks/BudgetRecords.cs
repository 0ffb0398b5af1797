using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget.Checks;

/// <summary>The cycles as they stood on a day, and the latest of them with all its items: read once for all questions.</summary>
/// <param name="Cycles">Those opened by the day, the latest year first.</param>
/// <param name="Book">The latest; null before the first.</param>
internal sealed record BudgetRecords(IReadOnlyList<BudgetCycle> Cycles, BudgetBook? Book, DateOnly Date)
{
    /// <summary>Days before an end in which something is due.</summary>
    public const int Notice = 60;

    public static readonly NextStep Home = new("Buka rencana dan anggaran", BudgetAddress.Home);

    public BudgetCycle? Latest => Cycles.Count == 0 ? null : Cycles[0];

    /// <summary>Whether the latest list was final on the day.</summary>
    public bool IsFinal => Latest?.ConsolidatedOn <= Date;

    public static async Task<BudgetRecords> On(PlatformDb db, BudgetOffices offices, DateOnly date, CancellationToken cancel)
    {
        var cycles = await db.Set<BudgetCycle>().AsNoTracking().Where(cycle => cycle.OpensOn <= date).OrderByDescending(cycle => cycle.Year).ToListAsync(cancel);
        return new BudgetRecords(cycles, cycles.Count == 0 ? null : await BudgetBook.Read(db, offices, cycles[0].Year, cancel), date);
    }

    /// <summary>The items that were proposed by the day.</summary>
    public IEnumerable<BudgetEntry> Proposed => Book?.Entries.Where(entry => entry.Item.ProposedOn <= Date) ?? [];

    /// <summary>The final list or, while it is being made, what can still come into it.</summary>
    public IEnumerable<BudgetEntry> Wanted => IsFinal ? Book!.Listed : Proposed.Where(entry => entry.Proposal?.Standing != Standing.Refused && !(entry.Item is { Recommendation: Recommendation.Refused, KeptBecause: null } && entry.Item.RecommendedOn <= Date));

    public static Evidence Proof(BudgetCycle cycle) => new($"Anggaran SPBE {cycle.Year}", BudgetAddress.List(cycle.Year), BudgetRegisters.CycleKind, cycle.Id);

    public static Evidence Proof(BudgetItem item) => new(item.Name, item.Href, BudgetItemRegister.Kind, item.Id);

    public static NextStep Work(BudgetCycle cycle) => new($"Buka siklus {cycle.Year}", cycle.Href);

    public static string Named(IEnumerable<BudgetEntry> entries) => Indonesian.List([.. entries.Select(entry => entry.Item.Name)], Answers.MostNamed);

    public static string Offices(EffectiveProfile profile, IEnumerable<string> offices) => Indonesian.List([.. offices.Select(office => BudgetWords.Office(profile, office))]);
}
