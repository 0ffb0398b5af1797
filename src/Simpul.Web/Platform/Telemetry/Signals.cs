using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>
/// What the program measures of itself, beside what the framework does. Listened to only where telemetry goes out; a measurement that nobody listens
/// to costs a comparison. Tags are names from the program, never what a person typed.
/// </summary>
public static class Signals
{
    public const string Name = "Simpul";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter meter = new(Name);

    /// <summary>Events committed to the journal.</summary>
    public static readonly Counter<long> JournalEvents = meter.CreateCounter<long>("simpul.journal.events", "{event}", "Events committed to the journal.");

    /// <summary>Seconds that a change and its events took, from the lock of the head to the commit.</summary>
    public static readonly Histogram<double> JournalSeconds = meter.CreateHistogram<double>("simpul.journal.duration", "s", "From the lock of the journal's head to the commit.");

    /// <summary>Seconds that computing the obligations board took.</summary>
    public static readonly Histogram<double> BoardSeconds = meter.CreateHistogram<double>("simpul.board.duration", "s", "Computing the obligations board.");

    private static readonly Counter<long> importRows = meter.CreateCounter<long>("simpul.import.rows", "{row}", "Rows of sheets that were tried.");

    private static readonly Histogram<double> jobSeconds = meter.CreateHistogram<double>("simpul.job.duration", "s", "Runs of scheduled work.");

    private static readonly Counter<long> signInFailures = meter.CreateCounter<long>("simpul.signin.failures", "{attempt}", "Attempts to sign in that were refused.");

    /// <summary>Rows of an import.</summary>
    /// <param name="register">The register's kind.</param>
    /// <param name="result">sound or bad.</param>
    public static void ImportRows(string register, string result, long rows) => importRows.Add(rows, new("simpul.register", register), new("simpul.result", result));

    /// <summary>A run of scheduled work.</summary>
    public static void JobRan(string job, TimeSpan took, bool failed) =>
        jobSeconds.Record(took.TotalSeconds, new("simpul.job", job), new("simpul.result", failed ? "failed" : "done"));

    /// <summary>Somebody was not let in.</summary>
    /// <param name="reason">password, code, locked, closed, openid.</param>
    public static void SignInFailed(string reason) => signInFailures.Add(1, new KeyValuePair<string, object?>("simpul.reason", reason));

    /// <summary>Times work under a span and a histogram: <c>using (Signals.Time("board", Signals.BoardSeconds))</c>.</summary>
    public static Timed Time(string span, Histogram<double> seconds) => new(Source.StartActivity(span), seconds, Stopwatch.GetTimestamp());

    /// <summary>Work that is being timed until it is disposed of.</summary>
    public readonly struct Timed(Activity? activity, Histogram<double> seconds, long start) : IDisposable
    {
        public void Dispose()
        {
            activity?.Dispose();
            seconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }
}
