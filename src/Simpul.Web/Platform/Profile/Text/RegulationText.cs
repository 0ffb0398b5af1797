using System.Collections.Immutable;

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
    /// left out; "[kedua]" then picks the second of those.
    /// </summary>
    public IReadOnlyList<Provision> Find(Citation citation) => [.. citation.Places.SelectMany(Find)];

    /// <inheritdoc cref="Find(Citation)"/>
    public IReadOnlyList<Provision> Find(CitedPlace place)
    {
        var found = Meant(place);
        if (found.Count > 0) return found;

        // Equal numbers in two lists of one stretch are told apart by their alinea: where the citation leaves it out, its mark counts them.
        ImmutableArray<CitationStep> steps = [];
        foreach (var step in place.Steps)
        {
            var above = steps;
            steps = above.Add(step);
            if (step.Occurrence == 0 || Meant(new CitedPlace(steps)).Count > 0) continue;
            var several = Meant(new CitedPlace(above.Add(step with { Occurrence = 0 })));
            if (step.Occurrence > several.Count) return [];
            steps = several[step.Occurrence - 1].Place.Steps;
        }

        return Meant(new CitedPlace(steps));
    }

    private IReadOnlyList<Provision> Meant(CitedPlace place)
    {
        if (byAnchor.TryGetValue(place.Anchor, out var exact)) return [exact];
        return byRoot.TryGetValue(place.Steps[0] with { Occurrence = 0 }, out var within) ? [.. within.Where(provision => place.Means(provision.Place))] : [];
    }
}
