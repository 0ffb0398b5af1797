using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Web.Platform.Registers;

/// <summary>How a field is filled in.</summary>
public enum FieldKind
{
    Text,
    LongText,

    /// <summary>Several lines of text, one value each.</summary>
    Lines,
    Number,
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
public sealed record FieldChoice(string Value, string Title);

/// <summary>A field of a register as the pages, the sheets and the API see it, whatever record is behind it.</summary>
public abstract class Field
{
    /// <summary>Name in forms and in the API: camelCase, English, never renamed.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the record's property that it stands for.</summary>
    public abstract string Member { get; }

    /// <summary>Label on screen and heading in a sheet, Indonesian.</summary>
    public required string Label { get; init; }

    public required FieldKind Kind { get; init; }

    public string? Help { get; init; }

    /// <summary>Why the system asks.</summary>
    public string? Cite { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether it is a column of the list; at most seven are.</summary>
    public bool Listed { get; init; }

    /// <summary>Whether what a person types into the search box is looked for in it.</summary>
    public bool Searched { get; init; }

    /// <summary>Whether the list can be narrowed by it; for choices and references.</summary>
    public bool Filtered { get; init; }

    public bool Sortable { get; init; }

    /// <summary>Whether no two records may have the same value.</summary>
    public bool Unique { get; init; }

    /// <summary>Set when a record is made, not changed afterwards.</summary>
    public bool Fixed { get; init; }

    /// <summary>Characters that it holds at most; 0 where the kind sets its own bound.</summary>
    public int MaxLength { get; init; }

    /// <summary>Kind of the record that a reference names.</summary>
    public string? Refers { get; init; }

    /// <summary>The values of a choice, in order; may ask the instance's profile.</summary>
    public Func<IServiceProvider, IReadOnlyList<FieldChoice>>? Choices { get; init; }

    /// <summary>The column of a sheet that holds it.</summary>
    public SheetColumn Column(IReadOnlyList<FieldChoice> choices) => new(Label, Kind switch
    {
        FieldKind.Number => CellKind.Number,
        FieldKind.Date => CellKind.Date,
        FieldKind.YesNo => CellKind.Boolean,
        FieldKind.Choice => CellKind.Choice,
        _ => CellKind.Text,
    })
    {
        Help = Help,
        Required = Required,
        Choices = [.. choices.Select(choice => choice.Title)],
    };
}
