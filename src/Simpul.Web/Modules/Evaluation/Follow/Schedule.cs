using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>What the clock does: plans the monitoring of each agency where the regulation wants one, and reminds of what is due.</summary>
internal static class Schedule
{
    /// <summary>Days before a day at which its office is reminded.</summary>
    public const int Ahead = 7;

    private const int Most = 500;

    public static readonly ScheduledJob Job = new("evaluation.days", "Jadwal pemantauan dan pengingat evaluasi", "0 40 5 * * ?", Run);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true })
        {
            return "belum ada peraturan";
        }
        var planned = await PlanAll(services, cancel);
        var reminded = await RemindIndicators(services, cancel) + await RemindStages(services, cancel) + await RemindTasks(services, cancel) + await RemindMonitorings(services, cancel);
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync(cancel);
        return $"{planned} pemantauan dijadwalkan, {reminded} pengingat dikirim";
    }

    /// <summary>Whether agencies monitor themselves under the readings chosen, and how often; null where they do not.</summary>
    public static Period? OfAgencies(EffectiveProfile profile) => profile.List("evaluation.levels")?.Contains("agency") == true ? profile.Period("evaluation.cadence") : null;

    /// <summary>Plans the one after a monitoring that was held, unless one is planned already.</summary>
    public static async Task PlanNext(IServiceProvider services, AgencyMonitoring held, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (OfAgencies(services.GetRequiredService<CurrentRegulation>().Profile) is { } every
            && !await db.Set<AgencyMonitoring>().AsNoTracking().AnyAsync(other => other.AgencyId == held.AgencyId && other.Id != held.Id && other.HeldOn == null, cancel)
            && !db.Set<AgencyMonitoring>().Local.Any(other => other.AgencyId == held.AgencyId && other.Id != held.Id && other.HeldOn == null))
        {
            await Plan(services, held.AgencyId!.Value, held.HeldOn!.Value, every, cancel);
        }
    }

    private static async Task<int> PlanAll(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today, profile) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<CurrentRegulation>().Profile);
        if (OfAgencies(profile) is not { } every)
        {
            return 0;
        }
        var pending = await db.Set<AgencyMonitoring>().AsNoTracking().Where(item => item.HeldOn == null).Select(item => item.AgencyId).ToListAsync(cancel);
        var held = (await db.Set<AgencyMonitoring>().AsNoTracking().Where(item => item.HeldOn != null).GroupBy(item => item.AgencyId).Select(group => new { group.Key, Last = group.Max(item => item.HeldOn) }).ToListAsync(cancel))
            .ToDictionary(item => item.Key!.Value, item => item.Last!.Value);
        var count = 0;
        foreach (var agency in (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).Where(agency => agency.AnswersForItself && !pending.Contains(agency.Id)))
        {
            await Plan(services, agency.Id, held.TryGetValue(agency.Id, out var last) ? last : profile.Regulation.InForce, every, cancel);
            count++;
        }
        return count;
    }

    private static async Task Plan(IServiceProvider services, Guid agency, DateOnly from, Period every, CancellationToken cancel)
    {
        var due = every.After(from);
        var monitoring = new AgencyMonitoring { AgencyId = agency, PeriodFrom = from.AddDays(1), PeriodUntil = due, DueOn = due };
        services.GetRequiredService<PlatformDb>().Add(monitoring);
        await FollowRegisters.Monitorings.Keep(services, monitoring, isNew: true, cancel);
    }

    /// <summary>An agency is told once ahead of its day and once when it is past, with how many of its indicators are open.</summary>
    private static async Task<int> RemindIndicators(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<Journal>());
        var soon = today.AddDays(Ahead);
        var open = await db.Set<CycleIndicator>().Where(item => item.AgencyId != null && (item.State == IndicatorState.Answering || item.State == IndicatorState.Returned) && item.DueOn <= soon
                && (item.RemindedOn == null || (item.DueOn < today && item.RemindedOn <= item.DueOn)) && db.Set<EvaluationCycle>().Any(cycle => cycle.Id == item.CycleId && cycle.State == CycleState.Running))
            .OrderBy(item => item.Id).Take(Most).ToListAsync(cancel);
        var sent = 0;
        foreach (var group in open.GroupBy(item => (item.CycleId, item.AgencyId)))
        {
            var first = group.Min(item => item.DueOn);
            services.GetRequiredService<NoticeBoard>().Tell(Recipient.HoldersOf("agency", group.Key.AgencyId), "evaluation.due",
                $"{Indonesian.Number(group.Count())} indikator evaluasi SPBE {(first < today ? "melewati tenggat" : $"ditunggu paling lambat {Indonesian.Date(first)}")}.", $"{EvaluationAddress.List(group.Key.CycleId)}?agency={group.Key.AgencyId}");
            sent++;
            foreach (var item in group)
            {
                item.RemindedOn = today;
                journal.Record("evaluation-indicators.reminded", item);
            }
        }
        return sent;
    }

    /// <summary>
    /// Whoever works on a stage is told once ahead of its day and once when it is past, then together with whoever manages the cycle, as long as something is left to do there; agencies are told of their own
    /// indicators. One day is kept a cycle, of the last time: all that is past is told of on the first run after it, so what was told since needs no more.
    /// </summary>
    private static async Task<int> RemindStages(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today, journal, notices) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<Journal>(), services.GetRequiredService<NoticeBoard>());
        var (soon, rights, sent) = (today.AddDays(Ahead), services.GetRequiredService<CycleRights>(), 0);
        foreach (var cycle in await db.Set<EvaluationCycle>().Where(item => item.State != CycleState.Closed).OrderBy(item => item.Id).Take(Most).ToListAsync(cancel))
        {
            var states = await db.Set<CycleIndicator>().AsNoTracking().Where(item => item.CycleId == cycle.Id).GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
            var (unassessed, unvalidated) = (Below(IndicatorState.Assessed), Below(IndicatorState.Validated));
            List<(DateOnly Until, IEnumerable<string> Offices, string Says, string Href)> stages = cycle.State == CycleState.SignedOff
                ? [(cycle.ClosesOn, ["ict-agency"], $"Hasil asesor eksternal {cycle.Title} ditunggu", EvaluationAddress.External(cycle.Id))]
                : [(cycle.SignedUntil, rights.Coordinators, $"Berita acara {cycle.Title} ditandatangani{(unvalidated > 0 ? $" sesudah {Indonesian.Number(unvalidated)} indikator lagi divalidasi," : "")}", EvaluationAddress.Result(cycle.Id))];
            if (cycle.State == CycleState.Running && unassessed > 0)
            {
                stages.Add((cycle.AssessedUntil, ["internal-assessors"], $"{Indonesian.Number(unassessed)} indikator {cycle.Title} belum dinilai asesor, ditunggu", EvaluationAddress.List(cycle.Id)));
            }
            if (cycle.State == CycleState.Running && unvalidated > 0)
            {
                stages.Add((cycle.ValidatedUntil, ["ict-agency"], $"{Indonesian.Number(unvalidated)} indikator {cycle.Title} belum divalidasi, ditunggu", EvaluationAddress.List(cycle.Id)));
            }
            // One that was told of an earlier stage's day was told before this one came near.
            var near = stages.Where(stage => stage.Until >= today && stage.Until <= soon && (cycle.RemindedOn is null || cycle.RemindedOn < stage.Until.AddDays(-Ahead))).ToList();
            var late = stages.Where(stage => stage.Until < today && (cycle.RemindedOn is null || cycle.RemindedOn <= stage.Until)).ToList();
            foreach (var (until, offices, says, href) in near.Concat(late.Select(stage => (stage.Until, stage.Offices.Append("ict-agency").Distinct(), stage.Says, stage.Href))))
            {
                foreach (var office in offices)
                {
                    notices.Tell(Recipient.HoldersOf(office), "evaluation.stage-due", $"{says} paling lambat {Indonesian.Date(until)}{(until < today ? ", dan hari itu sudah lewat" : "")}.", href);
                    sent++;
                }
            }
            if (near.Count + late.Count > 0)
            {
                cycle.RemindedOn = today;
                journal.Record("evaluation-cycles.reminded", cycle);
            }

            int Below(IndicatorState state) => states.Where(one => one.Key < state).Sum(one => one.Count);
        }
        return sent;
    }

    private static async Task<int> RemindMonitorings(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<Journal>());
        var soon = today.AddDays(Ahead);
        var due = await db.Set<AgencyMonitoring>().Where(item => item.HeldOn == null && item.AgencyId != null && item.DueOn <= soon && (item.RemindedOn == null || (item.DueOn < today && item.RemindedOn <= item.DueOn)))
            .OrderBy(item => item.Id).Take(Most).ToListAsync(cancel);
        foreach (var item in due)
        {
            services.GetRequiredService<NoticeBoard>().Tell(Recipient.HoldersOf("agency", item.AgencyId), "evaluation.monitoring-due",
                $"Pemantauan dan evaluasi SPBE perangkat daerah Anda {(item.DueOn < today ? "melewati tenggat" : $"ditunggu paling lambat {Indonesian.Date(item.DueOn)}")}.", FollowRegisters.Monitorings.HrefOf(item.Id));
            item.RemindedOn = today;
            journal.Record("agency-monitorings.reminded", item);
        }
        return due.Count;
    }

    private static async Task<int> RemindTasks(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today, journal, notices) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<Journal>(), services.GetRequiredService<NoticeBoard>());
        var soon = today.AddDays(Ahead);
        var due = await db.Set<Recommendation>().Where(item => item.DoneOn == null && item.AgencyId != null && item.DueOn <= soon && (item.RemindedOn == null || (item.DueOn < today && item.RemindedOn <= item.DueOn)))
            .OrderBy(item => item.Id).Take(Most).ToListAsync(cancel);
        foreach (var item in due)
        {
            if (item.AwaitsDecision)
            {
                // Its agency did its part.
                foreach (var office in TaskNotices.Deciding)
                {
                    notices.Tell(Recipient.HoldersOf(office), "evaluation.task-due", $"Hasil tindak lanjut evaluasi menunggu pernyataan selesai, tenggatnya {Indonesian.Date(item.DueOn!.Value)}{(item.DueOn < today ? " sudah lewat" : "")}: {item.Text}", FollowRegisters.Tasks.HrefOf(item.Id));
                }
            }
            else
            {
                notices.Tell(Recipient.HoldersOf("agency", item.AgencyId), "evaluation.task-due",
                    $"Tindak lanjut evaluasi {(item.DueOn < today ? "melewati tenggat" : $"ditunggu paling lambat {Indonesian.Date(item.DueOn!.Value)}")}: {item.Text}", FollowRegisters.Tasks.HrefOf(item.Id));
            }
            item.RemindedOn = today;
            journal.Record("evaluation-recommendations.reminded", item);
        }
        return due.Count;
    }
}
