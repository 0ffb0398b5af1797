using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Simpul.Gateway.Telemetry;

/// <summary>What the gateway measures of itself. Names and labels are in <c>docs/bus-protocol.md</c>; no label holds what a call was about.</summary>
static class Signals
{
    internal const string Name = "Simpul.Gateway";

    internal static readonly ActivitySource Activities = new(Name);

    static readonly Meter meter = new(Name);
    static readonly Histogram<double> calls = meter.CreateHistogram<double>("simpul.gateway.call.duration", "s", "From the request's head to the answer's first byte.",
        advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    static readonly Counter<long> refusals = meter.CreateCounter<long>("simpul.gateway.refusals", description: "Calls that the gateway refused, by the code of the refusal.");
    static readonly Histogram<double> syncs = meter.CreateHistogram<double>("simpul.gateway.log.sync", "s", "One write and one fsync of a batch of records.",
        advice: new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1] });
    static readonly Counter<long> records = meter.CreateCounter<long>("simpul.gateway.log.records");
    static readonly Counter<long> failures = meter.CreateCounter<long>("simpul.gateway.log.failures");
    static readonly Counter<long> stamps = meter.CreateCounter<long>("simpul.gateway.log.stamps", description: "Time stamps asked for, by whether one came.");
    static readonly Counter<long> snapshots = meter.CreateCounter<long>("simpul.gateway.snapshots", description: "Snapshots read, by whether they were taken.");

    internal static void Called(string service, string operation, string outcome, int status, TimeSpan taken)
    {
        if (calls.Enabled)
            calls.Record(taken.TotalSeconds, new("simpul.service", service), new("simpul.operation", operation), new("simpul.outcome", outcome), new("http.response.status_code", status));
    }

    internal static void Refused(string code) => refusals.Add(1, new KeyValuePair<string, object?>("simpul.code", code));

    internal static void Committed(int count, TimeSpan taken)
    {
        Interlocked.Add(ref syncedTicks, taken.Ticks);
        Interlocked.Increment(ref batches);
        if (syncs.Enabled) syncs.Record(taken.TotalSeconds);
        records.Add(count);
    }

    internal static void LogFailed(Exception failure) => failures.Add(1, new KeyValuePair<string, object?>("error.type", failure.GetType().Name));

    internal static void Stamped(bool came) => stamps.Add(1, new KeyValuePair<string, object?>("simpul.result", came ? "stamped" : "failed"));

    internal static void SnapshotRead(bool taken) => snapshots.Add(1, new KeyValuePair<string, object?>("simpul.result", taken ? "taken" : "refused"));

    /// <summary>Batches so far and the time that their write and fsync took, for whoever asks the node itself.</summary>
    internal static (long Batches, TimeSpan Taken) Syncs => (Interlocked.Read(ref batches), TimeSpan.FromTicks(Interlocked.Read(ref syncedTicks)));

    static long syncedTicks;
    static long batches;
}
