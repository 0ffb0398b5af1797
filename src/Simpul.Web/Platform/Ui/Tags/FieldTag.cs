using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-field for="Input.Name" help="..." /&gt;</c>: label, help, error and control, tied together for those who do not see the page.
/// The kind of control follows from the property's type and <c>[DataType]</c> unless <see cref="Type"/> says otherwise; what was typed
/// is kept when the form comes back. Words between the tags go below the help (a citation, say).
/// A form whose fields are data names them by <see cref="Of"/>: <c>for="Input[key]"</c> would write, compile and forget native code for each field that is shown.
/// </summary>
/// <exception cref="InvalidOperationException">The property has no <c>[Display(Name)]</c> and the tag no <c>label</c>.</exception>
[HtmlTargetElement("s-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
[HtmlTargetElement("s-field", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTag(Assets assets, IModelMetadataProvider types) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>In place of <see cref="For"/>.</summary>
    public EntryOf? Of { get; set; }

    public string? Label { get; set; }

    public string? Help { get; set; }

    /// <summary>
    /// text, textarea, number, decimal, date, datetime-local, time, email, tel, url, search, password, file, select, radios, checkbox, checkboxes, hidden.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>The choices of a select, radios or checkboxes. An enum brings its own by <c>[Display]</c>.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>First line of a select that chooses nothing yet; by default "Pilih".</summary>
    public string EmptyText { get; set; } = "Pilih";

    public string? Autocomplete { get; set; }

    /// <summary>Unit before the control: "Rp".</summary>
    public string? Prefix { get; set; }

    /// <summary>Unit after the control: "hari kerja".</summary>
    public string? Suffix { get; set; }

    /// <summary>short, medium, or full. By default what the type needs.</summary>
    public string? Width { get; set; }

    public int Rows { get; set; } = 4;

    /// <summary>File types, as in HTML: ".pdf,.docx".</summary>
    public string? Accept { get; set; }

    /// <summary>Largest file, in bytes; the script says so before the upload, the server checks all the same.</summary>
    public long? MaxBytes { get; set; }

    /// <summary>Overrides what the property's attributes say.</summary>
    public bool? Required { get; set; }

    /// <summary>Characters at most, where no attribute of the property says it.</summary>
    public int? MaxLength { get; set; }

    public bool Autofocus { get; set; }

    /// <summary>Address of suggestions for what is being typed: a JSON array of texts. Without script the field is typed in whole.</summary>
    public string? Suggest { get; set; }

    /// <summary>Personal data: never kept in a draft in the browser.</summary>
    public bool Private { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var more = await output.GetChildContentAsync();
        if (Of is { } entry)
        {
            For = new ModelExpression(entry.Name, new ModelExplorer(types, types.GetMetadataForType(entry.Type), entry.Value));
        }
        var field = new Field(For, ViewContext.ViewData, Type, Items, Required);
        if (field.Kind == "hidden")
        {
            output.TagName = null;
            output.Content.SetHtmlContent(Void("input").With("type", "hidden").With("name", field.Name).With("id", field.Id).With("value", field.Value));
            return;
        }

        FieldOrder.Add(ViewContext.HttpContext, field.Name);
        var label = Label ?? For.Metadata.DisplayName ?? throw new InvalidOperationException($"The field {field.Name} has no label: give the property [Display(Name = ...)] or the tag label=\"...\".");
        var help = Help is null && more.IsEmptyOrWhiteSpace ? null : Element("div", "field-help", Help, Help is null || more.IsEmptyOrWhiteSpace ? null : " ", more.IsEmptyOrWhiteSpace ? null : more).With("id", field.Id + "-help");
        var error = field.Error is null ? null : Element("p", "field-message", Icon(assets, "exclamation-triangle-fill"),
            Element("span", null, Unseen("Kesalahan: "), field.Error)).With("id", field.Id + "-error");
        var describedBy = string.Join(' ', new[] { help is null ? null : field.Id + "-help", error is null ? null : field.Id + "-error" }.OfType<string>());
        var controls = new FieldControls(this, field, describedBy.Length == 0 ? null : describedBy);

        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = field.IsGroup ? "fieldset" : "div";
        output.Attributes.SetAttribute("class", string.Join(' ', new[] { "field", field.Kind == "checkbox" ? "field-choice" : null, error is null ? null : "field-error" }.OfType<string>()));
        if (Private) output.Attributes.SetAttribute("data-private", "");
        if (field.IsGroup && describedBy.Length > 0) output.Attributes.SetAttribute("aria-describedby", describedBy);
        output.Content.Clear();

        if (field.Kind == "checkbox")
        {
            Append(output, error, controls.Checkbox(label), help);
            return;
        }
        var caption = Element(field.IsGroup ? "legend" : "label", "field-label", label, field.Required ? null : " ", field.Required ? null : Element("span", "field-optional", "(opsional)"));
        if (!field.IsGroup) caption.With("for", field.Id);
        Append(output, caption, help, error, controls.Control());
    }

    private static void Append(TagHelperOutput output, params ReadOnlySpan<IHtmlContent?> parts)
    {
        foreach (var part in parts)
        {
            if (part is not null) output.Content.AppendHtml(part);
        }
    }
}
