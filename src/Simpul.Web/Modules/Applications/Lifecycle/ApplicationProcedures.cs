using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>The procedures whose cases are about an application.</summary>
internal static class ApplicationProcedures
{
    public static readonly IReadOnlyList<string> Keys =
    [
        "general-application", "special-application", "application-opinion", "closed-source-opinion", "similar-application", "similar-stop", "source-deposit",
        "subdomain", "hosting", "infrastructure-request", "application-building", "application-outside-use",
    ];

    /// <summary>Words in a step's records that say that something is tested there.</summary>
    public static readonly IReadOnlyList<string> TestWords = ["security-test", "fitness-test", "function-check", "conformance-test"];

    private static readonly HashSet<string> handed = new(StringComparer.Ordinal) { "source", "package", "documents", "hosting-record", "repository-item", "knowledge-entry" };

    /// <summary>Those that a regulation has, in its order.</summary>
    public static IReadOnlyList<Procedure> Of(RegulationProfile profile) => [.. profile.Procedures.Where(procedure => Keys.Contains(procedure.Key))];

    public static IEnumerable<string> Tests(this Step step) => step.Records.Where(TestWords.Contains);

    public static bool HasTests(this Procedure procedure) => procedure.Steps.Any(step => step.Tests().Any());

    /// <summary>Whether a new application may come in with this procedure.</summary>
    public static bool Proposes(this Procedure procedure) => procedure.First.Records.Contains("application");

    /// <summary>Whether the procedure tests an application and brings it into use.</summary>
    public static bool LeadsToUse(this EffectiveProfile profile, Procedure procedure) =>
        procedure.HasTests() && GateList.Of(profile).Any(gate => gate.Before > GateStage.Build && gate.At.Any(place => place.Procedure.Key == procedure.Key));

    /// <summary>Whether an application comes to this procedure with a plan, because another one stands before its building.</summary>
    public static bool ComesPlanned(this EffectiveProfile profile, Procedure procedure) =>
        profile.LeadsToUse(procedure) && GateList.Of(profile).Any(gate => gate.Before == GateStage.Build && gate is { Type: not "general", Only: "any" } && gate.At.All(place => place.Procedure.Key != procedure.Key));

    /// <summary>Whether the step hands the application over to whoever keeps and runs it.</summary>
    public static bool HandsOver(this Step step) => step.Records.Any(handed.Contains);

    /// <summary>Whether an application may begin to run with this step.</summary>
    public static bool Launches(this Procedure procedure, Step step) => procedure.HasTests() && step.Outcomes.Any(outcome => outcome.To == "done");

    /// <summary>Whether the application begins to run with this decision.</summary>
    public static bool Launches(this Platform.Cases.CaseTurn turn) => turn.Done && turn.Procedure.HasTests();

    /// <summary>
    /// Whether an outcome says that the application is good enough: it goes on without a reason given, and whoever has it next can no longer send it
    /// back. A test that is merely finished does not say so where the recommendation comes after.
    /// </summary>
    public static bool LetsThrough(this Procedure procedure, Step step, Outcome outcome) =>
        !outcome.NeedsReason && Platform.Cases.CaseRules.IsForward(procedure, step, outcome) && After(procedure, step)
        && (outcome.Ends || !procedure.Step(outcome.To).Outcomes.Any(next => next.NeedsReason && !next.Ends));

    /// <summary>Whether an outcome is a decision in favour, for a gate: conditions may come with it where the case ends well.</summary>
    public static bool IsFavourable(this Procedure procedure, Step step, Outcome outcome) =>
        outcome.To == "done" || (!outcome.NeedsReason && Platform.Cases.CaseRules.IsForward(procedure, step, outcome));

    /// <summary>Whether the step tests, or comes after one that does.</summary>
    private static bool After(Procedure procedure, Step step) => procedure.Steps.TakeWhile(other => other.Id != step.Id).Append(step).Any(other => other.Tests().Any());
}
