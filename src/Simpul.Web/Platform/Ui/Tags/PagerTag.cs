using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Simpul.Web.Platform.Ui.Text;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary><c>&lt;s-pager page="2" total="130" /&gt;</c>: which rows are shown of how many, and links to the other pages. Pages count from 1.</summary>
[HtmlTargetElement("s-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTag(Assets assets) : TagHelper
{
    public int Page { get; set; } = 1;

    public int Size { get; set; } = 25;

    public long Total { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Total == 0)
        {
            output.SuppressOutput();
            return;
        }
        var last = (int)((Total + Size - 1) / Size);
        var page = Math.Clamp(Page, 1, last);
        var from = ((long)(page - 1) * Size) + 1;
        var to = Math.Min((long)page * Size, Total);

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", "Halaman daftar");
        output.Content.SetHtmlContent(Element("p", null, last == 1
            ? $"Semua {Indonesian.Number(Total)} baris ditampilkan"
            : $"Baris {Indonesian.Number(from)}–{Indonesian.Number(to)} dari {Indonesian.Number(Total)}"));
        if (last == 1) return;

        var list = Element("ul");
        if (page > 1) Add(list, Link(page - 1, Icon(assets, "chevron-left"), "Sebelumnya").With("rel", "prev"));
        foreach (var number in Shown(page, last))
        {
            if (number == 0) Add(list, Element("span", null, "…"));
            else if (number == page) Add(list, Element("span", null, Unseen("Halaman "), Indonesian.Number(number)).With("aria-current", "page"));
            else Add(list, Link(number, Unseen("Halaman "), Indonesian.Number(number)));
        }
        if (page < last) Add(list, Link(page + 1, "Berikutnya", Icon(assets, "chevron-right")).With("rel", "next"));
        output.Content.AppendHtml(list);
    }

    private TagBuilder Link(int number, params ReadOnlySpan<object?> words) => Element("a", null, words)
        .With("href", ListAddress.With(ViewContext.HttpContext.Request, (ListAddress.Page, number == 1 ? null : number.ToString(CultureInfo.InvariantCulture))));

    private static void Add(TagBuilder list, TagBuilder item) => list.InnerHtml.AppendHtml(Element("li", null, item));

    /// <summary>First, last and the neighbours; 0 stands for a gap.</summary>
    private static IEnumerable<int> Shown(int page, int last)
    {
        var before = 0;
        foreach (var number in Enumerable.Range(page - 1, 3).Append(1).Append(last).Where(n => n >= 1 && n <= last).Distinct().Order())
        {
            if (number - before == 2) yield return number - 1;
            else if (number - before > 2) yield return 0;
            yield return number;
            before = number;
        }
    }
}
