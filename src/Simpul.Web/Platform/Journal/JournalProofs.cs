using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Journal;

/// <summary>Proves from the stored tree: that an event is in it, and that today's journal continues an earlier one. Reads a few hundred hashes, whatever the size.</summary>
public sealed class JournalProofs(PlatformDb db, JournalKeys keys)
{
    /// <summary>The proof that the event is in the journal as it is signed now; null where there is no such event.</summary>
    public async Task<ProofBundle?> Of(long index, CancellationToken cancel)
    {
        await using var view = await db.Dialect.Snapshot(db, cancel);
        var body = await db.Set<JournalEvent>().AsNoTracking().Where(item => item.Index == index).Select(item => item.Body).SingleOrDefaultAsync(cancel);
        if (body is null || await Head(cancel) is not { } head || head.Checkpoint.Size <= index)
        {
            return null;
        }
        var path = await Log().InclusionProof(index, head.Checkpoint.Size, cancel);
        return ProofBundle.Create(System.Text.Encoding.UTF8.GetBytes(body), index, path, head, Signer(head));
    }

    /// <summary>What the journal of today has to say to a checkpoint that somebody kept.</summary>
    public async Task<Continuation> Continues(string note, CancellationToken cancel)
    {
        if (!SignedCheckpoint.TryParse(note, out var kept, out _))
        {
            return new Continuation(ContinuationResult.Unreadable, null, null, []);
        }
        await using var view = await db.Dialect.Snapshot(db, cancel);
        var head = await Head(cancel);
        var old = kept.Checkpoint;
        if (old.Origin != keys.Origin || head is null)
        {
            return new Continuation(ContinuationResult.OtherJournal, old, head, []);
        }
        if (kept.StateOf(keys.All) != SignatureState.Valid)
        {
            return new Continuation(ContinuationResult.NotSigned, old, head, []);
        }
        var now = head.Checkpoint;
        if (old.Size > now.Size)
        {
            return new Continuation(ContinuationResult.Shortened, old, head, []);
        }
        try
        {
            var path = await Log().ConsistencyProof(old.Size, now.Size, cancel);
            var holds = MerkleTree.VerifyConsistency(old.Size, now.Size, old.Root, now.Root, path);
            return new Continuation(holds ? ContinuationResult.Holds : ContinuationResult.Changed, old, head, path);
        }
        catch (InvalidDataException)
        {
            // Rows that the proof needs are gone.
            return new Continuation(ContinuationResult.Changed, old, head, []);
        }
    }

    private async Task<SignedCheckpoint?> Head(CancellationToken cancel) =>
        await db.Set<JournalHead>().AsNoTracking().Select(head => head.Checkpoint).SingleAsync(cancel) is { Length: > 0 } note ? SignedCheckpoint.Parse(note) : null;

    private VerifyingKey Signer(SignedCheckpoint note) => keys.All.LastOrDefault(key => note.StateOf(key) == SignatureState.Valid) ?? keys.Current;

    private MerkleLog Log() => new(async (level, from, to, cancel) => level == 0
        ? await db.Set<JournalEvent>().AsNoTracking().Where(item => item.Index >= from && item.Index < to).OrderBy(item => item.Index).Select(item => item.LeafHash).ToListAsync(cancel)
        : await db.Set<JournalSubtree>().AsNoTracking().Where(item => item.Level == level && item.Index >= from && item.Index < to).OrderBy(item => item.Index).Select(item => item.Hash).ToListAsync(cancel));
}

/// <summary>Whether today's journal continues the one that a kept checkpoint was of.</summary>
public enum ContinuationResult
{
    /// <summary>Everything that the checkpoint covers is in today's journal, unchanged and in its place.</summary>
    Holds,

    /// <summary>No signed checkpoint.</summary>
    Unreadable,

    /// <summary>Of another journal.</summary>
    OtherJournal,

    /// <summary>This instance never signed it, or it was altered since.</summary>
    NotSigned,

    /// <summary>It counts more events than there are now: some were removed.</summary>
    Shortened,

    /// <summary>Something that it covers was changed.</summary>
    Changed,
}

/// <param name="Kept">What the checkpoint says, where it could be read.</param>
/// <param name="Now">Today's, which the program signed.</param>
/// <param name="Path">The consistency proof (RFC 9162, 2.1.4), from the smaller to the larger.</param>
public sealed record Continuation(ContinuationResult Result, Checkpoint? Kept, SignedCheckpoint? Now, IReadOnlyList<byte[]> Path);
