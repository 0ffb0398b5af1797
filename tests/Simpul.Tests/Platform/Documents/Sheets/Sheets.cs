using System.IO.Compression;
using System.Text;
using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Tests.Platform.Documents.Sheets;

internal static class Sheets
{
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static MemoryStream Write(IReadOnlyList<SheetColumn> columns, IEnumerable<IReadOnlyList<object?>> rows, string? caption = null)
    {
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, "Aset"))
        {
            var sheet = workbook.Sheet("Aset", columns, caption);
            foreach (var row in rows) sheet.Row(row);
        }
        file.Position = 0;
        return file;
    }

    /// <summary>A workbook made by hand, as other programs make them: <paramref name="data"/> is what stands in sheetData.</summary>
    public static MemoryStream Raw(string data, string? strings = null, string? styles = null, string workbookPr = "", string sheetPrefix = "") => Zip(
        ("_rels/.rels", $"<Relationships><Relationship Id='r' Type='{Office}/officeDocument' Target='/xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", $"<workbook xmlns='{Spreadsheet}' xmlns:r='{Office}'>{workbookPr}<sheets><sheet name='Data' sheetId='1' r:id='a'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id='a' Type='{Office}/worksheet' Target='worksheets/sheet1.xml'/>"
            + $"<Relationship Id='b' Type='{Office}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='c' Type='{Office}/styles' Target='styles.xml'/></Relationships>"),
        ("xl/worksheets/sheet1.xml", $"{sheetPrefix}<worksheet xmlns='{Spreadsheet}'><sheetData>{data}</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", $"<sst xmlns='{Spreadsheet}'>{strings}</sst>"),
        ("xl/styles.xml", $"<styleSheet xmlns='{Spreadsheet}'>{styles}</styleSheet>"));

    public static MemoryStream Zip(params IEnumerable<(string Name, string Content)> parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        file.Position = 0;
        return file;
    }

    public static string Row(int number, params string[] cells) =>
        $"<row r='{number}'>{string.Concat(cells.Select((cell, i) => cell.StartsWith('<') ? cell : $"<c r='{(char)('A' + i)}{number}' t='inlineStr'><is><t>{cell}</t></is></c>"))}</row>";

    public static List<SheetRow> Read(Stream file, params string[] headings)
    {
        using var reader = SheetReader.Open(file, headings);
        return [.. reader.Rows()];
    }

    public static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
