using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-cite of="Pasal 13 ayat (7) huruf b" href="..." words="@text" /&gt;</c>: the small citation beside a fact. With words it opens them in place,
/// without script; with an address alone it is a link; with neither it is the citation only. Stands in flow, not inside a sentence.
/// </summary>
[HtmlTargetElement("s-cite", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CiteTag : TagHelper
{
    public string Of { get; set; } = "";

    /// <summary>The regulation's own words, line breaks kept.</summary>
    public string? Words { get; set; }

    /// <summary>Where the article can be read whole.</summary>
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Citation(Of, Words, Href));
    }

    internal static IHtmlContent Citation(string of, string? words, string? href)
    {
        if (string.IsNullOrWhiteSpace(words))
            return href is null ? Element("span", "cite", of) : Element("a", "cite", of).With("href", href);
        return Element("details", "cite",
            Element("summary", null, Unseen("Dasar: "), of),
            Element("blockquote", "cite-words", words.Trim()),
            href is null ? null : Element("a", "cite-more", "Baca selengkapnya", Unseen($": {of}")).With("href", href));
    }
}
