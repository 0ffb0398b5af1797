using System.Numerics;

namespace Simpul.Bus;

/// <summary>
/// Reads stored hashes of positions [<paramref name="from"/>, <paramref name="to"/>) at a level, in order: level 0 holds the leaf
/// hashes, level 8, 16, 24... the complete subtrees that <see cref="SubtreeCompleted"/> reported. Never asks for more than 256, nor
/// across a multiple of 256, nor for a subtree that the tree in question does not complete.
/// </summary>
public delegate ValueTask<IReadOnlyList<byte[]>> ReadHashes(int level, long from, long to, CancellationToken cancel);

/// <summary>
/// Roots and proofs over a stored log of any size. It needs the leaf hashes and every eighth level of complete subtrees, as tiles
/// of 256 (the layout of C2SP tlog-tiles), and reads at most two tiles per eight levels: six reads for sixteen million events.
/// </summary>
/// <remarks>What is read is not checked here: a proof from altered rows does not verify against a signed checkpoint.
/// <see cref="InvalidDataException"/> when a read returns another number of hashes than asked.</remarks>
public sealed class MerkleLog(ReadHashes read)
{
    /// <summary>Levels between two stored ones.</summary>
    public const int Stride = 8;

    /// <summary>The root when the log had <paramref name="size"/> leaves.</summary>
    public async ValueTask<byte[]> Root(long size, CancellationToken cancel = default) => (await Frontier(size, cancel)).Root();

    /// <summary>The state to go on appending from, rebuilt from what is stored.</summary>
    public async ValueTask<MerkleFrontier> Frontier(long size, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var tiles = new Tiles(read, size, cancel);
        var frontier = new MerkleFrontier();
        for (var level = BitOperations.Log2((ulong)size); level >= 0; level--)
            if ((size >> level & 1) == 1) frontier.AddPeak(level, await tiles.Complete(level, frontier.Size >> level));
        return frontier;
    }

    /// <summary>RFC 9162 section 2.1.3.1: the siblings from the leaf at <paramref name="index"/> up to the root of the first <paramref name="size"/> leaves.</summary>
    public async ValueTask<IReadOnlyList<byte[]>> InclusionProof(long index, long size, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var tiles = new Tiles(read, size, cancel);
        var path = new List<byte[]>();
        long start = 0, end = size;
        while (end - start > 1)
        {
            var middle = start + MerkleTree.Split(end - start);
            if (index < middle)
            {
                path.Add(await tiles.Range(middle, end));
                end = middle;
            }
            else
            {
                path.Add(await tiles.Range(start, middle));
                start = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>RFC 9162 section 2.1.4.1: what shows that the first <paramref name="second"/> leaves begin with the first <paramref name="first"/>.
    /// Empty where first is 0 or equals second.</summary>
    public async ValueTask<IReadOnlyList<byte[]>> ConsistencyProof(long first, long second, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        if (first == 0 || first == second) return [];
        var tiles = new Tiles(read, second, cancel);
        var path = new List<byte[]>();
        long start = 0, end = second;
        while (end != first)
        {
            var middle = start + MerkleTree.Split(end - start);
            if (first <= middle)
            {
                path.Add(await tiles.Range(middle, end));
                end = middle;
            }
            else
            {
                path.Add(await tiles.Range(start, middle));
                start = middle;
            }
        }
        // Only where the walk never went right is the node reached the first tree's root, which the verifier has.
        if (start > 0) path.Add(await tiles.Range(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>What one proof reads, each tile once.</summary>
    sealed class Tiles(ReadHashes read, long size, CancellationToken cancel)
    {
        const int Width = 1 << Stride;

        readonly Dictionary<(int Level, long Tile), IReadOnlyList<byte[]>> known = [];

        /// <summary>The hash over leaves [start, end), which is a node of the tree of <c>size</c> leaves.</summary>
        internal async ValueTask<byte[]> Range(long start, long end)
        {
            var count = end - start;
            if (BitOperations.IsPow2(count))
            {
                var level = BitOperations.Log2((ulong)count);
                return await Complete(level, start >> level);
            }
            var middle = start + MerkleTree.Split(count);
            var left = await Range(start, middle);
            var right = await Range(middle, end);
            return MerkleTree.NodeHash(left, right);
        }

        internal async ValueTask<byte[]> Complete(int level, long index)
        {
            var above = level % Stride;
            var stored = level - above;
            var first = index << above;
            var tile = await Tile(stored, first / Width);
            var nodes = new byte[1 << above][];
            for (var i = 0; i < nodes.Length; i++) nodes[i] = tile[(int)(first % Width) + i];
            for (var width = nodes.Length; width > 1; width /= 2)
                for (var i = 0; i < width / 2; i++) nodes[i] = MerkleTree.NodeHash(nodes[2 * i], nodes[(2 * i) + 1]);
            return nodes[0];
        }

        async ValueTask<IReadOnlyList<byte[]>> Tile(int level, long tile)
        {
            if (known.TryGetValue((level, tile), out var hashes)) return hashes;
            var from = tile * Width;
            var to = Math.Min(from + Width, size >> level);
            hashes = await read(level, from, to, cancel);
            if (hashes.Count != to - from)
                throw new InvalidDataException($"The log lacks hashes: asked level {level} for {from} to {to - 1}, got {hashes.Count} of {to - from}.");
            return known[(level, tile)] = hashes;
        }
    }
}
