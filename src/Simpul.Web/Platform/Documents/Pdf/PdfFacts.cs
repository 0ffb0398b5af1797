namespace Simpul.Web.Platform.Documents.Pdf;

internal sealed class PdfFacts(PdfReport report)
{
    private const double Size = 10, Leading = 13.6, Gap = 14;

    public void Add(IReadOnlyList<(string Label, string Value)> facts)
    {
        if (facts.Count == 0) return;
        var (regular, bold) = (report.Document.Regular, report.Document.Bold);
        var table = report.Document.Root.Add("Table");
        var labels = Math.Min(facts.Max(fact => bold.Face.Width(fact.Label, Size)), report.BodyWidth * 0.36) + Gap;
        foreach (var (label, value) in facts)
        {
            var row = table.Add("TR");
            var (head, cell) = (row.Add("TH", "Row"), row.Add("TD"));
            var left = PdfText.Wrap(bold.Face, Size, label, labels - Gap);
            var right = PdfText.Wrap(regular.Face, Size, value, report.BodyWidth - labels);
            for (var n = 0; n < Math.Max(left.Count, right.Count); n++)
            {
                report.Need(Leading);
                Line(head, bold, PdfColour.Muted, report.Left, left, n);
                Line(cell, regular, PdfColour.Ink, report.Left + labels, right, n);
                report.Y += Leading;
            }
            report.Y += 2.5;
        }
        report.Y += 8;
    }

    private void Line(PdfTag tag, PdfFont font, PdfColour colour, double x, List<string> lines, int n)
    {
        var page = report.Document.Page;
        if (n < lines.Count && lines[n].Length > 0) page.Tagged(tag, () => page.Text(font, Size, colour, x, report.Y + Size * 0.95, lines[n]));
    }
}
