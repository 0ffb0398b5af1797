using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simpul.Bus.Descriptions;

/// <summary>What several schemas that hold for the same value say together; of <c>anyOf</c> and <c>oneOf</c> one branch is chosen.</summary>
sealed class SampleShape(OpenApiDocument document, Random chance)
{
    const int MaxParts = 200;

    internal static readonly string[] AllTypes = ["object", "array", "string", "number", "integer", "boolean", "null"];

    static readonly string[] least = ["minimum", "minLength", "minItems", "minProperties"];
    static readonly string[] most = ["maximum", "maxLength", "maxItems", "maxProperties"];

    readonly Dictionary<string, double> numbers = new(StringComparer.Ordinal);

    internal bool Never { get; private set; }
    internal HashSet<string> Types { get; } = [.. AllTypes];
    internal List<JsonElement>? Values { get; private set; }
    internal List<JsonElement> Examples { get; } = [];
    internal Dictionary<string, List<DocumentPlace>> Properties { get; } = new(StringComparer.Ordinal);
    internal HashSet<string> Required { get; } = new(StringComparer.Ordinal);
    internal List<(Regex Name, DocumentPlace Schema)> Patterns { get; } = [];
    internal JsonElement? Others { get; private set; }
    internal List<DocumentPlace> OtherPlaces { get; } = [];
    internal List<DocumentPlace> Items { get; } = [];
    internal List<List<DocumentPlace>> Prefix { get; } = [];
    internal bool Unique { get; private set; }
    internal string? Pattern { get; private set; }
    internal string? Format { get; private set; }
    internal List<decimal> Steps { get; } = [];
    internal bool OverLeast { get; private set; }
    internal bool UnderMost { get; private set; }

    /// <summary>References that were followed.</summary>
    internal List<string> References { get; } = [];

    /// <summary>Whether more than one schema speaks of the value, so that an example of one need not fit the others.</summary>
    internal bool IsJoined { get; private set; }

    internal double? Number(string keyword) => numbers.TryGetValue(keyword, out var number) ? number : null;

    internal SampleShape Gather(IReadOnlyList<DocumentPlace> schemas)
    {
        var ahead = new Queue<DocumentPlace>(schemas);
        var parts = 0;
        while (ahead.TryDequeue(out var next))
        {
            if (++parts > MaxParts) throw new NoSampleException();
            if (next.Text("$ref") is { } reference) References.Add(reference);
            // What stands beside a reference holds too.
            if (next.Text("$ref") is not null && next.Value.EnumerateObject().Skip(1).Any()) Take(next);
            var part = document.Resolve(next);
            Take(part);
            foreach (var one in part.Member("allOf")?.Elements() ?? []) ahead.Enqueue(one);
            foreach (var keyword in new[] { "anyOf", "oneOf" })
                if (part.Member(keyword)?.Elements().ToList() is { Count: > 0 } branches) ahead.Enqueue(branches[chance.Next(branches.Count)]);
        }
        IsJoined = parts > 1;
        return this;
    }

    void Take(DocumentPlace part)
    {
        Never |= part.Value.ValueKind == JsonValueKind.False;
        if (part.Value.ValueKind != JsonValueKind.Object) return;
        TakeTypes(part);
        if (part.Member("const") is { } constant) Restrict([constant.Value]);
        if (part.Member("enum") is { } list) Restrict([.. list.Elements().Select(one => one.Value)]);
        if (part.Member("example") is { } example) Examples.Add(example.Value);
        Examples.AddRange((part.Member("examples")?.Elements() ?? []).Select(one => one.Value));
        if (part.Member("default") is { } otherwise && otherwise.Value.ValueKind != JsonValueKind.Null) Examples.Add(otherwise.Value);
        TakeMembers(part);
        if (part.Member("items") is { } items) Items.Add(items);
        var index = 0;
        foreach (var prefix in part.Member("prefixItems")?.Elements() ?? [])
        {
            if (Prefix.Count <= index) Prefix.Add([]);
            Prefix[index++].Add(prefix);
        }
        Unique |= part.Truth("uniqueItems");
        Pattern ??= part.Text("pattern");
        Format ??= part.Text("format");
        TakeNumbers(part);
    }

    void TakeTypes(DocumentPlace part)
    {
        if (part.Member("type") is not { } type) return;
        HashSet<string> own = type.Value.ValueKind == JsonValueKind.String ? [type.Value.GetString()!] : [.. type.Elements().Select(one => one.Value.ToString())];
        if (part.Truth("nullable")) own.Add("null");
        if (own.Contains("number")) own.Add("integer");
        Types.IntersectWith(own);
    }

    void TakeMembers(DocumentPlace part)
    {
        foreach (var (name, place) in part.Member("properties")?.Members() ?? [])
        {
            if (!Properties.TryGetValue(name, out var schemas)) Properties[name] = schemas = [];
            schemas.Add(place);
        }
        foreach (var name in part.Member("required")?.Elements() ?? [])
            if (name.Value.ValueKind == JsonValueKind.String) Required.Add(name.Value.GetString()!);
        foreach (var (name, place) in part.Member("patternProperties")?.Members() ?? []) Patterns.Add((SchemaPattern.Compile(name), place));
        if (part.Member("additionalProperties") is not { } others) return;
        if (Others is not { ValueKind: JsonValueKind.False }) Others = others.Value;
        OtherPlaces.Add(others);
    }

    void TakeNumbers(DocumentPlace part)
    {
        foreach (var keyword in least)
            if (Read(part, keyword) is { } number && !(Number(keyword) >= number)) Set(keyword, number, part.Truth("exclusiveMinimum"));
        foreach (var keyword in most)
            if (Read(part, keyword) is { } number && !(Number(keyword) <= number)) Set(keyword, number, part.Truth("exclusiveMaximum"));
        if (Read(part, "exclusiveMinimum") is { } over && !(Number("minimum") > over)) Set("minimum", over, true);
        if (Read(part, "exclusiveMaximum") is { } under && !(Number("maximum") < under)) Set("maximum", under, true);
        if (part.Member("multipleOf") is { } step && step.Value.ValueKind == JsonValueKind.Number && step.Value.TryGetDecimal(out var exact) && exact > 0) Steps.Add(exact);
    }

    void Set(string keyword, double number, bool exclusive)
    {
        numbers[keyword] = number;
        if (keyword == "minimum") OverLeast = exclusive;
        if (keyword == "maximum") UnderMost = exclusive;
    }

    void Restrict(List<JsonElement> values) => Values = Values is null ? values : [.. Values.Where(one => values.Any(other => JsonElement.DeepEquals(one, other)))];

    static double? Read(DocumentPlace part, string keyword) => part.Member(keyword) is { } value && value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetDouble() : null;
}
