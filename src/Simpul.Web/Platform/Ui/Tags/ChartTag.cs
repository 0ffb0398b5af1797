using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-chart kind="line" title="Berapa pengaduan diterima tiap bulan?"&gt;an s-table&lt;/s-chart&gt;</c>: a picture drawn by script from the table
/// between the tags; without script the table is all. A cell's <c>data-value</c> is read in place of its words.
/// </summary>
[HtmlTargetElement("s-chart")]
public sealed class ChartTag : TagHelper
{
    /// <summary>bar, line or radar.</summary>
    public string Kind { get; set; } = "bar";

    /// <summary>The one question that the picture answers.</summary>
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Kind is not ("bar" or "line" or "radar")) throw new ArgumentException($"\"{Kind}\" is not a kind of chart.");
        var table = await output.GetChildContentAsync();
        output.TagName = "figure";
        output.Attributes.SetAttribute("class", "chart");
        output.Attributes.SetAttribute("data-chart", Kind);
        output.Content.SetHtmlContent(Element("figcaption", null, Title));
        output.Content.AppendHtml(table);
    }
}
