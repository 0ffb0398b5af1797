using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>
/// What a step of an application's case leaves behind, by the word in the step's <c>records</c>: a hosting record, a domain, the deposited source. The
/// part that keeps such things registers one with <c>services.AddScoped&lt;IStepRecord, …&gt;()</c>; the case asks every one whose word the step has,
/// whatever the procedure, so that four regulations may put it at four places.
/// </summary>
public interface IStepRecord
{
    /// <summary>The word: <c>hosting-record</c>.</summary>
    string Record { get; }

    /// <summary>What is asked of whoever opens a case of which a later step leaves the record.</summary>
    IReadOnlyList<CaseField> Asked(Procedure procedure) => [];

    /// <summary>Indonesian: when a case of the procedure names no application; null where it must name one.</summary>
    string? WithoutApplication(Procedure procedure) => null;

    /// <summary>What stands against what was asked for, when the case is opened: a wish that cannot be granted is said to who wishes.</summary>
    Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    /// <summary>What whoever examines the case at a step of it should have read, wherever the step stands that leaves the record.</summary>
    Task<IReadOnlyList<CasePanel>> Panels(Case item, CancellationToken cancel) => Task.FromResult<IReadOnlyList<CasePanel>>([]);

    /// <summary>What is asked when the step is left forwards.</summary>
    IReadOnlyList<CaseField> Fields(Procedure procedure, Step step);

    /// <summary>What stands against leaving the step forwards.</summary>
    /// <param name="application">Null where the case is about none yet.</param>
    Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel);

    /// <summary>Makes or changes the record, with its event, in the case's own save. Called only when the step is left forwards.</summary>
    Task Decided(CaseTurn turn, Application? application, CancellationToken cancel);
}
