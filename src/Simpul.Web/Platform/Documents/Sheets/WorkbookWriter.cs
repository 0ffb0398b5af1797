using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// Writes an .xlsx row by row: memory does not grow with the rows. Sheets are written one after the other; beginning one, or disposing the workbook,
/// completes the one before. The same rows give the same bytes.
/// </summary>
/// <remarks>
/// <paramref name="output"/> is written synchronously and stays open: give it a file, a memory stream or <see cref="TemporaryStream"/>, not the body
/// of a response. A sheet "Petunjuk" follows when a column has help, choices or is required.
/// </remarks>
public sealed class WorkbookWriter(Stream output, string title) : IDisposable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string HelpSheet = "Petunjuk";
    private const string ChoiceSheet = "Pilihan";

    private static readonly DateTimeOffset Timeless = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<SheetWriter> sheets = [];
    private readonly List<IReadOnlyList<string>> choices = [];
    private bool closed;

    /// <param name="name">Of the sheet's tab; what Excel does not allow in one is replaced, and a name used twice gets a number.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="caption">A line above the headings; a reader that knows the headings skips it.</param>
    public SheetWriter Sheet(string name, IReadOnlyList<SheetColumn> columns, string? caption = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        ObjectDisposedException.ThrowIf(closed, this);
        if (columns.DistinctBy(column => column.Heading, StringComparer.OrdinalIgnoreCase).Count() != columns.Count)
            throw new ArgumentException("Two columns have the same heading.", nameof(columns));
        return Begin(TabName(name), columns, caption);
    }

    public void Dispose()
    {
        if (closed) return;
        if (sheets.Count == 0) Sheet(title, [new SheetColumn(title)]);
        var data = sheets.Count;
        WriteHelp();
        WriteChoices();
        Complete();
        WriteParts(data);
        closed = true;
        archive.Dispose();
    }

    /// <summary>The cells that hold a column's choices, as a formula, on a hidden sheet: a list inside the rule itself may not pass 255 characters or hold a comma.</summary>
    internal string ChoiceRange(IReadOnlyList<string> values)
    {
        var at = choices.FindIndex(known => known.SequenceEqual(values));
        if (at < 0) { choices.Add(values); at = choices.Count - 1; }
        var column = CellReference.Letters(at + 1);
        return $"{ChoiceSheet}!${column}$1:${column}${values.Count}";
    }

    private SheetWriter Begin(string name, IReadOnlyList<SheetColumn> columns, string? caption, bool bare = false)
    {
        Complete();
        var part = Entry($"xl/worksheets/sheet{sheets.Count + 1}.xml").Open();
        var sheet = new SheetWriter(this, part, name, columns, caption, bare);
        sheets.Add(sheet);
        return sheet;
    }

    private void Complete()
    {
        if (sheets.Count > 0) sheets[^1].Dispose();
    }

    private void WriteHelp()
    {
        var described = sheets.SelectMany(sheet => sheet.Columns.Select(column => (sheet.Name, column)))
            .Where(pair => pair.column.Help is not null || pair.column.Required || pair.column.Offered.Count > 0).ToList();
        if (described.Count == 0) return;
        List<SheetColumn> columns = [new("Kolom") { Width = 28 }, new("Wajib") { Width = 10 }, new("Isi") { Width = 34 }, new("Cara mengisi") { Width = 70 }];
        var several = sheets.Count > 1;
        if (several) columns.Insert(0, new("Lembar"));
        var help = Begin(TabName(HelpSheet), columns, null);
        foreach (var (name, column) in described)
        {
            List<object?> row = [column.Heading, column.Required ? "wajib" : "opsional", Content(column), column.Help];
            if (several) row.Insert(0, name);
            help.Row(row);
        }
    }

    private static string Content(SheetColumn column) => column.Kind switch
    {
        CellKind.Number => "angka",
        CellKind.Date => "tanggal, contoh 22 November 2026",
        CellKind.Boolean => "Ya atau Tidak",
        CellKind.Choice => "salah satu: " + string.Join("; ", column.Choices),
        _ => "teks",
    };

    private void WriteChoices()
    {
        if (choices.Count == 0) return;
        var sheet = Begin(ChoiceSheet, [.. choices.Select((_, i) => new SheetColumn(CellReference.Letters(i + 1)))], null, bare: true);
        for (var row = 0; row < choices.Max(values => values.Count); row++)
            sheet.Row([.. choices.Select(values => row < values.Count ? values[row] : null)]);
    }

    private string TabName(string name)
    {
        var clean = string.Concat(name.Select(letter => char.IsControl(letter) || "[]:*?/\\'".Contains(letter, StringComparison.Ordinal) ? ' ' : letter)).Trim();
        if (clean.Length == 0) clean = "Lembar";
        if (clean.Length > 31) clean = clean[..31].TrimEnd();
        var unique = clean;
        for (var n = 2; unique.Equals(ChoiceSheet, StringComparison.OrdinalIgnoreCase)
            || sheets.Any(sheet => sheet.Name.Equals(unique, StringComparison.OrdinalIgnoreCase)); n++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{clean[..Math.Min(clean.Length, 27)]} {n}");
        return unique;
    }

    private void WriteParts(int data)
    {
        Part("xl/styles.xml", xml => xml.WriteRaw(WorkbookStyles.Xml));
        Part("xl/workbook.xml", xml => WriteWorkbook(xml, data));
        Part("xl/_rels/workbook.xml.rels", xml =>
        {
            xml.WriteStartElement("Relationships", PackageRelationships);
            for (var i = 1; i <= sheets.Count; i++) Relation(xml, i, $"{Relationships}/worksheet", $"worksheets/sheet{i}.xml");
            Relation(xml, sheets.Count + 1, $"{Relationships}/styles", "styles.xml");
            xml.WriteEndElement();
        });
        Part("docProps/core.xml", xml =>
        {
            xml.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
            xml.WriteElementString("dc", "title", "http://purl.org/dc/elements/1.1/", CellFormat.Escape(title));
            xml.WriteElementString("dc", "language", "http://purl.org/dc/elements/1.1/", "id-ID");
            xml.WriteEndElement();
        });
        Part("_rels/.rels", xml =>
        {
            xml.WriteStartElement("Relationships", PackageRelationships);
            Relation(xml, 1, $"{Relationships}/officeDocument", "xl/workbook.xml");
            Relation(xml, 2, $"{PackageRelationships}/metadata/core-properties", "docProps/core.xml");
            xml.WriteEndElement();
        });
        Part("[Content_Types].xml", WriteContentTypes);
    }

    private void WriteWorkbook(XmlWriter xml, int data)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relationships);
        xml.WriteStartElement("sheets", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", Text(i + 1));
            if (sheets[i].Bare) xml.WriteAttributeString("state", "hidden");
            xml.WriteAttributeString("id", Relationships, $"rId{i + 1}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("definedNames", Main);
        for (var i = 0; i < data; i++) Name(xml, "_xlnm._FilterDatabase", i, sheets[i].Range, hidden: true);
        for (var i = 0; i < data; i++) Name(xml, "_xlnm.Print_Titles", i, $"$1:${sheets[i].HeaderRow}", hidden: false);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Name(XmlWriter xml, string name, int sheet, string range, bool hidden)
    {
        xml.WriteStartElement("definedName", Main);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("localSheetId", Text(sheet));
        if (hidden) xml.WriteAttributeString("hidden", "1");
        xml.WriteString($"'{sheets[sheet].Name}'!{range}");
        xml.WriteEndElement();
    }

    private void WriteContentTypes(XmlWriter xml)
    {
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        Pair("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Pair("Default", "Extension", "xml", "application/xml");
        Pair("Override", "PartName", "/xl/workbook.xml", ContentType + ".main+xml");
        Pair("Override", "PartName", "/xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml");
        Pair("Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        for (var i = 1; i <= sheets.Count; i++)
            Pair("Override", "PartName", $"/xl/worksheets/sheet{i}.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml");
        xml.WriteEndElement();

        void Pair(string element, string key, string name, string type)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString(key, name);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    private static void Relation(XmlWriter xml, int id, string type, string target)
    {
        xml.WriteStartElement("Relationship");
        xml.WriteAttributeString("Id", $"rId{id}");
        xml.WriteAttributeString("Type", type);
        xml.WriteAttributeString("Target", target);
        xml.WriteEndElement();
    }

    private void Part(string name, Action<XmlWriter> write)
    {
        using var stream = Entry(name).Open();
        using var xml = XmlWriter.Create(stream, Settings);
        write(xml);
    }

    private ZipArchiveEntry Entry(string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        return entry;
    }

    internal static XmlWriterSettings Settings { get; } = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false,
        ConformanceLevel = ConformanceLevel.Auto,
    };

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
