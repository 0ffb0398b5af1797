using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Data.Sql;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// Writes events by the hundred thousand in the transaction at hand: for samples and for what comes from another system. The rows are those that
/// <see cref="JournalWriter"/> would have written, subtrees, published checkpoints and signed head included; what is told of is not checked.
/// </summary>
internal sealed class JournalFill(PlatformDb db, JournalKeys keys)
{
    private const int Chunk = 16 * (int)JournalWriter.PublishEvery;

    /// <param name="events">In the order of their times.</param>
    /// <param name="progress">Told how many were written so far.</param>
    public async Task Write(IEnumerable<(DateTimeOffset At, PendingEvent Event)> events, Action<long> progress, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlRawAsync(db.Dialect.LockJournalHead, cancel);
        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
        var frontier = head.Size == 0 ? new MerkleFrontier() : MerkleFrontier.FromBytes(head.Frontier);
        var written = 0L;
        var last = default(DateTimeOffset);
        foreach (var chunk in events.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            var first = frontier.Size;
            // Bodies and their hashes need no other; only the tree goes one by one.
            var rows = new JournalEvent[chunk.Length];
            Parallel.For(0, chunk.Length, at => rows[at] = JournalWriter.EventOf(chunk[at].Event, null, first + at, Rounded(chunk[at].At)));
            var (subtrees, checkpoints) = (new List<JournalSubtree>(), new List<JournalCheckpoint>());
            foreach (var row in rows)
            {
                frontier.Append(row.LeafHash, (level, index, hash) => subtrees.Add(new JournalSubtree { Level = level, Index = index, Hash = hash.ToArray() }));
                if (frontier.Size % JournalWriter.PublishEvery == 0)
                {
                    checkpoints.Add(new JournalCheckpoint { Size = frontier.Size, At = row.At, Note = keys.Sign(frontier.Size, frontier.Root(), row.At) });
                }
            }
            await BulkRows.Insert(db, rows, cancel);
            await BulkRows.Insert(db, subtrees, cancel);
            await BulkRows.Insert(db, checkpoints, cancel);
            last = rows[^1].At;
            progress(written += rows.Length);
        }
        if (written > 0)
        {
            head.Size = frontier.Size;
            head.Frontier = frontier.ToBytes();
            head.Checkpoint = keys.Sign(frontier.Size, frontier.Root(), last);
            await db.Set<JournalHead>().ExecuteUpdateAsync(set => set
                .SetProperty(item => item.Size, head.Size).SetProperty(item => item.Frontier, head.Frontier).SetProperty(item => item.Checkpoint, head.Checkpoint), cancel);
        }
    }

    private static DateTimeOffset Rounded(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}
