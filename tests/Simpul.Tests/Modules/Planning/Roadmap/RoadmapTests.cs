using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Roadmap;

public sealed class RoadmapTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Activities_stand_over_their_years_and_what_is_behind_says_so(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var browse = await app.SignInAs(Role.IctAgency);
        (await browse.Open("/kerja/peta-rencana")).Text.ShouldContain("Belum ada kegiatan");
        var agency = await app.Agency("Dinas Uji");
        await Add(browse, agency, "A-1", "Menyusun kebijakan", "2026-01-01", "2026-06-30", 40);
        await Add(browse, agency, "A-2", "Membangun ruang server", "2026-01-01", "2027-12-31", 45, "A-1");
        await Add(browse, agency, "A-3", "Melatih pegawai", "2027-01-01", "2027-12-31", null);
        await Add(browse, agency, "A-4", "Mengganti jaringan", "2026-01-01", "2026-12-31", 20);

        var page = await browse.Open("/kerja/peta-rencana");
        page.Text.ShouldContain("2 dari 4 kegiatan terlambat");
        Row(page, "Menyusun kebijakan").ShouldContain("Terlambat: lewat tanggal selesai");
        Row(page, "Membangun ruang server").ShouldContain("Berjalan");
        Row(page, "Membangun ruang server").ShouldContain("menunggu A-1");
        Row(page, "Melatih pegawai").ShouldContain("Belum mulai");
        // 306 of 365 days are over on 2 November 2026.
        Row(page, "Mengganti jaringan").ShouldContain("seharusnya sekitar 83%");
        Row(page, "Mengganti jaringan").ShouldContain("Rp1.250.000,50");
        page.Text.ShouldContain("Rp5.000.002");

        (await browse.Open("/kerja/peta-rencana?terlambat=ya")).Html.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browse.Open("/kerja/peta-rencana?muatan=Security")).Text.ShouldContain("Tidak ada kegiatan yang cocok");
        var drawing = await browse.Client.GetAsync("/kerja/peta-rencana?handler=Svg");
        drawing.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await drawing.Content.ReadAsStringAsync()).ShouldContain("Mengganti jaringan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Activities_do_not_wait_for_each_other_in_a_circle_nor_for_what_is_not_there(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var browse = await app.SignInAs(Role.IctAgency);
        var agency = await app.Agency("Dinas Uji");
        (await Add(browse, agency, "A-1", "Pertama", "2026-01-01", "2026-06-30", null, "A-9")).Text.ShouldContain("Tidak ada kegiatan berkode “A-9”");
        var first = await Add(browse, agency, "A-1", "Pertama", "2026-01-01", "2026-06-30", null);
        await Add(browse, agency, "A-2", "Kedua", "2026-01-01", "2026-06-30", null, "A-1");
        await Add(browse, agency, "A-3", "Ketiga", "2026-01-01", "2026-06-30", null, "A-2");
        var refused = await browse.Submit(await browse.Open(first.Href + "/ubah"), "Simpan perubahan", ("Form.Input[after]", "A-3"));
        refused.Text.ShouldContain("Urutan ini melingkar");
        refused.Html.QuerySelector("[name='Form.Input[after]']")!.TextContent.ShouldContain("A-3");
        (await Add(browse, agency, "A-4", "Keempat", "2026-06-30", "2026-01-01", null)).Text.ShouldContain("Tanggal selesai mendahului tanggal mulai");
        (await Add(browse, agency, "A-4", "Keempat", "2026-01-01", "2026-06-30", null, closes: "ZZ")).Text.ShouldContain("Tidak ada butir arsitektur berkode “ZZ”");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Money_is_kept_to_the_sen_in_form_sheet_and_api_and_ordered_as_numbers(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var browse = await app.SignInAs(Role.IctAgency);
        var agency = await app.Agency("Dinas Uji");
        var saved = await Add(browse, agency, "A-1", "Pertama", "2026-01-01", "2026-06-30", null);
        (await browse.Submit(await browse.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[budget]", "sejuta"))).Text.ShouldContain("Isi jumlah rupiah");
        var href = $"/api/v1/roadmap-activities/{saved.Href.Split('/')[3]}";
        var (_, json) = await browse.Api(HttpMethod.Get, href);
        json["budget"]!.GetValue<decimal>().ShouldBe(1_250_000.50m);

        var sheet = await browse.Export("kegiatan-peta-rencana");
        sheet.Rows[0]["Perkiraan anggaran"].ShouldBe("1250000.5");
        sheet.Rows[0]["Perkiraan anggaran"] = "9.999.999.999.999,99";
        await browse.Save(await browse.Import("kegiatan-peta-rencana", sheet));
        (await browse.Open(saved.Href)).Text.ShouldContain("Rp9.999.999.999.999,99");
        (await browse.Api(HttpMethod.Get, href)).Json["budget"]!.GetValue<decimal>().ShouldBe(9_999_999_999_999.99m);
    }

    [Fact]
    public async Task Alignment_names_gaps_without_an_activity_and_activities_without_a_gap()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var browse = await app.SignInAs(Role.IctAgency);
        var agency = await app.Agency("Dinas Uji");
        await Add(browse, agency, "A-1", "Kegiatan tanpa tujuan", "2026-01-01", "2026-06-30", null);
        var page = await browse.Open("/kerja/peta-rencana/keselarasan");
        page.Text.ShouldContain("Belum ada kesenjangan");
        (await browse.Open("/kerja/peta-rencana/keselarasan?tampil=kegiatan")).Text.ShouldContain("Kegiatan tanpa tujuan");

        var activity = await browse.Open($"/kerja/kegiatan-peta-rencana/{(await app.Do(services => services.GetRequiredService<PlatformDb>().Set<RoadmapActivity>().SingleAsync())).Id}");
        var refused = await browse.Submit(await browse.Open(activity.Href + "/ubah"), "Simpan perubahan", ("Form.Input[indicators]", "99"));
        refused.Text.ShouldContain("Tidak ada indikator nomor “99”");
        (await browse.Submit(refused, "Simpan perubahan", ("Form.Input[indicators]", "3"))).Text.ShouldContain("Indikator evaluasi yang ditingkatkan 3. ");
        var indicators = await browse.Open("/kerja/peta-rencana/keselarasan?tampil=indikator");
        indicators.Html.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Kegiatan tanpa tujuan", StringComparison.Ordinal)).QuerySelector("th, td")!.TextContent.Trim().ShouldBe("3");
    }

    [Fact]
    public async Task An_activity_that_is_put_off_shows_when_it_was_first_to_end()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var browse = await app.SignInAs(Role.IctAgency);
        var saved = await Add(browse, await app.Agency("Dinas Uji"), "A-1", "Membangun jaringan", "2026-01-01", "2026-12-31", 70);
        (await browse.Open("/kerja/peta-rencana?terlambat=diundur")).Text.ShouldContain("Tidak ada kegiatan yang cocok");
        var page = await browse.Submit(await browse.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[endsOn]", "2027-12-31"));
        page.Text.ShouldContain("Diundur Semula selesai 31 Desember 2026");
        await browse.Submit(await browse.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[endsOn]", "2028-06-30"));
        var roadmap = await browse.Open("/kerja/peta-rencana?terlambat=diundur");
        Row(roadmap, "Membangun jaringan").ShouldContain("semula 31 Des 2026");
        roadmap.Text.ShouldContain("1 diundur dari rencana semula");
        (await browse.Submit(await browse.Open(saved.Href + "/ubah"), "Simpan perubahan", ("Form.Input[endsOn]", "2026-11-30"))).Text.ShouldNotContain("Diundur");
    }

    [Fact]
    public async Task An_agency_changes_its_own_activities_only_and_a_visitor_sees_none()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var ict = await app.SignInAs(Role.IctAgency);
        var agency = await app.Agency("Dinas Uji");
        var saved = await Add(ict, agency, "A-1", "Milik dinas lain", "2026-01-01", "2026-06-30", null);
        using var other = await app.SignInAs(Role.Operator);
        (await other.Open(saved.Href)).Text.ShouldContain("Milik dinas lain");
        (await other.Open(saved.Href + "/ubah")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var visitor = new Browse(app);
        (await visitor.Open("/kerja/peta-rencana")).Href.ShouldStartWith("/masuk");
    }

    [Fact]
    public void What_is_expected_never_falls_and_runs_from_nothing_to_all()
    {
        Prop.ForAll(Gen.Choose(0, 3000).Two().ToArbitrary(), pair =>
        {
            var start = new DateOnly(2024, 1, 1).AddDays(pair.Item1);
            var end = start.AddDays(pair.Item2);
            var values = Enumerable.Range(-2, pair.Item2 + 5).Select(day => RoadmapActivity.Expected(start, end, start.AddDays(day))).ToList();
            return values[0] == 0 && values[^1] == 100 && values.Zip(values.Skip(1)).All(two => two.First <= two.Second) && values.All(value => value is >= 0 and <= 100);
        }).QuickCheckThrowOnFailure();
    }

    private static string Row(Page page, string name) => page.Html.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;

    private static async Task<Page> Add(Browse browse, Guid agency, string code, string name, string from, string until, int? progress, string after = "", string closes = "") =>
        await browse.Submit(await browse.Open("/kerja/kegiatan-peta-rencana/baru"), "Simpan kegiatan",
            ("Form.Input[code]", code), ("Form.Input[name]", name), ("Form.Input[programme]", "Program uji"), ("Form.Input[area]", nameof(RoadmapArea.Governance)), ("Form.Input[agency]", agency.ToString()),
            ("Form.Input[startsOn]", from), ("Form.Input[endsOn]", until), ("Form.Input[target]", "Selesai"), ("Form.Input[budget]", "Rp1.250.000,50"), ("Form.Input[after]", after), ("Form.Input[closes]", closes),
            ("Form.Input[progress]", progress?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""), ("Form.Input[progressOn]", progress is null ? "" : "2026-11-01"));
}
