using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>The controls of one field, each carrying the same name, id, description and state.</summary>
internal sealed class FieldControls(FieldTag tag, Field field, string? describedBy)
{
    public IHtmlContent Control() => field.Kind switch
    {
        "textarea" => Affixed(TextArea()),
        "select" => Select(),
        "text" when tag.Suggest is not null => Suggested(),
        "radios" or "checkboxes" => Choices(),
        _ => Affixed(Input()),
    };

    /// <summary>One box with its label beside it; the hidden "false" lets an unticked box be told from a form without it.</summary>
    public IHtmlContent Checkbox(string label)
    {
        var box = Common(Void("input")).With("type", "checkbox").With("value", "true").With("checked", field.IsTrue);
        var words = Element("label", null, label).With("for", field.Id);
        return Element("div", "choice", box, words, Void("input").With("type", "hidden").With("name", field.Name).With("value", "false"));
    }

    private TagBuilder Input()
    {
        var (type, mode) = field.Kind switch
        {
            "number" => ("text", "numeric"),
            "decimal" => ("text", "decimal"),
            var kind => (kind, null),
        };
        var input = Common(Void("input", "form-control")).With("type", type).With("inputmode", mode);
        Widen(input, field.Kind switch
        {
            "number" or "decimal" or "time" => "short",
            "date" or "datetime-local" or "tel" => "medium",
            _ => null,
        });
        if (field.Kind == "file")
            return input.With("accept", tag.Accept).With("multiple", field.IsMany).With("data-max-bytes", tag.MaxBytes?.ToString(CultureInfo.InvariantCulture));
        if (field.Kind is "date" or "datetime-local" or "time")
            input.With("min", field.Range.From).With("max", field.Range.To);
        if (field.Kind is "number" or "decimal") input.With("autocomplete", tag.Autocomplete ?? "off");
        return field.Kind == "password" ? Limit(input) : Limit(input).With("value", field.Value);
    }

    private HtmlContentBuilder Suggested()
    {
        var list = field.Id + "-list";
        var all = new HtmlContentBuilder();
        all.AppendHtml(Input().With("data-suggest", tag.Suggest).With("list", list));
        all.AppendHtml(Element("datalist").With("id", list));
        return all;
    }

    private TagBuilder TextArea()
    {
        // HTML drops one line break after the start tag: ours, not the one that was typed.
        var area = Limit(Common(Element("textarea", "form-control", "\n", field.Value))).With("rows", tag.Rows.ToString(CultureInfo.InvariantCulture));
        Widen(area, null);
        return area;
    }

    private TagBuilder Select()
    {
        var select = Common(Element("select", "form-select")).With("multiple", field.IsMany);
        Widen(select, null);
        var items = field.Items ?? [];
        if (!field.IsMany && !items.Any(item => string.IsNullOrEmpty(item.Value)))
            select.InnerHtml.AppendHtml(Element("option", null, field.Required ? tag.EmptyText : "Tidak dipilih").With("value", ""));
        foreach (var group in Runs(items))
        {
            var options = group.Items.Select(item => Element("option", null, item.Text)
                .With("value", item.Value ?? item.Text).With("selected", IsChosen(item)).With("disabled", item.Disabled));
            var target = group.Name is null ? select : Element("optgroup").With("label", group.Name);
            foreach (var option in options) target.InnerHtml.AppendHtml(option);
            if (group.Name is not null) select.InnerHtml.AppendHtml(target);
        }
        return select;
    }

    private HtmlContentBuilder Choices()
    {
        var all = new HtmlContentBuilder();
        var number = 0;
        foreach (var item in field.Items ?? [])
        {
            // The first control has the field's own id, so that the error summary's link lands on it.
            var id = number++ == 0 ? field.Id : $"{field.Id}_{number}";
            var value = item.Value ?? item.Text;
            var box = Void("input").With("type", field.Kind == "radios" ? "radio" : "checkbox").With("id", id).With("name", field.Name).With("value", value)
                .With("checked", IsChosen(item)).With("disabled", item.Disabled).With("required", field.Kind == "radios" && field.Required)
                .With("aria-invalid", field.Error is null ? null : "true");
            all.AppendHtml(Element("div", "choice", box, Element("label", null, item.Text).With("for", id)));
        }
        return all;
    }

    private bool IsChosen(SelectListItem item) => item.Selected || field.IsChosen(item.Value ?? item.Text);

    private TagBuilder Common(TagBuilder control) => control
        .With("id", field.Id).With("name", field.Name).With("autocomplete", tag.Autocomplete)
        .With("required", field.Required && field.Kind != "checkbox").With("autofocus", tag.Autofocus)
        .With("aria-describedby", describedBy).With("aria-invalid", field.Error is null ? null : "true");

    private TagBuilder Limit(TagBuilder control) => control.With("maxlength", (tag.MaxLength ?? field.MaxLength)?.ToString(CultureInfo.InvariantCulture));

    private void Widen(TagBuilder control, string? usual)
    {
        if ((tag.Width ?? usual) is "short" or "medium") control.AddCssClass("width-" + (tag.Width ?? usual));
    }

    private TagBuilder Affixed(TagBuilder control)
    {
        if (tag.Prefix is null && tag.Suffix is null) return control;
        return Element("div", "affix", Affix(tag.Prefix), control, Affix(tag.Suffix));
    }

    private static TagBuilder? Affix(string? text) => text is null ? null : Element("span", "affix-text", text);

    private static IEnumerable<(string? Name, List<SelectListItem> Items)> Runs(IEnumerable<SelectListItem> items)
    {
        string? name = null;
        var run = new List<SelectListItem>();
        foreach (var item in items)
        {
            if (item.Group?.Name != name && run.Count > 0)
            {
                yield return (name, run);
                run = [];
            }
            name = item.Group?.Name;
            run.Add(item);
        }
        if (run.Count > 0) yield return (name, run);
    }
}
