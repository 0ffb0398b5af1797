using Simpul.Bus;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>The tree's hashes and the entries: in memory until they lie in a full tile on disk, and from there afterwards. Appended by the writer's thread, read by any.</summary>
sealed class TileStore(LogFolder folder)
{
    readonly Lock gate = new();
    readonly Dictionary<(int Level, long Tile), Hashes> hashes = [];
    readonly Dictionary<long, Bundle> bundles = [];

    // Tiles and bundles that are full and not on disk yet, in the order in which they became so.
    readonly Queue<(int Level, long Tile)> full = [];

    // Used again, because a bundle is so large that the collector of memory would go through everything for it.
    readonly Stack<Bundle> unused = new(MostUnused);

    const int MostUnused = 32;

    internal int Waiting
    {
        get { lock (gate) return full.Count; }
    }

    internal void Append(long index, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> leafHash)
    {
        lock (gate)
        {
            var number = index / TileLayout.Width;
            if (!bundles.TryGetValue(number, out var bundle)) bundles[number] = bundle = unused.TryPop(out var again) ? again : new();
            bundle.Add(entry);
            Add(0, index, leafHash);
            if (bundle.Count == TileLayout.Width) full.Enqueue((-1, number));
        }
    }

    internal void Subtree(int level, long index, ReadOnlySpan<byte> hash)
    {
        lock (gate) Add(level / MerkleLog.Stride, index, hash);
    }

    /// <summary>Hashes that lie on disk in a tile which is not full yet, after a restart.</summary>
    internal void Restore(int level, long from, IReadOnlyList<byte[]> found)
    {
        lock (gate)
            for (var i = 0; i < found.Count; i++) Add(level, from + i, found[i]);
    }

    internal ValueTask<IReadOnlyList<byte[]>> Read(int level, long from, long to, CancellationToken cancel)
    {
        lock (gate)
        {
            if (hashes.TryGetValue((level / MerkleLog.Stride, from / TileLayout.Width), out var held))
            {
                var start = (int)(from % TileLayout.Width);
                return ValueTask.FromResult<IReadOnlyList<byte[]>>([.. Enumerable.Range(start, Math.Min((int)(to - from), Math.Max(0, held.Count - start))).Select(at => held[at].ToArray())]);
            }
        }
        return ValueTask.FromResult(folder.ReadTile(level / MerkleLog.Stride, from, to));
    }

    internal ReadOnlyMemory<byte>? Entry(long index)
    {
        var at = (int)(index % TileLayout.Width);
        lock (gate)
            if (bundles.TryGetValue(index / TileLayout.Width, out var held)) return at < held.Count ? held.Entry(at).ToArray() : null;
        return folder.ReadBundle(index / TileLayout.Width) is { } entries && at < entries.Count ? entries[at] : null;
    }

    /// <summary>The entries of a bundle that there are, from memory or with one reading of its file.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Entries(long bundle)
    {
        lock (gate)
            if (bundles.TryGetValue(bundle, out var held)) return TileLayout.ReadEntries(held.Bytes(held.Count).ToArray());
        return folder.ReadBundle(bundle) ?? [];
    }

    /// <summary>Bytes of a tile or a bundle (level −1) as the layout has it, of the width asked; null where there are not so many.</summary>
    internal byte[]? Bytes(int level, long tile, int width)
    {
        lock (gate)
        {
            if (level < 0 && bundles.TryGetValue(tile, out var bundle)) return bundle.Count < width ? null : bundle.Bytes(width).ToArray();
            if (level >= 0 && hashes.TryGetValue((level, tile), out var held)) return held.Count < width ? null : held.Bytes(width).ToArray();
        }
        var file = folder.Combine(level < 0 ? TileLayout.Entries(tile) : TileLayout.Tile(level, tile));
        if (!File.Exists(file)) return null;
        var bytes = File.ReadAllBytes(file);
        if (width == TileLayout.Width) return bytes;
        if (level >= 0) return bytes.Length < width * MerkleTree.HashSize ? null : bytes[..(width * MerkleTree.HashSize)];
        var entries = TileLayout.ReadEntries(bytes);
        return entries.Count < width ? null : bytes[..entries.Take(width).Sum(entry => 2 + entry.Length)];
    }

    /// <summary>The next full tile to be written, lent until <see cref="Written"/> takes it off: both are for one thread.</summary>
    internal (int Level, long Tile, ReadOnlyMemory<byte> Bytes)? NextFull()
    {
        lock (gate)
        {
            if (!full.TryPeek(out var next)) return null;
            return (next.Level, next.Tile, next.Level < 0 ? bundles[next.Tile].Bytes(TileLayout.Width) : hashes[next].Bytes(TileLayout.Width));
        }
    }

    internal void Written()
    {
        lock (gate)
        {
            var (level, tile) = full.Dequeue();
            if (level >= 0) hashes.Remove((level, tile));
            else if (bundles.Remove(tile, out var bundle) && unused.Count < MostUnused && bundle.IsUsual)
            {
                bundle.Clear();
                unused.Push(bundle);
            }
        }
    }

    void Add(int level, long index, ReadOnlySpan<byte> hash)
    {
        var tile = index / TileLayout.Width;
        if (!hashes.TryGetValue((level, tile), out var held)) hashes[(level, tile)] = held = new();
        held.Add(hash);
        if (held.Count == TileLayout.Width) full.Enqueue((level, tile));
    }

    /// <summary>The hashes of a tile, in the bytes that its file has.</summary>
    sealed class Hashes
    {
        readonly byte[] bytes = new byte[TileLayout.Width * MerkleTree.HashSize];

        internal int Count { get; private set; }

        internal ReadOnlySpan<byte> this[int at] => bytes.AsSpan(at * MerkleTree.HashSize, MerkleTree.HashSize);

        internal ReadOnlyMemory<byte> Bytes(int width) => bytes.AsMemory(0, width * MerkleTree.HashSize);

        internal void Add(ReadOnlySpan<byte> hash) => hash.CopyTo(bytes.AsSpan(Count++ * MerkleTree.HashSize, MerkleTree.HashSize));
    }

    /// <summary>The entries of a bundle, in the bytes that its file has.</summary>
    sealed class Bundle
    {
        const int Usual = TileLayout.Width * 1024;

        readonly int[] ends = new int[TileLayout.Width];
        byte[] bytes = new byte[Usual];

        internal int Count { get; private set; }

        internal bool IsUsual => bytes.Length == Usual;

        internal ReadOnlySpan<byte> Entry(int at) => bytes.AsSpan(Begin(at) + 2, ends[at] - Begin(at) - 2);

        internal ReadOnlyMemory<byte> Bytes(int width) => bytes.AsMemory(0, width == 0 ? 0 : ends[width - 1]);

        internal void Add(ReadOnlySpan<byte> entry)
        {
            var begin = Begin(Count);
            var end = begin + 2 + entry.Length;
            if (bytes.Length < end) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end));
            TileLayout.WriteEntry(bytes.AsSpan(begin), entry);
            ends[Count++] = end;
        }

        internal void Clear() => Count = 0;

        int Begin(int at) => at == 0 ? 0 : ends[at - 1];
    }
}
