using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary><c>&lt;s-errors /&gt;</c> above a form: all that is wrong, each a link to its field; the page opens with focus here. Nothing when nothing is wrong.</summary>
[HtmlTargetElement("s-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTag : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => entry.Value?.Errors.Select(error => (entry.Key, Text: error.ErrorMessage)) ?? [])
            .Where(error => error.Text.Length > 0).Distinct().ToList();
        var http = ViewContext.HttpContext;
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "errors");
        output.Attributes.SetAttribute("id", "kesalahan");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        output.Attributes.SetAttribute("aria-labelledby", "kesalahan-judul");
        output.Content.SetHtmlContent(Element("h2", null, errors.Count == 1 ? "Ada satu hal yang perlu diperbaiki" : $"Ada {errors.Count} hal yang perlu diperbaiki").With("id", "kesalahan-judul"));
        output.Content.AppendHtml(new Late(() => List(FieldOrder.Sort(http, errors))));
    }

    private static TagBuilder List(IEnumerable<(string Key, string Text)> errors)
    {
        var list = Element("ul");
        foreach (var (key, text) in errors)
        {
            object words = key.Length == 0 ? text : Element("a", null, text).With("href", "#" + TagBuilder.CreateSanitizedId(key, "_"));
            list.InnerHtml.AppendHtml(Element("li", null, words));
        }
        return list;
    }

    /// <summary>Written when the page is sent, not when the tag runs: by then the fields below have said in which order they stand.</summary>
    private sealed class Late(Func<IHtmlContent> content) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) => content().WriteTo(writer, encoder);
    }
}

/// <summary>The order in which a page shows its fields, so that the summary lists errors in the order in which one meets them.</summary>
internal static class FieldOrder
{
    public static void Add(HttpContext http, string name)
    {
        if (http.Items[typeof(FieldOrder)] is not List<string> names) http.Items[typeof(FieldOrder)] = names = [];
        names.Add(name);
    }

    /// <summary>Errors of no field first, then by field, then those whose field the page does not show.</summary>
    public static IEnumerable<(string Key, string Text)> Sort(HttpContext http, IEnumerable<(string Key, string Text)> errors)
    {
        var names = http.Items[typeof(FieldOrder)] as List<string> ?? [];
        return errors.OrderBy(error => error.Key.Length == 0 ? -1 : names.IndexOf(error.Key) is var at and >= 0 ? at : int.MaxValue);
    }
}
