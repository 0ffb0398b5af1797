using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Registers;

/// <summary>How a field is filled in.</summary>
public enum FieldKind
{
    Text,
    LongText,

    /// <summary>Several lines of text, one value each.</summary>
    Lines,
    Number,

    /// <summary>Rupiah.</summary>
    Money,
    Date,
    YesNo,

    /// <summary>One of a closed list.</summary>
    Choice,

    /// <summary>Any of a closed list.</summary>
    Choices,

    /// <summary>A record of another register.</summary>
    Reference,

    /// <summary>Personal data, sealed at rest and masked on screen.</summary>
    Personal,
}

/// <summary>One of the values that a field can take.</summary>
/// <param name="Value">As stored and as forms send it.</param>
public sealed record FieldChoice(string Value, string Title)
{
    /// <summary>As the API spells it: kebab-case where the value is a name of the program, the value itself where it is a key or an id.</summary>
    public string Name { get; init; } = Value;

    /// <summary>The choice that somebody means: by its value, by its name in the API or, as sheets have it, by its title.</summary>
    public static FieldChoice? Among(IReadOnlyList<FieldChoice> choices, string typed) =>
        choices.FirstOrDefault(choice => choice.Value == typed || choice.Name == typed)
        ?? choices.FirstOrDefault(choice => string.Equals(choice.Title, typed, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A field of a register as the pages, the sheets and the API see it, whatever record is behind it.</summary>
public abstract class Field
{
    /// <summary>Name in forms and in the API: camelCase, English, never renamed.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the record's property that it stands for.</summary>
    public abstract string Member { get; }

    /// <summary>The type that has the property: the register's own record, or the one that it completes.</summary>
    public abstract Type MemberOf { get; }

    /// <summary>Label on screen and heading in a sheet, Indonesian.</summary>
    public required string Label { get; init; }

    public required FieldKind Kind { get; init; }

    public string? Help { get; init; }

    /// <summary>Why the system asks.</summary>
    public string? Cite { get; init; }

    /// <summary>Parameter of the regulation profile whose article says why, where each regulation has its own.</summary>
    public string? CitedBy { get; init; }

    /// <summary>Why the system asks, under the regulation at hand; null where it does not say.</summary>
    public string? CiteUnder(CurrentRegulation regulation) => Cite ?? (CitedBy is { } parameter && regulation.IsSetUp ? regulation.Profile.CitationOf(parameter)?.ToString() : null);

    public bool Required { get; init; }

    /// <summary>Whether it is a column of the list; at most seven are.</summary>
    public bool Listed { get; init; }

    /// <summary>Whether what a person types into the search box is looked for in it.</summary>
    public bool Searched { get; init; }

    /// <summary>Whether the list can be narrowed by it; for choices and references.</summary>
    public bool Filtered { get; init; }

    public bool Sortable { get; init; }

    /// <summary>
    /// Whether no two records may have the same value; the table has a unique index of it. The first such field is the one by which a sheet's row
    /// finds its record where the row has no ID.
    /// </summary>
    public bool Unique { get; init; }

    /// <summary>Set when a record is made, not changed afterwards.</summary>
    public bool Fixed { get; init; }

    /// <summary>Characters that it holds at most; 0 where the kind sets its own bound.</summary>
    public int MaxLength { get; init; }

    /// <summary>Kind of the record that a reference names.</summary>
    public string? Refers { get; init; }

    /// <summary>
    /// Where suggestions for what is being typed into a text come from: an address that answers <c>?q=</c> with a JSON array of texts. The key of another
    /// field in braces stands for what that field holds on the form. Null for none.
    /// </summary>
    public string? SuggestHref { get; init; }

    /// <summary>Whether its choices are the program's own and so the same in every instance.</summary>
    public bool Closed { get; init; }

    /// <summary>The values of a choice, in order; may ask the instance's profile.</summary>
    public Func<IServiceProvider, IReadOnlyList<FieldChoice>>? Choices { get; init; }

    /// <summary>The column of a sheet that holds it.</summary>
    /// <param name="choices">The values of a choice.</param>
    public SheetColumn Column(IReadOnlyList<FieldChoice> choices) => new(Label, Kind switch
    {
        FieldKind.Number or FieldKind.Money => CellKind.Number,
        FieldKind.Date => CellKind.Date,
        FieldKind.YesNo => CellKind.Boolean,
        FieldKind.Choice => CellKind.Choice,
        _ => CellKind.Text,
    })
    {
        Help = string.Join(' ', new[]
        {
            Help,
            Kind switch
            {
                FieldKind.Lines or FieldKind.Choices => "Tulis satu per baris di dalam sel.",
                FieldKind.Reference => "Tulis namanya seperti pada daftar yang dirujuk.",
                FieldKind.Personal => "Data pribadi tidak ikut diunduh. Kosongkan untuk membiarkan yang tersimpan.",
                _ => null,
            },
        }.OfType<string>()),
        Required = Required,
        Choices = Kind == FieldKind.Choice ? [.. choices.Select(choice => choice.Title)] : [],
    };
}
