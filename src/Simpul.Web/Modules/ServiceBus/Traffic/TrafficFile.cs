using System.Text.Json;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>What a gateway wrote into <c>traffic.json</c>.</summary>
/// <param name="Since">When it started: its counts began at nothing then.</param>
/// <param name="At">When it wrote the file.</param>
/// <param name="Refusals">Of all calls, those included whose contract was not known yet.</param>
public sealed record TrafficFile(DateTimeOffset Since, DateTimeOffset At, IReadOnlyDictionary<string, long> Refusals, IReadOnlyList<ContractTraffic> Contracts)
{
    public const string Format = "simpul-traffic/1";

    /// <summary>Calls that were refused before a contract was found for them: of all refusals, those that no contract counts.</summary>
    public IReadOnlyDictionary<string, long> WithoutContract => Refusals.Select(one => (one.Key, Count: one.Value - Contracts.Sum(contract => contract.Counts.Refusals.GetValueOrDefault(one.Key))))
        .Where(one => one.Count > 0).ToDictionary(one => one.Key, one => one.Count, StringComparer.Ordinal);

    /// <summary>What is used of quotas, by contract, as the gateway that refuses by them counts; nothing from one that does not say it.</summary>
    public IReadOnlyDictionary<string, QuotaUse> Used { get; init; } = new Dictionary<string, QuotaUse>();

    /// <summary>Bytes that a reader accepts: ten thousand contracts with all their refusals.</summary>
    public const int MaxLength = 32 * 1024 * 1024;

    /// <exception cref="FormatException">Not such a file; the message says what is wrong.</exception>
    public static TrafficFile Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxLength) throw new FormatException("The file is too long.");
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format) throw new FormatException($"The file is not {Format}.");
            if (!root.GetProperty("bounds").EnumerateArray().Select(one => one.GetDouble()).SequenceEqual(TrafficCounts.Bounds)) throw new FormatException("Its bounds of durations are others.");
            return new TrafficFile(root.GetProperty("since").GetDateTimeOffset(), root.GetProperty("at").GetDateTimeOffset(), Codes(root),
                [.. root.GetProperty("contracts").EnumerateArray().Select(Contract)])
            {
                Used = root.TryGetProperty("used", out var used)
                    ? used.EnumerateObject().ToDictionary(one => one.Name, one => new QuotaUse(one.Value.GetProperty("window").GetString() ?? "", one.Value.GetProperty("calls").GetInt64()), StringComparer.Ordinal) : new Dictionary<string, QuotaUse>(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"Not a file of traffic: {e.Message}", e);
        }
    }

    private static ContractTraffic Contract(JsonElement one)
    {
        var counts = new TrafficCounts(Numbers(one.GetProperty("statuses"), 5), Numbers(one.GetProperty("durations"), TrafficCounts.Bounds.Count + 1), Codes(one));
        return new ContractTraffic(one.GetProperty("contract").GetString() ?? throw new FormatException("A contract has no name."), one.GetProperty("service").GetString() ?? "", counts);
    }

    // The gateway writes whole numbers as doubles.
    private static long[] Numbers(JsonElement list, int count)
    {
        long[] numbers = [.. list.EnumerateArray().Select(one => checked((long)one.GetDouble()))];
        return numbers.Length == count && numbers.All(number => number >= 0) ? numbers : throw new FormatException($"There are not {count} counts.");
    }

    private static Dictionary<string, long> Codes(JsonElement holder) => holder.GetProperty("refusals").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64(), StringComparer.Ordinal);
}

/// <param name="Window">The day, or the month, in which it was: <c>2026-11-02</c>, <c>2026-11</c>.</param>
public sealed record QuotaUse(string Window, long Calls);

/// <param name="Contract">Its hash.</param>
/// <param name="Service"><c>code/version</c>.</param>
public sealed record ContractTraffic(string Contract, string Service, TrafficCounts Counts);
