using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>A font as one document uses it; it remembers the glyphs, so that only their outlines are carried.</summary>
internal sealed class PdfFont(TrueTypeFont face, string name)
{
    private readonly SortedDictionary<ushort, char> used = [];

    public TrueTypeFont Face => face;

    /// <summary>In the pages' resources.</summary>
    public string Name => name;

    public string Encode(string text)
    {
        var codes = new StringBuilder(4 * text.Length + 2).Append('<');
        foreach (var character in text)
        {
            var glyph = face.Glyph(character);
            used.TryAdd(glyph, character);
            codes.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }
        return codes.Append('>').ToString();
    }

    public int Write(PdfFile file)
    {
        var outlines = face.Subset(used.Keys);
        var label = $"{Label(outlines)}+{face.Name}";
        var carried = file.AddStream(outlines, $"/Length1 {outlines.Length}");
        var descriptor = file.Add($"<< /Type /FontDescriptor /FontName /{label} /Flags 4 /FontBBox [{string.Join(' ', face.Box)}] /ItalicAngle 0"
            + $" /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight {face.CapHeight} /StemV {(face == TrueTypeFont.Bold ? 120 : 80)} /FontFile2 {PdfFile.Reference(carried)} >>");
        var widths = string.Join(' ', used.Keys.Select(glyph => $"{glyph} [{face.Advance(glyph)}]"));
        var descendant = file.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{label} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            + $" /FontDescriptor {PdfFile.Reference(descriptor)} /DW 1000 /W [{widths}] /CIDToGIDMap /Identity >>");
        var unicode = file.AddStream(Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{label} /Encoding /Identity-H /DescendantFonts [{PdfFile.Reference(descendant)}] /ToUnicode {PdfFile.Reference(unicode)} >>");
    }

    /// <summary>So that the text can be searched and copied.</summary>
    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var group in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{group.Length} beginbfchar\n");
            foreach (var (glyph, character) in group) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private static string Label(byte[] outlines) => string.Concat(SHA256.HashData(outlines).Take(6).Select(part => (char)('A' + part % 26)));
}
