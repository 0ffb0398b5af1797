namespace Simpul.Web.Platform.Profile.Text;

/// <summary>An imported regulation, taken apart; and where to find what a citation names.</summary>
public sealed class RegulationText
{
    private readonly Dictionary<string, Provision> byAnchor;
    private readonly Dictionary<CitationStep, List<Provision>> byRoot = [];

    internal RegulationText(
        string opening, IReadOnlyList<Provision> provisions, string closing, string elucidation, int? number, int? year, IReadOnlyList<Notice> notices)
    {
        Opening = opening;
        Provisions = provisions;
        Closing = closing;
        Elucidation = elucidation;
        Number = number;
        Year = year;
        Notices = notices;
        byAnchor = new Dictionary<string, Provision>(StringComparer.Ordinal);
        foreach (var provision in provisions.SelectMany(top => top.Whole()))
        {
            byAnchor.TryAdd(provision.Place.Anchor, provision);
            var root = provision.Place.Steps[0] with { Occurrence = 0 };
            if (!byRoot.TryGetValue(root, out var within)) byRoot[root] = within = [];
            within.Add(provision);
        }

        Articles = [.. provisions.SelectMany(top => top.Whole()).Where(provision => provision.Kind == ProvisionKind.Article)];
        Annexes = [.. provisions.Where(provision => provision.Kind == ProvisionKind.Annex)];
    }

    /// <summary>Everything before the first chapter or article: title, Menimbang, Mengingat, Menetapkan; one line per line.</summary>
    public string Opening { get; }

    /// <summary>The outermost provisions in document order: chapters, articles that stand in none, annexes.</summary>
    public IReadOnlyList<Provision> Provisions { get; }

    /// <summary>Every article in document order, whatever chapter it stands in.</summary>
    public IReadOnlyList<Provision> Articles { get; }

    public IReadOnlyList<Provision> Annexes { get; }

    /// <summary>The order to promulgate, places, dates, signatures and what else follows the last article or an annex.</summary>
    public string Closing { get; }

    /// <summary>Penjelasan, where the text has one; not taken apart, since it repeats the numbers of the articles.</summary>
    public string Elucidation { get; }

    /// <summary>Of "NOMOR 3 TAHUN 2024" in the opening; null when not found.</summary>
    public int? Number { get; }

    /// <inheritdoc cref="Number"/>
    public int? Year { get; }

    /// <summary>What was odd, in the order of the lines.</summary>
    public IReadOnlyList<Notice> Notices { get; }

    /// <summary>
    /// The provisions that a citation names, in document order; empty when the text has none of them. Where no provision bears
    /// just that citation, every one is found that it can mean with an occurrence left open, or an annex's chapter or an alinea
    /// left out.
    /// </summary>
    public IReadOnlyList<Provision> Find(Citation citation)
    {
        var found = new List<Provision>();
        foreach (var place in citation.Places)
        {
            if (byAnchor.TryGetValue(place.Anchor, out var exact))
            {
                found.Add(exact);
            }
            else if (byRoot.TryGetValue(place.Steps[0] with { Occurrence = 0 }, out var candidates))
            {
                found.AddRange(candidates.Where(candidate => place.Means(candidate.Place)));
            }
        }

        return found;
    }
}
