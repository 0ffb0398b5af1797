using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The directory of services, its reference pages and the metadata repository.</summary>
public sealed class DirectoryTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Everybody_finds_open_services_by_operation_and_element_and_nobody_outside_finds_limited_ones(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var visitor = new Browse(app);
        (await visitor.Open("/direktori-layanan")).Text.ShouldContain("Belum ada layanan terbuka");
        var provider = await app.BusMember("pangan");
        await app.BusService(provider, "harga");
        await app.BusService(provider, "gaji", Classification.Restricted, ApiLintTests.Sound.Replace("komoditas", "gajipokok", StringComparison.Ordinal));
        await app.BusService(provider, "intel", Classification.Secret);
        await app.BusService(provider, "rancangan", change: version => (version.State, version.PublishedAt) = (ServiceVersionState.Draft, null));
        await app.Do(services => DirectoryText.Run(services, CancellationToken.None));

        var all = await visitor.Open("/direktori-layanan");
        all.Text.ShouldContain("Layanan harga");
        foreach (var hidden in new[] { "Layanan gaji", "Layanan intel", "Layanan rancangan" }) all.Text.ShouldNotContain(hidden);
        (await visitor.Open("/direktori-layanan?q=komoditas")).Text.ShouldContain("Layanan harga");
        (await visitor.Open("/direktori-layanan?q=catatHarga")).Text.ShouldContain("Layanan harga");
        (await visitor.Open("/direktori-layanan?q=gajipokok")).Text.ShouldContain("Tidak ada yang cocok");
        (await visitor.Open("/")).Text.ShouldContain("Direktori layanan (1)");
        foreach (var code in new[] { "gaji", "intel", "rancangan", "tidak-ada" }) (await visitor.Open($"/direktori-layanan/{code}/v1")).Status.ShouldBe(HttpStatusCode.NotFound, code);

        using var staff = await app.SignInAs(Role.Operator);
        var listed = await staff.Open("/kerja/direktori-layanan?q=gajipokok");
        listed.Text.ShouldContain("Layanan gaji");
        (await staff.Open("/kerja/direktori-layanan")).Text.ShouldNotContain("Layanan intel");
        (await staff.Open("/kerja/direktori-layanan/intel/v1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var cleared = await app.SignIn(await app.Member([Role.IctAgency], change: office => office.Clearance = Classification.Secret));
        (await cleared.Open("/kerja/direktori-layanan/intel/v1")).Title.ShouldBe("Layanan intel");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reference_shows_operations_elements_samples_quality_and_what_changed(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var provider = await app.BusMember("pangan");
        var consumer = await app.BusMember("dapur");
        var (service, version) = await app.BusService(provider, "harga");
        await app.BusVersion(service, ApiLintTests.Sound.Replace("\"tanggal\":{\"type\":\"string\",\"format\":\"date\",\"description\":\"Hari\"},", "", StringComparison.Ordinal),
            one => (one.Label, one.PublishedAt, one.Changes) = ("v2", MadeBus.Begun.AddDays(9), "Tanggal dihapus."));
        var contract = await app.BusContract(consumer, provider, version);
        await app.Count(MadeBus.Begun, new Web.Modules.ServiceBus.Traffic.ContractTraffic(contract, "harga/v1", MadeBus.Counts(9_999, failed: 1, quick: 9_000)));

        using var visitor = new Browse(app);
        var latest = await visitor.Open("/direktori-layanan/harga");
        latest.Href.ShouldBe("/direktori-layanan/harga/v2");
        latest.Text.ShouldContain("1 perubahan memutus");
        latest.Text.ShouldContain("Elemen tanggal dihapus dari jawaban.");
        latest.Text.ShouldContain("Belum ada panggilan dalam 30 hari terakhir");
        var page = await visitor.Open("/direktori-layanan/harga/v1");
        foreach (var expected in new[] { "Daftar harga pangan", "GET /harga", "komoditas", "Nama bahan pangan", "Terbatas, data pribadi", "curl 'http", "/uji-coba/harga/v1/harga", "Simpul-Contract", "import urllib.request", "<?php",
            "400 Permintaan keliru", "10.000", "99,990 %", "Tercapai" })
            page.Text.ShouldContain(expected);
        page.Text.ShouldNotContain("Beri tahu saya");

        var document = await visitor.Client.GetAsync(new Uri("/direktori-layanan/harga/v1/openapi.json", UriKind.Relative));
        // Callers use the gateway: where the provider itself answers is not told.
        var given = await document.Content.ReadAsStringAsync();
        given.ShouldNotContain("pangan.example.go.id");
        var read = System.Text.Json.JsonDocument.Parse(given).RootElement;
        read.GetProperty("servers").EnumerateArray().Select(one => one.GetProperty("url").GetString()).ShouldBe(["http://127.0.0.1:8090/layanan/harga/v1", $"{app.Address.GetLeftPart(UriPartial.Authority)}/uji-coba/harga/v1"]);
        read.GetProperty("paths").GetProperty("/harga").GetProperty("get").GetProperty("operationId").GetString().ShouldBe("daftarHarga");
        page.Body.ShouldNotContain("pangan.example.go.id");
        page.Text.ShouldContain("http://127.0.0.1:8090/layanan/harga/v1");
        document.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task An_operation_is_tried_by_a_form_without_script()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.BusService(await app.BusMember("pangan"), "harga");
        using var visitor = new Browse(app);
        var form = await visitor.Open("/direktori-layanan/harga/v1/coba/daftarHarga");
        var answered = await visitor.Submit(form, "Panggil lingkungan uji", ("p-query-halaman", "2"));
        answered.Text.ShouldContain("dibuat dari skema");
        answered.Text.ShouldContain("\"komoditas\": \"Beras\"");
        answered.Text.ShouldContain("/uji-coba/harga/v1/harga?halaman=2");
        var refused = await visitor.Submit(answered, "Panggil lingkungan uji", ("p-query-halaman", "<b>nol</b>"));
        refused.Text.ShouldContain("Permintaan tidak sesuai dengan dokumentasi layanan.");
        refused.Html.QuerySelector("[name=\"p-query-halaman\"]")!.GetAttribute("value").ShouldBe("<b>nol</b>");
        var body = await visitor.Open("/direktori-layanan/harga/v1/coba/catatHarga");
        (await visitor.Submit(body, "Panggil lingkungan uji")).Text.ShouldContain("201");
        (await visitor.Submit(body, "Panggil lingkungan uji", ("badan", "{"))).Text.ShouldContain("bukan JSON yang sah");
        (await visitor.Open("/direktori-layanan/harga/v1/coba/tidakAda")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_subscribed_and_who_has_a_contract_is_told_once(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var provider = await app.BusMember("pangan");
        var (service, version) = await app.BusService(provider, "harga");
        await app.Do(services => DirectoryText.Run(services, CancellationToken.None));
        var member = await app.Member([Role.Operator]);
        var contact = await app.Member([Role.Operator]);
        var consumer = await app.BusMember("dapur", change: one => one.ContactId = contact.PersonId);
        await app.BusContract(consumer, provider, version);
        using var browse = await app.SignIn(member);
        var page = await browse.Submit(await browse.Open("/kerja/direktori-layanan/harga/v1"), "Beri tahu saya bila berubah");
        page.Text.ShouldContain("Anda akan diberi tahu");
        await app.BusVersion(service, change: one => one.Label = "v2");
        await app.Edited<BusServiceVersion>(version, "bus-service-versions.changed", one => (one.State, one.SunsetOn) = (ServiceVersionState.Deprecated, new DateOnly(2026, 12, 31)));
        for (var i = 0; i < 2; i++) await app.Do(services => DirectoryText.Run(services, CancellationToken.None));
        (await Told(member.PersonId)).ShouldBe(["Layanan Layanan harga menerbitkan versi v2.", "Versi v1 layanan Layanan harga akan ditarik sesudah 31 Desember 2026."], ignoreOrder: true);
        (await Told(contact.PersonId)).ShouldBe(["Versi v1 layanan Layanan harga akan ditarik sesudah 31 Desember 2026."]);
        await browse.Submit(await browse.Open("/kerja/direktori-layanan/harga/v2"), "Berhenti diberi tahu");
        await app.BusVersion(service, change: one => one.Label = "v3");
        await app.Do(services => DirectoryText.Run(services, CancellationToken.None));
        (await Told(member.PersonId)).Count.ShouldBe(2);

        Task<List<string>> Told(Guid person) => app.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Where(one => one.PersonId == person && one.Kind == "bus.service-news").Select(one => one.Title).ToListAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_repository_shows_elements_schemas_and_who_gets_what_for_which_purpose(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var provider = await app.BusMember("pangan");
        var (_, version) = await app.BusService(provider, "harga", document: ApiLintTests.Sound.Replace("\"example\":\"Beras\"", "\"enum\":[\"Beras\",\"Gula\"]", StringComparison.Ordinal));
        var consumer = await app.BusMember("dapur", MemberKind.OtherParty);
        await app.BusContract(consumer, provider, version, null, null, "/properties/data/items/properties/komoditas", "/properties/data/items/properties/pencatat");
        using var browse = await app.SignInAs(Role.IctAgency);
        var elements = await browse.Open("/kerja/elemen-data?pribadi=ya");
        elements.Text.ShouldContain("pencatat");
        elements.Text.ShouldNotContain("komoditas");
        (await browse.Open("/kerja/elemen-data?q=bahan+pangan")).Text.ShouldContain("komoditas");
        var schemas = await browse.Open("/kerja/skema-layanan");
        schemas.Html.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()).ShouldContain("Harga");
        schemas.Text.ShouldContain("Beras, Gula");
        var recipients = await browse.Open("/kerja/penerima-data");
        foreach (var expected in new[] { "Anggota dapur", "Anggota pangan", "komoditas, pencatat (pribadi)", "Memantau harga pangan", "PKS 12/2026, Pasal 4" }) recipients.Text.ShouldContain(expected);
        (await browse.Open("/kerja/penerima-data?q=tidak-ada")).Text.ShouldContain("Tidak ada yang cocok");

        using (var sheet = SheetReader.Open(new MemoryStream(await browse.Client.GetByteArrayAsync(new Uri("/kerja/penerima-data/ekspor.xlsx", UriKind.Relative))), ["Penerima", "Elemen data", "Data pribadi", "Dasar hukum"]))
        {
            sheet.Rows().Select(row => $"{row["Penerima"]}: {row["Elemen data"]}, {row["Data pribadi"]}, {row["Dasar hukum"]}").ShouldBe(["Anggota dapur: komoditas, Tidak, PKS 12/2026, Pasal 4", "Anggota dapur: pencatat, Ya, PKS 12/2026, Pasal 4"]);
        }
        using var visitor = new Browse(app);
        foreach (var href in new[] { "/kerja/elemen-data", "/kerja/skema-layanan", "/kerja/penerima-data", "/kerja/direktori-layanan" }) (await visitor.Open(href)).Href.ShouldStartWith("/masuk", Case.Sensitive, href);
    }

    [Fact]
    public async Task The_evidence_of_indicator_18_is_one_file()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var provider = await app.BusMember("pangan");
        var (_, version) = await app.BusService(provider, "harga");
        await app.BusContract(await app.BusMember("dapur"), provider, version);
        using var browse = await app.SignInAs(Role.IctAgency);
        using var zip = new ZipArchive(new MemoryStream(await browse.Client.GetByteArrayAsync(new Uri("/kerja/bukti-penghubung.zip", UriKind.Relative))));
        zip.Entries.Select(one => one.FullName).ShouldBe(["ringkasan.pdf", "1-daftar-layanan.xlsx", "2-kontrak-dan-elemen-data.xlsx", "3-lalu-lintas.xlsx", "4-kelaikan-dan-keterhubungan.xlsx", "dokumentasi/harga-v1.json"]);
        foreach (var entry in zip.Entries) entry.Length.ShouldBeGreaterThan(500, entry.FullName);
        using var document = new StreamReader(zip.GetEntry("dokumentasi/harga-v1.json")!.Open());
        // As callers get it: whoever is handed the file is not told where the provider itself answers.
        var given = await document.ReadToEndAsync();
        given.ShouldNotContain("pangan.example.go.id");
        System.Text.Json.JsonDocument.Parse(given).RootElement.GetProperty("servers").EnumerateArray().Select(one => one.GetProperty("url").GetString()).ShouldBe(["http://127.0.0.1:8090/layanan/harga/v1"]);
    }

    [Fact]
    public async Task Where_a_provider_itself_answers_is_in_no_file_field_or_history_of_another_agency()
    {
        await using var hall = await BusHall.Open();
        var provider = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        const string described = """{"openapi":"3.1.0","info":{"title":"Penduduk","version":"1","description":"Penduduk menurut nomor induknya."},"servers":[{"url":"https://dalam.contoh.invalid/dokumen"}],""";
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, provider), upstreams: "https://dalam.contoh.invalid/v1", description: BusHall.Description.Replace(BusHall.Description[..BusHall.Description.IndexOf("\"paths\"", StringComparison.Ordinal)], described, StringComparison.Ordinal));
        await hall.App.Edited<BusServiceVersion>(version, "bus-service-versions.changed", one => one.SourceUrl = "https://dalam.contoh.invalid/openapi.json");
        (await hall.Connect(hall.Provider, provider, version)).Text.ShouldContain("Selesai");

        var stranger = await hall.As(hall.Consumer);
        foreach (var href in new[] { $"/kerja/versi-layanan/{version}", "/kerja/versi-layanan", "/kerja/layanan-penghubung" })
        {
            (await stranger.Open(href)).Body.ShouldNotContain("dalam.contoh.invalid", Case.Sensitive, href);
        }
        using var zip = new ZipArchive(new MemoryStream(await stranger.Client.GetByteArrayAsync(new Uri("/kerja/bukti-penghubung.zip", UriKind.Relative))));
        foreach (var entry in zip.Entries.Where(one => one.FullName.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(entry.Open());
            (await text.ReadToEndAsync()).ShouldNotContain("dalam.contoh.invalid", Case.Sensitive, entry.FullName);
        }
        zip.GetEntry("dokumentasi/penduduk-v1.json").ShouldNotBeNull();
        // Its own people and the operator of the bus see it where they mend it.
        foreach (var who in new[] { hall.Provider, hall.Ict })
        {
            var page = await (await hall.As(who)).Open($"/kerja/versi-layanan/{version}");
            page.Text.ShouldContain("https://dalam.contoh.invalid/v1");
            page.Text.ShouldContain("Dokumen dibaca dari https://dalam.contoh.invalid/openapi.json");
        }
    }

    [Theory, InlineData("v1", "v1.2", true), InlineData("v01", "v1", true), InlineData("1.4", "v1", true), InlineData("v1", "v2", false), InlineData("v1", "v11", false), InlineData("uji", "uji", false), InlineData("", "", false)]
    public void Names_with_the_same_first_number_promise_to_fit(string one, string other, bool fits)
    {
        VersionLabel.AreCompatible(one, other).ShouldBe(fits);
        VersionLabel.AreCompatible(other, one).ShouldBe(fits);
    }

    [Fact]
    public void Servers_are_replaced_wherever_they_stand_and_elements_of_that_name_are_not()
    {
        const string document = """
            {"openapi":"3.1.0","info":{"title":"x","version":"1"},"servers":[{"url":"https://dalam.example"}],
            "paths":{"/a":{"servers":[{"url":"https://dalam.example/a"}],"get":{"operationId":"a","servers":[{"url":"https://dalam.example/b"}],
            "callbacks":{"selesai":{"{$request.body#/url}":{"servers":[{"url":"https://dalam.example/c"}],"post":{"responses":{"200":{"description":"x"}}}}}},
            "responses":{"200":{"description":"x","links":{"lagi":{"operationId":"a","server":{"url":"https://dalam.example/d"}}},
            "content":{"application/json":{"schema":{"type":"object","properties":{"servers":{"type":"array","items":{"type":"string"}}}}}}}}}}}}
            """;
        var given = System.Text.Encoding.UTF8.GetString(GivenDocument.Of(System.Text.Encoding.UTF8.GetBytes(document), "https://gerbang.example/layanan/a/v1", "https://uji.example/uji-coba/a/v1"));
        given.ShouldNotContain("dalam.example");
        var root = System.Text.Json.JsonDocument.Parse(given).RootElement;
        root.GetProperty("servers").GetArrayLength().ShouldBe(2);
        root.GetProperty("paths").GetProperty("/a").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("properties").TryGetProperty("servers", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_its_provider_and_who_publishes_are_told_where_a_service_itself_answers()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (_, version) = await app.BusService(await app.BusMember("pangan"), "harga", change: one => one.Upstreams.Add(new ServiceUpstream { VersionId = one.Id, Url = "https://dalam.example.go.id/api" }));
        using var clerk = await app.SignInAs(Role.Operator);
        using var officer = await app.SignInAs(Role.IctAgency);
        (await clerk.Open("/kerja/direktori-layanan/harga/v1")).Body.ShouldNotContain("dalam.example.go.id");
        (await officer.Open("/kerja/direktori-layanan/harga/v1")).Body.ShouldContain("dalam.example.go.id");
        (await clerk.Open($"/kerja/versi-layanan/{version}")).Html.QuerySelectorAll("h2").Select(one => one.TextContent.Trim()).ShouldNotContain("Alamat penyedia");
        (await officer.Open($"/kerja/versi-layanan/{version}")).Html.QuerySelectorAll("h2").Select(one => one.TextContent.Trim()).ShouldContain("Alamat penyedia");
        (await clerk.Open($"/kerja/versi-layanan/{version}/dokumen")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.Open($"/kerja/versi-layanan/{version}/dokumen")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_evidence_has_the_picture_of_who_exchanges_with_whom()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (dapur, pangan) = (await app.Application("Dapur umum"), await app.Application("Pangan"));
        await app.Saved("architecture-relations.registered", () => new Simpul.Web.Modules.Planning.Contract.ArchitectureRelation { FromId = dapur, Kind = Simpul.Web.Modules.Planning.Contract.RelationKind.Exchanges, ToId = pangan });
        using var browse = await app.SignInAs(Role.IctAgency);
        using var zip = new ZipArchive(new MemoryStream(await browse.Client.GetByteArrayAsync(new Uri("/kerja/bukti-penghubung.zip", UriKind.Relative))));
        using var picture = new StreamReader(zip.GetEntry("5-integrasi-aplikasi.svg")!.Open());
        var svg = await picture.ReadToEndAsync();
        svg.ShouldStartWith("<svg", Case.Sensitive);
        svg.ShouldContain("Dapur umum");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_rules_find_is_shown_and_stops_a_publication(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var provider = await app.BusMember("pangan");
        var (service, first) = await app.BusService(provider, "harga");
        var wrong = ApiLintTests.Sound.Replace("\"summary\":\"Catat harga pangan\",", "", StringComparison.Ordinal).Replace("\"halaman\"", "\"ukuran\"", StringComparison.Ordinal);
        var second = await app.BusVersion(service, wrong, one => (one.Label, one.State, one.PublishedAt) = ("v2", ServiceVersionState.Draft, null));
        using var browse = await app.SignInAs(Role.IctAgency);
        var page = await browse.Open("/kerja/direktori-layanan/harga/v2/pemeriksaan");
        page.Text.ShouldContain("1 kesalahan menghalangi penerbitan");
        page.Text.ShouldContain("POST /harga");
        page.Text.ShouldContain("Isi summary");
        page.Text.ShouldContain("Parameter halaman dihapus. Gerbang menolak permintaan yang masih mengirimnya.");
        (await browse.Open("/kerja/direktori-layanan/harga/v1/pemeriksaan")).Text.ShouldContain("memenuhi semua kaidah");

        var findings = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var (old, fresh) = (await db.Set<BusServiceVersion>().SingleAsync(one => one.Id == first), await db.Set<BusServiceVersion>().SingleAsync(one => one.Id == second));
            List<ReviewFinding> all = [];
            foreach (var review in services.GetServices<IServiceReview>()) all.AddRange(await review.ReviewAsync(fresh, old, CancellationToken.None));
            return all;
        });
        findings.ShouldContain(one => one.Severity == ReviewSeverity.Error && one.Rule == "operation-summary" && one.Path == "POST /harga");
        // Beside the old one it breaks nobody; in its place it would.
        findings.ShouldContain(one => one.Severity == ReviewSeverity.Warning && one.Rule == "parameter-removed");
        // A name that promises to fit is held to it, whichever version was published later.
        var third = await app.BusVersion(service, ApiLintTests.Sound.Replace("\"halaman\"", "\"ukuran\"", StringComparison.Ordinal), one => (one.Label, one.State, one.PublishedAt) = ("v1.1", ServiceVersionState.Draft, null));
        await app.Edited<BusServiceVersion>(second, "bus-service-versions.changed", one => (one.State, one.PublishedAt) = (ServiceVersionState.Published, MadeBus.Begun.AddDays(9)));
        var against = await app.Do(async services => await services.GetRequiredService<VersionPublication>().Against(await services.GetRequiredService<PlatformDb>().Set<BusServiceVersion>().Include(one => one.Upstreams).Include(one => one.Fields).SingleAsync(one => one.Id == third), CancellationToken.None));
        against.ShouldContain(one => one.Message.Contains("Nama v1.1 menjanjikan pemanggil v1 tetap cocok", StringComparison.Ordinal));
    }
}
