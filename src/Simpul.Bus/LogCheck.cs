using System.Text.Json;

namespace Simpul.Bus;

/// <summary>
/// Recomputes a stored log from its first event on, in one pass: every event against its leaf hash and its own index, the tree
/// against every signed checkpoint, and at the end the stored subtrees. It goes on after a finding, so that all altered events are
/// named. Not thread-safe.
/// </summary>
/// <remarks>
/// An event that was edited together with its leaf hash shows at the next checkpoint, as the range since the one before; the stored
/// subtrees narrow it to 256 events. What came after the last checkpoint is only as good as the database: sign often. Whoever can
/// also sign can rewrite everything, and is found out only by someone who kept an old checkpoint.
/// </remarks>
public sealed class LogCheck
{
    /// <summary>Findings kept; after that they are only counted.</summary>
    public const int MaxFaults = 1000;

    readonly string origin;
    readonly Queue<Checkpoint> ahead;
    readonly MerkleFrontier frontier = new();
    readonly Dictionary<(int Level, long Index), byte[]> subtrees = [];
    readonly List<LogFault> faults = [];
    readonly SubtreeCompleted remember;
    long next;
    long sealedTo;

    // No gap and no repetition so far: the tree can be recomputed.
    bool contiguous = true;

    // No checkpoint differed so far: after the first that does, all do.
    bool agrees = true;

    /// <param name="origin">The log's name; a checkpoint of another origin is a finding.</param>
    /// <param name="checkpoints">The stored signed notes, in any order.</param>
    /// <param name="keys">Every key that the log ever signed with.</param>
    public LogCheck(string origin, IEnumerable<string> checkpoints, IReadOnlyCollection<VerifyingKey> keys)
    {
        this.origin = origin;
        remember = (level, index, hash) => subtrees[(level, index)] = hash.ToArray();
        ahead = new(checkpoints.Select(note => Read(note, keys)).OfType<Checkpoint>().OrderBy(c => c.Size));
        Compare();
    }

    /// <summary>Whether each event must carry its own position in a member <c>index</c>, as the journal's do.</summary>
    public bool EventsCarryIndex { get; init; } = true;

    /// <summary>Events seen.</summary>
    public long Count { get; private set; }

    /// <summary>Findings so far, also those beyond <see cref="MaxFaults"/>.</summary>
    public long FaultCount { get; private set; }

    /// <summary>Up to where a signed checkpoint agrees with what is stored.</summary>
    public long SealedTo => sealedTo;

    /// <summary>Whether no position was missing or repeated so far: otherwise nothing can be said of the tree.</summary>
    public bool IsContiguous => contiguous;

    /// <summary>The tree over the stored leaf hashes seen so far, as <see cref="MerkleFrontier.ToBytes"/> writes it.</summary>
    public byte[] Frontier => frontier.ToBytes();

    /// <summary>The root over the stored leaf hashes seen so far; meaningless after a missing or repeated event.</summary>
    public byte[] Root => frontier.Root();

    /// <summary>The next event in stored order. Its leaf hash goes into the tree as stored, so that an edited event does not hide the rest.</summary>
    public void Next(long index, ReadOnlySpan<byte> canonicalBytes, ReadOnlySpan<byte> storedLeafHash)
    {
        Count++;
        contiguous &= index == next;
        if (index > next) Found(LogFaultKind.EventMissing, next, index - 1, $"{index - next} events from {next} on are missing.");
        if (index < next) Found(LogFaultKind.EventRepeated, index, index, $"An event {index} follows event {next - 1}.");
        next = Math.Max(next, index + 1);

        Span<byte> leaf = stackalloc byte[MerkleTree.HashSize];
        MerkleTree.LeafHash(canonicalBytes, leaf);
        var same = leaf.SequenceEqual(storedLeafHash);
        if (!same) Found(LogFaultKind.EventAltered, index, index, $"The content of event {index} does not hash to its leaf hash {Convert.ToHexStringLower(storedLeafHash)}.");
        if (EventsCarryIndex && OwnIndex(canonicalBytes) is var own && own != index)
            Found(LogFaultKind.EventMoved, index, index, own is null ? $"Event {index} does not carry its index." : $"Event {index} says that it is event {own}.");
        if (!contiguous) return;
        frontier.Append(same || storedLeafHash.Length != MerkleTree.HashSize ? leaf : storedLeafHash, remember);
        Compare();
    }

    /// <summary>After the last event: events that were signed and are gone, and the stored subtrees. Returns all findings, by position.</summary>
    /// <param name="stored">What is stored of <see cref="SubtreeCompleted"/>'s reports; null where nothing is.</param>
    public IReadOnlyList<LogFault> Finish(IEnumerable<StoredSubtree>? stored = null)
    {
        if (ahead.Count > 0 && ahead.Max(c => c.Size) is var signed && signed > next)
            Found(LogFaultKind.EventMissing, next, signed - 1, $"A signed checkpoint counts {signed} events, and the log ends after {next}.");
        if (stored is not null) CheckSubtrees(stored);
        return [.. faults.OrderBy(f => f.First).ThenBy(f => f.Last)];
    }

    void CheckSubtrees(IEnumerable<StoredSubtree> stored)
    {
        var unseen = subtrees.Keys.ToHashSet();
        foreach (var (level, index, hash) in stored)
        {
            if (unseen.Remove((level, index)) && subtrees[(level, index)].AsSpan().SequenceEqual(hash)) continue;
            // After a gap the tree was not recomputed, and nothing can be said of later subtrees.
            if (!contiguous && !subtrees.ContainsKey((level, index))) continue;
            Subtree(level, index, subtrees.ContainsKey((level, index)) ? "is not the one that its leaf hashes give" : "does not belong to the log");
        }
        foreach (var (level, index) in unseen.Order()) Subtree(level, index, "is not stored");
    }

    void Subtree(int level, long index, string what)
    {
        var (first, last) = level is > 0 and < 63 ? (index << level, ((index + 1) << level) - 1) : (0, -1);
        Found(LogFaultKind.SubtreeDiffers, first, last, $"The hash of subtree {index} at level {level} (events {first} to {last}) {what}.");
    }

    Checkpoint? Read(string note, IReadOnlyCollection<VerifyingKey> keys)
    {
        if (!SignedCheckpoint.TryParse(note, out var signed, out var problem))
        {
            Found(LogFaultKind.CheckpointUnreadable, 0, -1, $"A stored checkpoint cannot be read: {problem}");
            return null;
        }
        var checkpoint = signed.Checkpoint;
        var last = checkpoint.Size - 1;
        if (checkpoint.Origin != origin)
        {
            Found(LogFaultKind.CheckpointUnreadable, 0, last, $"The checkpoint at {checkpoint.Size} is of another log, {checkpoint.Origin}.");
            return null;
        }
        if (signed.StateOf(keys) == SignatureState.Valid) return checkpoint;
        Found(LogFaultKind.CheckpointUnsigned, 0, last, $"The checkpoint at {checkpoint.Size} has no valid signature by a known key.");
        return null;
    }

    void Compare()
    {
        while (agrees && ahead.TryPeek(out var checkpoint) && checkpoint.Size == frontier.Size)
        {
            ahead.Dequeue();
            agrees = frontier.Root().AsSpan().SequenceEqual(checkpoint.Root);
            if (agrees) sealedTo = checkpoint.Size;
            else Found(LogFaultKind.CheckpointDiffers, sealedTo, checkpoint.Size - 1, $"Events {sealedTo} to {checkpoint.Size - 1} are not those that were signed at {checkpoint.Size}.");
        }
    }

    void Found(LogFaultKind kind, long first, long last, string detail)
    {
        if (FaultCount++ < MaxFaults) faults.Add(new(kind, first, last, detail));
    }

    static long? OwnIndex(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("index"u8);
                reader.Read();
                if (found) return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var index) ? index : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Bytes that are no JSON carry no index.
        }
        return null;
    }
}
