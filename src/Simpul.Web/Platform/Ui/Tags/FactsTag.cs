using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>Facts of a record in two columns: <c>s-facts</c> holds <c>s-fact</c>s.</summary>
[HtmlTargetElement("s-facts")]
public sealed class FactsTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", "facts");
    }
}

/// <summary>
/// <c>&lt;s-fact label="Kode" cite="Pasal 5" cite-words="..." cite-href="..."&gt;1.02&lt;/s-fact&gt;</c>. Nothing between the tags reads "belum ada".
/// <c>wide</c> takes both columns.
/// </summary>
[HtmlTargetElement("s-fact")]
public sealed class FactTag : TagHelper
{
    public string Label { get; set; } = "";

    public bool Wide { get; set; }

    /// <summary>The article that asks for this fact.</summary>
    public string? Cite { get; set; }

    public string? CiteWords { get; set; }

    public string? CiteHref { get; set; }

    /// <summary>What stands where there is no value: "belum ada", or "tidak berlaku (alasan)".</summary>
    public string Absent { get; set; } = "belum ada";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Wide ? "fact fact-wide" : "fact");
        output.Content.SetHtmlContent(Element("dt", null, Label));
        output.Content.AppendHtml(Element("dd", null,
            value.IsEmptyOrWhiteSpace ? Element("span", "absent", Absent) : value,
            Cite is null ? null : Element("div", null, CiteTag.Citation(Cite, CiteWords, CiteHref))));
    }
}
