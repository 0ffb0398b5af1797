using System.Globalization;
using System.Text;
using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>The rows of one worksheet, read as the XML streams by.</summary>
internal sealed class WorksheetRows(WorkbookParts workbook, string name, string part) : IRows
{
    private readonly XmlReader xml = workbook.Open(part);
    private readonly StringBuilder text = new();
    private int row;

    public string Name => name;

    public bool Next(SheetCells cells)
    {
        cells.Clear();
        while (GuardedXml.Read(xml))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData") return false;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : row + 1;
            cells.Row = row;
            if (!xml.IsEmptyElement) ReadCells(cells);
            return true;
        }
        return false;
    }

    public void Dispose() => xml.Dispose();

    private void ReadCells(SheetCells cells)
    {
        var column = 0;
        while (GuardedXml.Read(xml))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row") return;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = CellReference.Column(xml.GetAttribute("r")) is > 0 and var named ? named : column + 1;
            var type = xml.GetAttribute("t");
            var format = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0;
            if (!xml.IsEmptyElement) cells.Add(column, ReadCell(type, format));
        }
    }

    private CellData ReadCell(string? type, int format)
    {
        text.Clear();
        bool formula = false, value = false, inline = false;
        int phonetic = 0;
        string? inside = null;
        while (GuardedXml.Read(xml))
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.LocalName == "c") break;
                if (xml.LocalName == "rPh") phonetic--;
                inside = null;
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.LocalName == "f") formula = true;
                if (xml.IsEmptyElement) continue;
                if (xml.LocalName == "rPh") phonetic++;
                value |= xml.LocalName == "v";
                inline |= xml.LocalName == "is";
                inside = xml.LocalName;
            }
            else if (xml.HasValue && (inside == "v" || inside == "t" && inline && phonetic == 0))
            {
                text.Append(workbook.Text(xml));
                if (text.Length > workbook.Limits.CellCharacters) throw workbook.Xml.TooLong();
            }
        }
        if (formula && !value && !inline) return new(CellType.Uncalculated, "");
        return Data(type, format, text.ToString());
    }

    private CellData Data(string? type, int format, string raw) => type switch
    {
        "s" => int.TryParse(raw.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && workbook.String(index) is { } shared
            ? new(CellType.Text, shared)
            : throw new UnreadableSheetException($"Lembar {name}, baris {row}: berkas rusak, teksnya tidak ditemukan. Buka di Excel, simpan kembali, lalu unggah lagi."),
        "inlineStr" or "str" => new(CellType.Text, CellFormat.Unescape(raw)),
        "b" => new(CellType.Boolean, raw.Trim() is "1" or "true" ? "Ya" : "Tidak"),
        "e" => new(CellType.Error, raw.Trim()),
        "d" => new(CellType.Text, raw.Trim()), // ISO 8601
        _ => Numeric(format, raw.Trim()),
    };

    private CellData Numeric(int format, string raw)
    {
        if (raw.Length == 0) return default;
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return new(CellType.Text, raw);
        return workbook.IsDate(format) && CellValue.Moment(number, workbook.Counts1904) is { } moment
            ? new(CellType.Date, CellFormat.Invariant(moment), moment.ToOADate())
            : new(CellType.Number, CellValue.Digits(number), workbook.Counts1904 ? number + CellValue.Days1904 : number);
    }
}
