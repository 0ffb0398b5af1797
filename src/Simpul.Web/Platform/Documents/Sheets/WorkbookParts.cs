using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>An .xlsx that was opened: which sheets it has and where, its shared strings, which of its cell formats are dates.</summary>
/// <remarks>Elements are recognised by their local name, so that files in the strict dialect and with prefixes read as well.</remarks>
internal sealed class WorkbookParts : IDisposable
{
    private const int MostStrings = 2_000_000;
    private const long MostCharacters = 32_000_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string Part)> sheets = [];
    private readonly List<string> strings = [];
    private readonly List<bool> dates = [];
    private readonly char[] buffer;

    public WorkbookParts(Stream file, SheetLimits limits)
    {
        buffer = new char[limits.CellCharacters + 1];
        Xml = new GuardedXml(limits);
        Limits = limits;
        archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            if (archive.Entries.Count > 10_000) throw new UnreadableSheetException("Berkas memuat terlalu banyak bagian.");
            foreach (var entry in archive.Entries) entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
            ReadWorkbook();
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public SheetLimits Limits { get; }

    public GuardedXml Xml { get; }

    /// <summary>Those that a person sees, in their order.</summary>
    public IReadOnlyList<(string Name, string Part)> Sheets => sheets;

    public bool Counts1904 { get; private set; }

    public string? String(int index) => index >= 0 && index < strings.Count ? strings[index] : null;

    public bool IsDate(int format) => format >= 0 && format < dates.Count && dates[format];

    public XmlReader Open(string part) =>
        Xml.Open(entries.GetValueOrDefault(part) ?? throw new UnreadableSheetException("Berkas Excel ini tidak lengkap atau rusak. Buka di Excel, simpan kembali, lalu unggah lagi."));

    public string Text(XmlReader xml) => Xml.Text(xml, buffer);

    public void Dispose() => archive.Dispose();

    private void ReadWorkbook()
    {
        var root = Relations("").FirstOrDefault(relation => relation.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? "xl/workbook.xml";
        if (!entries.ContainsKey(root) || entries.ContainsKey("mimetype"))
            throw new UnreadableSheetException("Berkas ini bukan lembar kerja Excel. Simpan sebagai .xlsx atau .csv, lalu unggah lagi.");
        var relations = Relations(root);
        using (var xml = Open(root))
        {
            while (GuardedXml.Read(xml))
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") Counts1904 = xml.GetAttribute("date1904") is "1" or "true";
                else if (xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible") AddSheet(xml, relations);
            }
        }
        if (relations.FirstOrDefault(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal)).Target is { } styles && entries.ContainsKey(styles)) ReadStyles(styles);
        if (relations.FirstOrDefault(relation => relation.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Target is { } shared && entries.ContainsKey(shared)) ReadStrings(shared);
    }

    private void AddSheet(XmlReader xml, List<(string Id, string Type, string Target)> relations)
    {
        if (xml.GetAttribute("name") is not { } name || sheets.Count == 1_000) return;
        string? id = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = xml.Value;
        xml.MoveToElement();
        var relation = relations.FirstOrDefault(relation => relation.Id == id);
        if (relation.Target is not null && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal)) sheets.Add((name, relation.Target));
    }

    private List<(string Id, string Type, string Target)> Relations(string part)
    {
        var folder = part.LastIndexOf('/') is >= 0 and var slash ? part[..(slash + 1)] : "";
        var relations = new List<(string, string, string)>();
        if (!entries.TryGetValue($"{folder}_rels/{part[folder.Length..]}.rels", out var entry)) return relations;
        using var xml = Xml.Open(entry);
        while (GuardedXml.Read(xml) && relations.Count < 10_000)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Type") is { } type && xml.GetAttribute("Target") is { } target)
                relations.Add((id, type, Resolve(folder, target)));
        }
        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..") { if (parts.Count > 0) parts.RemoveAt(parts.Count - 1); }
            else if (step != ".") parts.Add(step);
        }
        return string.Join('/', parts);
    }

    private void ReadStyles(string part)
    {
        var custom = new Dictionary<int, bool>();
        var inCells = false;
        using var xml = Open(part);
        while (GuardedXml.Read(xml))
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element || custom.Count > 70_000 || dates.Count > 70_000) continue;
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), out var id)) custom[id] = ShowsDate(xml.GetAttribute("formatCode") ?? "");
            else if (inCells && xml.LocalName == "xf")
                dates.Add(int.TryParse(xml.GetAttribute("numFmtId"), out var format) && (custom.TryGetValue(format, out var date) ? date : IsBuiltInDate(format)));
        }
    }

    // 27-36 and 50-58 are dates in East Asian Excels, and unused elsewhere.
    private static bool IsBuiltInDate(int format) => format is >= 14 and <= 17 or 22 or >= 27 and <= 36 or >= 50 and <= 58;

    /// <summary>Whether a format code shows a day or a year: quoted text, escaped letters, colours and locales in brackets aside.</summary>
    internal static bool ShowsDate(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"': i = End('"', i); break;
                case '[': i = End(']', i); break;
                case '\\' or '_' or '*': i++; break;
                case ';': return false; // The first section is the one of positive numbers.
                case 'd' or 'D' or 'y' or 'Y': return true;
            }
        }
        return false;

        int End(char mark, int at) => code.IndexOf(mark, at + 1) is >= 0 and var end ? end : code.Length;
    }

    private void ReadStrings(string part)
    {
        var text = new StringBuilder();
        var characters = 0L;
        int phonetic = 0, inText = 0;
        using var xml = Open(part);
        while (GuardedXml.Read(xml))
        {
            var opens = xml.NodeType == XmlNodeType.Element;
            if (opens && xml.IsEmptyElement)
            {
                if (xml.LocalName == "si") strings.Add("");
                continue;
            }
            if (opens || xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.LocalName == "rPh") phonetic += opens ? 1 : -1;
                else if (xml.LocalName == "t") inText += opens ? 1 : -1;
                else if (xml.LocalName == "si" && opens) text.Clear();
                else if (xml.LocalName == "si") strings.Add(CellFormat.Unescape(text.ToString()));
            }
            else if (inText > 0 && phonetic == 0 && xml.HasValue)
            {
                var piece = Text(xml);
                characters += piece.Length;
                text.Append(piece);
                if (text.Length > Limits.CellCharacters) throw Xml.TooLong();
            }
            if (strings.Count > MostStrings || characters > MostCharacters) throw new UnreadableSheetException("Berkas memuat terlalu banyak teks. Bagi menjadi beberapa berkas.");
        }
    }
}
