using System.Globalization;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>One line of a radar: a value for each of its axes.</summary>
public sealed record PdfSeries(string Name, IReadOnlyList<decimal> Values);

internal sealed class PdfRadar(PdfReport report)
{
    private const double Size = 9, Leading = 12.6, Radius = 88, Margin = 20;

    private static readonly PdfColour second = new(0xA8480B);

    public void Add(string title, IReadOnlyList<string> axes, IReadOnlyList<PdfSeries> series, int least, int most)
    {
        if (axes.Count < 3 || series.Count is 0 or > 2 || series.Any(one => one.Values.Count != axes.Count) || most <= least)
            throw new ArgumentException("A radar has three axes or more, and one line or two with a value for each.", nameof(series));
        var figure = report.Document.Root.Add("Figure", alternative: Words(title, axes, series));
        var (regular, bold) = (report.Document.Regular, report.Document.Bold);
        var left = report.Left + 2 * (Radius + Margin) + 26;
        var wide = report.Left + report.BodyWidth - left;
        var names = axes.Select((name, at) => PdfText.Wrap(regular.Face, Size, $"{at + 1}. {name}: {string.Join(" / ", series.Select(one => Figure(one.Values[at])))}", wide)).ToList();
        var tall = Math.Max(2 * (Radius + Margin), series.Count * 15 + 8 + names.Sum(lines => lines.Count) * Leading);
        report.Need(tall + 26);
        var page = report.Document.Page;
        page.Tagged(figure, () =>
        {
            page.Text(bold, 10.5, PdfColour.Ink, report.Left, report.Y + 10, title);
            report.Y += 19;
            var (x, y) = (report.Left + Radius + Margin, report.Y + Radius + Margin);
            for (var level = least + 1; level <= most; level++)
                Around(axes.Count, at => Point(x, y, at, axes.Count, Share(level, least, most)), (begin, end) => page.Line(PdfColour.Rule, 0.6, begin.X, begin.Y, end.X, end.Y));
            for (var at = 0; at < axes.Count; at++)
            {
                var (end, word) = (Point(x, y, at, axes.Count, 1), Point(x, y, at, axes.Count, 1 + 11 / Radius));
                page.Line(PdfColour.Rule, 0.6, x, y, end.X, end.Y);
                var number = (at + 1).ToString(CultureInfo.InvariantCulture);
                page.Text(bold, Size, PdfColour.Ink, word.X - regular.Face.Width(number, Size) / 2, word.Y + 3, number);
            }
            for (var level = least; level <= most; level++)
                page.Text(regular, 7, PdfColour.Muted, x + 2.5, y - Share(level, least, most) * Radius + 7, level.ToString(CultureInfo.InvariantCulture));
            for (var at = 0; at < series.Count; at++) Draw(page, series[at], at, x, y, least, most);
            var line = report.Y + 8;
            for (var at = 0; at < series.Count; at++)
            {
                Stroke(page, at, (left, line - 3), (left + 22, line - 3));
                page.Text(bold, Size, PdfColour.Ink, left + 28, line, series[at].Name);
                line += 15;
            }
            line += 4;
            foreach (var words in names.SelectMany(lines => lines))
            {
                page.Text(regular, Size, PdfColour.Ink, left, line, words);
                line += Leading;
            }
        });
        report.Y += tall + 7;
    }

    private static void Draw(PdfPage page, PdfSeries one, int at, double x, double y, int least, int most)
    {
        (double X, double Y) Of(int axis) => Point(x, y, axis, one.Values.Count, Share(one.Values[axis], least, most));
        Around(one.Values.Count, Of, (begin, end) => Stroke(page, at, begin, end));
        for (var axis = 0; axis < one.Values.Count; axis++) page.Dot(at == 0 ? PdfColour.Strong : second, Of(axis).X, Of(axis).Y, at == 0 ? 2.2 : 1.6);
    }

    /// <summary>The first line is whole and the second broken, so that a copy without colour tells them apart.</summary>
    private static void Stroke(PdfPage page, int at, (double X, double Y) begin, (double X, double Y) end)
    {
        const double Dash = 4, Gap = 2.6;
        if (at == 0)
        {
            page.Line(PdfColour.Strong, 1.6, begin.X, begin.Y, end.X, end.Y);
            return;
        }
        var length = Math.Sqrt(Math.Pow(end.X - begin.X, 2) + Math.Pow(end.Y - begin.Y, 2));
        for (var gone = 0.0; gone < length; gone += Dash + Gap)
        {
            var (first, last) = (gone / length, Math.Min(length, gone + Dash) / length);
            page.Line(second, 1.4, begin.X + (end.X - begin.X) * first, begin.Y + (end.Y - begin.Y) * first, begin.X + (end.X - begin.X) * last, begin.Y + (end.Y - begin.Y) * last);
        }
    }

    private static void Around(int count, Func<int, (double X, double Y)> point, Action<(double X, double Y), (double X, double Y)> draw)
    {
        for (var at = 0; at < count; at++) draw(point(at), point((at + 1) % count));
    }

    private static (double X, double Y) Point(double x, double y, int axis, int count, double share)
    {
        var angle = 2 * Math.PI * axis / count;
        return (x + Radius * share * Math.Sin(angle), y - Radius * share * Math.Cos(angle));
    }

    private static double Share(decimal value, int least, int most) => (double)Math.Clamp((value - least) / (most - least), 0, 1);

    private static string Words(string title, IReadOnlyList<string> axes, IReadOnlyList<PdfSeries> series) =>
        $"{title} " + string.Join("; ", series.Select(one => $"{one.Name}: {string.Join(", ", axes.Select((axis, at) => $"{axis} {Figure(one.Values[at])}"))}")) + ".";

    private static string Figure(decimal value) => value.ToString("0.00", CultureInfo.GetCultureInfo("id-ID"));
}
