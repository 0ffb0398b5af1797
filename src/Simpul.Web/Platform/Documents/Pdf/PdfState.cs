namespace Simpul.Web.Platform.Documents.Pdf;

public enum PdfPattern { Solid, Diagonal, BackDiagonal, Cross, Dots, Horizontal, Empty }

/// <summary>A state that is told by word, colour and pattern at once, so that a copy without colour says the same.</summary>
public sealed record PdfState(string Word, PdfColour Colour, PdfPattern Pattern)
{
    internal void Draw(PdfPage page, double x, double y, double width, double tall)
    {
        page.Rectangle(Pattern == PdfPattern.Solid ? Colour : Colour.Tint(Pattern == PdfPattern.Empty ? 0 : 0.16), x, y, width, tall);
        if (Pattern is not (PdfPattern.Solid or PdfPattern.Empty)) page.Clipped(x, y, width, tall, () => Hatch(page, x, y, width, tall));
        page.Outline(Colour, 0.7, x + 0.35, y + 0.35, width - 0.7, tall - 0.7);
    }

    private void Hatch(PdfPage page, double x, double y, double width, double tall)
    {
        const double Step = 3.4, Line = 0.9;
        if (Pattern is PdfPattern.Diagonal or PdfPattern.Cross)
            for (var at = -tall; at < width; at += Step) page.Line(Colour, Line, x + at, y + tall, x + at + tall, y);
        if (Pattern is PdfPattern.BackDiagonal or PdfPattern.Cross)
            for (var at = -tall; at < width; at += Step) page.Line(Colour, Line, x + at, y, x + at + tall, y + tall);
        if (Pattern == PdfPattern.Horizontal)
            for (var at = Step / 2; at < tall; at += Step) page.Line(Colour, Line, x, y + at, x + width, y + at);
        if (Pattern == PdfPattern.Dots)
            for (var row = 0; row * Step < tall; row++)
                for (var at = row % 2 * Step / 2 + 1.2; at < width; at += Step) page.Dot(Colour, x + at, y + row * Step + 1.4, 0.75);
    }
}
