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
/// names it among the phase's <c>proofs</c>. What no case passes is recorded by hand.
/// </summary>
internal sealed class PhaseRecording(PlatformDb db, CurrentRegulation regulation, Today today, Zone zone, Acting acting, IServiceProvider services)
{
    public async Task Record(CaseTurn turn, Application application, CancellationToken cancel)
    {
        if (!turn.Forward || turn.Outcome.NeedsReason)
        {
            return;
        }
        var order = PhaseOrder.Of(regulation.Profile, (await db.PlanOf(application.Id, cancel))?.Method);
        var proofs = PhaseOrder.Proofs(regulation.Profile);
        foreach (var (phase, at) in order.Phases.Select((phase, at) => (phase, at)).Where(one => Names(turn.Procedure, turn.Step, one.phase, proofs) is not null))
        {
            var rows = await db.Set<ApplicationPhase>().Where(row => row.ApplicationId == application.Id && row.Phase == phase).ToListAsync(cancel);
            var row = rows.OrderBy(one => one.Round).LastOrDefault();
            var isNew = row is null;
            if (row is null)
            {
                row = new ApplicationPhase { ApplicationId = application.Id, AgencyId = application.Item.AgencyId, Phase = phase, StartedOn = Later(zone.DayOf(turn.Row.StartedAt), await Before(application.Id, at == 0 ? null : order.Phases[at - 1], cancel)) };
                db.Add(row);
            }
            else if (row.EndedOn is not null)
            {
                continue;
            }
            (row.EndedOn, row.Left, row.By) = (today.Date, row.Left ?? $"{Names(turn.Procedure, turn.Step, phase, proofs)}: {turn.Outcome.Label} ({turn.Item.Number})", row.By ?? acting.Actor.OfficeTitle);
            await PhaseRegisters.Phases.Keep(services, row, isNew, cancel, turn.Item.Number);
        }
    }

    /// <summary>When the phase ahead of it ended, also one that this very save ends: phases that one step passes follow each other.</summary>
    private async Task<DateOnly?> Before(Guid application, string? phase, CancellationToken cancel) => phase is null ? null
        : db.ChangeTracker.Entries<ApplicationPhase>().Select(entry => entry.Entity).FirstOrDefault(row => row.ApplicationId == application && row.Phase == phase && row.Round == 1) is { } tracked ? tracked.EndedOn
        : await db.Set<ApplicationPhase>().Where(row => row.ApplicationId == application && row.Phase == phase && row.Round == 1).Select(row => row.EndedOn).SingleOrDefaultAsync(cancel);

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static string? Names(Procedure procedure, Step step, string phase, ILookup<string, string> proofs) =>
        step.Title.Equals(phase, StringComparison.OrdinalIgnoreCase) || proofs[phase].Contains(step.Id) ? step.Title
        : step.Needs.Where(need => proofs[phase].Contains(need) || procedure.Documents[need].Title.Equals(phase, StringComparison.OrdinalIgnoreCase)).Select(need => procedure.Documents[need].Title).FirstOrDefault();
}
