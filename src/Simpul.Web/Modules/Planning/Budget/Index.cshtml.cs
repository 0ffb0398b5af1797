using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The cycles, one a year.</summary>
[Permission(PlanningPermissions.View)]
public sealed class IndexModel(PlatformDb db, BudgetOffices offices, Acting acting, Today today) : PageModel
{
    public IReadOnlyList<(BudgetCycle Cycle, int Items)> Rows { get; private set; } = [];

    public DateOnly Day => today.Date;

    public bool MayOpen => offices.MayOpen && acting.Actor.May(PlanningPermissions.BudgetWork);

    public string Openers => offices.Names(offices.Openers);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var cycles = await db.Set<BudgetCycle>().AsNoTracking().OrderByDescending(cycle => cycle.Year).Take(100).ToListAsync(cancel);
        var items = await db.Set<BudgetItem>().GroupBy(item => item.CycleId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        Rows = [.. cycles.Select(cycle => (cycle, items.GetValueOrDefault(cycle.Id)))];
    }

    public static (State State, string Word) StateOf(BudgetCycle cycle, DateOnly day) =>
        cycle.ConsolidatedOn is { } done ? (State.Met, $"Dikonsolidasikan {Indonesian.ShortDate(done)}")
        : day > cycle.ClosesOn ? (State.Overdue, $"Seharusnya selesai {Indonesian.ShortDate(cycle.ClosesOn)}")
        : day < cycle.OpensOn ? (State.NotApplicable, "Belum dibuka")
        : (State.Due, "Berjalan");
}
