using System.Globalization;
using System.Net;
using System.Text;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Architecture.Pictures;

/// <summary>
/// A drawing: one image to whoever cannot see it, so it holds no links; the table beside it has them. Colours are attributes and lines take the colour of the text around, because the page's policy allows no style of its own and the
/// page may be dark.
/// </summary>
internal sealed class Svg(string title, int width, int height)
{
    /// <summary>The page's own colour, whichever theme it has.</summary>
    private const string Paper = "var(--ina-background-primary)";

    private readonly StringBuilder content = new();

    /// <summary>A colour for each domain that the colour-blind tell apart; the domain is written beside it all the same.</summary>
    public static string Colour(ArchitectureDomain domain) => domain switch
    {
        ArchitectureDomain.Process => "#0072b2",
        ArchitectureDomain.Data => "#cc79a7",
        ArchitectureDomain.Service => "#009e73",
        ArchitectureDomain.Application => "#e69f00",
        ArchitectureDomain.Infrastructure => "#56b4e9",
        _ => "#d55e00",
    };

    public Svg Box(double x, double y, double w, double h, string colour, double strength = 0.2, bool dashed = false)
    {
        content.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"4\" fill=\"{colour}\" fill-opacity=\"{strength:0.##}\" stroke=\"{colour}\"{(dashed ? " stroke-dasharray=\"5 3\"" : "")}/>");
        return this;
    }

    /// <summary>Hides the lines below, in the colour of the page.</summary>
    public Svg Plate(double x, double y, double w, double h)
    {
        content.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"4\" fill=\"{Paper}\"/>");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2, double strength = 0.45)
    {
        content.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"currentColor\" stroke-opacity=\"{strength:0.##}\"/>");
        return this;
    }

    public Svg Curve(double x1, double y1, double cx, double cy, double x2, double y2)
    {
        content.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.#} {y1:0.#}Q{cx:0.#} {cy:0.#} {x2:0.#} {y2:0.#}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\"/>");
        return this;
    }

    public Svg Dot(double x, double y, double r, string colour)
    {
        content.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r:0.#}\" fill=\"{colour}\"/>");
        return this;
    }

    /// <param name="most">Letters after which the words are cut; the whole is in the title that a pointer shows, and in the table.</param>
    public Svg Words(double x, double y, string text, int most, string anchor = "start", bool bold = false, int size = 12)
    {
        var shown = text.Length <= most ? text : text[..Math.Max(1, most - 1)] + "…";
        content.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"currentColor\"{(bold ? " font-weight=\"600\"" : "")}>");
        content.Append(WebUtility.HtmlEncode(shown));
        content.Append(shown == text ? "</text>" : $"<title>{WebUtility.HtmlEncode(text)}</title></text>");
        return this;
    }

    /// <summary>For a page.</summary>
    public string Inline => string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"100%\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\" font-family=\"sans-serif\">{content}</svg>");

    /// <summary>For a file of its own: dark on white, with its size and its title, and without what only a browser knows.</summary>
    public string Alone => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" color=\"#1a1a1a\" font-family=\"sans-serif\"><title>{WebUtility.HtmlEncode(title)}</title><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{content.ToString().Replace(Paper, "#ffffff", StringComparison.Ordinal)}</svg>");
}

/// <summary>A drawing on a page, and where it is had as a file.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Note">What the drawing leaves out.</param>
internal sealed record Picture(string Inline, string Download, string Name, string? Note = null)
{
    public static Picture Of(Svg svg, HttpRequest request, string? note = null) =>
        new(svg.Inline, ListAddress.With(request, ("handler", "Svg"), (ListAddress.Page, request.Query[ListAddress.Page])), Path.GetFileName(request.Path.Value ?? "") is { Length: > 0 } name ? name : "gambar", note);
}
