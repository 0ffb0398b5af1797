using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Simpul.Tests.Platform.Profile;

/// <summary>
/// As much of JSON Schema 2020-12 as our own schemas use, so that schema and data cannot drift apart. A keyword that it does not know throws:
/// a rule that is silently not checked would be worse than none.
/// </summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description", "format", "default", "examples", "$comment"];

    public static JsonSchema Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>A YAML file as JSON, by YAML's core schema: plain <c>true</c>, <c>null</c> and numbers are not text.</summary>
    public static JsonNode? Yaml(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return Convert(yaml.Documents[0].RootNode);

        static JsonNode? Convert(YamlNode node) => node switch
        {
            YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Convert(entry.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" } => null,
            YamlScalarNode { Style: ScalarStyle.Plain } plain when Regex.IsMatch(plain.Value!, @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$") => JsonNode.Parse(plain.Value!),
            YamlScalarNode text => JsonValue.Create(text.Value),
            _ => throw new InvalidDataException($"{node.NodeType} at {node.Start}"),
        };
    }

    /// <summary>Every error as <c>path: what is wrong</c>; none where the value fits.</summary>
    public IReadOnlyList<string> Errors(JsonNode? value) => [.. Check(root, value, "")];

    private IEnumerable<string> Check(JsonNode schema, JsonNode? value, string path) => schema.AsObject().SelectMany(rule => rule.Key switch
    {
        "$ref" => Check(Target(rule.Value!.GetValue<string>()), value, path),
        "anyOf" => rule.Value!.AsArray().Any(one => !Check(one!, value, path).Any()) ? [] : [$"{path}: fits none of anyOf"],
        "oneOf" => rule.Value!.AsArray().Count(one => !Check(one!, value, path).Any()) == 1 ? [] : [$"{path}: fits not exactly one of oneOf"],
        "not" => Check(rule.Value!, value, path).Any() ? [] : [$"{path}: fits what it must not"],
        "const" => JsonNode.DeepEquals(rule.Value, value) ? [] : [$"{path}: {value} is not {rule.Value}"],
        "enum" => rule.Value!.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{path}: {value} is not one of {rule.Value}"],
        "type" => Types(rule.Value!).Any(type => Is(type, value)) ? [] : [$"{path}: is not {rule.Value}"],
        "required" or "properties" or "patternProperties" or "additionalProperties" or "minProperties" or "maxProperties" or "propertyNames" =>
            value is JsonObject map ? CheckMap(schema.AsObject(), rule.Key, rule.Value!, map, path) : [],
        "items" or "minItems" or "maxItems" or "uniqueItems" => value is JsonArray list ? CheckList(rule.Key, rule.Value!, list, path) : [],
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, rule.Value!.GetValue<string>()) ? [] : [$"{path}: “{text}” does not match {rule.Value}"],
        "minLength" => Text(value) is not { } text || text.Length >= rule.Value!.GetValue<int>() ? [] : [$"{path}: is too short"],
        "maxLength" => Text(value) is not { } text || text.Length <= rule.Value!.GetValue<int>() ? [] : [$"{path}: is too long"],
        "minimum" => Number(value) is not { } number || number >= rule.Value!.GetValue<decimal>() ? [] : [$"{path}: {number} is below {rule.Value}"],
        "maximum" => Number(value) is not { } number || number <= rule.Value!.GetValue<decimal>() ? [] : [$"{path}: {number} is above {rule.Value}"],
        "exclusiveMinimum" => Number(value) is not { } number || number > rule.Value!.GetValue<decimal>() ? [] : [$"{path}: {number} is not above {rule.Value}"],
        var keyword => Annotations.Contains(keyword) ? [] : throw new NotSupportedException($"schema keyword “{keyword}” at {path}"),
    });

    private IEnumerable<string> CheckMap(JsonObject schema, string keyword, JsonNode rule, JsonObject map, string path)
    {
        var named = schema["properties"]?.AsObject();
        var patterns = schema["patternProperties"]?.AsObject();
        return keyword switch
        {
            "required" => rule.AsArray().Select(key => key!.GetValue<string>()).Where(key => !map.ContainsKey(key)).Select(key => $"{path}: {key} is missing"),
            "properties" => map.Where(entry => named!.ContainsKey(entry.Key)).SelectMany(entry => Check(named![entry.Key]!, entry.Value, $"{path}/{entry.Key}")),
            "patternProperties" => map.SelectMany(entry => patterns!.Where(pattern => Regex.IsMatch(entry.Key, pattern.Key))
                .SelectMany(pattern => Check(pattern.Value!, entry.Value, $"{path}/{entry.Key}"))),
            "propertyNames" => map.SelectMany(entry => Check(rule, JsonValue.Create(entry.Key), $"{path}/{entry.Key}")),
            "minProperties" => map.Count >= rule.GetValue<int>() ? [] : [$"{path}: has too few keys"],
            "maxProperties" => map.Count <= rule.GetValue<int>() ? [] : [$"{path}: has too many keys"],
            _ => map.Where(entry => named?.ContainsKey(entry.Key) != true && patterns?.Any(pattern => Regex.IsMatch(entry.Key, pattern.Key)) != true)
                .SelectMany(entry => rule is JsonObject ? Check(rule, entry.Value, $"{path}/{entry.Key}") : rule.GetValue<bool>() ? [] : [$"{path}: {entry.Key} is not known"]),
        };
    }

    private IEnumerable<string> CheckList(string keyword, JsonNode rule, JsonArray list, string path) => keyword switch
    {
        "items" => list.SelectMany((item, at) => Check(rule, item, $"{path}/{at}")),
        "minItems" => list.Count >= rule.GetValue<int>() ? [] : [$"{path}: has too few items"],
        "maxItems" => list.Count <= rule.GetValue<int>() ? [] : [$"{path}: has too many items"],
        _ => !rule.GetValue<bool>() || list.DistinctBy(item => item?.ToJsonString()).Count() == list.Count ? [] : [$"{path}: has an item twice"],
    };

    private JsonNode Target(string reference) =>
        reference.StartsWith("#/$defs/", StringComparison.Ordinal) && root["$defs"]?[reference["#/$defs/".Length..]] is { } target
            ? target
            : throw new NotSupportedException($"$ref {reference}");

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [rule.GetValue<string>()];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => Number(value) is { } number && number == decimal.Truncate(number),
        _ => false,
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() is JsonValueKind.Number ? value.GetValue<decimal>() : null;
}
