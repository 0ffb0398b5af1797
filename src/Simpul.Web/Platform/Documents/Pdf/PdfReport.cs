using System.Globalization;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <param name="Created">Shown nowhere; it is in the document's information. The same content and moment give the same bytes.</param>
public sealed record PdfInfo(string Title, DateTimeOffset Created)
{
    /// <summary>Below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Whose document it is; above the title.</summary>
    public string? Author { get; init; }

    public bool Landscape { get; init; }
}

/// <summary>
/// A report on A4 that flows from page to page: what is added comes below what was added before. It carries bookmarks, a structure for screen readers,
/// its language (id-ID) and its fonts. Characters that the font (Latin, Greek, Cyrillic) does not have show as an empty box.
/// </summary>
public sealed class PdfReport
{
    public const string ContentType = "application/pdf";

    private const double Side = 51, TopEdge = 54, BottomEdge = 60;

    private readonly PdfInfo info;
    private readonly PdfDocument document;

    public PdfReport(PdfInfo info)
    {
        this.info = info;
        document = new PdfDocument(info);
        NewPage();
        if (info.Author is not null) Lines("P", info.Author, document.Bold, 9.5, PdfColour.Muted, 3);
        Lines("H1", info.Title, document.Bold, 20, PdfColour.Strong, 4);
        if (info.Subtitle is not null) Lines("P", info.Subtitle, document.Regular, 11, PdfColour.Muted, 4);
        document.Page.Tagged(null, () => document.Page.Line(PdfColour.Strong, 1.2, Left, Y + 3, Left + BodyWidth, Y + 3));
        Y += 18;
    }

    internal double Y { get; set; }

    internal double Left { get; } = Side;

    internal double BodyWidth => document.Width - 2 * Side;

    internal double Bottom => document.Height - BottomEdge;

    internal double BodyHeight => Bottom - TopEdge;

    internal PdfDocument Document => document;

    /// <summary>A chapter, also as a bookmark.</summary>
    public void Heading(string text) => Headed("H2", 1, text, 14, PdfColour.Strong, 10);

    /// <summary>A part of a chapter, also as a bookmark below it.</summary>
    public void Subheading(string text) => Headed("H3", 2, text, 11.5, PdfColour.Ink, 6);

    public void Paragraph(string text) => Lines("P", text, document.Regular, 10, PdfColour.Ink, 7);

    /// <summary>A paragraph in small, quiet type: a source, a condition.</summary>
    public void Note(string text) => Lines("P", text, document.Regular, 8.5, PdfColour.Muted, 7);

    /// <summary>Pairs of what and its value, one below the other.</summary>
    public void Facts(IEnumerable<(string Label, string Value)> facts) => new PdfFacts(this).Add([.. facts]);

    /// <summary>The heading row comes again on every page. A long row goes over the page's end.</summary>
    /// <param name="columns">At least one; their weights share the width.</param>
    /// <param name="rows">Each with one cell for every column.</param>
    /// <param name="empty">What stands where there is no row.</param>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<PdfCell>> rows, string empty = "Belum ada data.") => new PdfTable(this, columns).Add(rows, empty);

    /// <summary>
    /// One bar for each label, as wide as the others, divided by how many are in each state, with the numbers in it and the sum at its end; above it the states
    /// with their sums.
    /// </summary>
    public void StackedBars(string title, IReadOnlyList<PdfState> states, IReadOnlyList<PdfBar> bars) => new PdfStackedBars(this, states).Add(title, bars);

    /// <summary>A radar of one line or two over at least three axes, from <paramref name="least"/> in the middle to <paramref name="most"/>, with the axes by name and figure beside it.</summary>
    public void Radar(string title, IReadOnlyList<string> axes, IReadOnlyList<PdfSeries> series, int least, int most) => new PdfRadar(this).Add(title, axes, series, least, most);

    /// <summary>The states with what they look like, in a line.</summary>
    public void Legend(IReadOnlyList<PdfState> states) => new PdfStackedBars(this, states).AddLegend();

    public void NewPage()
    {
        document.AddPage();
        Y = TopEdge;
    }

    /// <summary>Once, at the end. The stream stays open.</summary>
    public void Save(Stream output) => document.Save(output, Footer);

    /// <summary>Begins a new page where less than this is left.</summary>
    internal void Need(double height)
    {
        if (Y + height > Bottom) NewPage();
    }

    private void Headed(string tag, int level, string text, double size, PdfColour colour, double before)
    {
        if (Y > TopEdge) Y += before;
        Need(size * 1.3 + 54);
        document.AddBookmark(level, text, Y - 6);
        Lines(tag, text, document.Bold, size, colour, size * 0.45);
    }

    private void Lines(string type, string text, PdfFont font, double size, PdfColour colour, double after)
    {
        var tag = document.Root.Add(type);
        var leading = size * (size > 12 ? 1.22 : 1.4);
        foreach (var line in PdfText.Wrap(font.Face, size, text, BodyWidth))
        {
            Need(leading);
            var page = document.Page;
            if (line.Length > 0) page.Tagged(tag, () => page.Text(font, size, colour, Left, Y + size * 0.95, line));
            Y += leading;
        }
        Y += after;
    }

    private void Footer(PdfPage page, int number, int total) => page.Tagged(null, () =>
    {
        var y = document.Height - 34;
        var count = string.Create(CultureInfo.InvariantCulture, $"Halaman {number} dari {total}");
        var wide = document.Regular.Face.Width(count, 8.5);
        page.Line(PdfColour.Rule, 0.5, Left, y - 13, Left + BodyWidth, y - 13);
        page.Text(document.Regular, 8.5, PdfColour.Muted, Left, y, PdfText.Wrap(document.Regular.Face, 8.5, info.Title, BodyWidth - wide - 30)[0]);
        page.Text(document.Regular, 8.5, PdfColour.Muted, Left + BodyWidth - wide, y, count);
    });
}
