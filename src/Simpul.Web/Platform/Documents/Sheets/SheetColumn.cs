namespace Simpul.Web.Platform.Documents.Sheets;

public enum CellKind { Text, Number, Date, Boolean, Choice }

/// <summary>One column of an exported sheet. <paramref name="Heading"/> is what an import finds the column by; it is unique in its sheet, whatever its case.</summary>
public sealed record SheetColumn(string Heading, CellKind Kind = CellKind.Text)
{
    /// <summary>In characters of the standard font; taken from the kind and the heading when not set.</summary>
    public double? Width { get; init; }

    /// <summary>How to fill the column in; shown on the sheet "Petunjuk".</summary>
    public string? Help { get; init; }

    /// <summary>Noted on the sheet "Petunjuk"; an export may be blank all the same.</summary>
    public bool Required { get; init; }

    /// <summary>The values that a <see cref="CellKind.Choice"/> column offers as a list.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A number without thousands separator: a year, a sequence number.</summary>
    public bool Plain { get; init; }

    internal IReadOnlyList<string> Offered => Kind == CellKind.Boolean ? CellFormat.Answers : Kind == CellKind.Choice ? Choices : [];

    internal double Wide => Width ?? Math.Clamp(Math.Max(Heading.Length + 4, Kind switch
    {
        CellKind.Text => 28,
        CellKind.Choice => Math.Min(Choices.Select(choice => choice.Length).DefaultIfEmpty(16).Max() + 4, 40),
        _ => 14,
    }), 8, 60);
}
