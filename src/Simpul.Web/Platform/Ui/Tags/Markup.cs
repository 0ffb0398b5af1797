using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>The few pieces of markup that several tags write. Text is encoded by the builders; nothing here takes HTML as a string.</summary>
internal static class Markup
{
    public static TagBuilder Element(string name, string? css = null, params ReadOnlySpan<object?> children)
    {
        var element = new TagBuilder(name);
        if (css is not null) element.AddCssClass(css);
        foreach (var child in children) Add(element.InnerHtml, child);
        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null) element.Attributes[attribute] = value;
        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, bool present)
    {
        if (present) element.Attributes[attribute] = "";
        return element;
    }

    public static TagBuilder Void(string name, string? css = null)
    {
        var element = Element(name, css);
        element.TagRenderMode = TagRenderMode.SelfClosing;
        return element;
    }

    /// <summary>An icon is decoration: the words beside it say the same.</summary>
    public static TagBuilder Icon(Assets assets, string name)
    {
        if (!assets.HasIcon(name)) throw new ArgumentException($"No icon \"{name}\". Add it to Assets/icons.txt and build the assets.", nameof(name));
        var use = Element("use").With("href", $"{assets.Url("icons.svg")}#{name}");
        return Element("svg", "icon", use).With("aria-hidden", "true").With("focusable", "false");
    }

    public static TagBuilder Unseen(string text) => Element("span", "visually-hidden", text);

    public static string Text(this IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static void Add(IHtmlContentBuilder target, object? child)
    {
        if (child is IHtmlContent html) target.AppendHtml(html);
        else if (child?.ToString() is { } text) target.Append(text);
    }
}
