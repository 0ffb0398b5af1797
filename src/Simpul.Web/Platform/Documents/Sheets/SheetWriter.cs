using System.Globalization;
using System.Xml;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>
/// One sheet of a <see cref="WorkbookWriter"/>: headings that stay in sight, a filter, the columns' formats and lists, then rows as they come.
/// Text is always written as text: no value can become a formula.
/// </summary>
public sealed class SheetWriter : IDisposable
{
    private const int LastRow = 1_048_576;
    private static readonly DateTime FirstSerial = new(1900, 3, 1); // Before it Excel counts a 29 February 1900 that never was.

    private readonly WorkbookWriter workbook;
    private readonly Stream part;
    private readonly XmlWriter xml;
    private readonly string[] letters;
    private int row;
    private bool closed;

    internal SheetWriter(WorkbookWriter workbook, Stream part, string name, IReadOnlyList<SheetColumn> columns, string? caption, bool bare)
    {
        (this.workbook, this.part, Name, Columns, Bare) = (workbook, part, name, columns, bare);
        letters = [.. columns.Select((_, i) => CellReference.Letters(i + 1))];
        HeaderRow = caption is null ? 1 : 2;
        xml = XmlWriter.Create(part, WorkbookWriter.Settings);
        Begin(caption);
    }

    public string Name { get; }

    public IReadOnlyList<SheetColumn> Columns { get; }

    internal bool Bare { get; }

    internal int HeaderRow { get; }

    internal string Range => $"$A${HeaderRow}:${letters[^1]}${Math.Max(row, HeaderRow)}";

    /// <summary>
    /// Values in the order of the columns: text, a number, a <see cref="DateOnly"/> or <see cref="DateTime"/>, a bool, or null for blank. Text over
    /// 32,767 characters is cut with an ellipsis; numbers over 15 digits and dates before March 1900, which Excel cannot hold, are written as text.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sheet is full or completed.</exception>
    public void Row(IReadOnlyList<object?> cells)
    {
        if (closed) throw new InvalidOperationException($"The sheet {Name} is completed.");
        if (row == LastRow) throw new InvalidOperationException($"The sheet {Name} is full: {LastRow} rows.");
        if (cells.Count != Columns.Count) throw new ArgumentException($"{cells.Count} cells for {Columns.Count} columns.", nameof(cells));
        BeginRow();
        for (var i = 0; i < cells.Count; i++) Cell(i, cells[i]);
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        if (closed) return;
        closed = true;
        xml.WriteEndElement();
        if (!Bare) End();
        xml.WriteEndElement();
        xml.Dispose();
        part.Dispose();
    }

    private void Begin(string? caption)
    {
        xml.WriteStartElement("worksheet", WorkbookWriter.Main);
        if (Bare)
        {
            Start("sheetData");
            return;
        }
        Start("sheetPr");
        Element("pageSetUpPr", ("fitToPage", "1"));
        xml.WriteEndElement();
        Start("sheetViews");
        Start("sheetView", ("workbookViewId", "0"));
        Element("pane", ("ySplit", WorkbookWriter.Text(HeaderRow)), ("topLeftCell", $"A{HeaderRow + 1}"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Start("cols");
        for (var i = 0; i < Columns.Count; i++)
            Element("col", ("min", WorkbookWriter.Text(i + 1)), ("max", WorkbookWriter.Text(i + 1)),
                ("width", Columns[i].Wide.ToString(CultureInfo.InvariantCulture)), ("style", WorkbookWriter.Text(Style(Columns[i]))), ("customWidth", "1"));
        xml.WriteEndElement();
        Start("sheetData");
        if (caption is not null)
        {
            BeginRow();
            TextCell(0, caption, WorkbookStyles.Caption);
            xml.WriteEndElement();
        }
        BeginRow();
        for (var i = 0; i < Columns.Count; i++) TextCell(i, Columns[i].Heading, WorkbookStyles.Heading);
        xml.WriteEndElement();
    }

    private void End()
    {
        Element("autoFilter", ("ref", Range.Replace("$", "", StringComparison.Ordinal)));
        if (HeaderRow > 1 && Columns.Count > 1)
        {
            Start("mergeCells", ("count", "1"));
            Element("mergeCell", ("ref", $"A1:{letters[^1]}1"));
            xml.WriteEndElement();
        }
        WriteLists();
        Element("pageMargins", ("left", "0.5"), ("right", "0.5"), ("top", "0.6"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"));
        Element("pageSetup", ("paperSize", "9"), ("orientation", Columns.Count > 5 ? "landscape" : "portrait"), ("fitToHeight", "0"));
    }

    private void WriteLists()
    {
        var lists = Columns.Select((column, i) => (column, i)).Where(pair => pair.column.Offered.Count > 0).ToList();
        if (lists.Count == 0) return;
        Start("dataValidations", ("count", WorkbookWriter.Text(lists.Count)));
        foreach (var (column, i) in lists)
        {
            Start("dataValidation", ("type", "list"), ("allowBlank", "1"), ("showErrorMessage", "1"), ("errorTitle", "Tidak ada dalam daftar"),
                ("error", "Pilih salah satu nilai dari daftar."), ("sqref", $"{letters[i]}{HeaderRow + 1}:{letters[i]}{LastRow}"));
            xml.WriteElementString("formula1", WorkbookWriter.Main, workbook.ChoiceRange(column.Offered));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void Cell(int i, object? value)
    {
        var column = Columns[i];
        if (value is null or "") return;
        if (column.Kind == CellKind.Number && CellFormat.IsNumber(value)) Number(i, value);
        else if (value is DateOnly date && column.Kind == CellKind.Date) Date(i, date.ToDateTime(TimeOnly.MinValue));
        else if (value is DateTime moment && column.Kind == CellKind.Date) Date(i, moment);
        else TextCell(i, CellFormat.Invariant(value), WorkbookStyles.Text);
    }

    private void Number(int i, object value)
    {
        var digits = CellFormat.Invariant(value);
        if (digits.Length == 0) return;
        if (!CellFormat.FitsExcel(digits)) TextCell(i, digits, WorkbookStyles.Text);
        else if (Columns[i].Plain) NumberCell(i, digits, digits.Contains('.', StringComparison.Ordinal) ? WorkbookStyles.General : WorkbookStyles.Plain);
        else NumberCell(i, digits, digits.Contains('.', StringComparison.Ordinal) ? WorkbookStyles.Fraction : WorkbookStyles.Whole);
    }

    private void Date(int i, DateTime moment)
    {
        if (moment < FirstSerial) TextCell(i, CellFormat.Invariant(moment), WorkbookStyles.Text);
        else NumberCell(i, moment.ToOADate().ToString("R", CultureInfo.InvariantCulture), moment.TimeOfDay == default ? WorkbookStyles.Date : WorkbookStyles.Moment);
    }

    private void TextCell(int i, string text, int style)
    {
        BeginCell(i, style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", WorkbookWriter.Main);
        xml.WriteStartElement("t", WorkbookWriter.Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(CellFormat.Escape(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void NumberCell(int i, string digits, int style)
    {
        BeginCell(i, style);
        xml.WriteElementString("v", WorkbookWriter.Main, digits);
        xml.WriteEndElement();
    }

    private void BeginCell(int i, int style)
    {
        xml.WriteStartElement("c", WorkbookWriter.Main);
        xml.WriteAttributeString("r", letters[i] + WorkbookWriter.Text(row));
        xml.WriteAttributeString("s", WorkbookWriter.Text(style));
    }

    private void BeginRow()
    {
        row++;
        Start("row", ("r", WorkbookWriter.Text(row)));
    }

    private void Start(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, WorkbookWriter.Main);
        foreach (var attribute in attributes) xml.WriteAttributeString(attribute.Name, attribute.Value);
    }

    private void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name, attributes);
        xml.WriteEndElement();
    }

    private static int Style(SheetColumn column) => column.Kind switch
    {
        CellKind.Number => column.Plain ? WorkbookStyles.Plain : WorkbookStyles.General,
        CellKind.Date => WorkbookStyles.Date,
        _ => WorkbookStyles.Text,
    };
}
