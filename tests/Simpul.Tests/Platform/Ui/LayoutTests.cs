using Shouldly;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Platform.Ui;

public sealed class LayoutTests
{
    private readonly Rendering page = new();

    [Theory]
    [InlineData("_Workspace")]
    [InlineData("_Portal")]
    [InlineData("_Plain")]
    public async Task Every_layout_is_Indonesian_has_one_main_and_a_link_to_it_first(string layout)
    {
        page.View.ViewData["Title"] = "Kewajiban";
        page.Shell.GovernmentName = "Pemerintah Kota Palembang";
        var html = await page.Layout(layout);
        html.DocumentElement.GetAttribute("lang").ShouldBe("id");
        html.Title.ShouldBe("Kewajiban · Pemerintah Kota Palembang");
        var skip = html.Body!.FirstElementChild.ShouldNotBeNull();
        skip.GetAttribute("href").ShouldBe("#" + html.QuerySelectorAll("main").Single().Id);
        html.QuerySelector("main h1")!.TextContent.ShouldBe("Isi halaman");
        html.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
        html.QuerySelectorAll("[style], style, script:not([src])").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_workspace_shows_the_rail_with_open_counts_and_where_one_is()
    {
        page.Shell.Rail = [new("Tugas saya", "/kerja", "check2-square", 7), new("Kewajiban", "/kewajiban", "list-task", Current: true), new("Data", "/kerja/data", "database", StartsGroup: true)];
        var rail = (await page.Layout("_Workspace")).QuerySelector("nav.rail").ShouldNotBeNull();
        rail.QuerySelectorAll("ul").Length.ShouldBe(2);
        rail.QuerySelector("a[aria-current=page]")!.GetAttribute("href").ShouldBe("/kewajiban");
        rail.QuerySelector("a[href='/kerja'] .badge")!.TextContent.ShouldBe("7 perlu dikerjakan");
        rail.QuerySelectorAll(".badge").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_workspace_names_the_office_acted_for_and_lets_one_choose_another()
    {
        page.Shell.PersonName = "Akun Contoh";
        page.Shell.Offices = [new("1", "Kepala Dinas", "Dinas Kominfo"), new("2", "Sekretaris Tim", "Sekretariat Daerah")];
        page.Shell.ActingAs = "2";
        var html = await page.Layout("_Workspace");
        html.QuerySelector(".menu-office summary")!.TextContent.ShouldContain("Sekretaris Tim");
        var form = html.QuerySelector("form[action='/kerja/jabatan'][method=post]").ShouldNotBeNull();
        form.QuerySelector("input[name=__RequestVerificationToken]").ShouldNotBeNull();
        form.QuerySelectorAll("button[name=jabatan]").Select(button => button.GetAttribute("value")).ShouldBe(["1", "2"]);
        form.QuerySelector("button[aria-current=true]")!.GetAttribute("value").ShouldBe("2");
        html.QuerySelector("form[action='/keluar'] input[name=__RequestVerificationToken]").ShouldNotBeNull();
    }

    [Fact]
    public async Task One_who_is_not_signed_in_is_offered_to()
    {
        (await page.Layout("_Portal")).QuerySelector("a[href='/masuk']").ShouldNotBeNull();
        page.Shell.PersonName = "Akun Contoh";
        var html = await page.Layout("_Portal");
        html.QuerySelector("a[href='/masuk']").ShouldBeNull();
        html.QuerySelector("a[href='/kerja']").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_portal_ends_with_whom_to_ask_and_runs_no_script()
    {
        page.Shell.Contact = new("Dinas Kominfo", "Jalan Merdeka 1", "(0711) 000-000", "kominfo@contoh.go.id");
        var html = await page.Layout("_Portal");
        html.QuerySelector("footer a[href='tel:0711000000']").ShouldNotBeNull();
        html.QuerySelector("footer a[href='mailto:kominfo@contoh.go.id']").ShouldNotBeNull();
        html.QuerySelectorAll("script").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_done_before_a_redirect_is_said_once_and_trouble_shows_in_the_tab()
    {
        page.View.TempData.Say("Agensi <tersimpan>.");
        page.View.ViewData["Title"] = "Agensi";
        page.State.AddModelError("Input.Name", "Nama belum diisi.");
        var html = await page.Layout("_Workspace");
        html.QuerySelector("main [role=status]")!.TextContent.Trim().ShouldBe("Agensi <tersimpan>.");
        html.Title.ShouldStartWith("Perlu diperbaiki: Agensi");
    }

    [Fact]
    public async Task A_government_s_own_colours_come_after_ours()
    {
        page.Shell.ThemeUrl = "/warna.css";
        var sheets = (await page.Layout("_Workspace")).QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")).ToList();
        sheets.ShouldBe(["/assets/work.css", "/warna.css"]);
    }
}
