using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Data.Sql;
using Simpul.Web.Platform.Telemetry;

namespace Simpul.Web.Platform.Journal;

/// <summary>
/// Writes events and the changes that they tell of in one transaction: locks the head, numbers the events, hashes them into the tree,
/// signs the new head, saves, commits. Either all of it is there afterwards or none.
/// </summary>
public sealed class JournalWriter(JournalKeys keys, TimeProvider clock)
{
    /// <summary>A checkpoint is published, beside the signed head, each time this many events have been added.</summary>
    public const long PublishEvery = 1024;

    /// <summary>From so many events on they go past the change tracker, which costs more than writing them: sheets and other large saves.</summary>
    private const int Many = 16;

    internal async Task<int> Save(PlatformDb db, IReadOnlyList<PendingEvent> pending, Func<Task<int>> save, CancellationToken cancel)
    {
        using var timed = Signals.Time("journal.append", Signals.JournalSeconds);
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(db.Dialect.Isolation, cancel)
            : null;
        await db.Database.ExecuteSqlRawAsync(db.Dialect.LockJournalHead, cancel);
        await db.Hold(cancel);
        var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
        var before = head.Size;
        var frontier = head.Size == 0 ? new MerkleFrontier() : MerkleFrontier.FromBytes(head.Frontier);
        var added = new List<object>();
        try
        {
            Append(db, pending, frontier, added);
            var many = added.Count >= Many;
            if (frontier.Size > head.Size)
            {
                MoveHead(db, head, frontier, added);
            }
            var rows = await save();
            if (many)
            {
                await BulkRows.Insert(db, [.. added.OfType<JournalEvent>()], cancel);
                await BulkRows.Insert(db, [.. added.OfType<JournalSubtree>()], cancel);
            }
            if (own is not null)
            {
                await own.CommitAsync(cancel);
            }
            Signals.JournalEvents.Add(frontier.Size - before);
            return rows;
        }
        finally
        {
            // Written rows of the journal are never tracked further; unwritten ones must not be written by a second try.
            foreach (var row in added)
            {
                db.Entry(row).State = EntityState.Detached;
            }
        }
    }

    private void Append(PlatformDb db, IReadOnlyList<PendingEvent> pending, MerkleFrontier frontier, List<object> added)
    {
        // PostgreSQL keeps microseconds; the body must say the same as the column.
        var now = JournalValue.Rounded(clock.GetUtcNow());
        var changed = PendingEvent.Changed(db.ChangeTracker);
        foreach (var item in pending)
        {
            var changes = item.Changes(changed);
            if (changes is null && !item.Always)
            {
                continue;
            }
            var row = EventOf(item, changes, frontier.Size, now);
            added.Add(row);
            frontier.Append(row.LeafHash, (level, index, hash) => added.Add(new JournalSubtree { Level = level, Index = index, Hash = hash.ToArray() }));
        }
        if (added.Count < Many)
        {
            db.AddRange(added);
        }
    }

    /// <summary>An event as it is stored at its place, before the tree knows of it.</summary>
    internal static JournalEvent EventOf(PendingEvent item, JsonObject? changes, long index, DateTimeOffset now)
    {
        var body = CanonicalJson.Bytes(Body(item, changes, index, now));
        return new JournalEvent
        {
            Index = index,
            At = now,
            Action = item.Action,
            SubjectKind = item.SubjectKind,
            SubjectId = item.SubjectId,
            OfficeId = item.Actor.OfficeId,
            PersonId = item.Actor.PersonId,
            Body = Encoding.UTF8.GetString(body),
            LeafHash = MerkleTree.LeafHash(body),
        };
    }

    private void MoveHead(PlatformDb db, JournalHead head, MerkleFrontier frontier, List<object> added)
    {
        var before = head.Size;
        head.Size = frontier.Size;
        head.Frontier = frontier.ToBytes();
        var now = clock.GetUtcNow();
        head.Checkpoint = keys.Sign(frontier.Size, frontier.Root(), now);
        db.Attach(head).State = EntityState.Modified;
        added.Add(head);
        if (before / PublishEvery < frontier.Size / PublishEvery)
        {
            var published = new JournalCheckpoint { Size = head.Size, At = JournalPublication.TimeOf(now), Note = head.Checkpoint };
            added.Add(published);
            db.Add(published);
        }
    }

    private static JsonObject Body(PendingEvent item, JsonObject? changes, long index, DateTimeOffset now)
    {
        var actor = new JsonObject { ["via"] = item.Actor.Via };
        Put(actor, "account", item.Actor.AccountId);
        Put(actor, "person", item.Actor.PersonId);
        Put(actor, "office", item.Actor.OfficeId);
        Put(actor, "agency", item.Actor.AgencyId);
        var body = new JsonObject
        {
            ["index"] = index,
            ["id"] = Guid.CreateVersion7(now).ToString(),
            ["at"] = JournalValue.Moment(now),
            ["action"] = item.Action,
            ["actor"] = actor,
            ["subject"] = new JsonObject { ["kind"] = item.SubjectKind, ["id"] = item.SubjectId.ToString() },
        };
        if (changes is not null)
        {
            body["changes"] = changes;
        }
        if (item.Reason is { Length: > 0 } reason)
        {
            body["reason"] = reason;
        }
        if (item.Details is { Count: > 0 } details)
        {
            body["details"] = details.DeepClone();
        }
        return body;
    }

    private static void Put(JsonObject actor, string key, Guid? id)
    {
        if (id is { } known)
        {
            actor[key] = known.ToString();
        }
    }
}
