using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary><c>&lt;s-icon name="search" /&gt;</c>. With <c>label</c> it is read aloud; without, it is decoration.</summary>
[HtmlTargetElement("s-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTag(Assets assets) : TagHelper
{
    public string Name { get; set; } = "";

    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var icon = Markup.Icon(assets, Name);
        if (Label is not null)
        {
            icon.Attributes.Remove("aria-hidden");
            icon.With("role", "img").With("aria-label", Label);
        }
        output.TagName = null;
        output.Content.SetHtmlContent(icon);
    }
}
