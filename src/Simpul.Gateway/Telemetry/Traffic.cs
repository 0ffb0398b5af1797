using System.Collections.Concurrent;
using System.Text.Json;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Telemetry;

/// <summary>What goes through, contract by contract, since the gateway started: written every two seconds to <c>traffic.json</c> for the platform, which shows it to operators. It only
/// grows; whoever wants a rate takes two and subtracts.</summary>
sealed class Traffic(string file, UsageBook usages, TimeProvider clock)
{
    /// <summary>Counted among the refusals: an answer that broke off because of the provider or the gateway after its beginning had gone out.</summary>
    internal const string AnswerBroken = "answer-broken";

    /// <summary>Counted among the refusals: the caller left before it had the whole answer. Nobody else's fault.</summary>
    internal const string CallerLeft = "caller-left";

    /// <summary>Upper bounds of the buckets of durations, in milliseconds; one more bucket holds what took longer.</summary>
    internal static readonly double[] Bounds = [1, 2, 3, 5, 8, 13, 20, 35, 60, 100, 200, 350, 600, 1000, 2000, 5000, 10_000, 30_000];

    readonly ConcurrentDictionary<string, Counts> contracts = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, long> refusals = new(StringComparer.Ordinal);
    readonly DateTimeOffset since = clock.GetUtcNow();

    internal void Answered(string contract, string service, int status, double milliseconds)
    {
        var counts = contracts.GetOrAdd(contract, _ => new Counts(service));
        Interlocked.Increment(ref counts.Statuses[Math.Clamp(status / 100, 1, 5) - 1]);
        var bucket = Array.BinarySearch(Bounds, milliseconds);
        Interlocked.Increment(ref counts.Durations[bucket < 0 ? ~bucket : bucket]);
    }

    /// <param name="contract">Null where it was not yet known.</param>
    internal void Refused(string? contract, string? service, string code)
    {
        refusals.AddOrUpdate(code, 1, (_, count) => count + 1);
        if (contract is not null) contracts.GetOrAdd(contract, _ => new Counts(service!)).Refusals.AddOrUpdate(code, 1, (_, count) => count + 1);
    }

    internal void Save()
    {
        using (var to = File.Create(file + ".part"))
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            json.WriteString("format", "simpul-traffic/1");
            json.WriteString("since", since);
            json.WriteString("at", clock.GetUtcNow());
            Numbers(json, "bounds", Bounds);
            Codes(json, refusals);
            json.WriteStartArray("contracts");
            foreach (var (contract, counts) in contracts)
            {
                json.WriteStartObject();
                json.WriteString("contract", contract);
                json.WriteString("service", counts.Service);
                Numbers(json, "statuses", counts.Statuses.Select(count => (double)count));
                Numbers(json, "durations", counts.Durations.Select(count => (double)count));
                Codes(json, counts.Refusals);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("used");
            foreach (var (contract, window, used) in usages.Counted())
            {
                json.WriteStartObject(contract);
                json.WriteString("window", window);
                json.WriteNumber("calls", used);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        File.Move(file + ".part", file, overwrite: true);
    }

    static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    static void Codes(Utf8JsonWriter json, ConcurrentDictionary<string, long> codes)
    {
        json.WriteStartObject("refusals");
        foreach (var (code, count) in codes) json.WriteNumber(code, count);
        json.WriteEndObject();
    }

    sealed class Counts(string service)
    {
        internal string Service { get; } = service;

        internal long[] Statuses { get; } = new long[5];

        internal long[] Durations { get; } = new long[Bounds.Length + 1];

        internal ConcurrentDictionary<string, long> Refusals { get; } = new(StringComparer.Ordinal);
    }
}
