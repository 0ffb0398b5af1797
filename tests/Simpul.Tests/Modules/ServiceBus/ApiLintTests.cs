using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Platform.Profile.National;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The rules of <c>api-rules.yaml</c>, each broken once.</summary>
public sealed class ApiLintTests
{
    internal static readonly NationalData National = NationalData.Load(Path.Combine(AppContext.BaseDirectory, "regulations", "national"));

    private static readonly ApiLint Lint = new(National);

    /// <summary>A description that no rule finds anything at.</summary>
    internal const string Sound = """
        {"openapi":"3.1.0","info":{"title":"Harga pangan","version":"1.2.0","description":"Harga bahan pangan pokok di pasar kota, dicatat setiap hari kerja.","contact":{"email":"data@example.go.id"},"license":{"name":"Terbuka"}},
        "servers":[{"url":"https://pangan.example.go.id/api"}],"tags":[{"name":"Harga","description":"Harga per pasar."}],"security":[{"token":[]}],
        "paths":{"/harga":{"get":{"operationId":"daftarHarga","summary":"Daftar harga pangan","description":"Harga menurut pasar, terbaru dahulu.","tags":["Harga"],
        "parameters":[{"name":"halaman","in":"query","description":"Halaman ke berapa.","schema":{"type":"integer","minimum":1}}],
        "responses":{"200":{"description":"Daftar harga","content":{"application/json":{"schema":{"type":"object","properties":{"data":{"type":"array","description":"Harga","items":{"$ref":"#/components/schemas/Harga"}}}}}}},
        "400":{"description":"Permintaan keliru","content":{"application/problem+json":{"schema":{"type":"object"}}}}}},
        "post":{"operationId":"catatHarga","summary":"Catat harga pangan","description":"Mencatat harga satu pasar.","tags":["Harga"],"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Harga"}}}},
        "responses":{"201":{"description":"Tercatat"},"400":{"description":"Permintaan keliru","content":{"application/problem+json":{"schema":{"type":"object"}}}}}}}},
        "components":{"securitySchemes":{"token":{"type":"http","scheme":"bearer"}},"schemas":{"Harga":{"type":"object","properties":{"komoditas":{"type":"string","description":"Nama","example":"Beras"},"tanggal":{"type":"string","format":"date","description":"Hari"},"nilai":{"type":"integer","description":"Rupiah","example":14000}}}}}}
        """;

    [Fact]
    public void A_sound_description_passes_every_rule()
    {
        var report = Lint.Check(Encoding.UTF8.GetBytes(Sound));
        report.Findings.Select(one => $"{one.Rule.Id} {one.At}").ShouldBeEmpty();
        (report.More, report.HasErrors).ShouldBe((0, false));
    }

    [Theory]
    [InlineData("info-title", "\"title\":\"Harga pangan\"", "\"title\":\"H\"", "/info", "info")]
    [InlineData("info-description", "Harga bahan pangan pokok di pasar kota, dicatat setiap hari kerja.", "Harga", "/info", "info")]
    [InlineData("info-version", "\"version\":\"1.2.0\"", "\"version\":\"terbaru\"", "/info", "info")]
    [InlineData("info-contact", "\"contact\":{\"email\":\"data@example.go.id\"}", "\"contact\":{\"name\":\"Data\"}", "/info", "info")]
    [InlineData("contact-email", "data@example.go.id", "data", "/info/contact", "info › contact")]
    [InlineData("info-license", "\"license\":{\"name\":\"Terbuka\"}", "\"x-license\":1", "/info", "info")]
    [InlineData("servers-encrypted", "https://pangan", "http://pangan", "/servers/0", "servers › 0")]
    [InlineData("servers-not-local", "https://pangan.example.go.id/api", "https://localhost/api", "/servers/0", "servers › 0")]
    [InlineData("servers-without-secret", "https://pangan", "https://admin:x@pangan", "/servers/0", "servers › 0")]
    [InlineData("tags-described", "\"description\":\"Harga per pasar.\"", "\"x-d\":1", "/tags/0", "tags › 0")]
    [InlineData("operation-id-unique", "catatHarga", "daftarHarga", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-id", "\"operationId\":\"catatHarga\",", "", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-id-casing", "catatHarga", "catat_harga", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-id-length", "catatHarga", "catatHargaPanganPokokDiSeluruhPasarKotaSetiapHariKerjaPadaPagiHari", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-summary", "\"summary\":\"Catat harga pangan\",", "", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-description", "Mencatat harga satu pasar.", "ya", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-tags", "\"tags\":[\"Harga\"],\"requestBody\"", "\"requestBody\"", "/paths/~1harga/post", "POST /harga")]
    [InlineData("operation-success", "\"201\"", "\"301\"", "/paths/~1harga/post", "POST /harga")]
    [InlineData("response-description", "\"201\":{\"description\":\"Tercatat\"}", "\"201\":{\"description\":\" \"}", "/paths/~1harga/post/responses/201", "POST /harga, jawaban 201")]
    [InlineData("success-schema", "\"200\":{\"description\":\"Daftar harga\",\"content\":{\"application/json\":{\"schema\":", "\"200\":{\"description\":\"Daftar harga\",\"content\":{\"application/json\":{\"x-schema\":",
        "/paths/~1harga/get/responses/200/content/application~1json", "GET /harga, jawaban 200, application/json")]
    [InlineData("request-schema", "{\"schema\":{\"$ref\":\"#/components/schemas/Harga\"}}}},", "{}}},", "/paths/~1harga/post/requestBody/content/application~1json", null)]
    [InlineData("get-without-body", "\"parameters\":[", "\"requestBody\":{\"content\":{}},\"parameters\":[", "/paths/~1harga/get", "GET /harga")]
    [InlineData("list-paged", "\"name\":\"halaman\"", "\"name\":\"pasar\"", "/paths/~1harga/get", "GET /harga")]
    [InlineData("security-declared", "\"security\":[{\"token\":[]}],", "", "/paths/~1harga/get", "GET /harga")]
    [InlineData("security-not-basic", "\"scheme\":\"bearer\"", "\"scheme\":\"basic\"", "/components/securitySchemes/token", null)]
    [InlineData("api-key-in-header", "\"type\":\"http\",\"scheme\":\"bearer\"", "\"type\":\"apiKey\",\"in\":\"query\",\"name\":\"k\"", "/components/securitySchemes/token", null)]
    [InlineData("path-lower-case", "\"/harga\":", "\"/Harga\":", "/paths/~1Harga", "/Harga")]
    [InlineData("path-without-verb", "\"/harga\":", "\"/get-harga\":", "/paths/~1get-harga", "/get-harga")]
    [InlineData("no-personal-data-in-path", "\"name\":\"halaman\"", "\"name\":\"nama_ibu_kandung\"", "/paths/~1harga/get/parameters/0", "GET /harga, parameter ke-1")]
    [InlineData("no-nik-in-path", "\"name\":\"halaman\"", "\"name\":\"nik\"", "/paths/~1harga/get/parameters/0", "GET /harga, parameter ke-1")]
    [InlineData("parameter-description", "\"description\":\"Halaman ke berapa.\",", "", "/paths/~1harga/get/parameters/0", "GET /harga, parameter ke-1")]
    [InlineData("parameter-schema", "\"schema\":{\"type\":\"integer\",\"minimum\":1}", "\"x\":1", "/paths/~1harga/get/parameters/0", "GET /harga, parameter ke-1")]
    [InlineData("property-description", "\"description\":\"Nama\",", "", "/components/schemas/Harga/properties/komoditas", "skema Harga, komoditas")]
    [InlineData("property-typed", "{\"type\":\"string\",\"description\":\"Nama\"", "{\"description\":\"Nama\"", "/components/schemas/Harga/properties/komoditas", "skema Harga, komoditas")]
    [InlineData("property-example", ",\"example\":\"Beras\"", "", "/components/schemas/Harga/properties/komoditas", "skema Harga, komoditas")]
    [InlineData("date-format", "\"format\":\"date\",", "\"example\":\"kemarin\",", "/components/schemas/Harga/properties/tanggal", "skema Harga, tanggal")]
    [InlineData("money-not-text", "\"nilai\":{\"type\":\"integer\"", "\"nilai\":{\"type\":\"string\"", "/components/schemas/Harga/properties/nilai", "skema Harga, nilai")]
    [InlineData("no-password-in-answer", "\"komoditas\":", "\"password\":", "/components/schemas/Harga/properties/password", "skema Harga, password")]
    public void A_rule_finds_what_breaks_it_at_its_place(string rule, string was, string becomes, string at, string? place)
    {
        Sound.Contains(was, StringComparison.Ordinal).ShouldBeTrue(was);
        var report = Lint.Check(Encoding.UTF8.GetBytes(Sound.Replace(was, becomes, StringComparison.Ordinal)));
        var found = report.Findings.FirstOrDefault(one => one.Rule.Id == rule).ShouldNotBeNull(string.Join(", ", report.Findings.Select(one => one.Rule.Id)));
        found.At.ShouldBe(at);
        if (place is not null) found.Place.ShouldBe(place);
    }

    [Fact]
    public void Errors_that_callers_make_are_described_as_problems()
    {
        var without = JsonNode.Parse(Sound)!;
        without["paths"]!["/harga"]!["get"]!["responses"]!.AsObject().Remove("400");
        without["paths"]!["/harga"]!["post"]!["responses"]!["400"]!["content"] = JsonNode.Parse("""{"text/html":{}}""");
        Found(without.ToJsonString()).ShouldBe(["operation-client-error /paths/~1harga/get", "error-as-problem /paths/~1harga/post/responses/400"], ignoreOrder: true);
    }

    [Fact]
    public void Every_rule_of_the_file_is_broken_by_a_test_of_this_class()
    {
        var tested = typeof(ApiLintTests).GetMethod(nameof(A_rule_finds_what_breaks_it_at_its_place))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(one => (string)one.Data[0]!);
        National.Api.Rules.Select(rule => rule.Id).Except(tested).ShouldBe(["operation-client-error", "error-as-problem"]);
    }

    [Fact]
    public void A_document_that_a_gateway_cannot_work_by_is_an_error_and_a_long_list_of_findings_is_cut()
    {
        var many = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"f{i}\":{{\"type\":\"string\"}}"));
        var report = Lint.Check(Encoding.UTF8.GetBytes(Sound.Replace("\"komoditas\":", $"{many},\"komoditas\":", StringComparison.Ordinal)));
        report.Findings.Count(one => one.Rule.Id == "property-description").ShouldBe(ApiLint.MostOfRule);
        report.More.ShouldBeGreaterThanOrEqualTo(2 * (200 - ApiLint.MostOfRule));
        report.Passes("api-documentation").ShouldBeTrue();

        var unreadable = Lint.Check(Encoding.UTF8.GetBytes(Sound.Replace("#/components/schemas/Harga", "lain.json#/Harga", StringComparison.Ordinal)));
        unreadable.HasErrors.ShouldBeTrue();
        unreadable.Findings[0].Rule.Id.ShouldBe("readable");
        unreadable.Passes("interoperability").ShouldBeFalse();
        // A schema that no contract points into stops nothing, and is told of.
        var partly = Lint.Check(Encoding.UTF8.GetBytes(Sound.Replace("\"201\":{\"description\":\"Tercatat\"}", "\"201\":{\"description\":\"Tercatat\"},\"default\":{\"description\":\"Galat\",\"content\":{\"application/problem+json\":{\"schema\":{\"$ref\":\"lain.json#/Galat\"}}}}", StringComparison.Ordinal)));
        partly.HasErrors.ShouldBeFalse();
        partly.Findings.Where(one => one.Rule.Id == "checkable").ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Place.ShouldBe("POST /harga"), one => one.Rule.Message.ShouldContain("lain.json#/Galat"));
        Should.Throw<FormatException>(() => Lint.Check("[]"u8.ToArray()));
        Should.Throw<FormatException>(() => Lint.Check("{"u8.ToArray()));
    }

    [Fact]
    public void A_mutilated_document_is_judged_or_refused_but_never_crashes_the_linter()
    {
        var chance = new Random(11);
        var judged = 0;
        for (var round = 0; round < 400; round++)
        {
            var text = Sound.ToCharArray();
            for (var i = 0; i < 1 + chance.Next(3); i++) text[chance.Next(text.Length)] = "{}[]\",:0ax$#/"[chance.Next(13)];
            try
            {
                Lint.Check(Encoding.UTF8.GetBytes(text)).Findings.ShouldNotBeNull();
                judged++;
            }
            catch (FormatException)
            {
                // Not JSON any more.
            }
        }
        judged.ShouldBeGreaterThan(50);
    }

    private static IReadOnlyList<string> Found(string document) => [.. Lint.Check(Encoding.UTF8.GetBytes(document)).Findings.Select(one => $"{one.Rule.Id} {one.At}")];
}
