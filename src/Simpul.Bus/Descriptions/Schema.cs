using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// A JSON Schema of an OpenAPI 3.0 or 3.1 document, compiled to be asked many times. What it does not know and that would let something pass
/// (<c>if</c>, <c>unevaluatedProperties</c>, references to other files...) is refused when it is compiled, never skipped.
/// </summary>
public sealed class Schema
{
    /// <summary>Faults that are gathered before it stops looking.</summary>
    public const int MaxFaults = 10;

    const int MaxUniqueItems = 10_000;

    internal bool Never { get; set; }
    internal JsonKinds Kinds { get; set; } = JsonKinds.Any;
    internal IReadOnlyList<JsonElement>? Enum { get; set; }
    internal Dictionary<string, Schema> Properties { get; set; } = [];
    internal IReadOnlyList<string> Required { get; set; } = [];
    internal IReadOnlyList<(Regex Name, Schema Schema)> Patterns { get; set; } = [];
    internal Schema? Others { get; set; }
    internal Schema? Names { get; set; }
    internal (long Min, long Max) MemberCount { get; set; } = (0, long.MaxValue);
    internal Schema? Items { get; set; }
    internal IReadOnlyList<Schema> Prefix { get; set; } = [];
    internal (long Min, long Max) ItemCount { get; set; } = (0, long.MaxValue);
    internal bool Unique { get; set; }
    internal (long Min, long Max) Length { get; set; } = (0, long.MaxValue);
    internal Regex? Pattern { get; set; }
    internal Func<string, bool>? Format { get; set; }
    internal string FormatName { get; set; } = "";
    internal (double Value, bool Exclusive)? Least { get; set; }
    internal (double Value, bool Exclusive)? Most { get; set; }
    internal decimal? MultipleOf { get; set; }
    internal IReadOnlyList<Schema> AllOf { get; set; } = [];
    internal IReadOnlyList<Schema> AnyOf { get; set; } = [];
    internal IReadOnlyList<Schema> OneOf { get; set; } = [];
    internal Schema? Not { get; set; }
    internal Schema? Reference { get; set; }

    /// <summary>Schemas that are asked about the same value.</summary>
    internal IEnumerable<Schema> Here => [.. AllOf, .. AnyOf, .. OneOf, .. One(Not), .. One(Reference)];

    /// <summary>Schemas that are asked about parts of the value.</summary>
    internal IEnumerable<Schema> Below => [.. Properties.Values, .. Patterns.Select(one => one.Schema), .. Prefix, .. One(Others), .. One(Names), .. One(Items)];

    /// <summary>Everything that does not fit, up to <see cref="MaxFaults"/>; nothing where the value fits.</summary>
    public IReadOnlyList<SchemaFault> Check(JsonElement value)
    {
        var faults = new List<SchemaFault>();
        Check(value, new Place(null, "", -1), faults);
        return faults;
    }

    /// <summary>A text of a URL or a header, which is read as the schema's type has it.</summary>
    internal IReadOnlyList<SchemaFault> CheckText(string text)
    {
        if ((Kinds & JsonKinds.String) == 0 && (Kinds & (JsonKinds.Integer | JsonKinds.Number | JsonKinds.Boolean)) != 0)
        {
            try
            {
                using var typed = JsonDocument.Parse(text);
                if (typed.RootElement.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) return Check(typed.RootElement);
            }
            catch (JsonException)
            {
                // Not a number and not a truth: the type says so below.
            }
        }
        return Check(JsonSerializer.SerializeToElement(text, TextJson.Default.String));
    }

    /// <summary>The schema of a member by its name, where properties of this schema itself say.</summary>
    internal Schema? Member(ReadOnlySpan<byte> name, Utf8JsonReader at)
    {
        foreach (var (key, schema) in Reference?.Properties ?? Properties)
            if (at.ValueTextEquals(key)) return schema;
        return null;
    }

    internal Schema? Element => Reference?.Items ?? Items;

    bool Fits(JsonElement value)
    {
        var faults = new List<SchemaFault>();
        Check(value, new Place(null, "", -1), faults);
        return faults.Count == 0;
    }

    void Check(JsonElement value, Place at, List<SchemaFault> faults)
    {
        if (faults.Count >= MaxFaults) return;
        if (Never) faults.Add(at.Fault("false"));
        Reference?.Check(value, at, faults);
        if ((KindOf(value) & Kinds) == 0)
        {
            faults.Add(at.Fault("type", Kinds.ToString().ToLowerInvariant()));
            return;
        }
        if (Enum is not null && !Enum.Any(one => JsonElement.DeepEquals(one, value))) faults.Add(at.Fault("enum"));
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: CheckObject(value, at, faults); break;
            case JsonValueKind.Array: CheckArray(value, at, faults); break;
            case JsonValueKind.String: CheckString(value, at, faults); break;
            case JsonValueKind.Number: CheckNumber(value, at, faults); break;
        }
        foreach (var schema in AllOf) schema.Check(value, at, faults);
        if (AnyOf.Count > 0 && !AnyOf.Any(schema => schema.Fits(value))) faults.Add(at.Fault("anyOf"));
        if (OneOf.Count > 0 && OneOf.Count(schema => schema.Fits(value)) is var fitting && fitting != 1) faults.Add(at.Fault("oneOf", fitting.ToString(CultureInfo.InvariantCulture)));
        if (Not is not null && Not.Fits(value)) faults.Add(at.Fault("not"));
    }

    void CheckObject(JsonElement value, Place at, List<SchemaFault> faults)
    {
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var known = false;
            if (Properties.Count > 0 && Properties.TryGetValue(member.Name, out var schema))
            {
                known = true;
                schema.Check(member.Value, new(at, member.Name, -1), faults);
            }
            foreach (var (name, pattern) in Patterns)
            {
                if (!name.IsMatch(member.Name)) continue;
                known = true;
                pattern.Check(member.Value, new(at, member.Name, -1), faults);
            }
            if (!known) Others?.Check(member.Value, new(at, member.Name, -1), faults);
            if (Names is not null && !Names.Fits(JsonSerializer.SerializeToElement(member.Name, TextJson.Default.String))) faults.Add(at.Fault("propertyNames"));
        }
        foreach (var name in Required)
            if (!value.TryGetProperty(name, out _)) faults.Add(at.Fault("required", name));
        if (count < MemberCount.Min) faults.Add(at.Fault("minProperties", Written(MemberCount.Min)));
        if (count > MemberCount.Max) faults.Add(at.Fault("maxProperties", Written(MemberCount.Max)));
    }

    void CheckArray(JsonElement value, Place at, List<SchemaFault> faults)
    {
        var count = value.GetArrayLength();
        if (count < ItemCount.Min) faults.Add(at.Fault("minItems", Written(ItemCount.Min)));
        if (count > ItemCount.Max) faults.Add(at.Fault("maxItems", Written(ItemCount.Max)));
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            (index < Prefix.Count ? Prefix[index] : Items)?.Check(item, new(at, "", index), faults);
            if (faults.Count >= MaxFaults) return;
            index++;
        }
        if (!Unique) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (count > MaxUniqueItems) faults.Add(at.Fault("uniqueItems"));
        else if (value.EnumerateArray().Any(item => !seen.Add(Canonical(item)))) faults.Add(at.Fault("uniqueItems"));
    }

    void CheckString(JsonElement value, Place at, List<SchemaFault> faults)
    {
        if (Length is (0, long.MaxValue) && Pattern is null && Format is null) return;
        var text = value.GetString()!;
        if (Length is not (0, long.MaxValue))
        {
            // By code points, as JSON Schema counts.
            var length = text.Length;
            foreach (var c in text)
                if (char.IsLowSurrogate(c)) length--;
            if (length < Length.Min) faults.Add(at.Fault("minLength", Written(Length.Min)));
            if (length > Length.Max) faults.Add(at.Fault("maxLength", Written(Length.Max)));
        }
        if (Pattern is not null && !Pattern.IsMatch(text)) faults.Add(at.Fault("pattern"));
        if (Format is not null && !Format(text)) faults.Add(at.Fault("format", FormatName));
    }

    void CheckNumber(JsonElement value, Place at, List<SchemaFault> faults)
    {
        if (Least is null && Most is null && MultipleOf is null) return;
        var number = value.GetDouble();
        if (Least is var (least, over) && (over ? number <= least : number < least)) faults.Add(at.Fault(over ? "exclusiveMinimum" : "minimum", Written(least)));
        if (Most is var (most, under) && (under ? number >= most : number > most)) faults.Add(at.Fault(under ? "exclusiveMaximum" : "maximum", Written(most)));
        if (MultipleOf is { } step && (!value.TryGetDecimal(out var exact) || exact % step != 0)) faults.Add(at.Fault("multipleOf", step.ToString(CultureInfo.InvariantCulture)));
    }

    static Schema[] One(Schema? schema) => schema is null ? [] : [schema];

    static JsonKinds KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.Number => IsWhole(value) ? JsonKinds.Integer | JsonKinds.Number : JsonKinds.Number,
        JsonValueKind.String => JsonKinds.String,
        JsonValueKind.Array => JsonKinds.Array,
        _ => JsonKinds.Object,
    };

    static bool IsWhole(JsonElement value) => value.TryGetInt64(out _) || (value.TryGetDouble(out var number) && Math.Floor(number) == number && double.IsFinite(number));

    static string Canonical(JsonElement value)
    {
        try { return System.Text.Encoding.UTF8.GetString(CanonicalJson.Bytes(value)); }
        catch (CanonicalJsonException) { return value.GetRawText(); }
    }

    static string Written(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where in the value; written out only when something is wrong there.</summary>
    sealed record Place(Place? Above, string Name, int Index)
    {
        internal SchemaFault Fault(string rule, string expected = "") => new(Pointer, rule, expected);

        string Pointer => Above is null ? "" : $"{Above.Pointer}/{(Index >= 0 ? Index.ToString(CultureInfo.InvariantCulture) : Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))}";
    }
}
