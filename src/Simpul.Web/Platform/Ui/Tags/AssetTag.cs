using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary><c>&lt;s-asset name="work.css" /&gt;</c>: the link or script element of a built asset, by its plain name.</summary>
[HtmlTargetElement("s-asset", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AssetTag(Assets assets) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var url = assets.Url(Name);
        output.TagName = null;
        output.Content.SetHtmlContent(Path.GetExtension(Name) switch
        {
            ".css" => Markup.Void("link").With("rel", "stylesheet").With("href", url),
            ".js" => Markup.Element("script").With("type", "module").With("src", url),
            ".svg" => Markup.Void("link").With("rel", "icon").With("type", "image/svg+xml").With("href", url),
            var other => throw new ArgumentException($"An asset of kind \"{other}\" has no element of its own."),
        });
    }
}
