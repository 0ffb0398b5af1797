namespace Simpul.Web.Platform.Documents.Pdf;

/// <param name="Weight">The column's share of the width, beside the other columns' weights.</param>
/// <param name="Right">Aligned to the right: numbers.</param>
public sealed record PdfColumn(string Heading, double Weight = 1, bool Right = false);

/// <summary>Text, or a state with its word where <paramref name="State"/> is given; then <paramref name="Text"/> follows the word on a line of its own.</summary>
public readonly record struct PdfCell(string? Text, PdfState? State = null)
{
    public static implicit operator PdfCell(string? text) => new(text);

    public static implicit operator PdfCell(PdfState state) => new(null, state);

    public static PdfCell FromString(string? text) => new(text);

    public static PdfCell FromPdfState(PdfState state) => new(null, state);
}

internal sealed class PdfTable
{
    private const double Size = 8.8, Leading = 11.4, Across = 5, Above = 3.8, Swatch = 9;

    private readonly PdfReport report;
    private readonly IReadOnlyList<PdfColumn> columns;
    private readonly double[] lefts, widths;
    private readonly PdfTag table;
    private readonly Row head;

    public PdfTable(PdfReport report, IReadOnlyList<PdfColumn> columns)
    {
        (this.report, this.columns) = (report, columns);
        widths = Widths();
        lefts = [.. widths.Select((_, i) => report.Left + widths.Take(i).Sum())];
        table = report.Document.Root.Add("Table");
        head = Lay([.. columns.Select(column => new PdfCell(column.Heading))], "TH", "Column", report.Document.Bold);
    }

    public void Add(IEnumerable<IReadOnlyList<PdfCell>> rows, string empty)
    {
        report.Need(Height(head.Lines) + Height(2));
        Head(tagged: true);
        var any = false;
        foreach (var row in rows)
        {
            if (row.Count != columns.Count) throw new ArgumentException($"{row.Count} cells for {columns.Count} columns.", nameof(rows));
            any = true;
            Draw(Lay(row, "TD", null, report.Document.Regular));
        }
        if (!any) Empty(empty);
        report.Y += 12;
    }

    private Row Lay(IReadOnlyList<PdfCell> cells, string type, string? scope, PdfFont font)
    {
        var tag = table.Add("TR");
        return new Row(font, [.. cells.Select((cell, i) =>
        {
            var lines = cell.State is { } state ? PdfText.Wrap(font.Face, Size, state.Word, Inside(i) - Swatch - 4) : [];
            var stated = lines.Count;
            if (!string.IsNullOrEmpty(cell.Text)) lines.AddRange(PdfText.Wrap(font.Face, Size, cell.Text, Inside(i)));
            return new Cell(tag.Add(type, scope), lines, cell.State, stated);
        })]);
    }

    private void Draw(Row row)
    {
        var from = 0;
        while (true)
        {
            var left = row.Lines - from;
            var room = (int)((report.Bottom - report.Y - 2 * Above) / Leading);
            var whole = (int)((report.BodyHeight - Height(head.Lines) - 2 * Above) / Leading);
            if (left <= room)
            {
                Slice(row, from, row.Lines, tagged: true);
                return;
            }
            // A short row moves to the next page; one of more than a third of a page is cut, if a few lines stand on either side.
            if (left > whole / 3 && room >= 3)
            {
                var to = from + Math.Min(room, left - 1);
                Slice(row, from, to, tagged: true);
                from = to;
            }
            report.NewPage();
            Head(tagged: false);
        }
    }

    private void Head(bool tagged)
    {
        var page = report.Document.Page;
        var tall = Height(head.Lines);
        page.Tagged(null, () => page.Rectangle(PdfColour.Head, report.Left, report.Y, report.BodyWidth, tall));
        Slice(head, 0, head.Lines, tagged);
        page.Tagged(null, () => page.Line(PdfColour.Strong, 0.9, report.Left, report.Y, report.Left + report.BodyWidth, report.Y));
    }

    private void Slice(Row row, int from, int to, bool tagged)
    {
        var page = report.Document.Page;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var (cell, column) = (row.Cells[i], i);
            if (from < cell.Lines.Count) page.Tagged(tagged ? cell.Tag : null, () => Lines(page, row.Font, cell, column, from, Math.Min(to, cell.Lines.Count)));
        }
        report.Y += Height(to - from);
        page.Tagged(null, () => page.Line(PdfColour.Rule, 0.5, report.Left, report.Y, report.Left + report.BodyWidth, report.Y));
    }

    private void Lines(PdfPage page, PdfFont font, Cell cell, int column, int from, int to)
    {
        var y = report.Y + Above;
        for (var n = from; n < to; n++, y += Leading)
        {
            var x = lefts[column] + Across;
            if (cell.State is { } state && n < cell.Stated)
            {
                if (n == 0) state.Draw(page, x, y + 0.8, Swatch, Swatch);
                x += Swatch + 4;
            }
            else if (columns[column].Right) x = lefts[column] + widths[column] - Across - font.Face.Width(cell.Lines[n], Size);
            if (cell.Lines[n].Length > 0) page.Text(font, Size, cell.State is not null && n >= cell.Stated ? PdfColour.Muted : PdfColour.Ink, x, y + Size * 0.93, cell.Lines[n]);
        }
    }

    private void Empty(string text)
    {
        var page = report.Document.Page;
        page.Tagged(table.Add("TR").Add("TD"), () => page.Text(report.Document.Regular, Size, PdfColour.Muted, report.Left + Across, report.Y + Above + Size * 0.93, text));
        report.Y += Height(1);
    }

    /// <summary>By weight, except that no column is narrower than the longest word of its heading; the wider ones give the room.</summary>
    private double[] Widths()
    {
        var bold = report.Document.Bold.Face;
        var least = columns.Select(column => 2 * Across + 1 + column.Heading.Split(' ').Max(word => bold.Width(word, Size))).ToArray();
        var narrow = new bool[columns.Count];
        while (true)
        {
            var rest = report.BodyWidth - least.Where((_, i) => narrow[i]).Sum();
            var weights = columns.Where((_, i) => !narrow[i]).Sum(column => column.Weight);
            var more = Enumerable.Range(0, columns.Count).FirstOrDefault(i => !narrow[i] && columns[i].Weight / weights * rest < least[i], -1);
            if (more < 0 || narrow.Count(already => !already) == 1)
                return [.. columns.Select((column, i) => narrow[i] ? least[i] : Math.Max(column.Weight / weights * rest, 12))];
            narrow[more] = true;
        }
    }

    private double Inside(int column) => Math.Max(widths[column] - 2 * Across, 12);

    private static double Height(int lines) => lines * Leading + 2 * Above;

    private sealed record Cell(PdfTag Tag, List<string> Lines, PdfState? State, int Stated);

    private sealed record Row(PdfFont Font, Cell[] Cells)
    {
        public int Lines { get; } = Math.Max(1, Cells.Max(cell => cell.Lines.Count));
    }
}
