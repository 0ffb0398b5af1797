using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>A part of an operation's successful response that a contract can name.</summary>
/// <param name="At">JSON Pointer into the response's schema, as a contract's <c>fields</c> has it; empty for the whole response.</param>
/// <param name="Name">The member's name; empty for the whole response.</param>
/// <param name="Depth">Members above it.</param>
/// <param name="Type">Of JSON, with the format behind it: <c>string (date)</c>.</param>
/// <param name="Meaning">Title or description in the document.</param>
public sealed record DataElement(string At, string Name, int Depth, string Type, string? Meaning);

/// <summary>Lists the data elements of a schema, in its own order.</summary>
sealed class DataElementWalk(SchemaCompiler references)
{
    const int MaxDepth = 12;
    const int MaxElements = 2000;

    readonly List<DataElement> found = [];
    readonly HashSet<string> seen = new(StringComparer.Ordinal);

    internal IReadOnlyList<DataElement> Of(JsonElement schema)
    {
        Below(schema, "", 0, []);
        return found;
    }

    // Schemas may describe a person whose children are persons: one that is being described already is a leaf.
    void Below(JsonElement schema, string at, int depth, IReadOnlyList<string> within)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString() ?? "";
            if (within.Contains(name)) return;
            within = [.. within, name];
            schema = references.Resolve(schema);
        }
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth || found.Count >= MaxElements) return;
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var member in properties.EnumerateObject()) Member(member.Name, member.Value, $"{at}/properties/{Escaped(member.Name)}", depth, within);
        if (schema.TryGetProperty("items", out var items)) Below(items, $"{at}/items", depth, within);
        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object) Member("*", others, $"{at}/additionalProperties", depth, within);
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
            if (schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array)
                for (var i = 0; i < list.GetArrayLength(); i++) Below(list[i], $"{at}/{keyword}/{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", depth, within);
    }

    void Member(string name, JsonElement schema, string pointer, int depth, IReadOnlyList<string> within)
    {
        if (found.Count >= MaxElements || !seen.Add(pointer)) return;
        var resolved = references.Resolve(schema);
        found.Add(new(pointer, name, depth, TypeOf(resolved), Text(schema, "title") ?? Text(schema, "description") ?? Text(resolved, "title") ?? Text(resolved, "description")));
        Below(schema, pointer, depth + 1, within);
    }

    static string TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type)) return "";
        var name = type.ValueKind == JsonValueKind.Array ? string.Join('/', type.EnumerateArray().Select(one => one.GetString())) : type.GetString() ?? "";
        return Text(schema, "format") is { } format ? $"{name} ({format})" : name;
    }

    static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
