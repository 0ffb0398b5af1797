using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Calculation;

/// <summary>
/// Turns values into an index. Every figure is the sum of value times weight over the weight of its part; everything is brought to one denominator and
/// divided once, so that a tie at the third decimal is a tie and not the rest of an earlier division.
/// </summary>
public static class IndexCalculation
{
    /// <summary>The index of these values, by key (<c>12</c>, <c>35-2</c>). What is not given counts as the instrument's default, or what holds where another agency's index is missing.</summary>
    /// <param name="slots">How many values an indicator holds; where it is left out, as many as are given.</param>
    public static IndexResult Of(Instrument instrument, IReadOnlyDictionary<string, decimal> values, IReadOnlyDictionary<int, int>? slots = null)
    {
        var taken = instrument.Values(slots ?? SlotsOf(instrument, values.Keys));
        var common = taken.Select(value => (decimal)value.Weight.Among).Distinct().Aggregate(1m, LeastCommonMultiple);
        var whole = instrument.Calculation.TotalWeight * common;
        List<Contribution> contributions = [];
        var byAspect = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var taking in taken)
        {
            var given = values.TryGetValue(taking.Key, out var value);
            if (!given) value = DefaultOf(instrument, taking.Indicator);
            var weight = taking.Weight.Part * (common / taking.Weight.Among);
            contributions.Add(new Contribution(taking, value, !given, new Figure(value * weight, whole), new Figure(instrument.Scale.Max * weight, whole)));
            byAspect[taking.Aspect.Id] = byAspect.GetValueOrDefault(taking.Aspect.Id) + value * weight;
        }
        return new IndexResult(
            instrument,
            new Figure(byAspect.Values.Sum(), whole),
            [.. instrument.Domains.Select(domain => new PartFigure(domain.Id, domain.Name, domain.Weight, new Figure(domain.Aspects.Sum(aspect => byAspect[aspect.Id]), domain.Weight * common)))],
            [.. instrument.Aspects.Select(aspect => new PartFigure(aspect.Id, aspect.Name, aspect.Weight, new Figure(byAspect[aspect.Id], aspect.Weight * common)))],
            contributions,
            [.. contributions.Where(one => one.Assumed).Select(one => one.Key)]);
    }

    /// <summary>
    /// The index of figures of a higher tier, all of aspects (<c>A2</c>) or all of domains (<c>D1</c>), as a report prints them; a part that is not given counts
    /// as the instrument's default.
    /// </summary>
    public static IndexResult OfParts(Instrument instrument, IReadOnlyDictionary<string, decimal> figures)
    {
        var byDomain = figures.Keys.Any(key => key.StartsWith('D'));
        List<string> assumed = [];
        var aspects = byDomain ? [] : instrument.Aspects.Select(aspect => new PartFigure(aspect.Id, aspect.Name, aspect.Weight, new Figure(Given(aspect.Id), 1))).ToList();
        var domains = instrument.Domains.Select(domain => new PartFigure(domain.Id, domain.Name, domain.Weight,
            byDomain ? new Figure(Given(domain.Id), 1) : new Figure(domain.Aspects.Sum(aspect => aspects.Single(one => one.Id == aspect.Id).Figure.Numerator * aspect.Weight), domain.Weight))).ToList();
        var sum = byDomain ? domains.Sum(domain => domain.Figure.Numerator * domain.Weight) : aspects.Sum(aspect => aspect.Figure.Numerator * aspect.Weight);
        return new IndexResult(instrument, new Figure(sum, instrument.Calculation.TotalWeight), domains, aspects, [], assumed);

        decimal Given(string id)
        {
            if (figures.TryGetValue(id, out var figure)) return figure;
            assumed.Add(id);
            return instrument.Scale.Default;
        }
    }

    /// <summary>What counts for an indicator of which nothing is known.</summary>
    public static decimal DefaultOf(Instrument instrument, Indicator indicator) =>
        instrument.ExternalIndex is { } external && external.Indicators.Contains(indicator.Number) ? external.WhenMissing : instrument.Scale.Default;

    /// <summary>How many values each indicator holds, by the keys given: <c>35-3</c> makes three of indicator 35.</summary>
    public static IReadOnlyDictionary<int, int> SlotsOf(Instrument instrument, IEnumerable<string> keys)
    {
        var slots = new Dictionary<int, int>();
        foreach (var (number, nth) in keys.Select(ValueKey.Parse).OfType<ValueKey>())
        {
            if (instrument.Indicators.FirstOrDefault(one => one.Number == number) is { } indicator)
            {
                slots[number] = Math.Min(indicator.MostValues, Math.Max(nth, slots.GetValueOrDefault(number, 1)));
            }
        }
        return slots;
    }

    private static decimal LeastCommonMultiple(decimal one, decimal other)
    {
        var (a, b) = (one, other);
        while (b != 0) (a, b) = (b, a % b);
        return one / a * other;
    }
}

/// <summary>Which value of which indicator: <c>12</c>, <c>35-2</c>.</summary>
public sealed record ValueKey(int Number, int Nth)
{
    public static ValueKey? Parse(string key)
    {
        var parts = key.Split('-');
        return int.TryParse(parts[0], out var number) && number > 0 && (parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], out var nth) && nth > 0))
            ? new ValueKey(number, parts.Length == 1 ? 1 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)) : null;
    }

    public override string ToString() => Nth == 1 ? $"{Number}" : $"{Number}-{Nth}";
}
