using System.Buffers.Binary;

namespace Simpul.Web.Platform.Ui;

/// <summary>
/// Reads a PNG down to its chunks and writes it anew with the ones that draw it: no comments, no camera's position, nothing behind the end that
/// another program would take for a page or an archive.
/// </summary>
public static class PngImage
{
    /// <summary>Bytes at most.</summary>
    public const int Longest = 200 * 1024;

    /// <summary>Pixels of a side at most: what unfolds to more than a browser bears is refused by its header.</summary>
    public const int Widest = 1024;

    private static readonly byte[] signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly HashSet<string> kept = ["IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "IEND"];
    private static readonly uint[] table = [.. Enumerable.Range(0, 256).Select(at => Enumerable.Range(0, 8).Aggregate((uint)at, (crc, _) => (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1))];

    /// <summary>The picture alone; null, with the reason in Indonesian, where it is none that will do.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> file, out string? refusal)
    {
        refusal = file.Length > Longest ? "Berkas lebih dari 200 KB. Perkecil gambar, lalu unggah lagi."
            : !file.StartsWith(signature) ? "Berkas ini bukan gambar PNG. Simpan lambang sebagai PNG, lalu unggah lagi."
            : null;
        if (refusal is not null)
        {
            return null;
        }
        var clean = new MemoryStream(file.Length);
        clean.Write(signature);
        var at = signature.Length;
        var (hasHead, hasData) = (false, false);
        while (file.Length - at >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                break;
            }
            var chunk = file.Slice(at, (int)length + 12);
            var type = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (Crc(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) || hasHead == (type == "IHDR"))
            {
                break;
            }
            if (type == "IHDR" && (length != 13 || Side(chunk[8..]) || Side(chunk[12..])))
            {
                refusal = $"Gambar lebih lebar atau lebih tinggi dari {Widest} piksel. Perkecil gambar, lalu unggah lagi.";
                return null;
            }
            hasHead = true;
            hasData |= type == "IDAT";
            if (kept.Contains(type))
            {
                clean.Write(chunk);
            }
            at += chunk.Length;
            if (type == "IEND" && hasData)
            {
                return clean.ToArray();
            }
        }
        refusal = "Gambar PNG ini rusak. Simpan ulang dari program gambar, lalu unggah lagi.";
        return null;
    }

    private static bool Side(ReadOnlySpan<byte> number) => BinaryPrimitives.ReadUInt32BigEndian(number) is 0 or > Widest;

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var next in bytes)
        {
            crc = table[(crc ^ next) & 255] ^ (crc >> 8);
        }
        return ~crc;
    }
}
