using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// The filters in force, as words that can be taken off: <c>s-filters</c> holds <c>s-filter param="status" value="overdue"</c> with the words
/// between the tags. A filter whose parameter is not in the address writes nothing.
/// </summary>
[HtmlTargetElement("s-filters")]
public sealed class FiltersTag : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var names = new HashSet<string>();
        context.Items[typeof(FiltersTag)] = names;
        var filters = await output.GetChildContentAsync();
        if (names.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "ul";
        output.Attributes.SetAttribute("class", "filters");
        output.Attributes.SetAttribute("aria-label", "Saringan yang berlaku");
        output.Content.SetHtmlContent(filters);
        if (names.Count < 2) return;
        var address = ListAddress.With(ViewContext.HttpContext.Request, [.. names.Select(name => (name, (string?)null))]);
        output.Content.AppendHtml(Element("li", null, Element("a", "small", "Hapus semua saringan").With("href", address)));
    }
}

/// <summary>One filter in force.</summary>
[HtmlTargetElement("s-filter", ParentTag = "s-filters")]
public sealed class FilterTag(Assets assets) : TagHelper
{
    public string Param { get; set; } = "";

    /// <summary>For a parameter that may be there several times; otherwise left out.</summary>
    public string? Value { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var present = request.Query[Param].Any(value => !string.IsNullOrEmpty(value) && (Value is null || value == Value));
        if (!present)
        {
            output.SuppressOutput();
            return;
        }
        ((HashSet<string>)context.Items[typeof(FiltersTag)]).Add(Param);
        var words = await output.GetChildContentAsync();
        output.TagName = "li";
        output.Content.SetHtmlContent(Element("a", "filter", Unseen("Hapus saringan: "), words, Icon(assets, "x-lg")).With("href", ListAddress.Without(request, Param, Value)));
    }
}
