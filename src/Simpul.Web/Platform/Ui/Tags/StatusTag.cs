using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-status value="overdue" /&gt;</c>: a state as icon, word, colour and pattern. Words between the tags replace the state's own
/// ("Terlambat 3 hari kerja", "Menunggu telaah").
/// </summary>
/// <exception cref="ArgumentException">The value is none of met, due, overdue, missing, not-applicable.</exception>
[HtmlTargetElement("s-status", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusTag(Assets assets) : TagHelper
{
    /// <summary>A code (<c>not-applicable</c>) or an enum value of the same name.</summary>
    public string Value { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!States.TryParse(Value, out var state)) throw new ArgumentException($"\"{Value}\" is not a state.");
        var words = await output.GetChildContentAsync();
        IHtmlContent text = words.IsEmptyOrWhiteSpace ? Element("span", null, state.Word()) : Element("span", null, words);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"status state-{state.Code()}");
        output.Content.SetHtmlContent(Icon(assets, state.Icon()));
        output.Content.AppendHtml(text);
    }
}
