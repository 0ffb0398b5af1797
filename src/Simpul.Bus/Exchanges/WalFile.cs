using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Simpul.Bus.Exchanges;

/// <summary>What a piece of the write-ahead file is.</summary>
public enum WalKind : byte
{
    Entry = 1,

    /// <summary>The signed checkpoint over everything before it; what follows the last one was never acknowledged.</summary>
    Checkpoint = 2,
}

/// <summary>
/// The file into which a batch of entries and its checkpoint go with one write and one fsync: for each piece its length (four bytes, least significant first), its kind,
/// its bytes, and a CRC-32C over kind and bytes. Zeros behind the last piece are room for more. A file holds the entries from a multiple of <see cref="Capacity"/> on, and goes once they all lie in bundles.
/// </summary>
public static class WalFile
{
    /// <summary>Entries of one file.</summary>
    public const int Capacity = 64 * TileLayout.Width;

    /// <summary>Bytes that a piece takes beside its own.</summary>
    public const int Overhead = 9;

    const int MaxPiece = 256 * 1024;

    /// <param name="Pieces">Those up to the last whole one.</param>
    /// <param name="Length">Bytes up to the end of the last checkpoint: what was acknowledged.</param>
    /// <param name="IsTorn">Whether something follows that is no whole piece: a write that was interrupted, or damage.</param>
    public sealed record Content(IReadOnlyList<(WalKind Kind, ReadOnlyMemory<byte> Bytes)> Pieces, long Length, bool IsTorn);

    public static string Name(long first) => first.ToString("0000000000000000", CultureInfo.InvariantCulture) + ".wal";

    /// <summary>Writes a piece and returns its length.</summary>
    public static int Write(Span<byte> to, WalKind kind, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, bytes.Length);
        to[4] = (byte)kind;
        bytes.CopyTo(to[5..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[(5 + bytes.Length)..], Crc(to.Slice(4, bytes.Length + 1)));
        return bytes.Length + Overhead;
    }

    public static Content Read(ReadOnlyMemory<byte> file)
    {
        var pieces = new List<(WalKind, ReadOnlyMemory<byte>)>();
        long at = 0, sealed_ = 0;
        while (file.Length - at >= Overhead)
        {
            var rest = file[(int)at..];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            if (length is < 0 or > MaxPiece || rest.Length < length + Overhead || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[(5 + length)..]) != Crc(rest.Span.Slice(4, length + 1))) break;
            var kind = (WalKind)rest.Span[4];
            if (kind is not (WalKind.Entry or WalKind.Checkpoint)) break;
            pieces.Add((kind, rest.Slice(5, length)));
            at += length + Overhead;
            if (kind == WalKind.Checkpoint) sealed_ = at;
        }
        return new(pieces, sealed_, file.Span[(int)at..].ContainsAnyExcept((byte)0));
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
