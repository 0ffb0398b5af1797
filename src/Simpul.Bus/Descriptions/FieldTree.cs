using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>Which parts of a JSON value go through: the data elements of a contract, laid over the values that the schema describes.</summary>
public sealed class FieldTree
{
    const int MaxDepth = 20;

    readonly Dictionary<string, FieldTree> members = new(StringComparer.Ordinal);

    // Members that the schema names itself, and which "other members" therefore does not mean.
    readonly HashSet<string> named = new(StringComparer.Ordinal);

    FieldTree? others;
    (byte[] Name, FieldTree Tree)[] sorted = [];

    /// <summary>Lets nothing through: for a value that is only checked.</summary>
    public static FieldTree Nothing { get; } = OfMembers();

    /// <summary>Everything at and below this place goes through.</summary>
    public bool IsWhole { get; private set; }

    internal FieldTree? Items { get; private set; }

    /// <summary>The tree of a contract's data elements for one operation.</summary>
    /// <param name="pointers">JSON Pointers into <paramref name="schema"/>, through references as if they were not there.</param>
    /// <exception cref="FormatException">A pointer does not lead to a schema in it.</exception>
    internal static FieldTree Over(JsonElement schema, SchemaCompiler references, IEnumerable<string> pointers)
    {
        var root = new FieldTree();
        foreach (var pointer in pointers) root.Add(schema, references, pointer);
        root.Finish();
        return root;
    }

    /// <summary>Lets members of an object through, whole, by their names.</summary>
    public static FieldTree OfMembers(params IReadOnlyList<string> names)
    {
        var root = new FieldTree();
        foreach (var name in names) root.members[name] = new FieldTree { IsWhole = true };
        root.Finish();
        return root;
    }

    /// <summary>What of the member whose name the reader stands on goes through; null for nothing.</summary>
    internal FieldTree? Member(ref Utf8JsonReader reader)
    {
        if (IsWhole) return this;
        foreach (var (name, tree) in sorted)
            if (reader.ValueTextEquals(name)) return tree;
        if (others is null) return null;
        foreach (var name in named)
            if (reader.ValueTextEquals(name)) return null;
        return others;
    }

    internal FieldTree? Element => IsWhole ? this : Items;

    // Names as bytes, so that comparing them costs no conversion in every value.
    void Finish()
    {
        sorted = [.. members.Select(one => (System.Text.Encoding.UTF8.GetBytes(one.Key), one.Value))];
        foreach (var tree in members.Values) tree.Finish();
        others?.Finish();
        Items?.Finish();
    }

    void Add(JsonElement schema, SchemaCompiler references, string pointer)
    {
        var tokens = JsonPointer.Tokens(pointer);
        var place = this;
        var holder = schema;
        for (var i = 0; i < tokens.Count; i++)
        {
            schema = references.Resolve(schema);
            var keyword = tokens[i];
            var child = JsonPointer.Step(schema, keyword) ?? throw new FormatException($"The data element {pointer} is not in the response's schema.");
            switch (keyword)
            {
                case "properties" when i + 1 < tokens.Count:
                    var name = tokens[++i];
                    schema = JsonPointer.Step(child, name) ?? throw new FormatException($"The data element {pointer} is not in the response's schema.");
                    if (!place.members.TryGetValue(name, out var member)) place.members[name] = member = new();
                    (place, holder) = (member, schema);
                    break;
                case "items":
                    schema = child;
                    (place, holder) = (place.Items ??= new(), schema);
                    break;
                case "additionalProperties":
                    // What is described of the same value anywhere is an element of its own, whichever part of the schema says "others".
                    place.Declared(holder, references, 0);
                    schema = child;
                    (place, holder) = (place.others ??= new(), schema);
                    break;
                case "allOf" or "anyOf" or "oneOf" when i + 1 < tokens.Count:
                    schema = JsonPointer.Step(child, tokens[++i]) ?? throw new FormatException($"The data element {pointer} is not in the response's schema.");
                    break;
                default:
                    throw new FormatException($"The data element {pointer} goes through \"{keyword}\", which describes no part of a value.");
            }
        }
        place.IsWhole = true;
    }

    void Declared(JsonElement schema, SchemaCompiler references, int depth)
    {
        schema = references.Resolve(schema);
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth) return;
        if (schema.TryGetProperty("properties", out var properties)) named.UnionWith(properties.EnumerateObject().Select(one => one.Name));
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf"])
            if (schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array)
                foreach (var part in list.EnumerateArray()) Declared(part, references, depth + 1);
    }
}
