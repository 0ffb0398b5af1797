using AngleSharp.Dom;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Shouldly;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Tags;
using Xunit;
using static Simpul.Tests.Platform.Ui.Rendering;

namespace Simpul.Tests.Platform.Ui;

public sealed class ListTests
{
    [Fact]
    public async Task Cells_carry_their_column_s_words_and_the_first_heads_its_row()
    {
        var table = await Table(new Rendering());
        table.QuerySelector("caption")!.TextContent.ShouldBe("Perangkat Daerah");
        table.QuerySelectorAll("thead th").Select(cell => cell.GetAttribute("scope")).ShouldBe(["col", "col", "col"]);
        // A null in an attribute of a tag comes as an empty one: such a column is not sorted by.
        table.QuerySelectorAll("thead th").Select(cell => cell.QuerySelector("a") is not null).ShouldBe([true, true, false]);
        var row = table.QuerySelectorAll("tbody tr").Single();
        row.QuerySelector("th[scope=row]")!.TextContent.ShouldBe("Dinas & Badan");
        row.QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-label")).ShouldBe(["Kode", "Aplikasi & situs"]);
        row.QuerySelectorAll("td")[1].ClassList.ShouldContain("numeric");
        row.QuerySelectorAll("td")[1].ClassList.ShouldContain("cell-empty");
    }

    [Theory]
    [InlineData("", "ascending", "/kerja/agensi?urut=-nama")]
    [InlineData("?urut=-nama", "descending", "/kerja/agensi?urut=nama")]
    [InlineData("?urut=kode&halaman=3&q=air%20bersih", null, "/kerja/agensi?q=air%20bersih&urut=nama")]
    public async Task A_heading_sorts_turns_and_starts_at_the_first_page(string query, string? order, string href)
    {
        var heading = (await Table(new Rendering("/kerja/agensi" + query))).QuerySelector("thead th").ShouldNotBeNull();
        heading.GetAttribute("aria-sort").ShouldBe(order);
        heading.QuerySelector("a")!.GetAttribute("href").ShouldBe(href);
    }

    [Fact]
    public async Task A_table_without_a_caption_does_not_render() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Page(Write("s-table", new Rendering().Tag<TableTag>())));

    [Theory]
    [InlineData(1, 10, "Semua 10 baris ditampilkan", "")]
    [InlineData(1, 130, "Baris 1–25 dari 130", "[1] 2 … 6 Berikutnya")]
    [InlineData(3, 130, "Baris 51–75 dari 130", "Sebelumnya 1 2 [3] 4 5 6 Berikutnya")]
    [InlineData(6, 130, "Baris 126–130 dari 130", "Sebelumnya 1 … 5 [6]")]
    [InlineData(50, 12_500, "Baris 1.226–1.250 dari 12.500", "Sebelumnya 1 … 49 [50] 51 … 500 Berikutnya")]
    [InlineData(99, 30, "Baris 26–30 dari 30", "Sebelumnya 1 [2]")]
    public async Task A_pager_says_where_one_is_and_leads_to_the_neighbours(int number, long total, string count, string links)
    {
        var pager = new Rendering("/kerja/agensi?q=air").Tag<PagerTag>();
        (pager.Page, pager.Total) = (number, total);
        var nav = (await Page(Write("s-pager", pager))).QuerySelector("nav[aria-label]").ShouldNotBeNull();
        nav.QuerySelector("p")!.TextContent.ShouldBe(count);
        string.Join(' ', nav.QuerySelectorAll("li > *").Select(Shown)).ShouldBe(links);
        nav.QuerySelectorAll("a").ShouldAllBe(link => link.GetAttribute("href")!.StartsWith("/kerja/agensi?q=air"));
    }

    [Fact]
    public async Task An_empty_list_has_no_pager() => (await Page(Write("s-pager", new Rendering().Tag<PagerTag>()))).ChildElementCount.ShouldBe(0);

    [Fact]
    public async Task Filters_in_force_are_words_that_take_themselves_off()
    {
        var page = new Rendering("/kerja/agensi?jenis=dinas&status=due&status=overdue&q=air&halaman=2");
        var body = await Page(Write("s-filters", page.Tag<FiltersTag>(), Filter(page, "jenis", null, "Dinas"), Filter(page, "status", "overdue", "Terlambat"), Filter(page, "pemilik", null, "Tidak ada")));
        var links = body.QuerySelectorAll("a");
        links.Select(link => link.TextContent).ShouldBe(["Hapus saringan: Dinas", "Hapus saringan: Terlambat", "Hapus semua saringan"]);
        links.Select(link => link.GetAttribute("href")).ShouldBe([
            "/kerja/agensi?status=due&status=overdue&q=air", "/kerja/agensi?jenis=dinas&q=air&status=due", "/kerja/agensi?q=air"]);
    }

    [Fact]
    public async Task Without_filters_in_force_there_is_no_list_of_them()
    {
        var page = new Rendering();
        (await Page(Write("s-filters", page.Tag<FiltersTag>(), Filter(page, "jenis", null, "Dinas")))).ChildElementCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_search_keeps_what_else_is_in_the_address_but_the_page()
    {
        var search = new Rendering("/kerja/agensi?q=air&urut=nama&jenis=dinas&halaman=3").Tag<SearchTag>();
        (search.Label, search.Owns) = ("Cari perangkat daerah", "jenis");
        var form = (await Page(Write("s-search", search))).QuerySelector("form[role=search]").ShouldNotBeNull();
        var field = form.QuerySelector("input[type=search]").ShouldNotBeNull();
        field.GetAttribute("value").ShouldBe("air");
        form.QuerySelector($"label[for={field.Id}]")!.TextContent.ShouldBe("Cari perangkat daerah");
        form.QuerySelectorAll("input[type=hidden]").Select(hidden => (hidden.GetAttribute("name"), hidden.GetAttribute("value"))).ShouldBe([("urut", "nama")]);
    }

    [Fact]
    public void An_address_encodes_what_is_put_in()
    {
        var request = new Rendering("/kerja/agensi").View.HttpContext.Request;
        ListAddress.With(request, ("q", "a&b=c d")).ShouldBe("/kerja/agensi?q=a%26b%3Dc%20d");
    }

    private static Piece Filter(Rendering page, string param, string? value, string words)
    {
        var tag = page.Tag<FilterTag>();
        (tag.Param, tag.Value) = (param, value);
        return Write("s-filter", tag, Text(words));
    }

    private static async Task<IElement> Table(Rendering page)
    {
        var (table, name, code, count) = (page.Tag<TableTag>(), page.Tag<ColumnTag>(), page.Tag<ColumnTag>(), page.Tag<ColumnTag>());
        (table.Caption, table.Sort, name.Sort, code.Sort, count.Sort, count.Numeric) = ("Perangkat Daerah", "nama", "nama", "kode", "", true);
        var row = Write("s-row", new RowTag(), Cell("Dinas & Badan"), Cell("2.16"), Cell(" "));
        var body = await Page(Write("s-table", table, Write("s-column", name, Text("Nama")), Write("s-column", code, Text("Kode")), Write("s-column", count, Text("Aplikasi & situs")), row));
        return body.QuerySelector("table").ShouldNotBeNull();
    }

    private static Piece Cell(string text) => Write("s-cell", new CellTag(), new TagHelperAttributeList(), Text(text));

    private static string Shown(IElement link)
    {
        var text = link.TextContent.Replace("Halaman ", "", StringComparison.Ordinal);
        return link.GetAttribute("aria-current") == "page" ? $"[{text}]" : text;
    }
}
