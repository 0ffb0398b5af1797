using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Platform.Profile;

public enum OfficeKind
{
    /// <summary>Held by one person at a time: the head of region, the secretary.</summary>
    Person,

    Agency,

    /// <summary>Part of an agency or of the secretariat.</summary>
    Unit,

    /// <summary>Every agency, each for itself.</summary>
    EveryAgency,

    /// <summary>A team or council.</summary>
    Body,

    /// <summary>The local government as a whole.</summary>
    Government,

    /// <summary>Outside the local government.</summary>
    External,
}

/// <summary>What a regulation calls one of our offices.</summary>
/// <param name="Key">One of <see cref="Vocabulary.OwnOffices"/> or <see cref="Vocabulary.ExternalOffices"/>.</param>
/// <param name="Abbreviation">Its usual short name, where it has one.</param>
/// <param name="Phrases">Other words of the text for the same office.</param>
/// <param name="AnsweredBy">The office on whose board its obligations stand, and which acts for it in procedures.</param>
/// <param name="Reading">The reading by which the office is meant, where the text does not name it.</param>
public sealed record Office(
    string Key,
    string Title,
    string? Abbreviation,
    OfficeKind Kind,
    Citation? Cite,
    IReadOnlyList<OfficePhrase> Phrases,
    string? AnsweredBy,
    string? Reading)
{
    /// <summary>The short name where there is one, otherwise the title.</summary>
    public string Name => Abbreviation ?? Title;
}

public sealed record OfficePhrase(string Words, Citation? Cite);
