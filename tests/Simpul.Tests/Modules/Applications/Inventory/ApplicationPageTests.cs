using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>The register's pages, as people open them.</summary>
public sealed class ApplicationPageTests
{
    [Theory]
    [InlineData("palembang-25-2023", "Pasal 10 ayat (2)", "Pasal 12 ayat (2)", "Pasal 11 ayat (1)")]
    [InlineData("baubau-68-2023", "Pasal 18 ayat (2)", "Pasal 18 ayat (3)", "Pasal 18 ayat (7)")]
    public async Task What_an_application_is_asked_for_cites_the_articles_of_the_regulation_at_hand(string regulation, string kinds, string licence, string general)
    {
        await using var app = await App.StartWith(regulation);
        using var admin = await app.SignInAs(Role.Administrator);
        var cites = (await admin.Open("/kerja/aplikasi/baru")).Html.QuerySelectorAll("main .cite").Select(cite => cite.TextContent.Trim()).ToList();
        cites.ShouldContain(kinds);
        cites.ShouldContain(licence);
        cites.ShouldContain(general);
        (await admin.Open("/kerja/daftar-aplikasi-umum")).Html.QuerySelector("main .cite")!.TextContent.Trim().ShouldBe(general);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_sample_makes_every_page_worth_opening(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.SampleArchitecture();
        await app.Do(services => services.GetServices<IModule>().Single(module => module.Name == "Applications").AddSample(services, CancellationToken.None));
        using var admin = await app.SignInAs(Role.Administrator);

        // Two agencies propose the same: each page names the other, and the overview both.
        var list = await admin.Open("/kerja/aplikasi?q=antrean");
        var proposal = await admin.Follow(list, "Antrean rawat jalan daring");
        proposal.Text.ShouldContain("Aplikasi khusus, diusulkan 13 Oktober 2026");
        var likely = proposal.Html.QuerySelectorAll("main tr").Single(row => row.TextContent.Contains("Nomor antrean pasien"));
        likely.TextContent.ShouldContain("Mendukung proses bisnis yang sama: Pelayanan pasien rawat jalan.");
        (await admin.Follow(proposal, "Nomor antrean pasien")).Text.ShouldContain("Antrean rawat jalan daring");
        var overview = await admin.Open("/kerja/ringkasan-aplikasi");
        overview.Text.ShouldContain("Usulan untuk proses bisnis yang sama");
        overview.Text.ShouldContain("kontrak berakhir");
        overview.Text.ShouldContain("PT Contoh Perangkat");

        // What runs for the same process stands beside the proposals; another process of the same name is another.
        var (process, running) = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return ((await db.Set<ArchitectureItem>().SingleAsync(item => item.Domain == ArchitectureDomain.Process && item.Name == "Pelayanan pasien rawat jalan")).Id,
                (await db.Set<Application>().SingleAsync(item => item.Item.Name == "Aplikasi naskah dinas")).Id);
        });
        await app.Serves((await app.Items((ArchitectureDomain.Process, "Pelayanan pasien rawat jalan")))[0], running);
        (await admin.Open("/kerja/ringkasan-aplikasi")).Html.QuerySelector("section[aria-labelledby=kembar]")!.TextContent.ShouldNotContain("Aplikasi naskah dinas");
        await app.Serves(process, running);
        (await admin.Open("/kerja/ringkasan-aplikasi")).Html.QuerySelector("section[aria-labelledby=kembar]")!.TextContent.ShouldContain("Aplikasi naskah dinas beroperasi");
        (await admin.Open(proposal.Href)).Html.QuerySelectorAll("main tr").ShouldContain(row => row.TextContent.Contains("Aplikasi naskah dinas") && row.TextContent.Contains("Beroperasi"));

        var similar = await admin.Follow(await admin.Open("/kerja/aplikasi?q=naskah"), "Aplikasi naskah dinas");
        similar.Text.ShouldContain("2 dari 4 syarat sudah dibuktikan");
        similar.Text.ShouldContain("Pasal 11 ayat (3) huruf d");
        (await admin.Follow(similar, "Catat bukti: Pertimbangan Dinas Komunikasi dan Informatika")).Status.ShouldBe(HttpStatusCode.OK);
        var national = await admin.Open("/kerja/daftar-aplikasi-umum");
        national.Text.ShouldContain("Sedang diterapkan");
        (await admin.Open("/kerja/komponen?q=leaflet")).Text.ShouldContain("2 aplikasi memakai komponen yang cocok");
        (await admin.Open("/kerja/komponen?q=tidakada")).Text.ShouldContain("Tidak ada aplikasi yang tercatat");
        foreach (var slug in new[] { "versi-aplikasi", "kontrak-aplikasi", "biaya-aplikasi", "pemakaian-luar-aplikasi", "bukti-aplikasi-sejenis", "penerapan-aplikasi-umum" })
        {
            var sheet = await admin.Export(slug);
            sheet.Rows.Count.ShouldBeGreaterThan(0, slug);
            var tried = await admin.Import(slug, sheet);
            tried.Fact("Baris yang sama dengan data").ShouldBe(sheet.Rows.Count, $"{slug}: {tried.Text}");
        }
        await app.Do(async services => (await new RecordCheck(services.GetRequiredService<PlatformDb>()).Run(null, CancellationToken.None)).Faults.ShouldBeEmpty());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_bill_of_materials_comes_in_is_found_and_goes_out_the_same(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (own, other) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Lain"));
        var id = await app.Application("Antrean", item => item.Item.AgencyId = own);
        using var clerk = await app.SignIn(await app.Member([Role.Operator], own));
        var page = await clerk.Open($"/kerja/aplikasi/{id}/komponen");
        page.Text.ShouldContain("Belum ada daftar komponen");
        var refused = await clerk.Submit(page, "Unggah daftar komponen", [("Input.File", "x.json", Encoding.UTF8.GetBytes("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library"}]}"""))]);
        refused.Text.ShouldContain("components[0].name: Nama komponen belum ditulis.");
        (await clerk.Submit(page, "Unggah daftar komponen", [("Input.File", "x.pdf", Encoding.UTF8.GetBytes(SbomTests.Json))])).Text.ShouldContain("tidak sesuai dengan namanya");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ApplicationComponent>().CountAsync())).ShouldBe(0);

        var kept = await clerk.Submit(page, "Unggah daftar komponen", [("Input.File", "antrean.cdx.json", Encoding.UTF8.GetBytes(SbomTests.Json))]);
        kept.Text.ShouldContain("3 komponen tersimpan.");
        kept.Text.ShouldContain("org.apache.logging.log4j/log4j-core");
        (await clerk.Open("/kerja/komponen?q=Log4J")).Text.ShouldContain("1 aplikasi memakai");
        var application = await clerk.Open($"/kerja/aplikasi/{id}");
        application.Text.ShouldContain("antrean.cdx.json");
        application.Html.QuerySelector(".history")!.TextContent.ShouldContain("Daftar komponen diperbarui");

        // Out, in, out: the components stay the same, and the second file is a version of the first.
        var bytes = await clerk.Client.GetByteArrayAsync($"/kerja/aplikasi/{id}/komponen.cdx.json");
        var exported = SbomReader.Read(bytes).Sbom!;
        exported.Components.ShouldBe(SbomReader.Read(Encoding.UTF8.GetBytes(SbomTests.Json)).Sbom!.Components);
        exported.Subject!.Name.ShouldBe("Antrean");
        await clerk.Submit(kept, "Unggah daftar komponen", [("Input.File", "antrean.cdx.json", bytes)]);
        SbomReader.Read(await clerk.Client.GetByteArrayAsync($"/kerja/aplikasi/{id}/komponen.cdx.json")).Sbom!.Components.ShouldBe(exported.Components);

        using var stranger = await app.SignIn(await app.Member([Role.Operator], other));
        (await stranger.Open($"/kerja/aplikasi/{id}/komponen")).Html.QuerySelector("main input[type=file]").ShouldBeNull();
        (await clerk.Client.GetAsync($"/kerja/aplikasi/{Guid.NewGuid()}/komponen.cdx.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await app.Do(async services => (await new RecordCheck(services.GetRequiredService<PlatformDb>()).Run(null, CancellationToken.None)).Faults.ShouldBeEmpty());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_parts_of_an_application_belong_to_its_owner_and_go_with_it(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (own, other) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Lain"));
        var id = await app.Application("Antrean", item => item.Item.AgencyId = own);
        var foreign = await app.Application("Milik lain", item => item.Item.AgencyId = other);
        using var clerk = await app.SignIn(await app.Member([Role.Operator], own));
        var form = await clerk.Follow(await clerk.Open($"/kerja/aplikasi/{id}"), "Catat kontrak");
        var refused = await clerk.Submit(form, "Simpan kontrak aplikasi", ("Form.Input[number]", "K-1"), ("Form.Input[vendor]", "PT Contoh"), ("Form.Input[subject]", "Pemeliharaan"), ("Form.Input[signedOn]", "2026-06-01"), ("Form.Input[endsOn]", "2026-05-01"));
        refused.Text.ShouldContain("Kontrak berakhir sebelum ditandatangani");
        var saved = await clerk.Submit(refused, "Simpan kontrak aplikasi", ("Form.Input[endsOn]", "2026-12-01"), ("Form.Input[value]", "1.250.000,50"));
        saved.Text.ShouldContain("Rp1.250.000,50");
        (await clerk.Open($"/kerja/aplikasi/{id}")).Text.ShouldContain("Kontrak K-1 dengan PT Contoh berakhir 1 Desember 2026");
        // Of another's application nothing can be recorded.
        (await clerk.Submit(await clerk.Open($"/kerja/versi-aplikasi/baru?application={foreign}"), "Simpan versi aplikasi", ("Form.Input[number]", "1"), ("Form.Input[releasedOn]", "2026-01-01"), ("Form.Input[changes]", "x"))).Text.ShouldContain("milik perangkat daerah lain");

        await app.Changed(id, item => item.Item.AgencyId = other);
        using var next = await app.SignIn(await app.Member([Role.Operator], other));
        (await next.Submit(await next.Open($"{saved.Href}/ubah"), "Simpan perubahan", ("Form.Input[vendor]", "PT Baru"))).Text.ShouldContain("PT Baru");
        await app.Do(async services => (await new RecordCheck(services.GetRequiredService<PlatformDb>()).Run(null, CancellationToken.None)).Faults.ShouldBeEmpty());
    }

    [Fact]
    public async Task Data_services_and_integrations_are_the_relations_of_the_architecture()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.SampleArchitecture();
        using var admin = await app.SignInAs(Role.Administrator);
        var page = await admin.Follow(await admin.Open("/kerja/aplikasi"), "Aplikasi rekam medis");
        page.Text.ShouldContain("sifat data: tertutup");
        page.Text.ShouldContain("Pelayanan pasien rawat jalan");
        var form = await admin.Follow(page, "Catat integrasi");
        var third = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().Where(item => item.Code == "DAA-005").Select(item => item.Id).SingleAsync());
        (await admin.Submit(form, "Simpan hubungan arsitektur", ("Form.Input[to]", third.ToString()))).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.Open(page.Href)).Text.ShouldContain("Aplikasi perizinan");
        (await admin.Open($"/kerja/aplikasi/{third}")).Text.ShouldContain("Aplikasi rekam medis");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Four_hundred_applications_are_listed_shown_and_compared_in_time(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Agency("Dinas Kesehatan");
        var random = new Random(400);
        string[] words = ["antrean", "pasien", "izin", "pajak", "siswa", "arsip", "jalan", "pasar", "kapal", "gizi", "tanah", "pegawai"];
        var items = Enumerable.Range(1, 400).Select(at =>
        {
            var item = new Application { Stage = at % 10 == 0 ? ApplicationStage.Proposed : ApplicationStage.Running, Functions = [$"Mencatat {words[random.Next(12)]}", $"Melaporkan {words[random.Next(12)]}"] };
            (item.Item.Name, item.Item.Code, item.Item.Reference, item.Item.Description) = ($"Aplikasi {words[at % 12]} {at:000}", $"B-{at:000}", "RAA.02.02", string.Join(' ', Enumerable.Range(0, 60).Select(_ => words[random.Next(12)])));
            return item;
        }).ToArray();
        await app.Kept(items);
        using var admin = await app.SignInAs(Role.Administrator);
        foreach (var href in new[] { "/kerja/aplikasi", $"/kerja/aplikasi/{items[9].Id}" })
        {
            await admin.Client.GetAsync(href);
            // The best of several, and far from the budget, which a benchmark holds: here a query for each row would show.
            var best = TimeSpan.MaxValue;
            for (var turn = 0; turn < 12 && best > TimeSpan.FromMilliseconds(400); turn++)
            {
                var start = Stopwatch.GetTimestamp();
                (await admin.Client.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);
                best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            }
            best.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(400), href);
        }
    }

    [Fact]
    public async Task A_form_says_at_its_field_what_to_do()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var agency = await app.Agency("Dinas Kesehatan");
        using var admin = await app.SignInAs(Role.Administrator);
        var form = await admin.Open($"/kerja/aplikasi/baru?agency={agency}");
        var refused = await admin.Submit(form, "Simpan aplikasi", ("Form.Input[name]", "Surat"), ("Form.Input[code]", "S-1"), ("Form.Input[reference]", "RAA.02.02"), ("Form.Input[state]", "AsIs"), ("Form.Input[kind]", "Similar"), ("Form.Input[spdx]", "MIT Apache"));
        refused.Text.ShouldContain("“Apache” tidak pada tempatnya");
        refused.Text.ShouldContain("Pilih aplikasi umum yang digantikan");
        (await admin.Submit(refused, "Simpan aplikasi", ("Form.Input[spdx]", "MIT"), ("Form.Input[general]", "srikandi"))).Title.ShouldBe("Surat");
        var adoption = await admin.Submit(await admin.Open("/kerja/penerapan-aplikasi-umum/baru"), "Simpan penerapan aplikasi umum", ("Form.Input[general]", "srikandi"), ("Form.Input[state]", "Used"));
        adoption.Text.ShouldContain("Isi sejak kapan");
        (await admin.Submit(adoption, "Simpan penerapan aplikasi umum", ("Form.Input[since]", "2026-01-01"))).Title.ShouldContain("SRIKANDI");
        (await admin.Submit(await admin.Open("/kerja/penerapan-aplikasi-umum/baru"), "Simpan penerapan aplikasi umum", ("Form.Input[general]", "srikandi"), ("Form.Input[state]", "NotYet"))).Text.ShouldContain("sudah tercatat");
    }
}
