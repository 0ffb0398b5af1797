using System.Globalization;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>Compiles the schemas of one document; a schema that is referred to from many places, or from within itself, once.</summary>
sealed class SchemaCompiler(JsonElement document)
{
    const int MaxDepth = 100;

    static readonly HashSet<string> known =
    [
        "type", "nullable", "enum", "const", "properties", "required", "patternProperties", "additionalProperties", "propertyNames", "minProperties", "maxProperties",
        "items", "prefixItems", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "multipleOf", "allOf", "anyOf", "oneOf", "not", "$ref",
        // These say something to people, or to programs that write code, and nothing about what is valid.
        "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "xml", "discriminator", "$comment", "$defs", "definitions",
        "$id", "$schema", "$anchor", "contentEncoding", "contentMediaType",
    ];

    readonly Dictionary<string, Schema> referred = new(StringComparer.Ordinal);

    // What was referred to first by the schema that is being compiled.
    readonly List<string> fresh = [];

    /// <exception cref="FormatException">A keyword that cannot be checked, or a reference that leads nowhere; the message names the place.</exception>
    internal Schema Compile(JsonElement source, string at)
    {
        fresh.Clear();
        try
        {
            var schema = Compile(source, at, 0);
            RefuseLoops(schema, at);
            return schema;
        }
        catch
        {
            // Half-filled ones let through what they should not: whoever refers to them next compiles them again.
            foreach (var reference in fresh) referred.Remove(reference);
            throw;
        }
    }

    /// <summary>Follows <c>$ref</c> until there is something else.</summary>
    internal JsonElement Resolve(JsonElement source)
    {
        for (var hops = 0; source.ValueKind == JsonValueKind.Object && source.TryGetProperty("$ref", out var reference); hops++)
        {
            if (hops > 20) throw new FormatException($"The reference {reference} goes in circles.");
            source = Find(reference.GetString() ?? "");
        }
        return source;
    }

    // A schema that comes back to itself without going a step into the value would be asked for ever.
    static void RefuseLoops(Schema root, string at)
    {
        var done = new HashSet<Schema>();
        var within = new HashSet<Schema>();
        var ahead = new Stack<Schema>([root]);
        while (ahead.TryPop(out var next)) Visit(next, 0);

        void Visit(Schema schema, int depth)
        {
            if (within.Contains(schema) || depth > MaxDepth) throw new FormatException($"{at}: a schema refers to itself in a circle.");
            if (!done.Add(schema)) return;
            within.Add(schema);
            foreach (var here in schema.Here) Visit(here, depth + 1);
            within.Remove(schema);
            foreach (var below in schema.Below) ahead.Push(below);
        }
    }

    Schema Compile(JsonElement source, string at, int depth)
    {
        if (depth > MaxDepth) throw new FormatException($"{at}: schemas nest deeper than {MaxDepth}.");
        if (source.ValueKind is JsonValueKind.True or JsonValueKind.False) return new Schema { Never = source.ValueKind == JsonValueKind.False };
        if (source.ValueKind != JsonValueKind.Object) throw new FormatException($"{at} is not a schema.");
        var schema = new Schema();
        Fill(schema, source, at, depth);
        return schema;
    }

    void Fill(Schema schema, JsonElement source, string at, int depth)
    {
        foreach (var member in source.EnumerateObject())
            if (!known.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)) throw new FormatException($"{at}: the keyword {member.Name} cannot be checked here.");
        if (source.TryGetProperty("$ref", out var reference)) schema.Reference = Referred(reference.GetString() ?? "", depth);
        if (source.TryGetProperty("type", out var type)) schema.Kinds = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Aggregate(JsonKinds.None, (kinds, one) => kinds | Kind(one.GetString(), at)) : Kind(type.GetString(), at);
        if (Truth(source, "nullable")) schema.Kinds |= JsonKinds.Null;
        if (source.TryGetProperty("enum", out var values)) schema.Enum = [.. values.EnumerateArray(), .. Truth(source, "nullable") ? [JsonDocument.Parse("null").RootElement] : Array.Empty<JsonElement>()];
        if (source.TryGetProperty("const", out var constant)) schema.Enum = [constant];
        Members(schema, source, at, depth);
        if (source.TryGetProperty("items", out var items)) schema.Items = Compile(items, $"{at}/items", depth + 1);
        schema.Prefix = List(source, "prefixItems", at, depth);
        schema.ItemCount = Range(source, "minItems", "maxItems", at);
        schema.Unique = Truth(source, "uniqueItems");
        schema.Length = Range(source, "minLength", "maxLength", at);
        if (source.TryGetProperty("pattern", out var pattern)) schema.Pattern = SchemaPattern.Compile(pattern.GetString() ?? "");
        if (source.TryGetProperty("format", out var format)) (schema.FormatName, schema.Format) = (format.GetString() ?? "", SchemaPattern.Format(format.GetString() ?? ""));
        schema.Least = Bound(source, "minimum", "exclusiveMinimum");
        schema.Most = Bound(source, "maximum", "exclusiveMaximum");
        if (source.TryGetProperty("multipleOf", out var step)) schema.MultipleOf = step.TryGetDecimal(out var exact) && exact > 0 ? exact : throw new FormatException($"{at}: multipleOf must be above zero.");
        schema.AllOf = List(source, "allOf", at, depth);
        schema.AnyOf = List(source, "anyOf", at, depth);
        schema.OneOf = List(source, "oneOf", at, depth);
        if (source.TryGetProperty("not", out var not)) schema.Not = Compile(not, $"{at}/not", depth + 1);
    }

    void Members(Schema schema, JsonElement source, string at, int depth)
    {
        if (source.TryGetProperty("properties", out var properties))
            foreach (var member in properties.EnumerateObject()) schema.Properties[member.Name] = Compile(member.Value, $"{at}/properties/{member.Name}", depth + 1);
        if (source.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array) schema.Required = [.. required.EnumerateArray().Select(one => one.GetString() ?? "")];
        if (source.TryGetProperty("patternProperties", out var patterns))
            schema.Patterns = [.. patterns.EnumerateObject().Select(one => (SchemaPattern.Compile(one.Name), Compile(one.Value, $"{at}/patternProperties/{one.Name}", depth + 1)))];
        if (source.TryGetProperty("additionalProperties", out var others)) schema.Others = Compile(others, $"{at}/additionalProperties", depth + 1);
        if (source.TryGetProperty("propertyNames", out var names)) schema.Names = Compile(names, $"{at}/propertyNames", depth + 1);
        schema.MemberCount = Range(source, "minProperties", "maxProperties", at);
    }

    Schema Referred(string reference, int depth)
    {
        if (referred.TryGetValue(reference, out var known)) return known;
        // Known before it is filled: a person has children, who are persons.
        var schema = referred[reference] = new Schema();
        fresh.Add(reference);
        var target = Find(reference);
        if (target.ValueKind is JsonValueKind.True or JsonValueKind.False) schema.Never = target.ValueKind == JsonValueKind.False;
        else Fill(schema, target, reference, depth + 1);
        return schema;
    }

    JsonElement Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) throw new FormatException($"The reference {reference} leads out of the document.");
        var found = document;
        foreach (var token in JsonPointer.Tokens(Uri.UnescapeDataString(reference[1..])))
            found = JsonPointer.Step(found, token) ?? throw new FormatException($"The reference {reference} leads nowhere.");
        return found;
    }

    IReadOnlyList<Schema> List(JsonElement source, string name, string at, int depth) =>
        source.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select((one, i) => Compile(one, $"{at}/{name}/{i.ToString(CultureInfo.InvariantCulture)}", depth + 1))] : [];

    static (long, long) Range(JsonElement source, string min, string max, string at) => (Whole(source, min, 0, at), Whole(source, max, long.MaxValue, at));

    static long Whole(JsonElement source, string name, long otherwise, string at) => !source.TryGetProperty(name, out var value) ? otherwise
        : value.TryGetInt64(out var whole) && whole >= 0 ? whole : throw new FormatException($"{at}: {name} must be a whole number.");

    // In OpenAPI 3.0 the exclusive bounds are truths beside the bounds; in 3.1 they are numbers of their own.
    static (double, bool)? Bound(JsonElement source, string name, string exclusive)
    {
        if (source.TryGetProperty(exclusive, out var own) && own.ValueKind == JsonValueKind.Number) return (own.GetDouble(), true);
        return source.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? (bound.GetDouble(), Truth(source, exclusive)) : null;
    }

    static bool Truth(JsonElement source, string name) => source.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    static JsonKinds Kind(string? name, string at) => name switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "integer" => JsonKinds.Integer,
        "number" => JsonKinds.Number | JsonKinds.Integer,
        "string" => JsonKinds.String,
        "array" => JsonKinds.Array,
        "object" => JsonKinds.Object,
        _ => throw new FormatException($"{at}: there is no type {name}."),
    };
}
