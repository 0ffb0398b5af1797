using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Tests.Platform.Documents.Pdf;

/// <summary>
/// A strict reader of the PDFs that the program writes, apart from its writer: finds every object through the cross-reference stream, and text through the
/// fonts' own maps. Whatever is not where it should be throws.
/// </summary>
internal sealed partial class ParsedPdf
{
    private readonly byte[] bytes;
    private readonly Dictionary<int, (string Dictionary, byte[]? Stream)> objects = [];

    public ParsedPdf(byte[] file)
    {
        bytes = file;
        var text = Encoding.Latin1.GetString(file);
        if (!text.StartsWith("%PDF-1.7", StringComparison.Ordinal) || !text.EndsWith("%%EOF\n", StringComparison.Ordinal)) throw new FormatException("Begin or end.");
        var start = int.Parse(StartXref().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var (trailer, index) = ReadAt(start, text);
        Trailer = trailer;
        var packed = new List<(int Id, int Stream, int Index)>();
        for (var id = 1; id < index!.Length / 7; id++)
        {
            int type = index[7 * id], where = index[7 * id + 1] << 24 | index[7 * id + 2] << 16 | index[7 * id + 3] << 8 | index[7 * id + 4], at = index[7 * id + 5] << 8 | index[7 * id + 6];
            if (type == 1)
            {
                if (!text.AsSpan(where).StartsWith($"{id} 0 obj\n")) throw new FormatException($"Object {id} is not at {where}.");
                objects[id] = ReadAt(where, text);
            }
            else if (type == 2) packed.Add((id, where, at));
            else throw new FormatException($"Object {id} is nowhere.");
        }
        foreach (var (id, stream, at) in packed) objects[id] = (Unpack(id, stream, at), null);
        foreach (var (dictionary, _) in objects.Values)
            foreach (Match reference in ReferencePattern().Matches(dictionary))
                if (!objects.ContainsKey(int.Parse(reference.Groups[1].Value, CultureInfo.InvariantCulture))) throw new FormatException($"{reference.Value} leads nowhere.");
    }

    public string Trailer { get; }

    public string Catalog => Object(Trailer, "Root").Dictionary;

    public IReadOnlyList<string> All => [.. objects.Values.Select(item => item.Dictionary)];

    /// <summary>The text of each page as it was drawn, footers last.</summary>
    public IReadOnlyList<string> Pages()
    {
        var tree = Object(Catalog, "Pages").Dictionary;
        return [.. References(tree, "Kids").Select(page =>
        {
            var dictionary = objects[page].Dictionary;
            var fonts = Object(dictionary, "Resources").Dictionary;
            var drawn = string.Concat(References(dictionary, "Contents").Select(id => Encoding.ASCII.GetString(objects[id].Stream!)));
            if (drawn.Split("BDC").Length + drawn.Split("BMC").Length != drawn.Split("EMC").Length + 1) throw new FormatException("Marks that do not close.");
            return string.Join('\n', Shown().Matches(drawn).Select(match => Decode(match.Groups[2].Value, Characters(fonts, match.Groups[1].Value))));
        })];
    }

    public static string Text(string hex) => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex)).TrimStart('\uFEFF');

    public (string Dictionary, byte[]? Stream) Object(string dictionary, string key) =>
        objects[int.Parse(Regex.Match(dictionary, $@"/{key} ([0-9]+) 0 R").Groups[1].Value, CultureInfo.InvariantCulture)];

    private Dictionary<string, char> Characters(string resources, string font)
    {
        var map = Object(Object(resources, font).Dictionary, "ToUnicode").Stream!;
        return Pair().Matches(Encoding.ASCII.GetString(map)).ToDictionary(match => match.Groups[1].Value, match => (char)Convert.ToInt32(match.Groups[2].Value, 16));
    }

    private static string Decode(string hex, Dictionary<string, char> characters) =>
        string.Concat(Enumerable.Range(0, hex.Length / 4).Select(i => characters[hex.Substring(4 * i, 4)]));

    private string Unpack(int id, int stream, int index)
    {
        var (dictionary, data) = objects[stream];
        var first = int.Parse(Regex.Match(dictionary, "/First ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var text = Encoding.ASCII.GetString(data!);
        var numbers = text[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[2 * index] != id) throw new FormatException($"Object {id} is not number {index} of stream {stream}.");
        var end = 2 * index + 3 < numbers.Length ? first + numbers[2 * index + 3] : text.Length;
        return text[(first + numbers[2 * index + 1])..end];
    }

    private (string, byte[]?) ReadAt(int where, string text)
    {
        var end = text.IndexOf("\nendobj", where, StringComparison.Ordinal);
        var mark = text.IndexOf("stream\n", where, StringComparison.Ordinal);
        if (mark < 0 || mark > end) return (text[where..end], null);
        var dictionary = text[where..mark];
        var length = int.Parse(Regex.Match(dictionary, "/Length ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        if (!text.AsSpan(mark + 7 + length).StartsWith("\nendstream")) throw new FormatException("A stream's length is wrong.");
        var data = bytes.AsSpan(mark + 7, length).ToArray();
        if (!dictionary.Contains("/FlateDecode", StringComparison.Ordinal)) return (dictionary, data);
        using var inflate = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var plain = new MemoryStream();
        inflate.CopyTo(plain);
        return (dictionary, plain.ToArray());
    }

    private static IEnumerable<int> References(string dictionary, string key) =>
        ReferencePattern().Matches(Regex.Match(dictionary, $@"/{key} \[([^\]]*)\]").Groups[1].Value).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"startxref\n([0-9]+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"([0-9]+) 0 R")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"/(F[12]) [0-9.]+ Tf [0-9.-]+ [0-9.-]+ Td <([0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]{4})>")]
    private static partial Regex Pair();
}
