using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-search label="Cari perangkat daerah" /&gt;</c>: the search of a list. Selects between the tags become filters beside it;
/// what else is in the address stays, but the page number.
/// </summary>
[HtmlTargetElement("s-search", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SearchTag(Assets assets) : TagHelper
{
    public string Label { get; set; } = "Cari";

    public string Name { get; set; } = ListAddress.Search;

    /// <summary>Where it leads; by default this page.</summary>
    public string? Action { get; set; }

    /// <summary>Parameters that the selects between the tags carry themselves, parted by spaces.</summary>
    public string Owns { get; set; } = "";

    /// <summary>The button's verb.</summary>
    public string Button { get; set; } = "Cari";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var filters = await output.GetChildContentAsync();
        var request = ViewContext.HttpContext.Request;
        var id = "cari-" + Name;
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "search");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("role", "search");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("action", Action ?? request.PathBase.ToUriComponent() + request.Path.ToUriComponent());
        output.Content.SetHtmlContent(Element("div", "search-words",
            Element("label", "search-label", Label).With("for", id),
            Void("input", "form-control").With("type", "search").With("id", id).With("name", Name).With("value", request.Query[Name])));
        output.Content.AppendHtml(filters);
        output.Content.AppendHtml(Element("button", "btn", Icon(assets, "search"), Button).With("type", "submit"));
        if (Action is not null) return;

        var own = Owns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(Name).Append(ListAddress.Page).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in request.Query.Where(pair => !own.Contains(pair.Key)))
        {
            foreach (var value in values) output.Content.AppendHtml(Void("input").With("type", "hidden").With("name", key).With("value", value));
        }
    }
}
