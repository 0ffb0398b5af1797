using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>What readiness needs: the database, migrated; the data folder, writable; room on the disk; the journal's head, signed by a key at hand.</summary>
/// <remarks>Callers that ask at once share one look, so that asking often costs nothing.</remarks>
internal sealed class Health(IServiceScopeFactory scopes, DataFolder folder, IConfiguration configuration, ILogger<Health> log)
{
    /// <summary>Megabytes that must be free, where <c>Simpul:FreeDisk</c> says nothing.</summary>
    public const long FreeDisk = 512;

    /// <summary>A look that takes longer has failed: a load balancer waits no longer either.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<Readiness>? looking;

    public Task<Readiness> Look()
    {
        lock (gate)
        {
            return looking is { IsCompleted: false } shared ? shared : looking = Task.Run(LookNow);
        }
    }

    private async Task<Readiness> LookNow() => new(
    [
        await Try("database", Database),
        await Try("data-folder", DataFolder),
        await Try("disk", Disk),
        await Try("journal", Journal),
    ]);

    private async Task<HealthCheck> Try(string name, Func<CancellationToken, Task<(bool Ok, string Detail)>> look)
    {
        var start = Stopwatch.GetTimestamp();
        using var timeout = new CancellationTokenSource(patience);
        (bool Ok, string Detail) found;
        try
        {
            found = await look(timeout.Token).WaitAsync(patience);
        }
        catch (Exception failure)
        {
            HealthLog.Failed(log, failure, name);
            found = (false, failure.GetType().Name);
        }
        return new HealthCheck(name, found.Ok, found.Detail, Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1));
    }

    private async Task<(bool, string)> Database(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PlatformDb>().Database;
        var waiting = (await database.GetPendingMigrationsAsync(cancel)).Count();
        return (waiting == 0, waiting == 0 ? "migrated" : $"{waiting} migrations are not applied");
    }

    private async Task<(bool, string)> DataFolder(CancellationToken cancel)
    {
        var file = Path.Combine(folder.Path, $".writable-{Environment.ProcessId}");
        await File.WriteAllTextAsync(file, "", cancel);
        File.Delete(file);
        return (true, "writable");
    }

    private Task<(bool, string)> Disk(CancellationToken cancel)
    {
        var least = configuration.GetValue<long?>("Simpul:FreeDisk") ?? FreeDisk;
        var free = new DriveInfo(folder.Path).AvailableFreeSpace / (1024 * 1024);
        return Task.FromResult((free >= least, $"{free} MB free, at least {least} wanted"));
    }

    private async Task<(bool, string)> Journal(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var head = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
        if (head.Size == 0)
        {
            return (true, "empty");
        }
        var keys = scope.ServiceProvider.GetRequiredService<JournalKeys>();
        var signed = SignedCheckpoint.TryParse(head.Checkpoint, out var checkpoint, out _)
            && checkpoint.Checkpoint.Size == head.Size && checkpoint.StateOf(keys.All) == SignatureState.Valid;
        return (signed, signed ? $"{head.Size} events, signed" : $"the head of {head.Size} events is not signed by a key of this data folder");
    }
}

/// <summary>Whether the instance can serve, and each thing that it rests on.</summary>
internal sealed record Readiness(IReadOnlyList<HealthCheck> Checks)
{
    public bool Ready => Checks.All(check => check.Ok);
}

/// <summary>One thing that was looked at.</summary>
internal sealed record HealthCheck(string Name, bool Ok, string Detail, double Milliseconds);

internal static partial class HealthLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Not ready: {Check}")]
    public static partial void Failed(ILogger log, Exception failure, string check);
}
