using System.Globalization;
using System.Text;

namespace Simpul.Bus.Exchanges;

/// <summary>Where a gateway's exchange log keeps what. Everything is for reading here, so that it can be walked by somebody who was given a copy.</summary>
/// <param name="Path">The log's own folder.</param>
public sealed record LogFolder(string Path)
{
    /// <summary>The latest published checkpoint.</summary>
    public string Checkpoint => Combine("checkpoint");

    /// <summary>Checkpoints that are kept for ever, each with its time stamp beside it.</summary>
    public string Kept => Combine("checkpoints");

    public string Wal => Combine("wal");

    public string Index => Combine("index");

    /// <summary>Public keys that ever signed, PEM: <c>key-1.pem</c>...</summary>
    public string Keys => Combine("keys");

    public string Combine(string relative) => System.IO.Path.Combine(Path, relative);

    public string KeptNote(long size) => System.IO.Path.Combine(Kept, size.ToString("0000000000000000", CultureInfo.InvariantCulture));

    /// <summary>DER of the RFC 3161 token over the note at <see cref="KeptNote"/>.</summary>
    public string KeptStamp(long size) => KeptNote(size) + ".tsr";

    public IEnumerable<string> WalFiles() => Directory.Exists(Wal) ? Directory.EnumerateFiles(Wal, "*.wal").Order(StringComparer.Ordinal) : [];

    /// <summary>Sizes of the kept checkpoints, smallest first.</summary>
    public IEnumerable<long> KeptSizes() => !Directory.Exists(Kept) ? [] : Directory.EnumerateFiles(Kept).Select(System.IO.Path.GetFileName)
        .Select(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1).Where(size => size >= 0).Order();

    /// <summary>The public keys in the folder, all under the log's origin.</summary>
    /// <exception cref="FormatException">One of them cannot be read.</exception>
    public IReadOnlyList<VerifyingKey> ReadKeys(string origin) => !Directory.Exists(Keys) ? []
        : [.. Directory.EnumerateFiles(Keys, "*.pem").Order(StringComparer.Ordinal).Select(file => VerifyingKey.FromPem(origin, File.ReadAllText(file)))];

    /// <summary>Hashes of a tile that is on disk, also where only a part of a full tile is asked for; fewer than asked where they are not there.</summary>
    public IReadOnlyList<byte[]> ReadTile(int level, long from, long to)
    {
        var tile = from / TileLayout.Width;
        var file = Combine(TileLayout.Tile(level, tile));
        if (!File.Exists(file)) return [];
        var bytes = File.ReadAllBytes(file);
        var hashes = new List<byte[]>();
        for (var i = from; i < to; i++)
        {
            var at = (int)(i % TileLayout.Width) * MerkleTree.HashSize;
            if (at + MerkleTree.HashSize > bytes.Length) break;
            hashes.Add(bytes[at..(at + MerkleTree.HashSize)]);
        }
        return hashes;
    }

    /// <summary>The entries of a full bundle; null where it is not on disk.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? ReadBundle(long bundle)
    {
        var file = Combine(TileLayout.Entries(bundle));
        return File.Exists(file) ? TileLayout.ReadEntries(File.ReadAllBytes(file)) : null;
    }

    internal static string Text(ReadOnlyMemory<byte> note) => Encoding.UTF8.GetString(note.Span);
}
