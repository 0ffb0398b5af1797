using System.Buffers.Binary;
using System.Numerics;

namespace Simpul.Bus;

/// <summary>Told of each complete subtree whose level is a multiple of eight (256 leaves, 65,536 leaves...) when its last leaf arrives.
/// The hash is only lent: copy it to keep it.</summary>
/// <param name="level">8, 16, 24...</param>
/// <param name="index">Position among the subtrees of that level: it covers leaves [index × 2^level, (index + 1) × 2^level).</param>
/// <param name="hash">The subtree's root.</param>
public delegate void SubtreeCompleted(int level, long index, ReadOnlySpan<byte> hash);

/// <summary>
/// A growing tree that remembers only the roots of its largest complete subtrees, one per set bit of its size: appending
/// costs one node hash on average, the root is known at any time, and the whole state is at most 63 hashes. Not thread-safe.
/// </summary>
public sealed class MerkleFrontier
{
    const int Levels = 63;

    // The complete subtree of 2^level leaves at the right edge stands at its level; only levels whose bit is set in Size count.
    readonly byte[] peaks = new byte[Levels * MerkleTree.HashSize];

    /// <summary>Leaves appended so far; also the index of the next leaf.</summary>
    public long Size { get; private set; }

    /// <summary>Does not allocate.</summary>
    public void Append(ReadOnlySpan<byte> leafHash, SubtreeCompleted? completed = null)
    {
        MerkleTree.RequireHash(leafHash);
        Span<byte> node = stackalloc byte[MerkleTree.HashSize];
        leafHash.CopyTo(node);
        var level = 0;
        while (Has(level))
        {
            MerkleTree.NodeHash(Peak(level), node, node);
            level++;
            if (level % MerkleLog.Stride == 0) completed?.Invoke(level, Size >> level, node);
        }
        node.CopyTo(Peak(level));
        Size++;
    }

    public byte[] Root()
    {
        if (Size == 0) return MerkleTree.EmptyRoot();
        var level = BitOperations.TrailingZeroCount(Size);
        var root = Peak(level).ToArray();
        while (++level < Levels)
            if (Has(level)) MerkleTree.NodeHash(Peak(level), root, root);
        return root;
    }

    /// <summary>The state: the size as eight bytes, most significant first, then the hash of each subtree, largest first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + (BitOperations.PopCount((ulong)Size) * MerkleTree.HashSize)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        var at = sizeof(long);
        for (var level = Levels - 1; level >= 0; level--)
        {
            if (!Has(level)) continue;
            Peak(level).CopyTo(bytes.AsSpan(at));
            at += MerkleTree.HashSize;
        }
        return bytes;
    }

    /// <exception cref="FormatException">The bytes are not a state that <see cref="ToBytes"/> writes.</exception>
    public static MerkleFrontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        var size = bytes.Length < sizeof(long) ? -1 : BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (size < 0 || bytes.Length != sizeof(long) + (BitOperations.PopCount((ulong)size) * MerkleTree.HashSize))
            throw new FormatException("Not the state of a Merkle tree: its length does not fit its size.");
        var frontier = new MerkleFrontier { Size = size };
        var at = sizeof(long);
        for (var level = Levels - 1; level >= 0; level--)
        {
            if (!frontier.Has(level)) continue;
            bytes.Slice(at, MerkleTree.HashSize).CopyTo(frontier.Peak(level));
            at += MerkleTree.HashSize;
        }
        return frontier;
    }

    /// <summary>Which leaves stand under the subtrees that two trees of one size do not share, as first and last; nothing where the sizes differ.</summary>
    public IReadOnlyList<(long First, long Last)> DiffersFrom(MerkleFrontier other)
    {
        var ranges = new List<(long, long)>();
        if (other.Size != Size) return ranges;
        long start = 0;
        for (var level = Levels - 1; level >= 0; level--)
        {
            if (!Has(level)) continue;
            var end = start + (1L << level);
            if (!Peak(level).SequenceEqual(other.Peak(level))) ranges.Add((start, end - 1));
            start = end;
        }
        return ranges;
    }

    /// <summary>For <see cref="MerkleLog"/>, which finds the peaks, largest first, in what is stored.</summary>
    internal void AddPeak(int level, ReadOnlySpan<byte> hash)
    {
        hash.CopyTo(Peak(level));
        Size += 1L << level;
    }

    bool Has(int level) => (Size >> level & 1) == 1;

    Span<byte> Peak(int level) => peaks.AsSpan(level * MerkleTree.HashSize, MerkleTree.HashSize);
}
