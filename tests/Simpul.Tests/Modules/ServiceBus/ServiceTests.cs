using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus.Descriptions;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>Services: their versions from OpenAPI documents, what of them is held how closely, and how they are published.</summary>
public sealed class ServiceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_version_is_published_in_the_case_that_the_regulation_asks_for(string database)
    {
        await using var hall = await BusHall.Open(database);
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var service = await hall.AddService(hall.Provider, member);
        var version = await hall.AddVersion(hall.Provider, service);
        var browse = await hall.As(hall.Provider);
        var page = await browse.Open($"/kerja/versi-layanan/{version}/terbit");
        page.Text.ShouldContain("Siap diterbitkan");
        page.Text.ShouldContain("Pasal 16 ayat (5)");
        page.Html.QuerySelector("form[action*='Propose']").ShouldBeNull();
        (await hall.Snapshot()).Services.ShouldBeEmpty();

        (await hall.Connect(hall.Provider, member, version)).Text.ShouldContain("Selesai");
        var told = (await hall.Snapshot(read => read.Services.Count == 1)).Services.Single();
        (told.Code, told.Version, told.Provider, told.Classification, told.Environment).ShouldBe(("penduduk", "v1", "dukcapil", "restricted", "production"));
        told.Upstreams.Single().Url.ShouldBe("https://api.contoh.invalid/v1");
        (await File.ReadAllTextAsync(Path.Combine(hall.Folder, "descriptions", told.Description + ".json"))).ShouldBe(BusHall.Description);
        (await browse.Open($"/kerja/versi-layanan/{version}")).Text.ShouldContain("Terbit");
        (await browse.Open($"/kerja/versi-layanan/{version}/sunting")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browse.Client.GetStringAsync(new Uri($"/kerja/versi-layanan/{version}/dokumen", UriKind.Relative))).ShouldBe(BusHall.Description);

        var officer = await hall.As(hall.Ict);
        var state = await officer.Open($"/kerja/versi-layanan/{version}/terbit");
        (await officer.Submit(state, "Tarik versi ini")).Text.ShouldContain("Tulis mengapa");
        (await officer.Submit(state, "Tarik versi ini", ("Input.Reason", "Diganti v2"))).Text.ShouldContain("Ditarik");
        (await hall.Snapshot(read => read.Blocks.Count == 1)).Blocks.Single().ShouldBe(new("service", "penduduk/v1", "Diganti v2"));
    }

    [Fact]
    public async Task A_document_that_was_changed_after_it_was_examined_is_not_published()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, member));
        var browse = await hall.As(hall.Provider);
        var page = await browse.Submit(await browse.Open($"/kerja/urusan/baru/bus-connection?member={member}&serviceVersion={version}"), "Buka urusan", ("Input.Fields[need]", "Terbitkan"));
        page = await Platform.Cases.CityHall.Upload(browse, page, "Dokumentasi API");
        var href = (await browse.Submit(page, "Ajukan permohonan")).Href;
        (await browse.Submit(await browse.Open($"/kerja/versi-layanan/{version}/sunting"), "Simpan rancangan", [("Input.Document", "baru.json", Encoding.UTF8.GetBytes(BusHall.Description.Replace("Cari", "Temukan", StringComparison.Ordinal)))]))
            .Text.ShouldContain("Rancangan tersimpan");
        var officer = await hall.As(hall.Ict);
        var decide = await Platform.Cases.CityHall.Upload(officer, await officer.Open(href), "Pertimbangan kelaikan keamanan informasi");
        (await officer.Submit(decide, "Nyatakan laik", ("Input.Fields[guideline]", "Peraturan BSSN 4/2021"))).Text.ShouldContain("diganti sesudah permohonan ini diajukan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_version_whose_address_or_classification_was_changed_is_decided_only_after_it_was_submitted_again(string database)
    {
        await using var hall = await BusHall.Open(database);
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, member));
        var browse = await hall.As(hall.Provider);
        var page = await browse.Submit(await browse.Open($"/kerja/urusan/baru/bus-connection?member={member}&serviceVersion={version}"), "Buka urusan", ("Input.Fields[need]", "Terbitkan"));
        page = await Platform.Cases.CityHall.Upload(browse, page, "Dokumentasi API");
        var href = (await browse.Submit(page, "Ajukan permohonan")).Href;
        await browse.Submit(await browse.Open($"/kerja/versi-layanan/{version}/sunting"), "Simpan rancangan", ("Input.Upstreams", "https://lain.contoh.invalid/v1"));

        var officer = await hall.As(hall.Ict);
        var decide = await Platform.Cases.CityHall.Upload(officer, await officer.Open(href), "Pertimbangan kelaikan keamanan informasi");
        var refused = await officer.Submit(decide, "Nyatakan laik", ("Input.Fields[guideline]", "Peraturan BSSN 4/2021"));
        refused.Text.ShouldContain("diubah sesudah permohonan diajukan dan diperiksa. Kembalikan kepada pemohon");
        refused.Html.QuerySelector("[name='Input.Fields[guideline]']")!.GetAttribute("value").ShouldBe("Peraturan BSSN 4/2021");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusServiceVersion>().SingleAsync())).State.ShouldBe(ServiceVersionState.Draft);

        // The way on: back, submitted again, and what lies there now is decided.
        await officer.Submit(await officer.Open(href), "Kembalikan untuk diperbaiki", ("Reason", "Alamatnya berubah"));
        await browse.Submit(await browse.Open(href), "Ajukan permohonan");
        (await officer.Submit(await officer.Open(href), "Nyatakan laik", ("Input.Fields[guideline]", "Peraturan BSSN 4/2021"))).Text.ShouldContain("Selesai");
        (await hall.Snapshot(read => read.Services.Count == 1)).Services.Single().Upstreams.Single().Url.ShouldBe("https://lain.contoh.invalid/v1");
        var opinion = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusOpinion>().SingleAsync());
        opinion.Guideline.ShouldBe("Peraturan BSSN 4/2021");
    }

    [Fact]
    public async Task An_opinion_names_its_guideline_where_the_regulation_wants_one()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Consumer, "dinsos", "Aplikasi Bansos");
        var browse = await hall.As(hall.Consumer);
        var page = await browse.Submit(await browse.Open($"/kerja/urusan/baru/bus-connection?member={member}"), "Buka urusan", ("Input.Fields[need]", "Pertukaran data"));
        page = await browse.Submit(await Platform.Cases.CityHall.Upload(browse, page, "Dokumentasi API"), "Ajukan permohonan");
        var officer = await hall.As(hall.Ict);
        var decide = await Platform.Cases.CityHall.Upload(officer, await officer.Open(page.Href), "Pertimbangan kelaikan keamanan informasi");
        decide.Text.ShouldContain("Ketentuan keamanan informasi BSSN");
        decide.Text.ShouldContain("Pasal 16 ayat (5) huruf b");
        (await officer.Submit(decide, "Nyatakan laik")).Text.ShouldContain("Isi pedoman yang diikuti.");
        var done = await officer.Submit(decide, "Nyatakan laik", ("Input.Fields[guideline]", "Peraturan BSSN 4/2021, Pasal 26"));
        done.Text.ShouldContain("Peraturan BSSN 4/2021, Pasal 26");
        // Recorded by the form, it is asked for in the same way.
        var form = await officer.Open("/kerja/pertimbangan-kelaikan/baru");
        (await officer.Submit(form, "Simpan pertimbangan kelaikan", ("Form.Input[kind]", nameof(OpinionKind.SecurityFitness)), ("Form.Input[by]", "ict-agency"), ("Form.Input[verdict]", nameof(OpinionVerdict.Fit)), ("Form.Input[givenOn]", "2026-11-02")))
            .Text.ShouldContain("Sebut pedoman yang diikuti pertimbangan ini: Ketentuan keamanan informasi BSSN");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_service_takes_a_code_that_an_address_of_the_bus_needs(string database)
    {
        await using var hall = await BusHall.Open(database);
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var browse = await hall.As(hall.Provider);
        var form = await browse.Open("/kerja/layanan-penghubung/baru");
        (await browse.Submit(form, "Simpan layanan penghubung", ("Form.Input[title]", "Data kunci"), ("Form.Input[code]", "kunci"), ("Form.Input[provider]", member.ToString()), ("Form.Input[classification]", nameof(Classification.Public))))
            .Text.ShouldContain("Kode “kunci” sudah dipakai di alamat penghubung sendiri. Pilih kode lain");

        // Whatever stands in an address where others have the code of a service must be reserved.
        var routes = hall.App.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>().Select(one => one.RoutePattern.PathSegments).ToList();
        var collisions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (route, at) in routes.SelectMany(route => Enumerable.Range(0, route.Count).Where(at => route[at].Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "code" }]).Select(at => (route, at))))
        {
            foreach (var other in routes.Where(other => other.Count > at && other[at].Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart] && Enumerable.Range(0, at).All(i => Text(other[i]) == Text(route[i]))))
            {
                collisions.Add(Text(other[at]));
            }
        }
        collisions.ShouldContain("kunci");
        collisions.Where(code => Web.Modules.ServiceBus.BusCode.Is(code)).ShouldAllBe(code => Web.Modules.ServiceBus.BusCode.IsReserved(code));

        static string Text(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPathSegment segment) => segment.Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal] ? literal.Content : "{}";
    }

    [Fact]
    public async Task Where_no_case_publishes_somebody_else_than_the_proposer_does()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Ict, "dukcapil", "Kependudukan", MemberState.Active);
        var version = await hall.AddVersion(hall.Ict, await hall.AddService(hall.Ict, member), "v1-uji", "https://uji.contoh.invalid", ServiceEnvironment.Sandbox);
        var browse = await hall.As(hall.Ict);
        (await browse.Submit(await browse.Open($"/kerja/versi-layanan/{version}/terbit"), "Usulkan penerbitan")).Text.ShouldContain("Menunggu keputusan");
        (await browse.Submit(await browse.Open($"/kerja/versi-layanan/{version}/terbit"), "Terbitkan versi ini")).Text.ShouldContain("Anda sendiri yang mengusulkan");
        var colleague = await hall.As(hall.Colleague);
        (await colleague.Submit(await colleague.Open($"/kerja/versi-layanan/{version}/terbit"), "Terbitkan versi ini")).Text.ShouldContain("Versi terbit");
        (await hall.Snapshot(read => read.Services.Count == 1)).Services.Single().Environment.ShouldBe("sandbox");
    }

    [Fact]
    public async Task An_error_that_a_review_finds_stops_the_publication()
    {
        await using var hall = await BusHall.Open(configure: services => services.AddScoped<IServiceReview, Grumbler>());
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, member), "v1-uji", "https://uji.contoh.invalid", ServiceEnvironment.Sandbox);
        var browse = await hall.As(hall.Provider);
        var page = await browse.Open($"/kerja/versi-layanan/{version}/terbit");
        page.Text.ShouldContain("Pemeriksaan contoh");
        page.Text.ShouldContain("Sebaiknya diperbaiki");
        (await browse.Submit(page, "Usulkan penerbitan")).Text.ShouldContain("Beri contoh");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusServiceVersion>().SingleAsync())).State.ShouldBe(ServiceVersionState.Draft);
    }

    [Fact]
    public async Task A_document_that_the_gateway_could_not_check_is_refused_with_the_place()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var service = await hall.AddService(hall.Provider, member);
        var browse = await hall.As(hall.Provider);
        var form = await browse.Open($"/kerja/layanan-penghubung/{service}/versi-baru");
        async Task<string> Refused(string document, string label = "v1", string? upstreams = "https://api.contoh.invalid") =>
            (await browse.Submit(form, "Simpan rancangan", [("Input.Document", "openapi.json", Encoding.UTF8.GetBytes(document))], ("Input.Label", label), ("Input.Upstreams", upstreams))).Text;

        (await Refused("{}")).ShouldContain("OpenAPI 3.0");
        (await Refused("bukan: [")).ShouldContain("bukan JSON atau YAML yang utuh");
        (await Refused("a: &x 1\nb: *x")).ShouldContain("anchors");
        (await Refused(BusHall.Description.Replace("\"type\":\"object\",\"required\"", "\"if\":{},\"type\":\"object\",\"required\"", StringComparison.Ordinal))).ShouldContain("the keyword if cannot be checked");
        (await Refused(BusHall.Description, "V 1")).ShouldContain("Isi nama versi");
        (await Refused(BusHall.Description, upstreams: "https://a:b@api.contoh.invalid")).ShouldContain("bukan alamat penyedia");
        (await Refused(BusHall.Description, upstreams: "https://api.contoh.invalid zz")).ShouldContain("SHA-256");
        (await browse.Submit(form, "Simpan rancangan", ("Input.Label", "v1"), ("Input.SourceUrl", "http://169.254.169.254/latest"))).Text.ShouldContain("jaringan dalam yang tidak boleh dihubungi");
        (await browse.Submit(form, "Simpan rancangan", ("Input.Label", "v1"), ("Input.SourceUrl", "file:///etc/passwd"))).Text.ShouldContain("diawali https://");
        (await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusServiceVersion>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Every_element_is_classified_and_none_is_above_its_service()
    {
        await using var hall = await BusHall.Open();
        var member = await hall.Register(hall.Provider, "dukcapil", "Kependudukan");
        var version = await hall.AddVersion(hall.Provider, await hall.AddService(hall.Provider, member), "v1-uji", "https://uji.contoh.invalid", ServiceEnvironment.Sandbox);
        var elements = await hall.Elements(version);
        elements.Keys.ShouldBe(["/properties/nik", "/properties/nama", "/properties/agama", "/properties/alamat", "/properties/alamat/properties/jalan", "/properties/alamat/properties/kota", "/properties/keluarga",
            "/properties/keluarga/items/properties/nama", "/properties/keluarga/items/properties/hubungan"], ignoreOrder: true);
        var browse = await hall.As(hall.Provider);
        var form = await browse.Open($"/kerja/versi-layanan/{version}/klasifikasi");
        form.Html.QuerySelector($"input[name=Personal][value='{elements["/properties/nik"]}']")!.HasAttribute("checked").ShouldBeTrue();
        form.Html.QuerySelector($"input[name=Personal][value='{elements["/properties/keluarga/items/properties/hubungan"]}']")!.HasAttribute("checked").ShouldBeFalse();
        await browse.Submit(form, "Simpan klasifikasi", ($"Levels[{elements["/properties/agama"]}]", nameof(Classification.Secret)));
        (await browse.Open($"/kerja/versi-layanan/{version}/terbit")).Text.ShouldContain("di atas klasifikasi layanannya");
    }

    [Fact]
    public async Task The_provider_is_looked_at_and_what_lies_inside_is_not()
    {
        await using var web = await Answering.Start();
        await using var hall = await BusHall.Open(configure: services => services.AddSingleton(new ProviderOptions { Networks = "127.0.0.1/32" }));
        var member = await hall.Register(hall.Ict, "dukcapil", "Kependudukan", MemberState.Active);
        var version = await hall.AddVersion(hall.Ict, await hall.AddService(hall.Ict, member), "v1-uji", $"{web.Address}\nhttp://127.0.0.2:9/", ServiceEnvironment.Sandbox);
        await hall.App.Do(async services =>
        {
            var (db, work) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<VersionPublication>());
            var item = await db.Set<BusServiceVersion>().Include(one => one.Upstreams).Include(one => one.Fields).SingleAsync();
            (await work.Propose(item, CancellationToken.None)).Refusals.ShouldBeEmpty();
            (await work.Approve(item, CancellationToken.None)).Refusals.ShouldBeEmpty();
            (await HealthWatch.Run(services, CancellationToken.None)).ShouldBe("2 alamat diperiksa, 1 tidak menjawab.");
        });
        var page = await (await hall.As(hall.Ict)).Open($"/kerja/versi-layanan/{version}");
        page.Text.ShouldContain("Menjawab,");
        page.Text.ShouldContain("di jaringan dalam yang tidak boleh dihubungi");
        // A document at an address that is allowed is read.
        web.Body = BusHall.Description;
        (await hall.App.Do(services => services.GetRequiredService<ProviderClient>().Read($"{web.Address}openapi.json", "x", CancellationToken.None))).Value.ShouldBe(Encoding.UTF8.GetBytes(BusHall.Description));
        var service = await hall.App.Do(services => services.GetRequiredService<PlatformDb>().Set<BusServiceVersion>().Select(one => one.ServiceId).SingleAsync());
        var officer = await hall.As(hall.Ict);
        var drafted = await officer.Submit(await officer.Open($"/kerja/layanan-penghubung/{service}/versi-baru"), "Simpan rancangan", ("Input.Label", "v2-uji"), ("Input.SourceUrl", $"{web.Address}openapi.json"), ("Input.Environment", nameof(ServiceEnvironment.Sandbox)));
        drafted.Title.ShouldBe("Klasifikasi elemen", drafted.Text);
        // The document is mended at the same address: it is read again where somebody says so, and the page says what came of it.
        web.Body = BusHall.Description.Replace("\"agama\":{\"type\":\"string\"},", "", StringComparison.Ordinal);
        var draft = Guid.Parse(drafted.Href.Split('/')[^2]);
        var edit = $"/kerja/versi-layanan/{draft}/sunting";
        (await officer.Submit(await officer.Open(edit), "Simpan rancangan")).Text.ShouldContain("Rancangan tersimpan.");
        (await hall.Elements(draft)).Keys.ShouldContain("/properties/agama");
        (await officer.Submit(await officer.Open(edit), "Simpan rancangan", ("Input.IsReadAgain", "true"))).Text.ShouldContain("Dokumen dibaca ulang, dan isinya berubah");
        (await hall.Elements(draft)).Keys.ShouldNotContain("/properties/agama");
        (await officer.Submit(await officer.Open(edit), "Simpan rancangan", ("Input.IsReadAgain", "true"))).Text.ShouldContain("Dokumen dibaca ulang; isinya tidak berubah.");
        web.Redirect = true;
        (await hall.App.Do(services => services.GetRequiredService<ProviderClient>().Read($"{web.Address}openapi.json", "x", CancellationToken.None))).Refusals.Single().Message.ShouldContain("mengalihkan");
    }

    [Fact]
    public void A_document_says_the_same_in_yaml_as_in_json()
    {
        const string yaml = """
            openapi: 3.1.0
            info: {title: Wilayah, version: "1"}
            paths:
              /wilayah:
                get:
                  operationId: list
                  responses:
                    "200":
                      description: Daftar
                      content:
                        application/json:
                          schema: {type: array, maxItems: 100, items: {type: object, properties: {kode: {type: string, example: "01"}, luas: {type: number, minimum: 0.5}, aktif: {type: boolean, default: true}, catatan: {type: [string, "null"], default: null}}}}
            """;
        var read = DescriptionReading.Read(Encoding.UTF8.GetBytes(yaml), "x");
        read.Refusals.ShouldBeEmpty();
        using var json = JsonDocument.Parse(read.Value.Json);
        json.RootElement.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        json.RootElement.GetProperty("info").GetProperty("version").GetString().ShouldBe("1");
        var schema = json.RootElement.GetProperty("paths").GetProperty("/wilayah").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        schema.GetProperty("maxItems").GetInt32().ShouldBe(100);
        var properties = schema.GetProperty("items").GetProperty("properties");
        properties.GetProperty("kode").GetProperty("example").GetString().ShouldBe("01");
        properties.GetProperty("luas").GetProperty("minimum").GetDecimal().ShouldBe(0.5m);
        properties.GetProperty("aktif").GetProperty("default").ValueKind.ShouldBe(JsonValueKind.True);
        properties.GetProperty("catatan").GetProperty("default").ValueKind.ShouldBe(JsonValueKind.Null);
        read.Value.Description.Operations.Single().Elements().Select(one => one.At).ShouldBe(["/items/properties/kode", "/items/properties/luas", "/items/properties/aktif", "/items/properties/catatan"]);
    }

    [Fact]
    public void Every_data_element_that_is_listed_can_stand_in_a_contract()
    {
        // A person whose children are persons, a map, alternatives, a name with a slash and a tilde: whatever the walk lists, the gateway must find.
        const string document = """
            {"openapi":"3.0.3","info":{"title":"x","version":"1"},"paths":{"/x":{"get":{"operationId":"x","responses":{"200":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/P"}}}}}}}},
            "components":{"schemas":{"P":{"type":"object","properties":{"a/b~c":{"type":"string"},"anak":{"type":"array","items":{"$ref":"#/components/schemas/P"}},"peta":{"type":"object","additionalProperties":{"type":"object","properties":{"v":{"type":"integer"}}}}},
            "allOf":[{"type":"object","properties":{"umur":{"type":"integer","format":"int32","description":"Umur"}}}],"oneOf":[{"type":"object","properties":{"b":{"type":"string"}}},{"$ref":"#/components/schemas/Q"}]},"Q":{"type":"object","properties":{"c":{"type":"string"}}}}}}
            """;
        var operation = ApiDescription.Parse(Encoding.UTF8.GetBytes(document)).Operations.Single();
        var elements = operation.Elements();
        elements.Select(one => one.Name).ShouldBe(["a/b~c", "anak", "peta", "*", "v", "umur", "b", "c"], ignoreOrder: true);
        elements.Single(one => one.Name == "umur").ShouldBe(new DataElement("/allOf/0/properties/umur", "umur", 0, "integer (int32)", "Umur"));
        elements.Select(one => one.At).ShouldBeUnique();
        foreach (var element in elements)
        {
            Should.NotThrow(() => operation.Fields([element.At]), element.At);
        }
        Should.NotThrow(() => operation.Fields([.. elements.Select(one => one.At)]));
    }

    private sealed class Grumbler : IServiceReview
    {
        public string Title => "Pemeriksaan contoh";

        public Task<IReadOnlyList<ReviewFinding>> ReviewAsync(BusServiceVersion candidate, BusServiceVersion? before, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ReviewFinding>>(
            [new(ReviewSeverity.Error, "example", "GET /penduduk/{nik}", "Beri contoh pada setiap jawaban."), new(ReviewSeverity.Warning, "tags", "GET /penduduk/{nik}", "Beri label pada operasi.")]);
    }
}
