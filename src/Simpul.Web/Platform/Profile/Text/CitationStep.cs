namespace Simpul.Web.Platform.Profile.Text;

/// <summary>One step of a citation, such as "ayat (7)".</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Number">From 1; an annex that bears no number has 0. Letters count a = 1 ... z = 26, aa = 27, bb = 28.</param>
/// <param name="Suffix">The lower-case letter of a provision that an amendment inserted (Pasal 12A, ayat (2a)); '\0' without one.</param>
/// <param name="Occurrence">
/// Where a regulation prints a number twice: 1 for the first, 2 for the second; printed "[pertama]", "[kedua]".
/// 0 leaves it open and means every provision with that number.
/// </param>
public readonly record struct CitationStep(ProvisionKind Kind, int Number, char Suffix = '\0', int Occurrence = 0)
    : IComparable<CitationStep>
{
    /// <summary>As it stands in a citation: "ayat (7)", "huruf c", "Pasal 23 [kedua]".</summary>
    public override string ToString() => Name + Mark;

    /// <summary>As the regulation itself prints it before the words: "(7)", "c.", "Pasal 23"; empty for a passage.</summary>
    public string Label => Kind switch
    {
        ProvisionKind.Paragraph => $"({Numerals.Text(Number)}{Tail})",
        ProvisionKind.Letter => Numerals.Letter(Number) + ".",
        ProvisionKind.SubLetter => Numerals.Letter(Number) + ")",
        ProvisionKind.Division => Numerals.Letter(Number).ToUpperInvariant() + ".",
        ProvisionKind.Number => Numerals.Text(Number) + Tail + ".",
        ProvisionKind.SubNumber => Numerals.Text(Number) + Tail + ")",
        ProvisionKind.Passage => "",
        _ => Name,
    };

    /// <summary>Lower-case words and digits joined by hyphens, fit for an HTML id; only an annex's "huruf-C" keeps its capital.</summary>
    public string Anchor
    {
        get
        {
            var stem = Kind switch
            {
                ProvisionKind.Chapter => "bab-" + Numerals.Text(Number),
                ProvisionKind.Part => "bagian-" + Numerals.Text(Number),
                ProvisionKind.Section => "paragraf-" + Numerals.Text(Number),
                ProvisionKind.Article => "pasal-" + Numerals.Text(Number),
                ProvisionKind.Paragraph => "ayat-" + Numerals.Text(Number),
                ProvisionKind.Letter => "huruf-" + Numerals.Letter(Number),
                ProvisionKind.Division => "huruf-" + Numerals.Letter(Number).ToUpperInvariant(),
                ProvisionKind.Number => "angka-" + Numerals.Text(Number),
                ProvisionKind.SubLetter => "subhuruf-" + Numerals.Letter(Number),
                ProvisionKind.SubNumber => "subangka-" + Numerals.Text(Number),
                ProvisionKind.Passage => "alinea-" + Numerals.Text(Number),
                _ => Number == 0 ? "lampiran" : "lampiran-" + Numerals.Text(Number),
            };
            return stem + Tail + (Occurrence == 0 ? "" : "-" + OccurrenceWord.Replace(' ', '-'));
        }
    }

    /// <summary>True when <paramref name="other"/> is this step, or one of the several that an unmarked number stands for.</summary>
    public bool Covers(CitationStep other) =>
        Kind == other.Kind && Number == other.Number && Suffix == other.Suffix && (Occurrence == 0 || Occurrence == other.Occurrence);

    public int CompareTo(CitationStep other)
    {
        if (Kind != other.Kind) return Kind.CompareTo(other.Kind);
        if (Number != other.Number) return Number.CompareTo(other.Number);
        return Suffix != other.Suffix ? Suffix.CompareTo(other.Suffix) : Occurrence.CompareTo(other.Occurrence);
    }

    public static bool operator <(CitationStep left, CitationStep right) => left.CompareTo(right) < 0;

    public static bool operator >(CitationStep left, CitationStep right) => left.CompareTo(right) > 0;

    public static bool operator <=(CitationStep left, CitationStep right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CitationStep left, CitationStep right) => left.CompareTo(right) >= 0;

    private string Tail => Suffix == '\0' ? "" : Suffix.ToString();

    private string OccurrenceWord => Occurrence == 1 ? "pertama" : Numerals.Ordinal(Occurrence);

    private string Mark => Occurrence == 0 ? "" : $" [{OccurrenceWord}]";

    private string Name => Kind switch
    {
        ProvisionKind.Chapter => "BAB " + Numerals.Roman(Number),
        ProvisionKind.Part => "Bagian " + Capitals(Numerals.Ordinal(Number)),
        ProvisionKind.Section => "Paragraf " + Numerals.Text(Number),
        ProvisionKind.Article => "Pasal " + Numerals.Text(Number) + Tail.ToUpperInvariant(),
        ProvisionKind.Paragraph => $"ayat ({Numerals.Text(Number)}{Tail})",
        ProvisionKind.Letter => "huruf " + Numerals.Letter(Number),
        ProvisionKind.Division => "huruf " + Numerals.Letter(Number).ToUpperInvariant(),
        ProvisionKind.Number => "angka " + Numerals.Text(Number) + Tail,
        ProvisionKind.SubLetter => "huruf " + Numerals.Letter(Number) + ")",
        ProvisionKind.SubNumber => "angka " + Numerals.Text(Number) + Tail + ")",
        ProvisionKind.Passage => "alinea " + Numerals.Text(Number),
        _ => Number == 0 ? "Lampiran" : "Lampiran " + Numerals.Roman(Number),
    };

    private static string Capitals(string words) =>
        string.Join(' ', words.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
