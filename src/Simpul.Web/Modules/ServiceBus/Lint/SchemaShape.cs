using System.Text.Json;
using Simpul.Bus.Descriptions;

namespace Simpul.Web.Modules.ServiceBus.Lint;

/// <summary>What a schema says, with the parts of its <c>allOf</c> put together: enough to compare two.</summary>
internal sealed class SchemaShape
{
    private static readonly string[] all = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    private static readonly string[] words = ["pattern", "format"];
    private const int MaxParts = 50;

    public HashSet<string> Types { get; } = [.. all];

    /// <summary>As JSON; null where any value will do.</summary>
    public List<string>? Values { get; private set; }

    public Dictionary<string, DocumentPlace> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether members that it does not name are refused.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What members must be that it does not name.</summary>
    public DocumentPlace? Others { get; private set; }

    public DocumentPlace? Items { get; private set; }

    /// <summary>Branches of <c>oneOf</c> and <c>anyOf</c>, as written.</summary>
    public List<DocumentPlace> Choices { get; } = [];

    /// <summary>Bounds by keyword, the exclusive ones among them.</summary>
    public Dictionary<string, double> Bounds { get; } = new(StringComparer.Ordinal);

    /// <summary>Pattern and format.</summary>
    public Dictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    public static SchemaShape Of(OpenApiDocument document, DocumentPlace schema)
    {
        var shape = new SchemaShape();
        var ahead = new Queue<DocumentPlace>([schema]);
        for (var parts = 0; ahead.TryDequeue(out var next) && parts < MaxParts; parts++)
        {
            var part = document.Resolve(next);
            shape.Take(part);
            foreach (var below in part.Member("allOf")?.Elements() ?? []) ahead.Enqueue(below);
        }
        return shape;
    }

    private void Take(DocumentPlace part)
    {
        if (part.Value.ValueKind == JsonValueKind.False) Types.Clear();
        if (part.Value.ValueKind != JsonValueKind.Object) return;
        TakeTypes(part);
        TakeValues(part);
        foreach (var (name, place) in part.Member("properties")?.Members() ?? []) Properties.TryAdd(name, place);
        foreach (var name in part.Member("required")?.Elements() ?? [])
            if (name.Value.ValueKind == JsonValueKind.String) Required.Add(name.Value.GetString()!);
        if (part.Member("additionalProperties") is { } others)
        {
            IsClosed |= others.Value.ValueKind == JsonValueKind.False;
            if (others.Value.ValueKind == JsonValueKind.Object) Others ??= others;
        }
        Items ??= part.Member("items");
        foreach (var keyword in new[] { "oneOf", "anyOf" }) Choices.AddRange(part.Member(keyword)?.Elements() ?? []);
        foreach (var name in bounds) TakeBound(name, part.Member(name));
        foreach (var name in words)
            if (part.Text(name) is { } word) Words.TryAdd(name, word);
        TakeExclusive(part, "minimum", "exclusiveMinimum");
        TakeExclusive(part, "maximum", "exclusiveMaximum");
        if (part.Member("multipleOf") is { } step && step.Value.ValueKind == JsonValueKind.Number) Words.TryAdd("multipleOf", step.Value.GetRawText());
    }

    private void TakeTypes(DocumentPlace part)
    {
        if (part.Member("type") is not { } type) return;
        HashSet<string> own = type.Value.ValueKind == JsonValueKind.String ? [type.Value.GetString()!] : [.. type.Elements().Select(one => one.Value.ToString())];
        if (part.Truth("nullable")) own.Add("null");
        // An integer is a number.
        if (own.Contains("number")) own.Add("integer");
        Types.IntersectWith(own);
    }

    private void TakeValues(DocumentPlace part)
    {
        if (part.Member("const") is { } constant) Values = [constant.Value.GetRawText()];
        else if (part.Member("enum") is { } list) Values ??= [.. list.Elements().Select(one => one.Value.GetRawText()).Distinct()];
    }

    private void TakeBound(string name, DocumentPlace? value)
    {
        if (value is not { } bound || bound.Value.ValueKind != JsonValueKind.Number) return;
        var number = bound.Value.GetDouble();
        if (!Bounds.TryGetValue(name, out var known) || (name.StartsWith("min", StringComparison.Ordinal) ? number > known : number < known)) Bounds[name] = number;
    }

    // In OpenAPI 3.0 a truth beside the bound, in 3.1 a number of its own. Either way it is told apart from the bound that includes.
    private void TakeExclusive(DocumentPlace part, string bound, string exclusive)
    {
        if (part.Member(exclusive) is not { } own) return;
        if (own.Value.ValueKind == JsonValueKind.Number) Bounds[$"{bound} (tidak termasuk)"] = own.Value.GetDouble();
        else if (own.Value.ValueKind == JsonValueKind.True && part.Member(bound) is { } value && value.Value.ValueKind == JsonValueKind.Number)
        {
            Bounds[$"{bound} (tidak termasuk)"] = value.Value.GetDouble();
            Bounds.Remove(bound);
        }
    }
}
