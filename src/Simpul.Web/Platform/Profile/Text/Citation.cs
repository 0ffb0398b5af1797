using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>
/// Where in a regulation something stands, in the form in which Indonesian regulations cite themselves:
/// "Pasal 13 ayat (7) huruf c angka 3", "Pasal 5 ayat (1) dan ayat (2)", "Pasal 17 sampai dengan Pasal 20",
/// "Lampiran BAB II huruf C angka 3". One spelling is accepted, so that a citation can be searched for as text;
/// docs/regulation-text.md has the whole grammar.
/// </summary>
public sealed class Citation : IEquatable<Citation>, IComparable<Citation>
{
    internal Citation(ImmutableArray<CitedPlace> places) => Places = places;

    internal Citation(CitedPlace place) : this([place])
    {
    }

    /// <summary>The places in document order, at least one; "sampai dengan" is written out.</summary>
    public ImmutableArray<CitedPlace> Places { get; }

    /// <summary>The anchors of the places, joined by "_"; to link to words use the anchor of one place.</summary>
    public string Anchor => string.Join('_', Places.Select(place => place.Anchor));

    /// <exception cref="FormatException">Says, in English, at which character what was expected.</exception>
    public static Citation Parse(string text) =>
        TryParse(text, out var citation, out var error) ? citation : throw new FormatException(error);

    /// <summary><paramref name="error"/> says, in English, at which character what was expected.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Citation? citation, [NotNullWhen(false)] out string? error)
    {
        var parser = new CitationParser(text ?? "");
        citation = parser.Read();
        error = citation is null ? parser.Error : null;
        return citation is not null;
    }

    /// <summary>True when every place of <paramref name="other"/> is a place of this citation or lies in one.</summary>
    public bool Contains(Citation other) => other.Places.All(place => Places.Any(own => own.Contains(place)));

    /// <summary>
    /// The one accepted spelling. Three or more neighbours are written "huruf a sampai dengan huruf c", so this may
    /// differ from what was parsed, never in meaning.
    /// </summary>
    public override string ToString()
    {
        var parts = new List<string>();
        for (var at = 0; at < Places.Length;)
        {
            var end = at;
            while (end + 1 < Places.Length && Follows(Places[end], Places[end + 1])) end++;
            var first = Relative(at == 0 ? null : Places[at - 1], Places[at]);
            if (end - at >= 2)
            {
                parts.Add($"{first} sampai dengan {Places[end].Last}");
                at = end + 1;
            }
            else
            {
                parts.Add(first);
                at++;
            }
        }

        return parts.Count < 3 ? string.Join(" dan ", parts) : string.Join(", ", parts.SkipLast(1)) + ", dan " + parts[^1];
    }

    public int CompareTo(Citation? other)
    {
        if (other is null) return 1;
        for (var at = 0; at < Math.Min(Places.Length, other.Places.Length); at++)
        {
            var order = Places[at].CompareTo(other.Places[at]);
            if (order != 0) return order;
        }

        return Places.Length.CompareTo(other.Places.Length);
    }

    public bool Equals(Citation? other) => other is not null && Places.AsSpan().SequenceEqual(other.Places.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Citation);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var place in Places) hash.Add(place);
        return hash.ToHashCode();
    }

    public static bool operator ==(Citation? left, Citation? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Citation? left, Citation? right) => !(left == right);

    public static bool operator <(Citation left, Citation right) => left.CompareTo(right) < 0;

    public static bool operator >(Citation left, Citation right) => left.CompareTo(right) > 0;

    public static bool operator <=(Citation left, Citation right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Citation left, Citation right) => left.CompareTo(right) >= 0;

    private static bool Follows(CitedPlace first, CitedPlace next) =>
        first.Steps.Length == next.Steps.Length
        && first.Steps.AsSpan(0, first.Steps.Length - 1).SequenceEqual(next.Steps.AsSpan(0, next.Steps.Length - 1))
        && first.Last with { Number = first.Last.Number + 1 } == next.Last
        && first.Last is { Suffix: '\0', Occurrence: 0 };

    /// <summary>What is left to say of a place once the place before it has been named: "ayat (2)" after "Pasal 5 ayat (1)".</summary>
    private static string Relative(CitedPlace? before, CitedPlace place)
    {
        if (before is null) return place.ToString();
        var shared = 0;
        while (shared < Math.Min(before.Steps.Length, place.Steps.Length) && before.Steps[shared] == place.Steps[shared]) shared++;
        var from = Math.Min(shared, place.Steps.Length - 1);
        // The reader of the shorter form goes back to the last step of the same kind: name more steps until that is the right one.
        while (from > 0 && CitationParser.Resume(before, place.Steps[from].Kind) != from) from--;
        return string.Join(' ', place.Steps.Skip(from));
    }
}
