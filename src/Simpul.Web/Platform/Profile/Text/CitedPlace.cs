using System.Collections.Immutable;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>One place in a regulation: the steps from the article, the chapter or the annex down.</summary>
public sealed class CitedPlace : IEquatable<CitedPlace>, IComparable<CitedPlace>
{
    internal CitedPlace(ImmutableArray<CitationStep> steps) => Steps = steps;

    /// <summary>At least one.</summary>
    public ImmutableArray<CitationStep> Steps { get; }

    public CitationStep Last => Steps[^1];

    /// <summary>For example <c>pasal-13-ayat-7-huruf-c-angka-3</c>; the same forever for the same place.</summary>
    public string Anchor => string.Join('-', Steps.Select(step => step.Anchor));

    /// <summary>
    /// True when <paramref name="other"/> is this place or lies in it. Within an annex the chapter may be left out,
    /// and an alinea anywhere: "Lampiran huruf C" contains "Lampiran BAB II huruf C alinea 4 angka 1".
    /// What chapter an article stands in is not known here: a chapter contains only its own parts and sections.
    /// </summary>
    public bool Contains(CitedPlace other) => Match(other) >= 0;

    /// <summary>True when <paramref name="other"/> is this place itself, with steps left out or an occurrence left open.</summary>
    internal bool Means(CitedPlace other) => Match(other) == other.Steps.Length;

    internal CitedPlace Then(CitationStep step) => new(Steps.Add(step));

    public override string ToString() => string.Join(' ', Steps);

    public int CompareTo(CitedPlace? other)
    {
        if (other is null) return 1;
        for (var at = 0; at < Math.Min(Steps.Length, other.Steps.Length); at++)
        {
            var order = Steps[at].CompareTo(other.Steps[at]);
            if (order != 0) return order;
        }

        return Steps.Length.CompareTo(other.Steps.Length);
    }

    public bool Equals(CitedPlace? other) => other is not null && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as CitedPlace);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var step in Steps) hash.Add(step);
        return hash.ToHashCode();
    }

    public static bool operator ==(CitedPlace? left, CitedPlace? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(CitedPlace? left, CitedPlace? right) => !(left == right);

    public static bool operator <(CitedPlace left, CitedPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(CitedPlace left, CitedPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(CitedPlace left, CitedPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CitedPlace left, CitedPlace right) => left.CompareTo(right) >= 0;

    /// <summary>How many steps of <paramref name="other"/> this place takes up; -1 when it does not lie on the way there.</summary>
    private int Match(CitedPlace other)
    {
        var at = 0;
        foreach (var step in Steps)
        {
            while (at < other.Steps.Length && !step.Covers(other.Steps[at]) && other.MayBeLeftOut(at)) at++;
            if (at == other.Steps.Length || !step.Covers(other.Steps[at])) return -1;
            at++;
        }

        return at;
    }

    private bool MayBeLeftOut(int at) =>
        Steps[at].Kind == ProvisionKind.Passage || (Steps[at].Kind == ProvisionKind.Chapter && at > 0);
}
