using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>A cycle in the list: figures as published, dashes where there is none yet.</summary>
public sealed record CycleRow(EvaluationCycle Cycle, string Instrument, string? Self, string? External, string? Predicate);

/// <summary>All cycles, newest first, and what waits for the actor.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class IndexModel(PlatformDb db, NationalData national, Acting acting, WaitingCycles waiting) : PageModel
{
    public IReadOnlyList<CycleRow> Rows { get; private set; } = [];

    public IReadOnlyList<(string Words, string Href)> Waiting { get; private set; } = [];

    public bool MayOpen => acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // A cycle or two a year: no list of them ever needs pages.
        var cycles = await db.Set<EvaluationCycle>().AsNoTracking().OrderByDescending(cycle => cycle.Year).ThenByDescending(cycle => cycle.Part).ThenBy(cycle => cycle.Purpose).Take(200).ToListAsync(cancel);
        Rows = [.. cycles.Select(Row)];
        Waiting = await waiting.For(cycles, cancel);
    }

    private CycleRow Row(EvaluationCycle cycle)
    {
        var instrument = national.Instrument(cycle.Instrument);
        var (self, external) = (Published(instrument, cycle.SelfIndex), Published(instrument, cycle.ExternalIndex));
        return new CycleRow(cycle, instrument?.Regulation ?? cycle.Instrument, self is { } one ? CycleWords.Figure(one) : null, external is { } other ? CycleWords.Figure(other) : null, (external ?? self) is { } figure ? instrument!.PredicateOf(figure).Name : null);
    }

    private static decimal? Published(Instrument? instrument, decimal? exact) => exact is { } index && instrument is not null ? instrument.Calculation.Publish(index) : null;
}
