using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Simpul.Bench;

/// <summary>Closed-loop load by Debian's wrk or h2load, with the processor time that the proxy and strangers took meanwhile.</summary>
internal static partial class ProxyLoad
{
    /// <param name="P99">Milliseconds.</param>
    /// <param name="Cpu">Microseconds of the measured processes for each answer.</param>
    /// <param name="Strangers">Part of the machine's processors that neither load, proxy nor provider took.</param>
    public sealed record Run(double PerSecond, double P99, double Cpu, double Strangers);

    public static async Task<Run> Wrk(string url, string? token, int connections, int seconds, IReadOnlyList<int> proxy, IReadOnlyList<int> known) => await Measured(
        new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-H", $"Authorization: Bearer {token ?? "none"}", url]), proxy, known, text =>
        {
            // wrk says this line only where there was one: not connected, cut off while reading or writing, or not answered within two seconds.
            if (BadAnswers().IsMatch(text) || SocketErrors().IsMatch(text))
            {
                throw new InvalidOperationException($"Not every answer of {url} was good: {text}");
            }
            var p99 = P99().Match(text);
            return (double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), Milliseconds(p99.Groups[1].Value, p99.Groups[2].Value));
        });

    public static async Task<Run> H2load(string url, string? token, int seconds, IReadOnlyList<int> proxy, IReadOnlyList<int> known) => await Measured(
        new ProcessStartInfo("h2load", ["-c8", "-m8", "-t1", "-D", $"{seconds}", "--warm-up-time=1", "-H", $"authorization: Bearer {token ?? "none"}", url]), proxy, known, text =>
        {
            if (!text.Contains(" 0 failed", StringComparison.Ordinal) || !text.Contains(" 0 4xx, 0 5xx", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Not every answer of {url} was good: {text}");
            }
            return (double.Parse(Finished().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), 0);
        });

    /// <summary>Microseconds of processor time so far of these processes and their children.</summary>
    public static double Spent(IEnumerable<int> processes) => processes.Sum(id =>
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{id}/stat");
            var after = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(after[11], CultureInfo.InvariantCulture) + double.Parse(after[12], CultureInfo.InvariantCulture)) * 10_000;
        }
        catch (IOException)
        {
            return 0;
        }
    });

    public static List<int> WithChildren(int process) => [process, .. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    private static async Task<Run> Measured(ProcessStartInfo start, IReadOnlyList<int> proxy, IReadOnlyList<int> known, Func<string, (double PerSecond, double P99)> read)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var (busy, own, spent) = (Busy(), Spent(known), Spent(proxy));
        var clock = Stopwatch.StartNew();
        using var load = Process.Start(start) ?? throw new InvalidOperationException("The load cannot be started.");
        var reading = load.StandardOutput.ReadToEndAsync();
        double loads = 0;
        while (!reading.IsCompleted)
        {
            // What it took is not to be had once it has ended.
            loads = Math.Max(loads, Spent([load.Id]));
            await Task.WhenAny(reading, Task.Delay(50));
        }
        var text = await reading;
        await load.WaitForExitAsync();
        var (perSecond, p99) = read(text);
        var taken = clock.Elapsed.TotalMicroseconds;
        var strangers = Busy() - busy - (Spent(known) - own) - loads;
        return new(perSecond, p99, (Spent(proxy) - spent) / (perSecond * taken / 1_000_000), Math.Max(0, strangers / taken / Environment.ProcessorCount));
    }

    /// <summary>Microseconds that all processors worked for processes so far. Interrupts are left out: those of the loopback interface are the load's own, and no process has them.</summary>
    private static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToList();
        return (fields[0] + fields[1] + fields[2]) * 10_000;
    }

    private static double Milliseconds(string value, string unit) => double.Parse(value, CultureInfo.InvariantCulture) * (unit == "us" ? 0.001 : unit == "s" ? 1000 : 1);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Non-2xx")]
    private static partial Regex BadAnswers();

    [GeneratedRegex("Socket errors:")]
    private static partial Regex SocketErrors();

    [GeneratedRegex(@"finished in [\d.]+m?s, ([\d.]+) req/s")]
    private static partial Regex Finished();
}
