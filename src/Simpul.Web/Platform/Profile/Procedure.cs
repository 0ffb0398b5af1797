using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

/// <summary>Who does what in which order when something is asked, examined and decided. Its first step opens the case; every step leads to an end.</summary>
/// <param name="Documents">Documents that its steps need, by key.</param>
/// <param name="Reading">The reading behind it, where the text does not order it so.</param>
public sealed record Procedure(
    string Key,
    string Title,
    Citation? Cite,
    string? Reading,
    IReadOnlyList<Step> Steps,
    IReadOnlyDictionary<string, RequiredDocument> Documents)
{
    public Step First => Steps[0];

    /// <exception cref="KeyNotFoundException">There is no such step.</exception>
    public Step Step(string id) => Steps.FirstOrDefault(step => step.Id == id) ?? throw new KeyNotFoundException($"{Key} has no step “{id}”");
}

/// <summary>One step of a procedure.</summary>
/// <param name="By">Office key, or <see cref="Vocabulary.Applicant"/>.</param>
/// <param name="Asks">What is asked of that office.</param>
/// <param name="Within">Working days; null where there is no deadline.</param>
/// <param name="Needs">Keys of the procedure's documents.</param>
/// <param name="Records">Kinds of record that a module attaches.</param>
/// <param name="EscalatesTo">Office key: who is told when the step is overdue.</param>
public sealed record Step(
    string Id,
    string Title,
    string By,
    string Asks,
    int? Within,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Records,
    Citation? Cite,
    IReadOnlyList<Outcome> Outcomes,
    string? EscalatesTo);

/// <summary>What can be decided at a step.</summary>
/// <param name="Label">On the button.</param>
/// <param name="To">A step of the same procedure or one of <see cref="Vocabulary.Ends"/>.</param>
/// <param name="NeedsReason">Whoever decides so must say why.</param>
public sealed record Outcome(string Key, string Label, string To, bool NeedsReason)
{
    /// <summary>Whether the case ends with it.</summary>
    public bool Ends => Vocabulary.Ends.Contains(To);
}

public sealed record RequiredDocument(string Key, string Title, Citation? Cite);
