using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Simpul.Web.Platform.Ui.Text;
using static Simpul.Web.Platform.Ui.Tags.Markup;

namespace Simpul.Web.Platform.Ui.Tags;

/// <summary>
/// <c>&lt;s-bars rows="Model.Chapters" title="Bagaimana setiap bab dipenuhi?" heading="Bab" /&gt;</c>: a bar per row, parted by the five states
/// in colour, pattern and number, and the same numbers in a table beneath, each a link to its rows. The picture is hidden from screen readers;
/// the table is what they read.
/// </summary>
[HtmlTargetElement("s-bars", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarsTag(Assets assets) : TagHelper
{
    /// <summary>Segments narrower than this share of the bar carry no number; the table has it.</summary>
    private const double NumberFrom = 0.045;

    public IReadOnlyList<StateRow> Rows { get; set; } = [];

    /// <summary>The question that the picture answers.</summary>
    public string Title { get; set; } = "";

    /// <summary>Head of the table's first column: "Bab", "Perangkat Daerah".</summary>
    public string Heading { get; set; } = "";

    /// <summary>below, folded (opens on a click), or none: only where the page has the numbers in another table.</summary>
    public string Table { get; set; } = "below";

    /// <summary>Bars as long as the row's share of the longest, instead of all alike.</summary>
    public bool Proportional { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var longest = Math.Max(1, Rows.Count == 0 ? 1 : Rows.Max(row => row.Counts.Total));
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bars");
        output.Content.SetHtmlContent(Element("figcaption", null, Title));
        output.Content.AppendHtml(Patterns());
        output.Content.AppendHtml(Key());
        var list = Element("ul", "bars-list").With("aria-hidden", "true");
        foreach (var row in Rows) list.InnerHtml.AppendHtml(Row(row, longest));
        output.Content.AppendHtml(list);
        if (Table == "below") output.Content.AppendHtml(Numbers());
        else if (Table == "folded") output.Content.AppendHtml(Element("details", null, Element("summary", null, "Lihat angkanya dalam tabel"), Numbers()));
    }

    private TagBuilder Row(StateRow row, int longest)
    {
        // Hidden from screen readers, so out of the keyboard's way too: the table beneath has the same link.
        IHtmlContent label = row.Href is null || Table == "none"
            ? Element("span", "bars-label", row.Label)
            : Element("a", null, row.Label).With("href", row.Href).With("tabindex", "-1");
        return Element("li", "bars-row", label, Bar(row.Counts, Proportional ? (double)row.Counts.Total / longest : 1), Element("span", "bars-total", Indonesian.Number(row.Counts.Total)));
    }

    private static TagBuilder Bar(StateCounts counts, double length)
    {
        var bar = Element("svg", "bar").With("width", "100%").With("height", "28").With("focusable", "false");
        var at = 0.0;
        foreach (var state in States.All)
        {
            if (counts[state] == 0) continue;
            var share = length * counts[state] / counts.Total;
            var group = Element("g", "state-" + state.Code(), Rectangle("fill", at, share));
            if (state != State.Met) group.InnerHtml.AppendHtml(Rectangle("texture", at, share).With("fill", $"url(#pola-{state.Code()})"));
            if (share >= NumberFrom)
                group.InnerHtml.AppendHtml(Element("text", null, Indonesian.Number(counts[state])).With("x", Percent(at + (share / 2))).With("y", "50%"));
            bar.InnerHtml.AppendHtml(group);
            at += share;
        }
        return bar;
    }

    private static TagBuilder Rectangle(string css, double at, double share) =>
        Element("rect", css).With("x", Percent(at)).With("width", Percent(share)).With("height", "100%");

    private TagBuilder Numbers()
    {
        var head = Element("tr", null, Element("th", null, Heading).With("scope", "col"));
        foreach (var state in States.All) head.InnerHtml.AppendHtml(Element("th", "numeric", state.Word()).With("scope", "col"));
        head.InnerHtml.AppendHtml(Element("th", "numeric", "Jumlah").With("scope", "col"));

        var body = Element("tbody");
        foreach (var row in Rows) body.InnerHtml.AppendHtml(Numbers(row));
        var table = Element("table", "table table-counts", Element("caption", "visually-hidden", Title), Element("thead", null, head), body);
        if (Rows.Count > 1)
        {
            var all = Rows.Aggregate(default(StateCounts), (sum, row) => sum + row.Counts);
            table.InnerHtml.AppendHtml(Element("tfoot", null, Numbers(new StateRow("Semua", null, all))));
        }
        return table;
    }

    private static TagBuilder Numbers(StateRow row)
    {
        var cells = Element("tr", null, Element("th", null, row.Href is null ? row.Label : Element("a", null, row.Label).With("href", row.Href)).With("scope", "row"));
        foreach (var state in States.All)
        {
            var count = row.Counts[state];
            object number = count == 0 || row.Href is null
                ? Indonesian.Number(count)
                : Element("a", null, Indonesian.Number(count), Unseen($" {state.Word()}: {row.Label}")).With("href", $"{row.Href}{(row.Href.Contains('?', StringComparison.Ordinal) ? '&' : '?')}status={state.Code()}");
            cells.InnerHtml.AppendHtml(Element("td", "numeric", Element("span", null, number)).With("data-label", state.Word()));
        }
        cells.InnerHtml.AppendHtml(Element("td", "numeric", Element("span", null, Indonesian.Number(row.Counts.Total))).With("data-label", "Jumlah"));
        return cells;
    }

    private TagBuilder Key()
    {
        var key = Element("ul", "bars-key").With("aria-hidden", "true");
        foreach (var state in States.All.Where(state => Rows.Any(row => row.Counts[state] > 0)))
            key.InnerHtml.AppendHtml(Element("li", null, Element("span", $"swatch state-{state.Code()}"), state.Word()));
        return key;
    }

    /// <summary>The patterns, once a page: two figures would otherwise repeat their ids.</summary>
    private TagBuilder? Patterns()
    {
        if (!ViewContext.HttpContext.Items.TryAdd(typeof(BarsTag), assets)) return null;
        return Element("svg", "bar-patterns", Element("defs", null,
            Pattern(State.Due, 6, Line("dark", "M-1 1 1-1M0 6 6 0M5 7 7 5")),
            Pattern(State.Overdue, 6, Line("light", "M0 0 6 6M6 0 0 6")),
            Pattern(State.Missing, 6, Element("circle", "dot").With("cx", "3").With("cy", "3").With("r", "1")),
            Pattern(State.NotApplicable, 5, Line("line", "M0 2.5H5"))))
            .With("aria-hidden", "true").With("focusable", "false").With("width", "0").With("height", "0");
    }

    private static TagBuilder Pattern(State state, int size, TagBuilder drawing)
    {
        var side = size.ToString(CultureInfo.InvariantCulture);
        return Element("pattern", null, drawing).With("id", "pola-" + state.Code()).With("width", side).With("height", side).With("patternUnits", "userSpaceOnUse");
    }

    private static TagBuilder Line(string css, string path) => Element("path", css).With("d", path).With("stroke-width", "1.25");

    private static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
