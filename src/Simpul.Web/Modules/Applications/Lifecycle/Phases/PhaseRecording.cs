using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>
/// Records a phase by itself where a case passes it: a step, or a document that it needs, has the phase's own name, or the regulation's row about phases
/// names it among the phase's <c>proofs</c>. What no case passes is recorded by hand. A case records in one round: the one at hand or, where phases repeat and that one
/// is over, the next (decision 0238).
/// </summary>
internal sealed class PhaseRecording(PlatformDb db, CurrentRegulation regulation, Today today, Zone zone, Acting acting, IServiceProvider services)
{
    /// <summary>Where the case remembers the round in which it records.</summary>
    private const string RoundKey = "phaseRound";

    public async Task Record(CaseTurn turn, Application application, CancellationToken cancel)
    {
        if (!turn.Forward || turn.Outcome.NeedsReason)
        {
            return;
        }
        var order = PhaseOrder.Of(regulation.Profile, (await db.PlanOf(application.Id, cancel))?.Method);
        var proofs = PhaseOrder.Proofs(regulation.Profile);
        var passed = order.Phases.Select((phase, at) => (phase, at)).Where(one => Names(turn.Procedure, turn.Step, one.phase, proofs) is not null).ToList();
        if (passed.Count == 0)
        {
            return;
        }
        var rows = await db.Set<ApplicationPhase>().Where(row => row.ApplicationId == application.Id).ToListAsync(cancel);
        var round = await RoundOf(turn, application, order, passed[0].phase, rows, cancel);
        foreach (var (phase, at) in passed)
        {
            var row = rows.FirstOrDefault(one => one.Round == round && one.Phase == phase);
            var isNew = row is null;
            if (row is null)
            {
                // When the phase ahead of it ended, also one that this very save ends: phases that one step passes follow each other.
                var before = at == 0 ? null : rows.FirstOrDefault(one => one.Round == round && one.Phase == order.Phases[at - 1])?.EndedOn;
                row = new ApplicationPhase { ApplicationId = application.Id, AgencyId = application.Item.AgencyId, Round = round, Phase = phase, StartedOn = Later(zone.DayOf(turn.Row.StartedAt), before) };
                db.Add(row);
                rows.Add(row);
            }
            else if (row.EndedOn is not null)
            {
                continue;
            }
            (row.EndedOn, row.Left, row.By) = (today.Date, row.Left ?? $"{Names(turn.Procedure, turn.Step, phase, proofs)}: {turn.Outcome.Label} ({turn.Item.Number})", row.By ?? acting.Actor.OfficeTitle);
            await PhaseRegisters.Phases.Keep(services, row, isNew, cancel, turn.Item.Number);
        }
    }

    /// <param name="phase">The first phase that the step at hand passes.</param>
    /// <param name="rows">All phases of the application.</param>
    private async Task<int> RoundOf(CaseTurn turn, Application application, PhaseOrder order, string phase, IReadOnlyList<ApplicationPhase> rows, CancellationToken cancel)
    {
        if (int.TryParse(turn.Data.Text(RoundKey), NumberStyles.None, CultureInfo.InvariantCulture, out var kept))
        {
            return kept;
        }
        var latest = rows.Select(row => row.Round).DefaultIfEmpty(1).Max();
        List<ApplicationPhase> ended = [.. rows.Where(row => row.Round == latest && row.EndedOn is not null)];
        bool Has(string wanted) => ended.Any(row => row.Phase.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        // Of what ran before the case came, the round that brought it into use is over whatever was left out of it; one that somebody has begun since is not.
        var isOver = ended.Count > 0 && (order.Phases.All(one => DevelopmentMethods.IsAfterLaunch(one) || Has(one))
            || ((Has(phase) || (latest == 1 && rows.All(row => row.EndedOn is not null))) && await RanBefore(turn, application, cancel)));
        var round = order.Repeats && isOver ? latest + 1 : latest;
        turn.Data.Put(RoundKey, round.ToString(CultureInfo.InvariantCulture));
        return round;
    }

    /// <summary>Whether the application was in use when the case was opened.</summary>
    private async Task<bool> RanBefore(CaseTurn turn, Application application, CancellationToken cancel)
    {
        if (application.Stage != ApplicationStage.Running)
        {
            return false;
        }
        if (!(application.Item.From >= zone.DayOf(turn.Item.OpenedAt)))
        {
            return true;
        }
        // Of that very day the case that brought it into use tells which was first.
        List<string> launching = [.. regulation.Profile.Procedures.Where(procedure => procedure.HasTests()).Select(procedure => procedure.Key)];
        return await db.Set<Case>().AsNoTracking().AnyAsync(other => other.SubjectKind == ApplicationRegister.Kind && other.SubjectId == application.Id && other.State == CaseState.Done
            && launching.Contains(other.Procedure) && other.ClosedAt <= turn.Item.OpenedAt, cancel);
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static string? Names(Procedure procedure, Step step, string phase, ILookup<string, string> proofs) =>
        step.Title.Equals(phase, StringComparison.OrdinalIgnoreCase) || proofs[phase].Contains(step.Id) ? step.Title
        : step.Needs.Where(need => proofs[phase].Contains(need) || procedure.Documents[need].Title.Equals(phase, StringComparison.OrdinalIgnoreCase)).Select(need => procedure.Documents[need].Title).FirstOrDefault();
}
