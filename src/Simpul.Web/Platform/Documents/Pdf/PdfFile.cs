using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>The objects of a PDF 1.7 file. Everything but streams is packed into object streams: a tagged table is made of thousands of small ones.</summary>
internal sealed class PdfFile
{
    private const int PerStream = 200;

    private readonly SortedDictionary<int, string> objects = [];
    private readonly SortedDictionary<int, byte[]> streams = [];
    private int last;

    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public int Reserve() => ++last;

    public int Add(string body)
    {
        Put(Reserve(), body);
        return last;
    }

    public void Put(int id, string body) => objects.Add(id, body);

    public int AddStream(ReadOnlySpan<byte> data, string entries = "", bool packed = true)
    {
        var id = Reserve();
        streams.Add(id, Stream(data, entries, packed));
        return id;
    }

    public void Save(Stream output, int root, int info)
    {
        var places = new SortedDictionary<int, (int Type, long Where, int Index)>();
        foreach (var group in objects.ToList().Chunk(PerStream)) streams.Add(Reserve(), Pack(group, last, places));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var position = 0L;
        Write("%PDF-1.7\n%âãÏÓ\n"u8);
        foreach (var (id, body) in streams)
        {
            places[id] = (1, position, 0);
            Write(Ascii($"{id} 0 obj\n"));
            Write(body);
            Write("\nendobj\n"u8);
        }
        var index = Reserve();
        places[index] = (1, position, 0);
        var start = position;
        var identity = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        Write(Ascii($"{index} 0 obj\n"));
        Write(Index(places, $"/Root {Reference(root)} /Info {Reference(info)} /ID [<{identity}> <{identity}>]"));
        Write(Ascii($"\nendobj\nstartxref\n{start}\n%%EOF\n"));

        void Write(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            hash.AppendData(bytes);
            position += bytes.Length;
        }
    }

    private static byte[] Pack(KeyValuePair<int, string>[] group, int stream, SortedDictionary<int, (int, long, int)> places)
    {
        StringBuilder numbers = new(), bodies = new();
        for (var i = 0; i < group.Length; i++)
        {
            var (id, body) = group[i];
            places[id] = (2, stream, i);
            numbers.Append(CultureInfo.InvariantCulture, $"{id} {bodies.Length} ");
            bodies.Append(body).Append('\n');
        }
        return Stream(Encoding.ASCII.GetBytes(numbers.ToString() + bodies), $"/Type /ObjStm /N {group.Length} /First {numbers.Length}", packed: true);
    }

    private byte[] Index(SortedDictionary<int, (int Type, long Where, int Index)> places, string entries)
    {
        var rows = new byte[7 * (last + 1)];
        foreach (var (id, place) in places)
        {
            rows[7 * id] = (byte)place.Type;
            BinaryPrimitives.WriteUInt32BigEndian(rows.AsSpan(7 * id + 1), (uint)place.Where);
            BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan(7 * id + 5), (ushort)place.Index);
        }
        BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan(5), ushort.MaxValue);
        return Stream(rows, $"/Type /XRef /Size {last + 1} /W [1 4 2] {entries}", packed: true);
    }

    private static byte[] Stream(ReadOnlySpan<byte> data, string entries, bool packed)
    {
        var body = new MemoryStream();
        if (packed)
        {
            using var deflate = new ZLibStream(body, CompressionLevel.Optimal, leaveOpen: true);
            deflate.Write(data);
        }
        else body.Write(data);
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        return [.. Ascii($"<< {entries} /Length {length}{(packed ? " /Filter /FlateDecode" : "")} >>\nstream\n"), .. body.ToArray(), .. "\nendstream"u8];
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
