using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>What is drawn on a page. Points, from the upper left corner; text stands on its line.</summary>
internal sealed class PdfPage(int number, double height)
{
    private readonly StringBuilder content = new();
    private readonly List<PdfTag> tags = [];

    public IReadOnlyList<PdfTag> Tags => tags;

    /// <summary>Everything drawn must stand in a tag, or in an artifact: what a screen reader passes over.</summary>
    public void Tagged(PdfTag? tag, Action draw)
    {
        if (tag is null) content.Append("/Artifact BMC\n");
        else
        {
            content.Append(CultureInfo.InvariantCulture, $"/{tag.Type} <</MCID {tags.Count}>> BDC\n");
            tag.Mark(number, tags.Count);
            tags.Add(tag);
        }
        draw();
        content.Append("EMC\n");
    }

    public void Text(PdfFont font, double size, PdfColour colour, double x, double y, string text)
    {
        Fill(colour);
        content.Append(CultureInfo.InvariantCulture, $"BT /{font.Name} {N(size)} Tf {N(x)} {N(height - y)} Td {font.Encode(text)} Tj ET\n");
    }

    public void Rectangle(PdfColour colour, double x, double y, double width, double tall)
    {
        Fill(colour);
        content.Append(CultureInfo.InvariantCulture, $"{N(x)} {N(height - y - tall)} {N(width)} {N(tall)} re f\n");
    }

    public void Outline(PdfColour colour, double line, double x, double y, double width, double tall)
    {
        Stroke(colour, line);
        content.Append(CultureInfo.InvariantCulture, $"{N(x)} {N(height - y - tall)} {N(width)} {N(tall)} re S\n");
    }

    public void Line(PdfColour colour, double line, double x1, double y1, double x2, double y2)
    {
        Stroke(colour, line);
        content.Append(CultureInfo.InvariantCulture, $"{N(x1)} {N(height - y1)} m {N(x2)} {N(height - y2)} l S\n");
    }

    public void Dot(PdfColour colour, double x, double y, double radius)
    {
        var k = 0.5523 * radius;
        var top = height - y;
        Fill(colour);
        content.Append(CultureInfo.InvariantCulture, $"{N(x + radius)} {N(top)} m {N(x + radius)} {N(top + k)} {N(x + k)} {N(top + radius)} {N(x)} {N(top + radius)} c ")
            .Append(CultureInfo.InvariantCulture, $"{N(x - k)} {N(top + radius)} {N(x - radius)} {N(top + k)} {N(x - radius)} {N(top)} c ")
            .Append(CultureInfo.InvariantCulture, $"{N(x - radius)} {N(top - k)} {N(x - k)} {N(top - radius)} {N(x)} {N(top - radius)} c ")
            .Append(CultureInfo.InvariantCulture, $"{N(x + k)} {N(top - radius)} {N(x + radius)} {N(top - k)} {N(x + radius)} {N(top)} c f\n");
    }

    /// <summary>Draws only inside a rectangle.</summary>
    public void Clipped(double x, double y, double width, double tall, Action draw)
    {
        content.Append(CultureInfo.InvariantCulture, $"q {N(x)} {N(height - y - tall)} {N(width)} {N(tall)} re W n\n");
        draw();
        content.Append("Q\n");
    }

    /// <summary>What was drawn since the last call.</summary>
    public byte[] Take()
    {
        var drawn = Encoding.ASCII.GetBytes(content.ToString());
        content.Clear();
        return drawn;
    }

    private void Fill(PdfColour colour) => content.Append(CultureInfo.InvariantCulture, $"{colour.Components} rg ");

    private void Stroke(PdfColour colour, double line) => content.Append(CultureInfo.InvariantCulture, $"{colour.Components} RG {N(line)} w ");

    private static string N(double value) => PdfFile.Number(value);
}
