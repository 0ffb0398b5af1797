using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What waits in the cycles for the actor at hand, in words, each with where it is done.</summary>
public sealed class WaitingCycles(PlatformDb db, Acting acting, Today today, CycleRights rights)
{
    private static readonly Func<PlatformDb, CycleState, CancellationToken, Task<List<EvaluationCycle>>> openBut = Prepared.List((PlatformDb db, CycleState closed) =>
        db.Set<EvaluationCycle>().AsNoTracking().Where(cycle => cycle.State != closed).OrderByDescending(cycle => cycle.Year).ThenByDescending(cycle => cycle.Part).ThenBy(cycle => cycle.Purpose));

    private const int MostReported = 500;

    /// <summary>Days of an agency's tasks that wait for it: what it reported of a cycle's recommendation waits for others.</summary>
    private static readonly Func<PlatformDb, Guid?, CancellationToken, Task<List<DateOnly?>>> openOf = Prepared.List((PlatformDb db, Guid? agency) =>
        db.Set<Recommendation>().AsNoTracking().Where(task => task.AgencyId == agency && task.DoneOn == null && (task.CycleId == null || task.Outcome == null || task.ReturnReason != null)).Select(task => task.DueOn));

    /// <summary>Tasks of cycles that their agencies reported on and nobody closed, the oldest first.</summary>
    private static readonly Func<PlatformDb, int, CancellationToken, Task<List<ReportedTask>>> reported = Prepared.List((PlatformDb db, int most) =>
        db.Set<Recommendation>().AsNoTracking().Where(task => task.CycleId != null && task.DoneOn == null && task.Outcome != null && task.ReturnReason == null).OrderBy(task => task.DueOn).ThenBy(task => task.Id).Take(most).Select(task => new ReportedTask(task.Id, task.AgencyId)));

    /// <summary>As the other, of all cycles that are not closed.</summary>
    public async Task<IReadOnlyList<(string Words, string Href)>> For(CancellationToken cancel) => await For(await openBut(db, CycleState.Closed, cancel), cancel);

    public async Task<IReadOnlyList<(string Words, string Href)>> For(IReadOnlyList<EvaluationCycle> cycles, CancellationToken cancel)
    {
        var actor = acting.Actor;
        var running = cycles.Where(cycle => cycle.State == CycleState.Running).ToList();
        var ids = running.Select(cycle => cycle.Id).ToList();
        var counts = (ids.Count == 0 ? [] : await db.Set<CycleIndicator>().AsNoTracking().Where(item => ids.Contains(item.CycleId))
            .GroupBy(item => new { item.CycleId, item.AgencyId, item.State, Late = item.DueOn < today.Date }).Select(group => new { group.Key.CycleId, group.Key.AgencyId, group.Key.State, group.Key.Late, Count = group.Count() }).ToListAsync(cancel)).ToLookup(item => item.CycleId);
        List<(string, string)> waiting = [];
        foreach (var cycle in running)
        {
            var mine = actor.AgencyId is { } own && actor.May(EvaluationPermissions.Answer, own)
                ? counts[cycle.Id].Where(one => one.AgencyId == own && one.State is IndicatorState.Answering or IndicatorState.Returned).ToList() : [];
            if (mine.Sum(one => one.Count) is > 0 and var unanswered)
            {
                var late = mine.Where(one => one.Late).Sum(one => one.Count);
                waiting.Add(($"{Indonesian.Number(unanswered)} indikator {cycle.Title} untuk dijawab perangkat daerah Anda{(late > 0 ? $", {Indonesian.Number(late)} melewati tenggat" : "")}", $"{EvaluationAddress.List(cycle.Id)}?agency={actor.AgencyId}"));
            }
            if (actor.May(EvaluationPermissions.Assess) && Of(cycle, IndicatorState.Submitted) is > 0 and var submitted)
            {
                waiting.Add(($"{Indonesian.Number(submitted)} indikator {cycle.Title} menunggu penilaian asesor, paling lambat {Indonesian.Date(cycle.AssessedUntil)}", $"{EvaluationAddress.List(cycle.Id)}?keadaan={IndicatorState.Submitted}"));
            }
            if (actor.May(EvaluationPermissions.Validate) && Of(cycle, IndicatorState.Assessed) is > 0 and var assessed)
            {
                waiting.Add(($"{Indonesian.Number(assessed)} indikator {cycle.Title} menunggu validasi penanggung jawab, paling lambat {Indonesian.Date(cycle.ValidatedUntil)}", $"{EvaluationAddress.List(cycle.Id)}?keadaan={IndicatorState.Assessed}"));
            }
            if (rights.Signer() is not null && counts[cycle.Id].Any() && counts[cycle.Id].All(one => one.State == IndicatorState.Validated))
            {
                waiting.Add(($"Tanda tangani berita acara {cycle.Title}, paling lambat {Indonesian.Date(cycle.SignedUntil)}", EvaluationAddress.Result(cycle.Id)));
            }
        }
        waiting.AddRange(cycles.Where(cycle => cycle.State == CycleState.SignedOff && actor.MayEverywhere(EvaluationPermissions.Cycles))
            .Select(cycle => ($"Catat hasil asesor eksternal {cycle.Title}, lalu tutup putarannya", EvaluationAddress.External(cycle.Id))));
        await AddTasks(waiting, cancel);
        return waiting;

        int Of(EvaluationCycle cycle, IndicatorState state) => counts[cycle.Id].Where(one => one.State == state).Sum(one => one.Count);
    }

    /// <summary>What cycles and own monitorings recommended: for its agency to do, and for those outside it to close.</summary>
    private async Task AddTasks(List<(string Words, string Href)> waiting, CancellationToken cancel)
    {
        var actor = acting.Actor;
        if (actor.AgencyId is { } own && actor.May(EvaluationPermissions.Follow, own) && await openOf(db, own, cancel) is { Count: > 0 } open)
        {
            var late = open.Count(due => due < today.Date);
            waiting.Add(($"{Indonesian.Number(open.Count)} tindak lanjut evaluasi untuk perangkat daerah Anda{(late > 0 ? $", {Indonesian.Number(late)} melewati tenggat" : "")}", $"/kerja/{FollowRegisters.TasksSlug}?agency={own}"));
        }
        if ((actor.May(EvaluationPermissions.Assess) || actor.MayEverywhere(EvaluationPermissions.Cycles))
            && (await reported(db, MostReported, cancel)).Where(task => !acting.AnswersFor(task.AgencyId)).ToList() is { Count: > 0 } told)
        {
            waiting.Add(($"{Indonesian.Number(told.Count)} hasil tindak lanjut evaluasi menunggu pernyataan selesai", FollowRegisters.Tasks.HrefOf(told[0].Id)));
        }
    }
}

/// <summary>A task that waits to be closed.</summary>
internal sealed record ReportedTask(Guid Id, Guid? AgencyId);

/// <summary>The same on the workspace's first page; nothing where nothing waits.</summary>
internal sealed class WaitingSection(WaitingCycles cycles, Acting acting) : IHomeSection
{
    public string Title => "Evaluasi SPBE";

    public int Order => 15;

    public string Partial => "/Modules/Evaluation/Cycles/_Waiting.cshtml";

    public async Task<object?> Load(CancellationToken cancel) =>
        acting.Actor.May(EvaluationPermissions.View) && await cycles.For(cancel) is { Count: > 0 } waiting ? waiting : null;
}
