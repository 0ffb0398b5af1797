using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Documents.Calendars;
using Simpul.Tests.Platform.Documents.Pdf;
using Simpul.Web.Data;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class PageTests
{
    private static readonly DateOnly today = new(2026, 11, 2);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Everybody_sees_how_the_obligations_stand_until_the_government_hides_it(string database)
    {
        await using var city = await City.Build(database);
        using var browse = new Browse(city.App);
        var portal = await browse.Open("/");
        portal.Title.ShouldBe("Pemerintah Kota Palangka Raya");
        portal.Text.ShouldContain("Pemenuhan kewajiban SPBE");
        var list = await browse.Open("/kewajiban");
        list.Status.ShouldBe(HttpStatusCode.OK);
        list.Text.ShouldContain("Pasal");
        list.Body.ShouldNotContain("/ekspor");
        list.Text.ShouldNotContain("Belum ada yang menyatakan");

        await city.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var instance = await db.Set<Instance>().SingleAsync();
            instance.ShowsBoardPublicly = false;
            services.GetRequiredService<Journal>().Record("instance.changed", instance);
            await db.SaveChangesAsync();
        });
        (await browse.Open("/")).Text.ShouldNotContain("Pemenuhan kewajiban SPBE");
        (await browse.Open("/kewajiban")).Href.ShouldStartWith("/masuk");
    }

    [Fact]
    public async Task A_program_that_starts_shows_the_picture_that_was_worked_out_before_until_something_happens()
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        var file = Path.Combine(data.Path, "public-board.json");
        await Databases.Fresh(Databases.Sqlite, data.Database);
        var first = await App.Start(data, database: null);
        await first.SetUp(Make.Palembang);
        var shown = await Counted(first);
        await first.Stop();

        // What only the file can know.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Met\":", "\"Met\":77", StringComparison.Ordinal));
        var second = await App.Start(data, database: null);
        (await Counted(second)).ShouldStartWith("77");
        await second.Do(async services =>
        {
            services.GetRequiredService<Journal>().Note("instance.changed", "instance", Instance.OnlyId);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        (await Counted(second)).ShouldBe(shown);
        await second.Stop();

        await File.WriteAllTextAsync(file, "{\"Key\":");
        await using var third = await App.Start(data, database: null);
        (await Counted(third)).ShouldBe(shown);
    }

    /// <summary>"3 dari 96".</summary>
    private static async Task<string> Counted(App app)
    {
        using var browse = new Browse(app);
        return System.Text.RegularExpressions.Regex.Match((await browse.Open("/")).Text, @"\d+ dari \d+(?= kewajiban)").Value;
    }

    [Fact]
    public async Task The_list_is_narrowed_by_the_address_and_ones_own_come_first()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today);
        using var browse = await city.App.As(city.IctHead);

        var all = await browse.Open("/kewajiban");
        all.Html.QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(20);
        all.Text.ShouldContain("(jabatan Anda)");

        var met = await browse.Open("/kewajiban?status=met");
        met.Text.ShouldContain("Pasal 14 ayat (6)");
        met.Text.ShouldContain("Terpenuhi");
        (await browse.Open($"/kewajiban?q={City.One}")).Html.QuerySelectorAll("main table tbody tr").Length.ShouldBe(1);
        (await browse.Open("/kewajiban?sebelum=2027-11-02&status=met")).Text.ShouldContain("Pasal 14 ayat (6)");
        (await browse.Open("/kewajiban?sebelum=2027-11-01&status=met")).Text.ShouldContain("Tidak ada kewajiban yang cocok");
        (await browse.Open($"/kewajiban?perangkat={city.Health}")).Text.ShouldContain("dilihat dari Dinas Kesehatan");
        (await browse.Open("/kewajiban?status=apa&bab=ZZ&halaman=-3&sebelum=x&perangkat=y")).Status.ShouldBe(HttpStatusCode.OK);
        var second = await browse.Open("/kewajiban?halaman=2");
        second.Status.ShouldBe(HttpStatusCode.OK);
        second.Html.QuerySelectorAll("main table tbody tr").Length.ShouldBe(25);
    }

    [Fact]
    public async Task The_summary_fits_a_sheet_and_names_what_is_most_pressing()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, new DateOnly(2026, 1, 1), until: new DateOnly(2026, 2, 1));
        using var browse = await city.App.As(city.Head);
        var page = await browse.Open("/kewajiban/ringkasan");
        page.Html.QuerySelector(".one-sheet").ShouldNotBeNull();
        page.Text.ShouldContain("kewajiban Perwali 9/2022 terpenuhi");
        page.Text.ShouldContain("Paling mendesak");
        page.Text.ShouldContain("Selenggarakan infrastruktur SPBE menurut peraturan perundang-undangan.");
        page.Text.ShouldContain("Dinas Kesehatan");

        using var agency = await city.App.As(city.HealthHead);
        (await agency.Open("/kewajiban/ringkasan")).Text.ShouldNotContain("Perangkat daerah mana");
    }

    [Fact]
    public async Task The_first_page_of_the_workspace_shows_the_own_offices_obligations()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.HealthHead);
        var page = await browse.Open("/kerja");
        page.Title.ShouldBe("Tugas saya");
        page.Text.ShouldContain("Anda bertindak untuk Kepala Dinas Kesehatan.");
        page.Text.ShouldContain("Kewajiban jabatan Anda");
        page.Html.QuerySelector($"a[href$='?perangkat={city.Health}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_obligation_that_is_not_there_is_not_found_and_agencies_see_only_their_own_answer()
    {
        await using var city = await City.Build();
        var stated = await city.State(City.Every, city.ArchiveHead, city.Archive, today);
        using var browse = await city.App.As(city.HealthHead);
        (await browse.Open("/kewajiban/PKY-999")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await browse.Open($"/kewajiban/{City.Every}?perangkat={city.Archive}");
        page.Text.ShouldContain("Keadaan Dinas Kesehatan");
        page.Text.ShouldNotContain("Pejabat Kepala Dinas Arsip");
        (await browse.Open($"/kewajiban?perangkat={city.Archive}")).Text.ShouldContain("Tidak ada kewajiban yang cocok");
        (await browse.Open($"/kewajiban?perangkat={city.Health}")).Text.ShouldContain("dilihat dari Dinas Kesehatan");
        (await browse.Client.GetStringAsync("/api/v1/obligations")).ShouldNotContain(stated.Id.ToString());

        using var head = await city.App.As(city.Head);
        var all = await head.Open($"/kewajiban/{City.Every}");
        all.Text.ShouldContain("Dinas Arsip");
        all.Text.ShouldContain("Dinas Kominfo");
        (await head.Open($"/kewajiban/{City.Every}?perangkat={city.Archive}")).Text.ShouldContain("Pejabat Kepala Dinas Arsip");
        (await head.Client.GetStringAsync("/api/v1/obligations")).ShouldContain(stated.Id.ToString());
    }

    [Fact]
    public async Task The_exports_open_and_hold_the_rows_of_the_list()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today);
        using var browse = await city.App.As(city.Head);
        using (var sheet = SheetReader.Open(new MemoryStream(await browse.Client.GetByteArrayAsync("/kewajiban/ekspor.xlsx?status=met")), ["Nomor", "Status", "Tenggat"]))
        {
            var rows = sheet.Rows().ToList();
            rows.Select(row => row["Nomor"]).ShouldContain(City.One);
            rows.ShouldAllBe(row => row["Status"] == "Terpenuhi");
        }
        var pdf = new ParsedPdf(await browse.Client.GetByteArrayAsync("/kewajiban/ekspor.pdf"));
        pdf.Pages().Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_calendar_is_read_by_its_address_alone_until_the_address_is_renewed()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today);
        using var browse = await city.App.As(city.IctHead);
        var page = await browse.Open("/kewajiban/kalender");
        var office = page.Html.QuerySelectorAll("section.box h2").First(heading => heading.Id == "kalender-ict-agency").TextContent;
        var made = await browse.Submit(page, $"Buat alamat {office}");
        var address = made.Html.QuerySelector("a[href^='/kewajiban/ict-agency/']")!.GetAttribute("href")!;

        using var calendar = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = city.App.Address };
        var feed = await calendar.GetStringAsync(address);
        var due = ParsedCalendar.Parse(feed).Components.Single(entry => entry["UID"]!.StartsWith(City.One + "@", StringComparison.Ordinal));
        due["DTSTART"].ShouldBe("20271102");
        due["URL"].ShouldEndWith($"/kewajiban/{City.One}");
        (await calendar.GetAsync(address.Replace("ict-agency", "head"))).IsSuccessStatusCode.ShouldBeFalse();
        (await calendar.GetAsync(address[..^8] + "AAAA.ics")).IsSuccessStatusCode.ShouldBeFalse();

        await browse.Submit(made, $"Perbarui alamat {office}");
        (await calendar.GetAsync(address)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Morning_news_tells_an_office_what_became_late_and_what_falls_due()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today, until: new DateOnly(2026, 12, 10));
        News(await city.Board(new DateOnly(2026, 11, 11))).ShouldNotContain(item => item.Href.Contains(City.One));
        News(await city.Board(new DateOnly(2026, 12, 3))).Single(item => item.Href == $"/kewajiban/{City.One}").Title.ShouldStartWith("Segera (10 Des 2026)");
        News(await city.Board(new DateOnly(2026, 12, 4))).ShouldNotContain(item => item.Href.Contains(City.One));
        var late = News(await city.Board(new DateOnly(2026, 12, 11))).Single(item => item.Href == $"/kewajiban/{City.One}");
        late.Title.ShouldStartWith("Terlambat");
        late.Recipient.Office.ShouldBe("ict-agency");
        // A Monday.
        News(await city.Board(new DateOnly(2026, 12, 7))).ShouldContain(item => item.Title.EndsWith("kewajiban jabatan Anda masih terbuka"));

        static IReadOnlyList<NewsItem> News(BoardView view) => ObligationNews.Of(view);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_morning_job_leaves_the_news_with_the_office_it_concerns(string database)
    {
        await using var city = await City.Build(database);
        await city.State(City.One, city.IctHead, null, today, until: new DateOnly(2026, 12, 10));
        city.App.Clock.Set(new DateTimeOffset(2026, 12, 11, 0, 0, 0, TimeSpan.Zero));
        (await city.App.Do(services => ObligationNews.Job.Run(services, CancellationToken.None), Simpul.Web.Platform.Access.Actor.Job)).ShouldContain("pemberitahuan dibuat");

        using var ict = await city.App.As(city.IctHead);
        (await ict.Open("/kerja/pemberitahuan")).Text.ShouldContain("Terlambat (10 Des 2026)");
        using var health = await city.App.As(city.HealthHead);
        (await health.Open("/kerja/pemberitahuan")).Text.ShouldNotContain("Terlambat (10 Des 2026)");
    }
}
