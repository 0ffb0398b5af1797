using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

/// <summary>The schema that editors use and the loader that decides are two descriptions of one format; these tests keep them one.</summary>
public sealed class ProfileSchemaTests
{
    /// <summary>Keys that the loader wants only beside certain others, which a required list cannot say.</summary>
    private static readonly string[] Conditional = ["cite", "answered-by", "attest", "check", "module", "articles", "reading", "value"];

    private static readonly string SchemaFolder = Path.Combine(Regulations.Folder, "schemas");

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string> { { ParameterCatalogue.FileName, "parameters" }, { CheckCatalogue.FileName, "checks" } };
            foreach (var file in Regulations.Files) files.Add(Path.GetFileName(file), "profile");
            return files;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_fits_its_schema(string file, string schema) =>
        Schema(schema).Errors(JsonSchema.Yaml(File.ReadAllText(Path.Combine(Regulations.Folder, file)))).ShouldBeEmpty();

    [Fact]
    public void The_loader_asks_for_exactly_the_keys_that_the_schema_allows()
    {
        var errors = new YamlErrors("template.yaml");
        var top = YamlReader.Read(Encoding.UTF8.GetBytes(Regulations.Template), errors)!;
        Regulations.Loader.Load(top, errors).Required();
        var root = Root("profile");
        var asked = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);

        Walk(top, root, root, asked);

        foreach (var (path, keys) in asked) keys.Order().ShouldBe(Node(root, path)["properties"]!.AsObject().Select(entry => entry.Key).Order(), path);
        Blocks(root).Select(block => block.GetPath()).Except(asked.Keys).ShouldBeEmpty("the template shows every block of the format");
    }

    [Fact]
    public void The_loader_misses_exactly_the_keys_that_the_schema_requires()
    {
        var root = Root("profile");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var template = JsonSchema.Yaml(Regulations.Template)!.AsObject();
        foreach (var (data, schema) in Pairs(template, root, root).ToList())
        {
            // One of several shapes: without its key it is another shape, not an incomplete one.
            if (schema.GetPath().Contains(".oneOf[", StringComparison.Ordinal)) continue;
            var required = schema["required"]?.AsArray().Select(key => key!.GetValue<string>()).ToHashSet() ?? [];
            foreach (var key in data.Select(entry => entry.Key).Where(key => seen.Add($"{schema.GetPath()}/{key}")).ToList())
            {
                var at = data.IndexOf(key);
                var value = data[key];
                data.RemoveAt(at);
                // JSON is YAML, so the loader reads it as it stands.
                var missed = Regulations.Load(template.ToJsonString()).Errors.Any(error => error.Message.StartsWith($"“{key}” is missing", StringComparison.Ordinal));
                data.Insert(at, key, value);

                if (required.Contains(key)) missed.ShouldBeTrue($"{schema.GetPath()}: the schema requires “{key}”, the loader does not");
                else if (!Conditional.Contains(key)) missed.ShouldBeFalse($"{schema.GetPath()}: the loader requires “{key}”, the schema does not");
            }
        }
        seen.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_program()
    {
        Words("profile", "$.$defs.office").ShouldBe(Vocabulary.OwnOffices.Concat(Vocabulary.ExternalOffices), ignoreOrder: true);
        Words("profile", "$.$defs.module").ShouldBe(Vocabulary.Modules);
        Words("checks", "$.$defs.module").ShouldBe(Vocabulary.Modules);
        Words("profile", "$.properties.region.properties.zone").ShouldBe(Vocabulary.Zones);
        Words("parameters", "$.properties.parameters.additionalProperties.properties.type").ShouldBe(ValueSpec.Words.Keys);
        Words("checks", "$.properties.checks.additionalProperties.properties.parameters.additionalProperties.properties.type").ShouldBe(ValueSpec.Words.Keys);
        Root("profile")["properties"]!["offices"]!["required"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(Vocabulary.IndispensableOffices, ignoreOrder: true);
        Root("profile")["properties"]!["procedures"]!["required"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(Vocabulary.IndispensableProcedures, ignoreOrder: true);
        Root("profile")["properties"]!["obligations"]!["items"]!["properties"]!["text"]!["maxLength"]!.GetValue<int>().ShouldBe(Obligation.MaxTextLength);
    }

    private static JsonSchema Schema(string name) => JsonSchema.Read(Path.Combine(SchemaFolder, $"{name}.schema.json"));

    private static JsonObject Root(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(SchemaFolder, $"{name}.schema.json")))!.AsObject();

    private static IEnumerable<string> Words(string schema, string path) => Node(Root(schema), path)["enum"]!.AsArray().Select(word => word!.GetValue<string>());

    private static JsonObject Node(JsonObject root, string path)
    {
        JsonNode node = root;
        foreach (var part in path.Split('.').Skip(1))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            node = bracket < 0 ? node[part]! : node[part[..bracket]]![int.Parse(part[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture)]!;
        }
        return node.AsObject();
    }

    /// <summary>Every block of named keys in the schema.</summary>
    private static IEnumerable<JsonObject> Blocks(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Blocks(entry.Value)).Concat(map["properties"] is JsonObject && map["additionalProperties"] is JsonValue ? [map] : []),
        JsonArray list => list.SelectMany(Blocks),
        _ => [],
    };

    private static void Walk(YamlMap map, JsonObject schema, JsonObject root, Dictionary<string, HashSet<string>> asked)
    {
        if (schema["properties"] is not null)
        {
            if (!asked.TryGetValue(schema.GetPath(), out var keys)) asked[schema.GetPath()] = keys = new HashSet<string>(StringComparer.Ordinal);
            keys.UnionWith(map.Asked);
        }
        foreach (var (key, value) in map.Values())
        {
            foreach (var (child, item) in Children(value)) if (Fitting(Below(schema, key), item, root, child.Keys) is { } below) Walk(child, below, root, asked);
        }
    }

    private static IEnumerable<(YamlMap Map, bool Item)> Children(YamlValue value) =>
        value.IsMap ? [(value.Map(), false)] : value.IsList ? value.List().Where(item => item.IsMap).Select(item => (item.Map(), true)) : [];

    private static IEnumerable<(JsonObject Data, JsonObject Schema)> Pairs(JsonObject data, JsonObject schema, JsonObject root)
    {
        if (schema["properties"] is not null) yield return (data, schema);
        foreach (var (key, value) in data)
        {
            var children = value switch { JsonObject map => [(map, false)], JsonArray list => list.OfType<JsonObject>().Select(map => (map, true)), _ => Enumerable.Empty<(JsonObject, bool)>() };
            foreach (var (child, item) in children)
            {
                if (Fitting(Below(schema, key), item, root, child.Select(entry => entry.Key)) is not { } below) continue;
                foreach (var pair in Pairs(child, below, root)) yield return pair;
            }
        }
    }

    private static JsonNode? Below(JsonObject schema, string key) => schema["properties"]?[key] ?? schema["additionalProperties"] as JsonObject;

    /// <summary>The block that a map is described by: through references, into the items of a list, past alternatives that are no block.</summary>
    private static JsonObject? Fitting(JsonNode? schema, bool item, JsonObject root, IEnumerable<string>? keys = null)
    {
        if (schema is not JsonObject node) return null;
        if (node["$ref"] is { } target) return Fitting(root["$defs"]![target.GetValue<string>()["#/$defs/".Length..]], item, root, keys);
        if (node["oneOf"] is JsonArray alternatives && node["type"] is null)
        {
            return alternatives.Select(one => Fitting(one, item, root, keys)).FirstOrDefault(one => one is not null && (keys is null || keys.All(key => Below(one, key) is not null)));
        }
        if (item) return node["items"] is { } items ? Fitting(items, item: false, root, keys) : null;
        return node["type"]?.ToString() == "object" ? node : null;
    }
}
