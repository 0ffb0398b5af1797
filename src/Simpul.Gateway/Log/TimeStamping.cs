using System.Security.Cryptography;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Telemetry;

namespace Simpul.Gateway.Log;

/// <summary>Has kept checkpoints stamped by an RFC 3161 authority. By itself, because an authority that is slow or gone must hold up nothing.</summary>
sealed class TimeStamping(Uri authority, LogFolder folder, KeptCheckpoints kept, ILogger<TimeStamping> logger) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromSeconds(1);
    static readonly TimeSpan rest = TimeSpan.FromSeconds(30);

    bool failing;

    readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <exception cref="InvalidOperationException">Nothing that can be asked.</exception>
    internal static Uri Checked(Uri authority) => authority.IsAbsoluteUri && authority.Scheme is "http" or "https" ? authority
        : throw new InvalidOperationException($"The time-stamping authority {authority.OriginalString} is no http or https address: give --time-stamps one, or leave it out.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Stamp(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program is stopping.
        }
    }

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }

    async Task Stamp(CancellationToken cancel)
    {
        try
        {
            var size = kept.Last;
            if (size < 0 || await kept.IsStamped(size)) return;
            var token = await TimeStamp.Ask(client, authority, await File.ReadAllBytesAsync(folder.KeptNote(size), cancel), cancel);
            // Keeping it flushes to the disk.
            await Scheduling.Elsewhere();
            kept.Stamp(size, token);
            Signals.Stamped(true);
            failing = false;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is HttpRequestException or CryptographicException or TaskCanceledException or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            // The checkpoint stands without; it is tried again after a rest. One line tells of an authority that stays away.
            Signals.Stamped(false);
            if (!failing) logger.LogWarning("The time-stamping authority did not stamp: {Problem}", e.Message);
            failing = true;
            await Task.Delay(rest, cancel);
        }
    }
}
