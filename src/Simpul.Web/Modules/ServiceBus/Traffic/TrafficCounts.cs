namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>What went through for one contract: answers by hundred of their status, how long they took, and what the gateway refused or did not bring to its end.</summary>
/// <param name="Statuses">1xx to 5xx.</param>
/// <param name="Durations">Answers up to each of <see cref="Bounds"/>, each counted once, and in the last place those that took longer.</param>
/// <param name="Refusals">By code.</param>
public sealed record TrafficCounts(IReadOnlyList<long> Statuses, IReadOnlyList<long> Durations, IReadOnlyDictionary<string, long> Refusals)
{
    /// <summary>Upper bounds of the buckets in milliseconds, as the gateway has them (<c>docs/bus-protocol.md</c>).</summary>
    public static readonly IReadOnlyList<double> Bounds = [1, 2, 3, 5, 8, 13, 20, 35, 60, 100, 200, 350, 600, 1000, 2000, 5000, 10_000, 30_000];

    public static readonly TrafficCounts None = new(new long[5], new long[Bounds.Count + 1], new Dictionary<string, long>());

    /// <summary>Refusals for which neither caller nor contract is to blame: the service was not there.</summary>
    private static readonly HashSet<string> faults =
        ["provider-unreachable", "provider-timeout", "provider-resting", "response-too-large", "response-not-projectable", "response-invalid", BrokenCode, "not-ready", "log-unavailable", "unexpected"];

    private const string BrokenCode = "answer-broken";

    private const string LeftCode = "caller-left";

    /// <summary>Calls that were answered by the provider.</summary>
    public long Answered => Statuses.Sum();

    /// <summary>Calls that were not, whatever the reason.</summary>
    public long Unanswered => Refusals.Values.Sum();

    /// <summary>Answers that broke off because of provider or gateway.</summary>
    public long Broken => Refusals.GetValueOrDefault(BrokenCode);

    /// <summary>Calls whose caller did not wait for all of the answer: they say nothing about the service.</summary>
    public long Left => Refusals.GetValueOrDefault(LeftCode);

    public long Refused => Unanswered - Broken - Left;

    /// <summary>What the gateway refused, most often first.</summary>
    public IEnumerable<KeyValuePair<string, long>> RefusedByCode => Refusals.Where(one => one.Key is not (BrokenCode or LeftCode)).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal);

    public long Calls => Answered + Unanswered;

    /// <summary>Calls that failed because of the provider or the bus.</summary>
    public long Failed => Statuses[4] + Refusals.Where(one => faults.Contains(one.Key)).Sum(one => one.Value);

    /// <summary>Of the refusals, those for which the provider or the bus is to blame, and nothing else.</summary>
    public TrafficCounts Faults => None with { Refusals = Refusals.Where(one => faults.Contains(one.Key)).ToDictionary(StringComparer.Ordinal) };

    /// <summary>Share of the calls that did not, of those whose caller waited; null where there was none.</summary>
    public decimal? Availability => Calls - Left is var waited and > 0 ? (decimal)(waited - Failed) / waited : null;

    public TrafficCounts Plus(TrafficCounts other) => new(
        [.. Statuses.Select((count, i) => count + other.Statuses[i])],
        [.. Durations.Select((count, i) => count + other.Durations[i])],
        Refusals.Keys.Union(other.Refusals.Keys).ToDictionary(code => code, code => Refusals.GetValueOrDefault(code) + other.Refusals.GetValueOrDefault(code), StringComparer.Ordinal));

    /// <summary>What came since; null where something became less, so that these counts began anew.</summary>
    public TrafficCounts? Since(TrafficCounts before)
    {
        if (Statuses.Where((count, i) => count < before.Statuses[i]).Any() || Durations.Where((count, i) => count < before.Durations[i]).Any() || before.Refusals.Any(one => Refusals.GetValueOrDefault(one.Key) < one.Value)) return null;
        return new(
            [.. Statuses.Select((count, i) => count - before.Statuses[i])],
            [.. Durations.Select((count, i) => count - before.Durations[i])],
            Refusals.Where(one => one.Value > before.Refusals.GetValueOrDefault(one.Key)).ToDictionary(one => one.Key, one => one.Value - before.Refusals.GetValueOrDefault(one.Key), StringComparer.Ordinal));
    }

    /// <summary>Milliseconds within which this share of the answers came, interpolated within its bucket; null where there was none, infinity beyond the last bound.</summary>
    /// <param name="share">0.5, 0.95, 0.99.</param>
    public double? Within(double share)
    {
        var total = Durations.Sum();
        if (total == 0) return null;
        var wanted = share * total;
        var passed = 0L;
        for (var i = 0; i < Bounds.Count; i++)
        {
            if (Durations[i] > 0 && passed + Durations[i] >= wanted)
            {
                var low = i == 0 ? 0 : Bounds[i - 1];
                return low + ((Bounds[i] - low) * Math.Clamp((wanted - passed) / Durations[i], 0, 1));
            }
            passed += Durations[i];
        }
        return double.PositiveInfinity;
    }
}
