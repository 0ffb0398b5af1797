using AngleSharp.Dom;
using Shouldly;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Tags;
using Xunit;
using static Simpul.Tests.Platform.Ui.Rendering;

namespace Simpul.Tests.Platform.Ui;

public sealed class RecordTests
{
    private readonly Rendering page = new();

    [Theory]
    [InlineData("met", "Terpenuhi")]
    [InlineData("due", "Segera")]
    [InlineData("overdue", "Terlambat")]
    [InlineData("missing", "Belum ada")]
    [InlineData("not-applicable", "Tidak berlaku")]
    [InlineData("NotApplicable", "Tidak berlaku")]
    public async Task A_state_has_a_word_an_icon_and_a_class_of_its_own(string value, string word)
    {
        var tag = page.Tag<StatusTag>();
        tag.Value = value;
        var badge = (await Page(Write("s-status", tag))).QuerySelector(".status").ShouldNotBeNull();
        badge.TextContent.ShouldBe(word);
        badge.QuerySelector("svg[aria-hidden=true] use").ShouldNotBeNull();
        States.TryParse(value, out var state).ShouldBeTrue();
        badge.ClassList.ShouldContain("state-" + state.Code());
    }

    [Fact]
    public async Task A_state_may_have_its_own_words()
    {
        var tag = page.Tag<StatusTag>();
        tag.Value = "overdue";
        (await Page(Write("s-status", tag, Text("Terlambat 3 hari kerja")))).TextContent.ShouldBe("Terlambat 3 hari kerja");
    }

    [Theory]
    [InlineData("selesai")]
    [InlineData("7")]
    [InlineData("")]
    public async Task A_state_that_is_none_is_an_error_of_the_page(string value)
    {
        var tag = page.Tag<StatusTag>();
        tag.Value = value;
        await Should.ThrowAsync<ArgumentException>(() => Page(Write("s-status", tag)));
    }

    [Fact]
    public async Task A_citation_opens_the_words_without_script()
    {
        var body = await Page(Write("s-cite", new CiteTag { Of = "Pasal 5 ayat (2)", Words = "Perangkat Daerah <menyusun>:\na. peta;", Href = "/regulasi#5" }));
        var details = body.QuerySelector("details").ShouldNotBeNull();
        details.HasAttribute("open").ShouldBeFalse();
        details.QuerySelector("summary")!.TextContent.ShouldBe("Dasar: Pasal 5 ayat (2)");
        details.QuerySelector("blockquote")!.TextContent.ShouldBe("Perangkat Daerah <menyusun>:\na. peta;");
        details.QuerySelector("a")!.GetAttribute("href").ShouldBe("/regulasi#5");
    }

    [Fact]
    public async Task A_citation_without_words_is_a_link_or_only_itself()
    {
        var body = await Page(Write("s-cite", new CiteTag { Of = "Pasal 5", Href = "/regulasi#5" }), Write("s-cite", new CiteTag { Of = "Pasal 6" }));
        body.QuerySelector("a.cite")!.TextContent.ShouldBe("Pasal 5");
        body.QuerySelector("span.cite")!.TextContent.ShouldBe("Pasal 6");
    }

    [Fact]
    public async Task Facts_name_their_article_and_a_fact_without_value_is_not_there_yet()
    {
        var body = await Page(Write("s-facts", new FactsTag(),
            Write("s-fact", new FactTag { Label = "Kode", Cite = "Pasal 5", CiteWords = "Setiap Perangkat Daerah diberi kode." }, Text("1.02")),
            Write("s-fact", new FactTag { Label = "Nomor" }, Text("  ")),
            Write("s-fact", new FactTag { Label = "Wakil", Absent = "tidak berlaku (kepala sendiri)" })));
        body.QuerySelectorAll("dl > div > dt").Select(label => label.TextContent).ShouldBe(["Kode", "Nomor", "Wakil"]);
        var values = body.QuerySelectorAll("dl > div > dd");
        values[0].TextContent.ShouldStartWith("1.02");
        values[0].QuerySelector("details summary").ShouldNotBeNull();
        values[1].TextContent.ShouldBe("belum ada");
        values[2].TextContent.ShouldBe("tidak berlaku (kepala sendiri)");
    }

    [Fact]
    public async Task Steps_say_where_a_case_stands_in_words_too()
    {
        var body = await Page(Write("s-steps", new StepsTag { Label = "Langkah penetapan" }, Step("done", "Rancangan"), Step("returned", "Konsultasi"), Step("current", "Telaah", "Bagian Hukum sejak 20 Nov 2026"), Step("todo", "Penetapan")));
        var steps = body.QuerySelectorAll("ol[aria-label='Langkah penetapan'] > li");
        steps.Select(step => step.QuerySelector(".step-title")!.TextContent).ShouldBe(["Rancangan (selesai)", "Konsultasi (dikembalikan)", "Telaah (sedang berjalan)", "Penetapan (belum)"]);
        steps.Single(step => step.GetAttribute("aria-current") == "step").QuerySelector(".step-note")!.TextContent.ShouldBe("Bagian Hukum sejak 20 Nov 2026");
        steps[3].QuerySelector(".step-mark")!.TextContent.ShouldBe("4");
    }

    [Fact]
    public async Task An_empty_place_says_what_belongs_there_and_starts_it()
    {
        var body = await Page(Write("s-empty", new EmptyTag { Title = "Belum ada kebijakan", Text = "Kebijakan memandu.", Action = "Tambah kebijakan", Href = "/baru" }));
        body.QuerySelector("h2")!.TextContent.ShouldBe("Belum ada kebijakan");
        body.QuerySelector("a.btn[href='/baru']")!.TextContent.ShouldBe("Tambah kebijakan");
    }

    [Fact]
    public async Task A_head_names_the_page_and_the_tab_and_leads_back()
    {
        var tag = page.Tag<HeadTag>();
        (tag.Title, tag.Count, tag.Back, tag.BackText, tag.Status) = ("Kebijakan internal", 1250, "/kerja", "Ruang kerja", "due");
        var body = await Page(Write("s-head", tag, Text("Tambah")));
        body.QuerySelectorAll("h1").Single().TextContent.ShouldBe("Kebijakan internal 1.250");
        body.QuerySelector("a.back[href='/kerja']")!.TextContent.ShouldBe("Ruang kerja");
        body.QuerySelector(".status")!.TextContent.ShouldBe("Segera");
        page.View.ViewData["Title"].ShouldBe("Kebijakan internal");
    }

    [Fact]
    public async Task Dates_and_times_are_machine_readable_and_in_the_instance_s_zone()
    {
        page.Shell.Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");
        var (day, time, none) = (page.Tag<DateTag>(), page.Tag<TimeTag>(), page.Tag<DateTag>());
        (day.Value, day.Relative, time.Value) = (new DateOnly(2026, 11, 25), true, new DateTimeOffset(2026, 11, 22, 6, 5, 0, TimeSpan.Zero));
        var body = await Page(Write("s-date", day), Write("s-time", time), Write("s-date", none));
        body.TextContent.ShouldBe("25 November 2026 (3 hari lagi)22 November 2026 pukul 14.05 WITAbelum ada");
        body.QuerySelectorAll("time").Select(element => element.GetAttribute("datetime")).ShouldBe(["2026-11-25", "2026-11-22T06:05:00Z"]);
    }

    [Fact]
    public async Task Bars_show_each_state_by_class_pattern_and_number_and_the_table_says_the_same()
    {
        var tag = page.Tag<BarsTag>();
        (tag.Title, tag.Heading) = ("Bagaimana setiap bab dipenuhi?", "Bab");
        tag.Rows = [new("Tata Kelola", "/kewajiban?bab=1", new(14, 3, 2, 0, 1)), new("Data", null, new(0, 0, 0, 0, 0))];
        var body = await Page(Write("s-bars", tag));
        body.QuerySelectorAll("svg.bar")[0].QuerySelectorAll("g").Select(group => (group.ClassName, group.QuerySelector("text")?.TextContent)).ShouldBe([
            ("state-met", "14"), ("state-due", "3"), ("state-overdue", "2"), ("state-not-applicable", "1")]);
        foreach (var texture in body.QuerySelectorAll("rect.texture"))
            body.QuerySelector(texture.GetAttribute("fill")![4..^1]).ShouldNotBeNull();
        body.QuerySelectorAll("svg.bar")[0].QuerySelectorAll("rect.fill").Sum(rect => Share(rect)).ShouldBe(100, 0.01);
        body.QuerySelector(".bars-list")!.GetAttribute("aria-hidden").ShouldBe("true");
        body.QuerySelectorAll("tbody tr")[0].TextContent.ShouldBe("Tata Kelola14 Terpenuhi: Tata Kelola3 Segera: Tata Kelola2 Terlambat: Tata Kelola01 Tidak berlaku: Tata Kelola20");
        body.QuerySelector("a[href='/kewajiban?bab=1&status=overdue']").ShouldNotBeNull();
        body.QuerySelectorAll("tfoot td")[^1].TextContent.ShouldBe("20");
    }

    [Fact]
    public async Task A_narrow_part_of_a_bar_leaves_its_number_to_the_table()
    {
        var tag = page.Tag<BarsTag>();
        tag.Rows = [new("Aplikasi", null, new(997, 3, 0, 0, 0))];
        var body = await Page(Write("s-bars", tag));
        body.QuerySelectorAll("svg text").Select(text => text.TextContent).ShouldBe(["997"]);
        body.QuerySelector("td[data-label=Segera]")!.TextContent.ShouldBe("3");
    }

    [Fact]
    public async Task Two_figures_on_a_page_share_one_set_of_patterns()
    {
        StateRow[] rows = [new("Aplikasi", null, new(1, 1, 1, 1, 1))];
        var (one, two) = (page.Tag<BarsTag>(), page.Tag<BarsTag>());
        (one.Rows, two.Rows) = (rows, rows);
        var body = await Page(Write("s-bars", one), Write("s-bars", two));
        body.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task A_chart_holds_its_table_and_asks_its_question()
    {
        var body = await Page(Write("s-chart", new ChartTag { Kind = "line", Title = "Berapa pengaduan tiap bulan?" }, Text("tabel")));
        body.QuerySelector("figure[data-chart=line] > figcaption")!.TextContent.ShouldBe("Berapa pengaduan tiap bulan?");
        await Should.ThrowAsync<ArgumentException>(() => Page(Write("s-chart", new ChartTag { Kind = "pie" })));
    }

    private static double Share(IElement rectangle) => double.Parse(rectangle.GetAttribute("width")!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);

    private Piece Step(string state, string title, string note = "")
    {
        var tag = page.Tag<StepTag>();
        (tag.State, tag.Title) = (state, title);
        return Write("s-step", tag, Text(note));
    }
}
