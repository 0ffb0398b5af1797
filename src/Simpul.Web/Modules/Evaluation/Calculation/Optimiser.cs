using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Calculation;

/// <summary>What one indicator could rise to, and what each rise costs.</summary>
/// <param name="Efforts">The effort of reaching each level from the one below, by level; a level that is not named is out of reach, and so are those above it.</param>
public sealed record Candidate(string Key, IReadOnlyDictionary<int, int> Efforts);

/// <summary>An indicator that rises.</summary>
/// <param name="Gain">What the index gains.</param>
public sealed record PlannedRise(InstrumentValue Of, decimal From, int To, long Effort, decimal Gain)
{
    /// <summary>Gain for each unit of effort; what costs nothing comes first.</summary>
    public decimal PerEffort => Effort == 0 ? decimal.MaxValue : Gain / Effort;
}

/// <summary>The cheapest way to a target: what rises, best gain for the effort first, and the index that is then reached.</summary>
public sealed record RisePlan(IReadOnlyList<PlannedRise> Rises, long Effort, IndexResult After);

/// <summary>
/// Finds the set of level rises of least effort whose published index reaches a target; of two that cost the same, the one that reaches higher. It is exact: of
/// every choice so far only those are kept that no other one beats in both effort and gain (Nemhauser and Ullmann), in whole numbers.
/// </summary>
public static class Optimiser
{
    /// <summary>The effort of one rise at most.</summary>
    public const int MostEffort = 1000;

    /// <returns>Null where even the highest levels within reach do not suffice.</returns>
    public static RisePlan? Cheapest(IndexResult now, IReadOnlyList<Candidate> candidates, decimal target)
    {
        var (instrument, calculation) = (now.Instrument, now.Instrument.Calculation);
        var step = 1m / (decimal)Math.Pow(10, calculation.PublishedDecimals);
        // Nothing is published between two steps, so a finer target is reached with the step above it.
        target = decimal.Ceiling(target / step) * step;
        var half = step / 2;
        // What is published as the target begins half a unit below it; where ties go to the even digit, the tie itself may not count.
        var threshold = calculation.Publish(target - half) >= target ? target - half : target;
        var need = threshold * now.Index.Denominator - now.Index.Numerator;
        if (need <= 0) return new RisePlan([], 0, now);

        var byKey = now.Contributions.ToDictionary(one => one.Key, StringComparer.Ordinal);
        List<(Contribution Of, List<Option> Options)> items = [];
        foreach (var candidate in candidates.Where(candidate => byKey.ContainsKey(candidate.Key)))
        {
            var of = byKey[candidate.Key];
            List<Option> options = [];
            var effort = 0L;
            for (var level = (int)decimal.Floor(of.Value) + 1; level <= instrument.Scale.Max && candidate.Efforts.TryGetValue(level, out var rise); level++)
            {
                effort += rise;
                options.Add(new Option(level, effort, of.Most.Numerator / instrument.Scale.Max * (level - of.Value)));
            }
            if (options.Count > 0) items.Add((of, options));
        }
        if (items.Sum(item => item.Options[^1].Gain) < need) return null;
        var chosen = Search(items, need);
        var values = now.Contributions.Where(one => !one.Assumed || chosen.ContainsKey(one.Key)).ToDictionary(one => one.Key, one => chosen.TryGetValue(one.Key, out var option) ? option.To : one.Value, StringComparer.Ordinal);
        var slots = now.Contributions.GroupBy(one => one.Of.Indicator.Number).ToDictionary(group => group.Key, group => group.Count());
        return new RisePlan(
            [.. chosen.Select(pair => new PlannedRise(byKey[pair.Key].Of, byKey[pair.Key].Value, pair.Value.To, pair.Value.Effort, pair.Value.Gain / now.Index.Denominator)).OrderByDescending(rise => rise.PerEffort).ThenByDescending(rise => rise.Gain)],
            chosen.Values.Sum(option => option.Effort),
            IndexCalculation.Of(instrument, values, slots));
    }

    private static Dictionary<string, Option> Search(List<(Contribution Of, List<Option> Options)> items, decimal need)
    {
        var unit = Unit(items.SelectMany(item => item.Options).Select(option => option.Gain));
        var wanted = (long)decimal.Ceiling(need * unit);
        // The most that the items still to come can add: a choice that cannot reach the target any more is dropped.
        var ahead = new long[items.Count + 1];
        for (var at = items.Count - 1; at >= 0; at--) ahead[at] = ahead[at + 1] + (long)(items[at].Options[^1].Gain * unit);
        var layers = new List<Node[]>(items.Count + 1) { (Node[])[new Node(0, 0, -1, -1)] };
        for (var at = 0; at < items.Count; at++)
        {
            layers.Add(Extend(layers[^1], [.. items[at].Options.Select(option => (option.Effort, Gain: (long)(option.Gain * unit)))], wanted, ahead[at + 1]));
        }
        // Fronts ascend in effort and in gain, so the cheapest that suffices is the first; those that reach more for the same effort were kept in its place.
        var best = Array.FindIndex(layers[^1], node => node.Gain >= wanted);
        var chosen = new Dictionary<string, Option>(StringComparer.Ordinal);
        for (var at = items.Count; at > 0; at--)
        {
            var node = layers[at][best];
            if (node.Option >= 0) chosen[items[at - 1].Of.Key] = items[at - 1].Options[node.Option];
            best = node.From;
        }
        return chosen;
    }

    /// <summary>The front after one more indicator: the old one, moved by each of its options and merged; what another choice beats is left out.</summary>
    private static Node[] Extend(Node[] front, IReadOnlyList<(long Effort, long Gain)> options, long wanted, long ahead)
    {
        var next = new List<Node>(front.Length * 2);
        var heads = new int[options.Count + 1];
        while (true)
        {
            var from = -1;
            (long Effort, long Gain) least = default;
            for (var option = 0; option <= options.Count; option++)
            {
                if (heads[option] == front.Length) continue;
                var node = front[heads[option]];
                var (effort, gain) = option == 0 ? (node.Effort, node.Gain) : (node.Effort + options[option - 1].Effort, node.Gain + options[option - 1].Gain);
                if (from < 0 || effort < least.Effort || (effort == least.Effort && gain > least.Gain)) (from, least) = (option, (effort, gain));
            }
            if (from < 0) break;
            var parent = heads[from]++;
            if (next.Count > 0 && least.Gain <= next[^1].Gain) continue;
            if (next.Count > 0 && next[^1].Gain >= wanted) break; // All that follows costs more than one that suffices.
            if (least.Gain + ahead >= wanted) next.Add(new Node(least.Effort, least.Gain, parent, from - 1));
        }
        return [.. next];
    }

    /// <summary>By what the gains are multiplied to be whole numbers.</summary>
    private static decimal Unit(IEnumerable<decimal> gains)
    {
        var decimals = gains.Select(gain => (gain / 1.0000000000000000000000000000m).Scale).DefaultIfEmpty((byte)0).Max();
        var unit = 1m;
        for (var at = 0; at < decimals; at++) unit *= 10;
        return unit;
    }

    /// <param name="Gain">Numerator over the index's denominator.</param>
    private readonly record struct Option(int To, long Effort, decimal Gain);

    private readonly record struct Node(long Effort, long Gain, int From, int Option);
}
