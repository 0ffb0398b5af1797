using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Calculation;

/// <summary>A figure as numerator and denominator: 20/6 of a weight has no finite decimal, so nothing is divided before it is shown.</summary>
public readonly record struct Figure(decimal Numerator, decimal Denominator)
{
    /// <summary>The quotient without trailing zeros: all its digits where they end, 28 significant ones where they do not.</summary>
    public decimal Exact => Numerator / Denominator / 1.0000000000000000000000000000m;

    /// <summary>As it is published: with the instrument's decimals and rounding, always that many decimals.</summary>
    public decimal Published(Platform.Profile.National.Calculation calculation) => calculation.Publish(Exact) + new decimal(0, 0, 0, false, (byte)calculation.PublishedDecimals);
}

/// <summary>The figure of a domain or an aspect.</summary>
public sealed record PartFigure(string Id, string Name, decimal Weight, Figure Figure);

/// <summary>What one value adds to the index, and the most that it could.</summary>
/// <param name="Assumed">Whether nothing was given, so that the instrument's default counts.</param>
public sealed record Contribution(InstrumentValue Of, decimal Value, bool Assumed, Figure Adds, Figure Most)
{
    public string Key => Of.Key;

    /// <summary>What the index gains when the value reaches the top of the scale.</summary>
    public decimal Open => Most.Exact - Adds.Exact;
}

/// <summary>An index with all that it is made of, in the instrument's order.</summary>
public sealed record IndexResult(
    Instrument Instrument, Figure Index, IReadOnlyList<PartFigure> Domains, IReadOnlyList<PartFigure> Aspects, IReadOnlyList<Contribution> Contributions, IReadOnlyList<string> Assumed)
{
    public decimal Published => Index.Published(Instrument.Calculation);

    /// <summary>Read from the published index, as the instrument says.</summary>
    public Predicate Predicate => Instrument.PredicateOf(Published);

    /// <summary>The lower bound of the next band; null in the highest.</summary>
    public Predicate? Next => Instrument.Predicates.FirstOrDefault(band => band.From > Published);
}
