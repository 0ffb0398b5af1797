using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// Publishes the journal's head as a checkpoint that stays: every hour, at shutdown, and after each <see cref="JournalWriter.PublishEvery"/> events. Whoever
/// keeps one can later find out whether anything before it was changed.
/// </summary>
public sealed class JournalPublication(PlatformDb db, JournalKeys keys, TimeProvider clock)
{
    /// <summary>Publishes the head where it has grown since the last published checkpoint.</summary>
    /// <returns>How many events the new checkpoint counts; null where nothing was to be published.</returns>
    public async Task<long?> Publish(CancellationToken cancel)
    {
        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
        if (head.Size == 0 || await db.Set<JournalCheckpoint>().AnyAsync(item => item.Size >= head.Size, cancel))
        {
            return null;
        }
        var published = new JournalCheckpoint { Size = head.Size, At = SignedCheckpoint.Parse(head.Checkpoint).Checkpoint.Time ?? clock.GetUtcNow(), Note = head.Checkpoint };
        db.Add(published);
        try
        {
            await db.SaveChangesAsync(cancel);
            return head.Size;
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            // Another node was faster.
            return null;
        }
        finally
        {
            db.Entry(published).State = EntityState.Detached;
        }
    }

    /// <summary>The newest checkpoint: the head's own; null before the first event.</summary>
    public async Task<string?> Latest(CancellationToken cancel) =>
        await db.Set<JournalHead>().AsNoTracking().Select(head => head.Checkpoint).SingleAsync(cancel) is { Length: > 0 } note ? note : null;

    /// <summary>The published checkpoint of exactly so many events.</summary>
    public Task<string?> At(long size, CancellationToken cancel) =>
        db.Set<JournalCheckpoint>().AsNoTracking().Where(item => item.Size == size).Select(item => item.Note).SingleOrDefaultAsync(cancel);

    /// <summary>Signs the head anew, after the key changed. The tree stays as it is.</summary>
    internal Task SignHead(CancellationToken cancel) => db.Dialect.Write(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(db.Dialect.Isolation, cancel);
        await db.Database.ExecuteSqlRawAsync(db.Dialect.LockJournalHead, cancel);
        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
        var note = keys.Sign(head.Size, MerkleFrontier.FromBytes(head.Frontier).Root(), clock.GetUtcNow());
        await db.Set<JournalHead>().ExecuteUpdateAsync(set => set.SetProperty(item => item.Checkpoint, note), cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }, cancel);

    /// <summary>The time that a checkpoint carries: whole seconds.</summary>
    internal static DateTimeOffset TimeOf(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}

/// <summary>Publishes when the program stops, so that a checkpoint covers what it did.</summary>
internal sealed class PublishAtShutdown(IServiceScopeFactory scopes, ILogger<PublishAtShutdown> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<JournalPublication>().Publish(cancellationToken);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The head is signed all the same; the next start publishes within the hour.
            log.LogWarning(failure, "No checkpoint of the journal was published at shutdown");
        }
    }
}
