using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Application = Simpul.Web.Modules.Applications.Inventory.Application;

namespace Simpul.Web.Modules.Applications.Lifecycle.Cases;

/// <summary>How an application's stage follows from what is decided about it.</summary>
internal static class Stages
{
    /// <returns>Whether the application, or its item, changed.</returns>
    public static async Task<bool> Follow(CaseTurn turn, Application application, IReadOnlyList<GateResult> gates, IServiceProvider services, CancellationToken cancel)
    {
        var before = (application.Stage, application.Kind, application.Item.Until);
        var today = services.GetRequiredService<Today>().Date;
        if (turn.Done && turn.Step.Records.Contains("stop-decision"))
        {
            await Retirements.Stop(services, application, today, $"{turn.Item.Number}: {turn.Outcome.Label}", cancel);
        }
        else if (turn.Done && turn.Step.Records.Contains("exception"))
        {
            application.Kind = ApplicationKind.Similar;
        }
        else if (turn.Launches())
        {
            await Launch(application, today, services, cancel);
        }
        else if (application.Stage < ApplicationStage.Running && !turn.Outcome.Ends && turn.Procedure.Step(turn.Outcome.To).Tests().Any())
        {
            application.Stage = ApplicationStage.Testing;
        }
        else if (application.Stage == ApplicationStage.Testing && turn.Procedure.HasTests() && !turn.Outcome.Ends && turn.Outcome.NeedsReason)
        {
            application.Stage = ApplicationStage.Building;
        }
        else if (application.Stage == ApplicationStage.Proposed && IsFree(turn) && gates.Any(result => result.Gate.Before == GateStage.Build) && gates.All(result => result.Gate.Before != GateStage.Build || !result.Stops))
        {
            application.Stage = ApplicationStage.Building;
        }
        return before != (application.Stage, application.Kind, application.Item.Until);
    }

    /// <summary>Whether nobody has to consider it any more: the case is done, or back with who builds.</summary>
    private static bool IsFree(CaseTurn turn) => turn.Done || (turn.Forward && !turn.Outcome.Ends && turn.Procedure.Step(turn.Outcome.To).By == Platform.Profile.Vocabulary.Applicant);

    private static async Task Launch(Application application, DateOnly today, IServiceProvider services, CancellationToken cancel)
    {
        if (application.Stage == ApplicationStage.Running)
        {
            return;
        }
        (application.Stage, application.Item.State, application.Item.From) = (ApplicationStage.Running, ItemState.AsIs, application.Item.From ?? today);
        await Evaluations.PlanFirst(services, application, application.Item.From.Value, cancel);
    }
}
