using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>The line of steps of a case: <c>s-steps label="Langkah penetapan"</c> holds <c>s-step</c>s in order.</summary>
[HtmlTargetElement("s-steps")]
public sealed class StepsTag : TagHelper
{
    public string Label { get; set; } = "Langkah";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(StepsTag)] = new StepCount();
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        output.TagName = "ol";
        output.Attributes.SetAttribute("class", "steps");
        output.Attributes.SetAttribute("aria-label", Label);
    }

    internal sealed class StepCount
    {
        public int Seen { get; set; }
    }
}

/// <summary>
/// <c>&lt;s-step state="current" title="Telaah"&gt;Kabid Aptika sejak 20 Nov 2026&lt;/s-step&gt;</c>; states: done, current, returned, todo.
/// What stands between the tags is the small note: who has it, since when.
/// </summary>
[HtmlTargetElement("s-step", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepTag(Assets assets) : TagHelper
{
    public string State { get; set; } = "todo";

    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var number = ++((StepsTag.StepCount)context.Items[typeof(StepsTag)]).Seen;
        var note = await output.GetChildContentAsync();
        var (mark, said) = State switch
        {
            "done" => ((object)Icon(assets, "check-lg"), "selesai"),
            "returned" => (Icon(assets, "reply"), "dikembalikan"),
            "current" => (number.ToString(CultureInfo.InvariantCulture), "sedang berjalan"),
            "todo" => (number.ToString(CultureInfo.InvariantCulture), "belum"),
            _ => throw new ArgumentException($"\"{State}\" is not a state of a step."),
        };
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"step step-{State}");
        if (State == "current") output.Attributes.SetAttribute("aria-current", "step");
        output.Content.SetHtmlContent(Element("span", "step-mark", mark).With("aria-hidden", "true"));
        output.Content.AppendHtml(Element("span", "step-title", Title, Unseen($" ({said})")));
        if (!note.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Element("span", "step-note", note));
    }
}
