using System.Globalization;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <param name="Values">How many in each state, in the states' order.</param>
public sealed record PdfBar(string Label, IReadOnlyList<int> Values);

internal sealed class PdfStackedBars(PdfReport report, IReadOnlyList<PdfState> states)
{
    private const double Size = 9, Leading = 11.6, Bar = 15, Sum = 34;

    public void Add(string title, IReadOnlyList<PdfBar> bars)
    {
        if (bars.Any(bar => bar.Values.Count != states.Count || bar.Values.Any(value => value < 0)))
            throw new ArgumentException("Every bar has one number for each state, zero or more.", nameof(bars));
        var figure = report.Document.Root.Add("Figure", alternative: Words(title, bars));
        report.Need(80);
        var page = report.Document.Page;
        page.Tagged(figure, () => page.Text(report.Document.Bold, 10.5, PdfColour.Ink, report.Left, report.Y + 10, title));
        report.Y += 19;
        Legend(figure, i => Count(bars.Sum(bar => bar.Values[i])));
        foreach (var bar in bars) Draw(figure, bar);
        report.Y += 12;
    }

    public void AddLegend()
    {
        report.Need(20);
        Legend(report.Document.Root.Add("P"), _ => "");
        report.Y += 2;
    }

    private void Legend(PdfTag tag, Func<int, string> number)
    {
        var page = report.Document.Page;
        var (regular, bold) = (report.Document.Regular, report.Document.Bold);
        page.Tagged(tag, () =>
        {
            var x = report.Left;
            for (var i = 0; i < states.Count; i++)
            {
                var count = number(i);
                var wide = 14 + regular.Face.Width(states[i].Word, Size) + (count.Length > 0 ? 4 + bold.Face.Width(count, Size) : 0);
                if (x > report.Left && x + wide > report.Left + report.BodyWidth) (x, report.Y) = (report.Left, report.Y + 15);
                states[i].Draw(page, x, report.Y, 10, 10);
                page.Text(regular, Size, PdfColour.Ink, x + 14, report.Y + 8.4, states[i].Word);
                if (count.Length > 0) page.Text(bold, Size, PdfColour.Ink, x + wide - bold.Face.Width(count, Size), report.Y + 8.4, count);
                x += wide + 18;
            }
        });
        report.Y += 20;
    }

    private void Draw(PdfTag figure, PdfBar bar)
    {
        var (regular, bold) = (report.Document.Regular, report.Document.Bold);
        var labels = report.BodyWidth * 0.36;
        var lines = PdfText.Wrap(regular.Face, Size, bar.Label, labels - 10);
        var tall = Math.Max(Bar, lines.Count * Leading) + 5;
        report.Need(tall);
        var page = report.Document.Page;
        page.Tagged(figure, () =>
        {
            for (var n = 0; n < lines.Count; n++) page.Text(regular, Size, PdfColour.Ink, report.Left, report.Y + 10.4 + n * Leading, lines[n]);
            var total = Count(bar.Values.Sum());
            page.Text(bold, Size, PdfColour.Ink, report.Left + report.BodyWidth - bold.Face.Width(total, Size), report.Y + 10.4, total);
            var x = report.Left + labels;
            var widths = Widths(bar.Values, report.BodyWidth - labels - Sum);
            for (var i = 0; i < states.Count; i++)
            {
                if (bar.Values[i] == 0) continue;
                Segment(page, states[i], Count(bar.Values[i]), x, widths[i]);
                x += widths[i];
            }
            if (total == "0") page.Line(PdfColour.Rule, 0.7, x, report.Y + Bar / 2, report.Left + report.BodyWidth - Sum, report.Y + Bar / 2);
        });
        report.Y += tall;
    }

    private void Segment(PdfPage page, PdfState state, string count, double x, double width)
    {
        state.Draw(page, x, report.Y, width - 1.2, Bar);
        var font = report.Document.Bold;
        var wide = font.Face.Width(count, 8.5);
        var left = x + (width - 1.2 - wide) / 2;
        if (state.Pattern != PdfPattern.Solid) page.Rectangle(PdfColour.White, left - 2, report.Y + 2.6, wide + 4, Bar - 5.2);
        page.Text(font, 8.5, state.Pattern == PdfPattern.Solid ? PdfColour.White : PdfColour.Ink, left, report.Y + 10.5, count);
    }

    /// <summary>In proportion, except that every segment has room for its number; the wider ones give it.</summary>
    private double[] Widths(IReadOnlyList<int> values, double width)
    {
        var least = values.Select(value => value == 0 ? 0 : report.Document.Bold.Face.Width(Count(value), 8.5) + 9).ToArray();
        var narrow = values.Select(value => value == 0).ToArray();
        while (true)
        {
            var rest = width - least.Where((_, i) => narrow[i]).Sum();
            double sum = values.Where((_, i) => !narrow[i]).Sum();
            var more = Enumerable.Range(0, values.Count).FirstOrDefault(i => !narrow[i] && values[i] / sum * rest < least[i], -1);
            if (more < 0) return [.. values.Select((value, i) => narrow[i] ? least[i] : value / sum * rest)];
            narrow[more] = true;
        }
    }

    private string Words(string title, IEnumerable<PdfBar> bars) => $"{title}. " + string.Join("; ",
        bars.Select(bar => $"{bar.Label}: {string.Join(", ", bar.Values.Select((value, i) => (value, i)).Where(pair => pair.value > 0).Select(pair => $"{states[pair.i].Word} {pair.value}"))}")) + ".";

    private static string Count(int value) => value.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "." });
}
