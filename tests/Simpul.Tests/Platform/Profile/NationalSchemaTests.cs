using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class NationalSchemaTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "regulations");

    public static TheoryData<string, string> Files => new()
    {
        { "instruments/spbe-2018", "instrument" },
        { "instruments/spbe-2020", "instrument" },
        { "instruments/pemdi-2026", "instrument" },
        { "reference-architecture", "reference-architecture" },
        { "risk-matrix", "risk-matrix" },
        { "satisfaction-survey", "satisfaction-survey" },
        { "application-tests", "application-tests" },
        { "audit-criteria-2024", "audit-criteria" },
        { "general-applications", "general-applications" },
        { "api-rules", "api-rules" },
        { "holidays", "holidays" },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_national_file_fits_its_schema(string file, string schema) => Schema(schema).Errors(Data(file)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Files))]
    public void A_file_names_its_schema_for_the_editor(string file, string schema)
    {
        var path = Path.Combine(Folder, "national", $"{file}.yaml");
        var named = File.ReadLines(path).First().Split("$schema=")[1];

        Path.GetFullPath(named, Path.GetDirectoryName(path)!).ShouldBe(Path.Combine(Folder, "schemas", $"{schema}.schema.json"));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_key_that_nobody_knows_is_refused_wherever_it_stands(string file, string schema)
    {
        var data = Data(file);
        var blocks = Blocks(data).Where(block => !FreeOfNames(block)).ToList();
        foreach (var block in blocks) block["stranger"] = "x";

        Schema(schema).Errors(data).Count(error => error.EndsWith("stranger is not known", StringComparison.Ordinal)).ShouldBe(blocks.Count);
    }

    [Theory]
    [InlineData("pemdi-2026", "scale", "min", "\"1\"", "/scale/min: is not integer")]
    [InlineData("pemdi-2026", "calculation", "weighting", "\"fair\"", "/calculation/weighting: fair is not one of")]
    [InlineData("pemdi-2026", "in-force", "from", "\"5 June 2026\"", "/in-force/from: “5 June 2026” does not match")]
    [InlineData("pemdi-2026", "structure", "domains", "[{}]", "/structure: fits not exactly one of oneOf")]
    [InlineData("spbe-2018", "cycles", "years", "[]", "/cycles/years: has too few items")]
    [InlineData("spbe-2018", "scale", "max", "101", "/scale/max: 101 is above 100")]
    public void A_value_that_does_not_fit_is_refused(string file, string block, string key, string json, string error)
    {
        var data = Data($"instruments/{file}");
        data[block]![key] = JsonNode.Parse(json);

        Schema("instrument").Errors(data).ShouldContain(one => one.StartsWith(error, StringComparison.Ordinal));
    }

    private static JsonSchema Schema(string name) => JsonSchema.Read(Path.Combine(Folder, "schemas", $"{name}.schema.json"));

    private static JsonObject Data(string file) => JsonSchema.Yaml(File.ReadAllText(Path.Combine(Folder, "national", $"{file}.yaml")))!.AsObject();

    private static IEnumerable<JsonObject> Blocks(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Blocks(entry.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Blocks),
        _ => [],
    };

    /// <summary>A block whose keys are data: levels, or the values of a worked example.</summary>
    private static bool FreeOfNames(JsonObject block) => block.Parent is JsonObject parent && parent.ContainsKey("equals");
}
