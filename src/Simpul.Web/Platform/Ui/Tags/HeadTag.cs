using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Simpul.Web.Platform.Ui.Text;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-head title="Perangkat Daerah" count="45" back="/kerja" back-text="Ruang kerja"&gt;buttons&lt;/s-head&gt;</c>: the first line of a page.
/// It names the browser's tab too, where the page has not.
/// </summary>
[HtmlTargetElement("s-head", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HeadTag(Assets assets) : TagHelper
{
    public string Title { get; set; } = "";

    public long? Count { get; set; }

    /// <summary>One sentence below the title.</summary>
    public string? Lead { get; set; }

    /// <summary>Address of the page above.</summary>
    public string? Back { get; set; }

    /// <summary>Its name.</summary>
    public string BackText { get; set; } = "Kembali";

    /// <summary>The state of the record, beside the title: met, due, overdue, missing, not-applicable.</summary>
    public string? Status { get; set; }

    /// <summary>Words of the state where they are not its own.</summary>
    public string? StatusText { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        ViewContext.ViewData["Title"] ??= Title;
        var heading = Element("h1", null, Title);
        var title = Element("div", "page-title", heading);
        if (Count is { } count) Add(heading, Element("span", "page-count", Indonesian.Number(count)));
        if (States.TryParse(Status, out var state))
            Add(title, Element("span", $"status state-{state.Code()}", Icon(assets, state.Icon()), Element("span", null, StatusText ?? state.Word())));

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page-head");
        if (Back is { Length: > 0 }) output.PreElement.SetHtmlContent(Element("a", "back", Icon(assets, "chevron-left"), BackText).With("href", Back));
        output.Content.SetHtmlContent(title);
        if (!actions.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Element("div", "page-actions", actions));
        if (Lead is not null) output.Content.AppendHtml(Element("p", "lead", Lead));
    }

    private static void Add(TagBuilder heading, TagBuilder part)
    {
        heading.InnerHtml.Append(" ");
        heading.InnerHtml.AppendHtml(part);
    }
}
