using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// Every posted form: the browser's own checks are off, because ours speak Indonesian and keep what was typed.
/// <c>draft="agensi"</c> keeps unsaved words in the browser and warns before leaving.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormTag : TagHelper
{
    public string? Draft { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));
        if (Draft is not null) output.Attributes.SetAttribute("data-draft", Draft);
    }
}
