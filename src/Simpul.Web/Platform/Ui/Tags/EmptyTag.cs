using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-empty title="Belum ada perangkat daerah" text="..." action="Tambah perangkat daerah" href="..." /&gt;</c>: what belongs here,
/// why one would want it, and the button that starts it.
/// </summary>
[HtmlTargetElement("s-empty", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class EmptyTag : TagHelper
{
    public string Title { get; set; } = "";

    public string? Text { get; set; }

    /// <summary>The button's verb; shown where <see cref="Href"/> is given too.</summary>
    public string? Action { get; set; }

    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty");
        output.Content.SetHtmlContent(Element("h2", null, Title));
        // Razor hands an attribute whose expression is null over as an empty text.
        if (!string.IsNullOrEmpty(Text)) output.Content.AppendHtml(Element("p", null, Text));
        if (!string.IsNullOrEmpty(Action) && !string.IsNullOrEmpty(Href)) output.Content.AppendHtml(Element("a", "btn btn-primary", Action).With("href", Href));
    }
}
