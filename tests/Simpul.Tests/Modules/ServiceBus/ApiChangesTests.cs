using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Web.Modules.ServiceBus.Lint;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>What a new version of a description means for those who call.</summary>
public sealed class ApiChangesTests
{
    private const string Plain = """
        {"openapi":"3.1.0","info":{"title":"Pasar","version":"1"},"paths":{"/pasar/{id}":{"get":{"operationId":"baca",
        "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string","maxLength":9}},{"name":"tahun","in":"query","schema":{"type":"integer"}}],
        "responses":{"200":{"description":"ya","content":{"application/json":{"schema":{"type":"object","required":["nama"],"properties":{
        "nama":{"type":"string"},"jenis":{"type":"string","enum":["induk","desa"]},"luas":{"type":"number"}}}}}},"404":{"description":"tidak"}}}},
        "/pasar":{"post":{"operationId":"tambah","requestBody":{"content":{"application/json":{"schema":{"type":"object","additionalProperties":false,"required":["nama"],"properties":{
        "nama":{"type":"string"},"jenis":{"type":"string","enum":["induk","desa"]}}}}}},"responses":{"201":{"description":"ya"}}}}}}
        """;

    private const string Answer = "paths//pasar/{id}/get/responses/200/content/application~json/schema";
    private const string Request = "paths//pasar/post/requestBody/content/application~json/schema";

    [Theory]
    [InlineData("paths//pasar", null, "operation-removed", ChangeImpact.Breaking, "Operasi POST /pasar dihapus.")]
    [InlineData("paths//pasar/post/operationId", "\"simpan\"", "operation-renamed", ChangeImpact.Breaking, "operationId berubah dari tambah menjadi simpan")]
    [InlineData("paths//pasar/{id}/get/parameters/1", null, "parameter-removed", ChangeImpact.Breaking, "Parameter tahun dihapus. Gerbang menolak")]
    [InlineData("paths//pasar/{id}/get/parameters/1/required", "true", "parameter-required", ChangeImpact.Breaking, "Parameter tahun kini wajib.")]
    [InlineData("paths//pasar/{id}/get/parameters/1/schema/type", "\"string\"", "type-changed", ChangeImpact.Breaking, "Jenis berubah dari integer menjadi string.")]
    [InlineData("paths//pasar/{id}/get/parameters/0/schema/maxLength", "5", "bound-tightened", ChangeImpact.Breaking, "Batas maxLength berubah dari 9 menjadi 5.")]
    [InlineData("paths//pasar/{id}/get/parameters/0/schema/maxLength", "12", "bound-loosened", ChangeImpact.Harmless, "Batas maxLength berubah dari 9 menjadi 12.")]
    [InlineData("paths//pasar/{id}/get/security", "[{\"token\":[]}]", "security-added", ChangeImpact.Breaking, "kini menuntut pengamanan")]
    [InlineData("paths//pasar/{id}/get/deprecated", "true", "deprecated", ChangeImpact.Careful, "akan dihentikan")]
    [InlineData("paths//pasar/{id}/get/responses/404", null, "response-removed", ChangeImpact.Careful, "Jawaban 404")]
    [InlineData(Answer + "/properties/luas", null, "property-removed", ChangeImpact.Breaking, "Elemen luas dihapus dari jawaban.")]
    [InlineData(Answer + "/properties/luas/type", "\"string\"", "type-changed", ChangeImpact.Breaking, "Jenis berubah dari number menjadi string.")]
    [InlineData(Answer + "/properties/luas/type", "[\"number\",\"null\"]", "type-widened", ChangeImpact.Breaking, "menjadi null atau number")]
    [InlineData(Answer + "/properties/kota", "{\"type\":\"string\"}", "property-added", ChangeImpact.Harmless, "Elemen kota ditambahkan.")]
    [InlineData(Answer + "/required", "[]", "property-optional", ChangeImpact.Breaking, "Elemen nama tidak lagi selalu ada")]
    [InlineData(Answer + "/properties/jenis/enum", "[\"induk\",\"desa\",\"apung\"]", "value-added", ChangeImpact.Breaking, "Nilai \"apung\" ditambahkan")]
    [InlineData(Answer + "/properties/jenis/enum", "[\"induk\"]", "value-removed", ChangeImpact.Harmless, "Nilai \"desa\" dihapus")]
    [InlineData(Request + "/properties/jenis/enum", "[\"induk\"]", "value-removed", ChangeImpact.Breaking, "Nilai \"desa\" dihapus")]
    [InlineData(Request + "/properties/jenis/enum", "[\"induk\",\"desa\",\"apung\"]", "value-added", ChangeImpact.Harmless, "Nilai \"apung\" ditambahkan")]
    [InlineData(Request + "/properties/jenis", null, "property-removed", ChangeImpact.Breaking, "Elemen jenis tidak lagi diuraikan dan ditolak.")]
    [InlineData(Request + "/required", "[\"nama\",\"jenis\"]", "property-required", ChangeImpact.Breaking, "Elemen jenis kini wajib.")]
    [InlineData("paths//pasar/post/requestBody/required", "true", "body-required", ChangeImpact.Breaking, "Badan permintaan kini wajib.")]
    public void A_change_is_named_and_weighed(string place, string? value, string kind, ChangeImpact impact, string words)
    {
        var change = ApiChanges.Between(Encoding.UTF8.GetBytes(Plain), Changed(place, value)).ShouldHaveSingleItem();
        change.ShouldSatisfyAllConditions(() => change.Kind.ShouldBe(kind), () => change.Impact.ShouldBe(impact), () => change.Text.ShouldContain(words));
    }

    [Fact]
    public void What_a_parameter_in_the_path_is_called_is_no_change_to_a_caller() =>
        ApiChanges.Between(Encoding.UTF8.GetBytes(Plain), Encoding.UTF8.GetBytes(Plain.Replace("{id}", "{nomor}", StringComparison.Ordinal).Replace("\"name\":\"id\"", "\"name\":\"nomor\"", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_description_against_itself_gives_nothing_and_what_one_way_is_removed_is_the_other_way_added()
    {
        Dictionary<string, string> mirrors = new()
        {
            ["operation-removed"] = "operation-added", ["parameter-removed"] = "parameter-added", ["parameter-required"] = "parameter-optional", ["body-removed"] = "body-added", ["body-required"] = "body-optional",
            ["response-removed"] = "response-added", ["property-removed"] = "property-added", ["property-required"] = "property-optional", ["value-removed"] = "value-added", ["type-narrowed"] = "type-widened",
            ["values-bound"] = "values-freed", ["bound-tightened"] = "bound-loosened", ["choice-removed"] = "choice-added", ["closed"] = "opened", ["security-removed"] = "security-added",
            ["pattern-added"] = "pattern-removed", ["format-added"] = "format-removed", ["multipleOf-added"] = "multipleOf-removed", ["schema-added"] = "schema-removed", ["media-removed"] = "media-added",
        };
        var total = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var (one, other) = (new MadeDescription(seed).Bytes(), new MadeDescription(seed + 1).Bytes());
            ApiChanges.Between(one, one).ShouldBeEmpty($"seed {seed}");
            var (there, back) = (Kinds(ApiChanges.Between(one, other)), Kinds(ApiChanges.Between(other, one)));
            total += there.Values.Sum();
            foreach (var kind in there.Keys.Union(back.Keys)) back.GetValueOrDefault(Mirror(kind)).ShouldBe(there.GetValueOrDefault(kind), $"seed {seed}: {kind}");
        }
        total.ShouldBeGreaterThan(1000);

        string Mirror(string kind) => mirrors.TryGetValue(kind, out var added) ? added : mirrors.FirstOrDefault(pair => pair.Value == kind).Key ?? kind;

        // That a thing is added which is required is a graver way of its being added.
        static Dictionary<string, int> Kinds(IReadOnlyList<ApiChange> changes) => changes.GroupBy(one => one.Kind.Replace("-added-required", "-added", StringComparison.Ordinal)).ToDictionary(group => group.Key, group => group.Count());
    }

    private static byte[] Changed(string place, string? value)
    {
        var document = JsonNode.Parse(Plain)!;
        // In these places a doubled slash begins a name that has slashes of its own, up to the one after it.
        List<string> tokens = [.. place.Replace("//pasar/{id}", "/@one", StringComparison.Ordinal).Replace("//pasar", "/@all", StringComparison.Ordinal).Split('/')
            .Select(token => token switch { "@one" => "/pasar/{id}", "@all" => "/pasar", "application~json" => "application/json", _ => token })];
        var holder = document;
        foreach (var token in tokens.SkipLast(1)) holder = holder is JsonArray list ? list[int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)]! : holder[token]!;
        if (holder is JsonArray array) array.RemoveAt(int.Parse(tokens[^1], System.Globalization.CultureInfo.InvariantCulture));
        else if (value is null) holder.AsObject().Remove(tokens[^1]);
        else holder[tokens[^1]] = JsonNode.Parse(value);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
