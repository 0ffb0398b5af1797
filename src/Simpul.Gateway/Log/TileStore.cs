using Simpul.Bus;
using Simpul.Bus.Exchanges;

namespace Simpul.Gateway.Log;

/// <summary>The tree's hashes and the entries: in memory until they lie in a full tile on disk, and from there afterwards. Appended by the writer's thread, read by any.</summary>
sealed class TileStore(LogFolder folder)
{
    readonly Lock gate = new();
    readonly Dictionary<(int Level, long Tile), List<byte[]>> hashes = [];
    readonly Dictionary<long, List<byte[]>> bundles = [];

    // Tiles and bundles that are full and not on disk yet, in the order in which they became so.
    readonly Queue<(int Level, long Tile)> full = [];

    internal int Waiting
    {
        get { lock (gate) return full.Count; }
    }

    internal void Append(long index, byte[] entry, byte[] leafHash)
    {
        lock (gate)
        {
            var bundle = index / TileLayout.Width;
            if (!bundles.TryGetValue(bundle, out var entries)) bundles[bundle] = entries = new(TileLayout.Width);
            entries.Add(entry);
            Add(0, index, leafHash);
            if (entries.Count == TileLayout.Width) full.Enqueue((-1, bundle));
        }
    }

    internal void Subtree(int level, long index, ReadOnlySpan<byte> hash)
    {
        var copy = hash.ToArray();
        lock (gate) Add(level / MerkleLog.Stride, index, copy);
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
                return ValueTask.FromResult<IReadOnlyList<byte[]>>(held.GetRange(start, Math.Min((int)(to - from), Math.Max(0, held.Count - start))));
            }
        }
        return ValueTask.FromResult(folder.ReadTile(level / MerkleLog.Stride, from, to));
    }

    internal ReadOnlyMemory<byte>? Entry(long index)
    {
        lock (gate)
            if (bundles.TryGetValue(index / TileLayout.Width, out var held)) return (int)(index % TileLayout.Width) < held.Count ? held[(int)(index % TileLayout.Width)] : null;
        return folder.ReadBundle(index / TileLayout.Width) is { } entries && (int)(index % TileLayout.Width) < entries.Count ? entries[(int)(index % TileLayout.Width)] : null;
    }

    /// <summary>The entries of a bundle that there are, from memory or with one reading of its file.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Entries(long bundle)
    {
        lock (gate)
            if (bundles.TryGetValue(bundle, out var held)) return [.. held.Select(entry => (ReadOnlyMemory<byte>)entry)];
        return folder.ReadBundle(bundle) ?? [];
    }

    /// <summary>Bytes of a tile or a bundle (level −1) as the layout has it, of the width asked; null where there are not so many.</summary>
    internal byte[]? Bytes(int level, long tile, int width)
    {
        var held = Held(level, tile);
        if (held is null)
        {
            var file = folder.Combine(level < 0 ? TileLayout.Entries(tile) : TileLayout.Tile(level, tile));
            if (!File.Exists(file)) return null;
            if (width == TileLayout.Width) return File.ReadAllBytes(file);
            held = level < 0 ? [.. TileLayout.ReadEntries(File.ReadAllBytes(file)).Select(entry => entry.ToArray())] : [.. folder.ReadTile(level, tile * TileLayout.Width, (tile + 1) * TileLayout.Width)];
        }
        return held.Count < width ? null : Bytes(level, held.Take(width));
    }

    /// <summary>The next full tile to be written: <see cref="Written"/> takes it off.</summary>
    internal (int Level, long Tile, byte[] Bytes)? NextFull()
    {
        (int Level, long Tile) next;
        lock (gate)
            if (!full.TryPeek(out next)) return null;
        return (next.Level, next.Tile, Bytes(next.Level, Held(next.Level, next.Tile)!));
    }

    internal void Written()
    {
        lock (gate)
        {
            var (level, tile) = full.Dequeue();
            if (level < 0) bundles.Remove(tile);
            else hashes.Remove((level, tile));
        }
    }

    List<byte[]>? Held(int level, long tile)
    {
        lock (gate) return level < 0 ? bundles.TryGetValue(tile, out var entries) ? [.. entries] : null : hashes.TryGetValue((level, tile), out var found) ? [.. found] : null;
    }

    void Add(int level, long index, byte[] hash)
    {
        var tile = index / TileLayout.Width;
        if (!hashes.TryGetValue((level, tile), out var held)) hashes[(level, tile)] = held = new(TileLayout.Width);
        held.Add(hash);
        if (held.Count == TileLayout.Width) full.Enqueue((level, tile));
    }

    static byte[] Bytes(int level, IEnumerable<byte[]> parts)
    {
        var to = new MemoryStream();
        foreach (var part in parts)
        {
            if (level < 0) TileLayout.WriteEntry(to, part);
            else to.Write(part);
        }
        return to.ToArray();
    }
}
