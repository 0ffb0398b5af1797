using System.Globalization;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Outcome = Simpul.Web.Platform.Profile.Outcome;

namespace Simpul.Web.Platform.Cases;

/// <summary>
/// Where a module takes part in the cases of one procedure: what is asked, what must hold, what follows. The steps themselves come from the
/// profile, so that this asks for what a step is by what it needs and records, never by its name. A procedure without one works all the same.
/// Registered with <c>services.AddScoped&lt;ICaseProcedure, …&gt;()</c>; what it changes is saved, and journalled by it, in the case's own save.
/// </summary>
public interface ICaseProcedure
{
    /// <summary>Key of the procedure that it serves.</summary>
    string Procedure { get; }

    /// <summary>Kind of record that its cases are about; null where they are about none.</summary>
    string? SubjectKind => null;

    /// <summary>What is asked when a case is opened.</summary>
    IReadOnlyList<CaseField> Fields => [];

    /// <summary>What is asked when a case leaves this step forwards.</summary>
    IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => [];

    /// <summary>The agency that must act at a step, where it is not the applicant's: the owner of the data that is asked for.</summary>
    Task<Guid?> AgencyAt(Case item, Step step, CancellationToken cancel) => Task.FromResult<Guid?>(null);

    /// <summary>Pages on which what the case's step asks is done, for the case's own page; links that say what is done there.</summary>
    Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel) => Task.FromResult<IReadOnlyList<(string, string)>>([]);

    /// <summary>Records that came of the case so far, for its own page, whether it still runs or is over.</summary>
    Task<IReadOnlyList<(string Title, string Href)>> Results(Case item, CancellationToken cancel) => Task.FromResult<IReadOnlyList<(string, string)>>([]);

    /// <summary>What whoever decides at the step should have read; shown with the case, before the decision.</summary>
    Task<IReadOnlyList<CasePanel>> Panels(Case item, Step step, CancellationToken cancel) => Task.FromResult<IReadOnlyList<CasePanel>>([]);

    /// <summary>What stands against opening this case: at a field's key, or on the whole.</summary>
    Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    /// <summary>What stands against this decision, beyond the rules of every case.</summary>
    Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    /// <summary>What follows from a decision: called when all has been checked, before the save.</summary>
    Task Decided(CaseTurn turn, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Whether the applicant may still withdraw the case; not once something was enacted in it.</summary>
    Task<bool> MayWithdraw(Case item, CancellationToken cancel) => Task.FromResult(true);
}

/// <summary>Something that the module shows with a case while it stands at a step.</summary>
/// <param name="Partial">Path of the view that shows the content.</param>
public sealed record CasePanel(string Title, string Partial, object Content);

/// <summary>A decision that is being made.</summary>
/// <param name="Item">The case as it will be saved.</param>
/// <param name="Row">The step that is left.</param>
/// <param name="Data">What the forms hold, with what this decision brought.</param>
public sealed record CaseTurn(Case Item, CaseStep Row, Procedure Procedure, Step Step, Outcome Outcome, string? Reason, CaseData Data)
{
    /// <summary>Whether the case goes on, or ends as done; not where it is returned, refused or withdrawn.</summary>
    public bool Forward => CaseRules.IsForward(Procedure, Step, Outcome);

    /// <summary>Whether the case ends well with this decision.</summary>
    public bool Done => Outcome.To == "done";
}

/// <summary>The values of a case's forms, and what its module keeps beside them. What is put here is saved with the case.</summary>
public sealed class CaseData(Dictionary<string, IReadOnlyList<string>> values)
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => values;

    /// <summary>Keeps a value; none takes it out.</summary>
    public void Put(string key, params IReadOnlyList<string> value)
    {
        if (value.Count == 0)
        {
            values.Remove(key);
        }
        else
        {
            values[key] = value;
        }
    }

    /// <summary>Null where nothing was given.</summary>
    public string? Text(string key) => values.TryGetValue(key, out var list) && list is [{ Length: > 0 } text, ..] ? text : null;

    public IReadOnlyList<string> List(string key) => values.GetValueOrDefault(key) ?? [];

    public Guid? Id(string key) => Guid.TryParse(Text(key), out var id) ? id : null;

    public DateOnly? Date(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
