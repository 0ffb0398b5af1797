using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>A parameter in path, query or header. Cookies are not checked.</summary>
sealed class ApiParameter
{
    const int MaxValues = 1000;

    readonly Schema? schema;
    readonly Schema? items;
    readonly bool required;
    readonly bool explode;
    readonly bool free;

    ApiParameter(string place, string name, JsonElement source, SchemaCompiler references, string at)
    {
        (In, Name) = (place, name);
        required = place == "path" || (source.TryGetProperty("required", out var must) && must.ValueKind == JsonValueKind.True);
        if (!source.TryGetProperty("schema", out var described)) return;
        schema = references.Compile(described, $"{at}: parameter {name}");
        explode = place == "query" && (!source.TryGetProperty("explode", out var spread) || spread.ValueKind != JsonValueKind.False);
        var resolved = schema.Reference ?? schema;
        var kinds = schema.Reference is null ? schema.Kinds : resolved.Kinds & schema.Kinds;
        if ((kinds & (JsonKinds.Array | JsonKinds.String)) == JsonKinds.Array) items = resolved.Items ?? new Schema();
        // Objects in a query come in a style of their own each, and are for the provider to read.
        free = (kinds & (JsonKinds.Object | JsonKinds.String)) == JsonKinds.Object;
        Objects = free && place == "query";
    }

    internal string In { get; }

    internal string Name { get; }

    bool Objects { get; }

    internal static ApiParameter Read(JsonElement source, SchemaCompiler references, string at)
    {
        var place = source.TryGetProperty("in", out var where) ? where.GetString() : null;
        var name = source.TryGetProperty("name", out var named) ? named.GetString() : null;
        if (place is not ("path" or "query" or "header" or "cookie") || string.IsNullOrEmpty(name)) throw new FormatException($"{at} has a parameter without name or place.");
        return new(place, name, source, references, at);
    }

    /// <summary>Whether a name in the query is this parameter's: its own, or a part of it as <c>filter[name]</c>.</summary>
    internal bool Accepts(string name) => name == Name || (Objects && name.StartsWith(Name + "[", StringComparison.Ordinal));

    internal void Check(IReadOnlyList<string> values, ref List<SchemaFault>? faults)
    {
        if (values.Count == 0)
        {
            if (required && !Objects) (faults ??= []).Add(new($"{In}/{Name}", "required"));
            return;
        }
        if (schema is null || free) return;
        if (items is null)
        {
            if (values.Count > 1) (faults ??= []).Add(new($"{In}/{Name}", "once"));
            Add(schema.CheckText(values[0]), ref faults);
            return;
        }
        if (!explode)
        {
            // What came a second time would go on unseen.
            if (values.Count > 1) (faults ??= []).Add(new($"{In}/{Name}", "once"));
            values = values[0].Split(',');
        }
        var counted = schema.Reference ?? schema;
        if (values.Count > MaxValues || values.Count < counted.ItemCount.Min || values.Count > counted.ItemCount.Max) (faults ??= []).Add(new($"{In}/{Name}", "maxItems"));
        foreach (var value in values.Take(MaxValues)) Add(items.CheckText(value), ref faults);
    }

    void Add(IReadOnlyList<SchemaFault> found, ref List<SchemaFault>? faults)
    {
        foreach (var fault in found) (faults ??= []).Add(fault with { At = $"{In}/{Name}" });
    }
}
