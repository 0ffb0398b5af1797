using Simpul.Bus;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Log;
using Simpul.Gateway.Telemetry;

namespace Simpul.Gateway.Plan;

/// <summary>
/// Looks for a new snapshot ten times a second, so that a revocation holds within one. One that is wrong in anything is left alone and the one before stays; one that is
/// older than what was taken before is refused, also after a restart, because whoever can put an old file there must not be able to bring a revoked contract back.
/// </summary>
sealed class SnapshotWatch(string file, string accepted, Func<IReadOnlyList<PartyKey>> trusted, PlanReader reader, ILogger<SnapshotWatch> logger) : BackgroundService
{
    static readonly TimeSpan every = TimeSpan.FromMilliseconds(100);

    // As long as the first line, which is the signature, may be.
    const int Beginning = 4096;

    (DateTime Written, long Length, string Beginning) seen;
    volatile CallPlan? plan;

    /// <summary>What holds now; null where no good snapshot was ever seen.</summary>
    internal CallPlan? Plan => plan;

    /// <summary>Why the newest file was not taken; null where it was.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Reads what is there before the first call can come: the file, or what was taken last where the file is bad.</summary>
    internal void Start()
    {
        if (File.Exists(accepted)) Take(accepted, isKept: true);
        Look();
    }

    internal void Look()
    {
        if (State() is not { } now || now == seen) return;
        // Not seen where the reason may pass by itself, such as a full disk or a description that is still being written: it is tried again.
        if (Take(file, isKept: false)) seen = now;
    }

    /// <summary>What tells one file from another; null where there is none. With the signature, because two that follow each other closely may have the same time and length.</summary>
    (DateTime, long, string)? State()
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[Beginning];
            var read = RandomAccess.Read(handle, bytes, 0);
            return (File.GetLastWriteTimeUtc(handle), RandomAccess.GetLength(handle), System.Text.Encoding.Latin1.GetString(bytes[..read]));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Taking it says why, and is tried again.
            return (default, -1, "");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException)
        {
            // The program is stopping.
        }
    }

    /// <summary>False where it may be taken the next time, as it stands.</summary>
    bool Take(string path, bool isKept)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var snapshot = SnapshotFile.Read(bytes, [.. trusted()]);
            if (plan is { } before && !isKept && snapshot.Epoch <= before.Snapshot.Epoch)
            {
                if (snapshot.Epoch == before.Snapshot.Epoch && snapshot.Issued == before.Snapshot.Issued) return true;
                throw new FormatException($"Its epoch {snapshot.Epoch} is not above {before.Snapshot.Epoch}, which holds.");
            }
            var next = reader.Read(snapshot, plan);
            if (!isKept) DurableFile.Write(accepted, bytes);
            plan = next;
            Problem = null;
            Signals.SnapshotRead(true);
            logger.LogInformation("Snapshot {Epoch} holds: {Members} members, {Services} services, {Contracts} contracts.", snapshot.Epoch, snapshot.Members.Count, snapshot.Services.Count, snapshot.Contracts.Count);
            return true;
        }
        catch (Exception e)
        {
            // Whatever is wrong with a file, the one before stays: nothing that somebody puts there may stop the gateway.
            var why = e is AggregateException many ? many.Flatten().InnerExceptions[0].Message : e.Message;
            if (Problem != why)
            {
                Signals.SnapshotRead(false);
                logger.LogError("The snapshot in {File} is not taken, and the one before stays: {Problem}", path, why);
            }
            Problem = why;
            return e is not (IOException or UnauthorizedAccessException) && (e as AggregateException)?.Flatten().InnerExceptions.Any(inner => inner is IOException or UnauthorizedAccessException) != true;
        }
    }
}
