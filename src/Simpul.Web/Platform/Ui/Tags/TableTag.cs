using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// A list: <c>s-table</c> holds <c>s-column</c>s, then <c>s-row</c>s of <c>s-cell</c>s. The first cell heads its row; on a phone each row
/// becomes a card whose cells carry their column's words.
/// </summary>
[HtmlTargetElement("s-table")]
public sealed class TableTag : TagHelper
{
    /// <summary>What the table lists; read aloud, not shown, unless <see cref="ShowCaption"/>.</summary>
    public string Caption { get; set; } = "";

    public bool ShowCaption { get; set; }

    /// <summary>The order when the address names none: a column's key, with <c>-</c> before it for descending.</summary>
    public string? Sort { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Caption.Length == 0) throw new InvalidOperationException("A table needs a caption.");
        var request = ViewContext.HttpContext.Request;
        var table = new TableColumns(request.Query[ListAddress.Sort].FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? Sort);
        context.Items[typeof(TableColumns)] = table;
        var rows = await output.GetChildContentAsync();

        output.TagName = "table";
        output.Attributes.SetAttribute("class", "table");
        output.Content.SetHtmlContent(Element("caption", ShowCaption ? "table-caption" : "visually-hidden", Caption));
        if (table.Head.InnerHtml is { } head && table.Labels.Count > 0) output.Content.AppendHtml(Element("thead", null, table.Head));
        output.Content.AppendHtml(Element("tbody", null, rows));
    }
}

/// <summary>The columns met so far, shared between a table and the tags inside it.</summary>
internal sealed class TableColumns(string? sort)
{
    public string? Sort { get; } = sort;

    public List<string> Labels { get; } = [];

    public HashSet<int> Numeric { get; } = [];

    public TagBuilder Head { get; } = Element("tr");

    /// <summary>Position of the next cell in the row at hand.</summary>
    public int Next { get; set; }
}

/// <summary><c>&lt;s-column sort="nama"&gt;Nama&lt;/s-column&gt;</c>; <c>numeric</c> aligns it; <c>hide-label</c> for a column of buttons.</summary>
[HtmlTargetElement("s-column", ParentTag = "s-table")]
public sealed partial class ColumnTag(Assets assets) : TagHelper
{
    public string? Sort { get; set; }

    public bool Numeric { get; set; }

    public bool HideLabel { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = (TableColumns)context.Items[typeof(TableColumns)];
        var words = await output.GetChildContentAsync();
        if (Numeric) table.Numeric.Add(table.Labels.Count);
        table.Labels.Add(HideLabel ? "" : WebUtility.HtmlDecode(Tags().Replace(words.GetContent(), "")).Trim());
        table.Head.InnerHtml.AppendHtml(Heading(table, words));
        output.SuppressOutput();
    }

    private TagBuilder Heading(TableColumns table, IHtmlContent words)
    {
        var heading = Element("th", Numeric ? "numeric" : null).With("scope", "col");
        // Razor gives an attribute whose expression is null as an empty one.
        if (string.IsNullOrEmpty(Sort))
        {
            heading.InnerHtml.AppendHtml(HideLabel ? Element("span", "visually-hidden", words) : words);
            return heading;
        }
        var order = table.Sort == Sort ? "ascending" : table.Sort == "-" + Sort ? "descending" : null;
        var address = ListAddress.With(ViewContext.HttpContext.Request, (ListAddress.Sort, order == "ascending" ? "-" + Sort : Sort));
        var icon = order switch { "ascending" => "arrow-up", "descending" => "arrow-down", _ => "arrow-down-up" };
        heading.InnerHtml.AppendHtml(Element("a", "sort", words, Icon(assets, icon)).With("href", address));
        return heading.With("aria-sort", order);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}

/// <summary>One row of an <c>s-table</c>.</summary>
[HtmlTargetElement("s-row")]
public sealed class RowTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((TableColumns)context.Items[typeof(TableColumns)]).Next = 0;
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        output.TagName = "tr";
    }
}

/// <summary>One cell; the first of a row heads it. An empty cell is left out of a phone's card.</summary>
[HtmlTargetElement("s-cell", ParentTag = "s-row")]
public sealed class CellTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var table = (TableColumns)context.Items[typeof(TableColumns)];
        var column = table.Next++;
        var content = await output.GetChildContentAsync();
        var label = column < table.Labels.Count ? table.Labels[column] : "";
        var css = string.Join(' ', new[]
        {
            output.Attributes["class"]?.Value.ToString(),
            table.Numeric.Contains(column) ? "numeric" : null,
            content.IsEmptyOrWhiteSpace ? "cell-empty" : null,
        }.OfType<string>());

        // An empty cell heads no row: a reader would announce nothing for each of its cells.
        var heads = column == 0 && !content.IsEmptyOrWhiteSpace;
        output.TagName = heads ? "th" : "td";
        if (css.Length > 0) output.Attributes.SetAttribute("class", css);
        if (heads) output.Attributes.SetAttribute("scope", "row");
        else if (label.Length > 0) output.Attributes.SetAttribute("data-label", label);
        // A grid cell on a phone: one label, one value.
        output.Content.SetHtmlContent(column == 0 || label.Length == 0 ? content : Element("div", null, content));
    }
}
