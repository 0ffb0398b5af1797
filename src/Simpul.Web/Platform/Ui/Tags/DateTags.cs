using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-date value="@day" /&gt;</c> → 22 November 2026; <c>short</c> for tables; <c>relative</c> adds "(3 hari lagi)". No value: "belum ada".
/// </summary>
[HtmlTargetElement("s-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTag(TimeProvider clock, Shell shell) : TagHelper
{
    public DateOnly? Value { get; set; }

    /// <summary>The form for tables.</summary>
    [HtmlAttributeName("short")]
    public bool Brief { get; set; }

    public bool Relative { get; set; }

    public string Absent { get; set; } = "belum ada";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } date)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "absent");
            output.Content.SetContent(Absent);
            return;
        }
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("class", "nowrap");
        output.Content.SetContent(Brief ? Indonesian.ShortDate(date) : Indonesian.Date(date));
        if (Relative) output.PostElement.SetContent($" ({Indonesian.Relative(date, Indonesian.DateIn(clock.GetUtcNow(), shell.Zone))})");
    }
}

/// <summary><c>&lt;s-time value="@instant" /&gt;</c> → 22 November 2026 pukul 14.05 WIB; <c>short</c> for tables; <c>only</c> leaves the date out.</summary>
[HtmlTargetElement("s-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTag(Shell shell) : TagHelper
{
    public DateTimeOffset? Value { get; set; }

    /// <summary>The form for tables.</summary>
    [HtmlAttributeName("short")]
    public bool Brief { get; set; }

    public bool Only { get; set; }

    public string Absent { get; set; } = "belum ada";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } instant)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "absent");
            output.Content.SetContent(Absent);
            return;
        }
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Only ? Indonesian.Time(instant, shell.Zone) : Brief ? Indonesian.ShortDateAndTime(instant, shell.Zone) : Indonesian.DateAndTime(instant, shell.Zone));
    }
}
