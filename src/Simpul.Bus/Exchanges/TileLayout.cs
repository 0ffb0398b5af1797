using System.Buffers.Binary;
using System.Globalization;

namespace Simpul.Bus.Exchanges;

/// <summary>Where C2SP tlog-tiles puts what, under the log's folder or address, and how entries lie in a bundle.</summary>
public static class TileLayout
{
    /// <summary>Hashes of a tile, entries of a bundle.</summary>
    public const int Width = 256;

    /// <summary>Bytes of an entry: its length is written as two bytes.</summary>
    public const int MaxEntry = ushort.MaxValue;

    /// <param name="level">In tiles: 0 holds leaf hashes, 1 the roots of full tiles of level 0.</param>
    /// <param name="width">Hashes in it: 256, or fewer for the one at the right edge.</param>
    public static string Tile(int level, long index, int width = Width) => $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Path(index, width)}";

    public static string Entries(long index, int width = Width) => $"tile/entries/{Path(index, width)}";

    /// <summary>Reads an address as <see cref="Tile"/> and <see cref="Entries"/> write it; only the one canonical form.</summary>
    /// <param name="level">−1 for entries.</param>
    public static bool TryParse(string path, out int level, out long index, out int width)
    {
        (level, index, width) = (0, 0, Width);
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != "tile") return false;
        level = parts[1] == "entries" ? -1 : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found < 8 ? found : -2;
        if (level == -2) return false;
        var end = parts.Length;
        if (parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= Width) return false;
            parts[^2] = parts[^2][..^2];
            end--;
        }
        if (end is < 3 or > 8) return false;
        for (var i = 2; i < end; i++)
        {
            var part = i < end - 1 ? parts[i].StartsWith('x') ? parts[i][1..] : "" : parts[i];
            if (part.Length != 3 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var thousand)) return false;
            index = (index * 1000) + thousand;
        }
        return path == (level < 0 ? Entries(index, width) : Tile(level, index, width));
    }

    /// <summary>Appends an entry to a bundle: two bytes of length, most significant first, and its bytes.</summary>
    public static void WriteEntry(Span<byte> bundle, ReadOnlySpan<byte> entry)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bundle, checked((ushort)entry.Length));
        entry.CopyTo(bundle[2..]);
    }

    /// <exception cref="InvalidDataException">The bundle ends within an entry.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ReadEntries(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>(Width);
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(bundle.Span) is var length && bundle.Length < 2 + length)
                throw new InvalidDataException("The bundle of entries ends within an entry.");
            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }
        return entries;
    }

    static string Path(long index, int width)
    {
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (index /= 1000; index > 0; index /= 1000) path = $"x{(index % 1000).ToString("000", CultureInfo.InvariantCulture)}/{path}";
        return width == Width ? path : $"{path}.p/{width.ToString(CultureInfo.InvariantCulture)}";
    }
}
