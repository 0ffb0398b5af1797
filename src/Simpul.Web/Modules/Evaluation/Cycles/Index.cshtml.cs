using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>A cycle in the list: figures as published, dashes where there is none yet.</summary>
public sealed record CycleRow(EvaluationCycle Cycle, string Instrument, string? Self, string? External, string? Predicate);

/// <summary>All cycles, newest first, and what waits for the actor.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class IndexModel(PlatformDb db, NationalData national, Acting acting, Today today, CycleRights rights) : PageModel
{
    public IReadOnlyList<CycleRow> Rows { get; private set; } = [];

    public IReadOnlyList<(string Words, string Href)> Waiting { get; private set; } = [];

    public bool MayOpen => acting.Actor.MayEverywhere(EvaluationPermissions.Cycles);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // A cycle or two a year: no list of them ever needs pages.
        var cycles = await db.Set<EvaluationCycle>().AsNoTracking().OrderByDescending(cycle => cycle.Year).ThenBy(cycle => cycle.Purpose).Take(200).ToListAsync(cancel);
        Rows = [.. cycles.Select(Row)];
        var running = cycles.Where(cycle => cycle.State != CycleState.Closed).ToList();
        var ids = running.Select(cycle => cycle.Id).ToList();
        var counts = (await db.Set<CycleIndicator>().AsNoTracking().Where(item => ids.Contains(item.CycleId))
            .GroupBy(item => new { item.CycleId, item.AgencyId, item.State, Late = item.DueOn < today.Date }).Select(group => new { group.Key.CycleId, group.Key.AgencyId, group.Key.State, group.Key.Late, Count = group.Count() }).ToListAsync(cancel)).ToLookup(item => item.CycleId);
        List<(string, string)> waiting = [];
        foreach (var cycle in running.Where(cycle => cycle.State == CycleState.Running))
        {
            var mine = acting.Actor.AgencyId is { } own && acting.Actor.May(EvaluationPermissions.Answer, own)
                ? counts[cycle.Id].Where(one => one.AgencyId == own && one.State is IndicatorState.Answering or IndicatorState.Returned).ToList() : [];
            if (mine.Sum(one => one.Count) is > 0 and var open)
            {
                var late = mine.Where(one => one.Late).Sum(one => one.Count);
                waiting.Add(($"{Indonesian.Number(open)} indikator {cycle.Title} untuk dijawab perangkat daerah Anda{(late > 0 ? $", {Indonesian.Number(late)} melewati tenggat" : "")}", $"{EvaluationAddress.List(cycle.Id)}?agency={acting.Actor.AgencyId}"));
            }
            if (acting.Actor.May(EvaluationPermissions.Assess) && Of(cycle, IndicatorState.Submitted) is > 0 and var submitted)
            {
                waiting.Add(($"{Indonesian.Number(submitted)} indikator {cycle.Title} menunggu penilaian asesor", $"{EvaluationAddress.List(cycle.Id)}?keadaan={IndicatorState.Submitted}"));
            }
            if (acting.Actor.May(EvaluationPermissions.Validate) && Of(cycle, IndicatorState.Assessed) is > 0 and var assessed)
            {
                waiting.Add(($"{Indonesian.Number(assessed)} indikator {cycle.Title} menunggu validasi penanggung jawab", $"{EvaluationAddress.List(cycle.Id)}?keadaan={IndicatorState.Assessed}"));
            }
            if (rights.Signer() is not null && counts[cycle.Id].Any() && counts[cycle.Id].All(one => one.State == IndicatorState.Validated))
            {
                waiting.Add(($"Tanda tangani berita acara {cycle.Title}", EvaluationAddress.Result(cycle.Id)));
            }
        }
        waiting.AddRange(running.Where(cycle => cycle.State == CycleState.SignedOff && MayOpen).Select(cycle => ($"Catat hasil penilaian luar {cycle.Title}, lalu tutup putarannya", EvaluationAddress.External(cycle.Id))));
        Waiting = waiting;

        int Of(EvaluationCycle cycle, IndicatorState state) => counts[cycle.Id].Where(one => one.State == state).Sum(one => one.Count);
    }

    private CycleRow Row(EvaluationCycle cycle)
    {
        var instrument = national.Instrument(cycle.Instrument);
        var (self, external) = (Published(instrument, cycle.SelfIndex), Published(instrument, cycle.ExternalIndex));
        return new CycleRow(cycle, instrument?.Regulation ?? cycle.Instrument, self is { } one ? CycleWords.Figure(one) : null, external is { } other ? CycleWords.Figure(other) : null, (external ?? self) is { } figure ? instrument!.PredicateOf(figure).Name : null);
    }

    private static decimal? Published(Instrument? instrument, decimal? exact) => exact is { } index && instrument is not null ? instrument.Calculation.Publish(index) : null;
}
