using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle.Phases;

/// <summary>
/// Records a phase by itself where a case passes it: a step, or a document that it needs, has the phase's own name. What the case does not name is
/// recorded by hand.
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
        foreach (var phase in order.Phases.Where(phase => Names(turn.Procedure, turn.Step, phase) is not null))
        {
            var rows = await db.Set<ApplicationPhase>().Where(row => row.ApplicationId == application.Id && row.Phase == phase).ToListAsync(cancel);
            var row = rows.OrderBy(one => one.Round).LastOrDefault();
            var isNew = row is null;
            if (row is null)
            {
                row = new ApplicationPhase { ApplicationId = application.Id, AgencyId = application.Item.AgencyId, Phase = phase, StartedOn = zone.DayOf(turn.Row.StartedAt) };
                db.Add(row);
            }
            else if (row.EndedOn is not null)
            {
                continue;
            }
            (row.EndedOn, row.Left, row.By) = (today.Date, row.Left ?? $"{Names(turn.Procedure, turn.Step, phase)}: {turn.Outcome.Label} ({turn.Item.Number})", row.By ?? acting.Actor.OfficeTitle);
            await PhaseRegisters.Phases.Keep(services, row, isNew, cancel, turn.Item.Number);
        }
    }

    private static string? Names(Procedure procedure, Step step, string phase) =>
        step.Title.Equals(phase, StringComparison.OrdinalIgnoreCase) ? step.Title
        : step.Needs.Select(need => procedure.Documents[need].Title).FirstOrDefault(title => title.Equals(phase, StringComparison.OrdinalIgnoreCase));
}
