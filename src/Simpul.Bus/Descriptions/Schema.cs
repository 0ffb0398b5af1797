using System.Globalization;
using System.Runtime.InteropServices;
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

    // Names that are looked through one by one; of more, a table is asked.
    const int Few = 24;
    const int Marked = 64;
    const int ShortText = 128;

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
    internal TextCheck? Format { get; set; }
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

    // What is asked at every value, made of the properties once all of them are compiled.
    Part[]? parts;
    Dictionary<string, int>? places;

    /// <summary>Everything that does not fit, up to <see cref="MaxFaults"/>; nothing where the value fits.</summary>
    public IReadOnlyList<SchemaFault> Check(JsonElement value)
    {
        var check = new SchemaCheck();
        Check(value, check);
        return check.Faults;
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

    /// <summary>Whether a value that holds others can only be held against it whole: it, or a schema asked about the same value, names values that hold others one by one.</summary>
    internal bool NeedsWhole => Known(ref needsWhole, static schema => schema.AsksWhole([]));

    /// <summary>Whether that is so of a part of the value.</summary>
    internal bool MayNeedWhole => Known(ref mayNeedWhole, static schema => schema.Below.Any(part => part.NeedsWhole));

    // 0 until it was asked, then 1 for no and 2 for yes: read and written at once, by whatever thread.
    byte needsWhole;
    byte mayNeedWhole;

    bool Known(ref byte known, Func<Schema, bool> ask)
    {
        if (known == 0) known = (byte)(ask(this) ? 2 : 1);
        return known == 2;
    }

    bool AsksWhole(HashSet<Schema> seen) => seen.Add(this) && (Enum?.Any(one => one.ValueKind is JsonValueKind.Object or JsonValueKind.Array) == true || Here.Any(here => here.AsksWhole(seen)));

    /// <summary>The schemas that ask about a member.</summary>
    /// <returns>Whether the name itself is one that may be there.</returns>
    internal bool Member(string name, List<Schema> to)
    {
        var known = Properties.TryGetValue(name, out var schema);
        if (known) to.Add(schema!);
        foreach (var (pattern, one) in Patterns)
        {
            if (!pattern.IsMatch(name)) continue;
            known = true;
            to.Add(one);
        }
        if (!known && Others is not null) to.Add(Others);
        return Names is null || Names.Fits(JsonSerializer.SerializeToElement(name, TextJson.Default.String));
    }

    /// <summary>The schema that asks about an element; null where none does.</summary>
    internal Schema? Element(long index) => index < Prefix.Count ? Prefix[(int)index] : Items;

    /// <summary>Elements that are compared with each other, at most.</summary>
    internal const int MaxUnique = MaxUniqueItems;

    /// <summary>What two elements that are the same have in common.</summary>
    internal static string Same(JsonElement value) => Canonical(value);

    internal bool Fits(JsonElement value)
    {
        var check = new SchemaCheck();
        Check(value, check);
        return check.Faults.Count == 0;
    }

    void Check(JsonElement value, SchemaCheck check)
    {
        if (check.IsFull) return;
        if (Never) check.Found("false");
        Reference?.Check(value, check);
        if (Kinds != JsonKinds.Any && (KindOf(value) & Kinds) == 0)
        {
            check.Found("type", Kinds.ToString().ToLowerInvariant());
            return;
        }
        if (Enum is not null && !Enum.Any(one => JsonElement.DeepEquals(one, value))) check.Found("enum");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: CheckObject(value, check); break;
            case JsonValueKind.Array: CheckArray(value, check); break;
            case JsonValueKind.String: CheckString(value, check); break;
            case JsonValueKind.Number: CheckNumber(value, check); break;
        }
        foreach (var schema in AllOf) schema.Check(value, check);
        if (AnyOf.Count > 0 && !AnyOf.Any(schema => schema.Fits(value))) check.Found("anyOf");
        if (OneOf.Count > 0 && OneOf.Count(schema => schema.Fits(value)) is var fitting && fitting != 1) check.Found("oneOf", fitting.ToString(CultureInfo.InvariantCulture));
        if (Not is not null && Not.Fits(value)) check.Found("not");
    }

    void CheckObject(JsonElement value, SchemaCheck check)
    {
        parts ??= Parts();
        var count = 0;
        var next = 0;
        ulong seen = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var at = Find(member, parts, ref next);
            var known = at >= 0;
            if (known)
            {
                seen |= parts[at].Required;
                Into(member, parts[at].Schema, check);
            }
            if (Patterns.Count == 0 && Others is null && Names is null) continue;
            foreach (var (name, pattern) in Patterns)
            {
                if (!name.IsMatch(member.Name)) continue;
                known = true;
                Into(member, pattern, check);
            }
            if (!known && Others is not null) Into(member, Others, check);
            if (Names is not null && !Names.Fits(JsonSerializer.SerializeToElement(member.Name, TextJson.Default.String))) check.Found("propertyNames");
        }
        for (var i = 0; i < Required.Count; i++)
            if ((i >= Marked || (seen & (1UL << i)) == 0) && !value.TryGetProperty(Required[i], out _)) check.Found("required", Required[i]);
        if (count < MemberCount.Min) check.Found("minProperties", Written(MemberCount.Min));
        if (count > MemberCount.Max) check.Found("maxProperties", Written(MemberCount.Max));
    }

    static void Into(JsonProperty member, Schema schema, SchemaCheck check)
    {
        check.Enter(member);
        schema.Check(member.Value, check);
        check.Leave();
    }

    // Members mostly come in the order in which they are described: the one that is expected is tried first, and no text is made of its name.
    int Find(JsonProperty member, Part[] all, ref int next)
    {
        if (all.Length > Few) return (places ??= Places()).GetValueOrDefault(member.Name, -1);
        for (var i = 0; i < all.Length; i++)
        {
            var at = next + i < all.Length ? next + i : next + i - all.Length;
            if (!member.NameEquals(all[at].Name)) continue;
            next = at + 1 == all.Length ? 0 : at + 1;
            return at;
        }
        return -1;
    }

    Dictionary<string, int> Places() => Properties.Keys.Select((name, at) => (name, at)).ToDictionary(one => one.name, one => one.at, StringComparer.Ordinal);

    Part[] Parts() => [.. Properties.Select(one => new Part(System.Text.Encoding.UTF8.GetBytes(one.Key), one.Value, Mark(one.Key)))];

    ulong Mark(string name)
    {
        for (var i = 0; i < Math.Min(Marked, Required.Count); i++)
            if (Required[i] == name) return 1UL << i;
        return 0;
    }

    void CheckArray(JsonElement value, SchemaCheck check)
    {
        var count = value.GetArrayLength();
        if (count < ItemCount.Min) check.Found("minItems", Written(ItemCount.Min));
        if (count > ItemCount.Max) check.Found("maxItems", Written(ItemCount.Max));
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            check.Enter(index);
            (index < Prefix.Count ? Prefix[index] : Items)?.Check(item, check);
            check.Leave();
            if (check.IsFull) return;
            index++;
        }
        if (!Unique) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (count > MaxUniqueItems) check.Found("uniqueItems");
        else if (value.EnumerateArray().Any(item => !seen.Add(Canonical(item)))) check.Found("uniqueItems");
    }

    void CheckString(JsonElement value, SchemaCheck check)
    {
        if (Length is (0, long.MaxValue) && Pattern is null && Format is null) return;
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.Length <= ShortText && !raw.Contains((byte)'\\'))
        {
            Span<char> text = stackalloc char[ShortText];
            if (System.Text.Ascii.ToUtf16(raw, text, out var written) == System.Buffers.OperationStatus.Done)
            {
                CheckText(text[..written], check);
                return;
            }
        }
        CheckText(value.GetString(), check);
    }

    void CheckText(ReadOnlySpan<char> text, SchemaCheck check)
    {
        if (Length is not (0, long.MaxValue))
        {
            // By code points, as JSON Schema counts.
            var length = text.Length;
            foreach (var c in text)
                if (char.IsLowSurrogate(c)) length--;
            if (length < Length.Min) check.Found("minLength", Written(Length.Min));
            if (length > Length.Max) check.Found("maxLength", Written(Length.Max));
        }
        if (Pattern is not null && !Pattern.IsMatch(text)) check.Found("pattern");
        if (Format is not null && !Format(text)) check.Found("format", FormatName);
    }

    void CheckNumber(JsonElement value, SchemaCheck check)
    {
        if (Least is null && Most is null && MultipleOf is null) return;
        var number = value.GetDouble();
        if (Least is var (least, over) && (over ? number <= least : number < least)) check.Found(over ? "exclusiveMinimum" : "minimum", Written(least));
        if (Most is var (most, under) && (under ? number >= most : number > most)) check.Found(under ? "exclusiveMaximum" : "maximum", Written(most));
        if (MultipleOf is { } step && (!value.TryGetDecimal(out var exact) || exact % step != 0)) check.Found("multipleOf", step.ToString(CultureInfo.InvariantCulture));
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

    /// <param name="Required">Its place among the members that must be there, as a bit; none where it may be absent.</param>
    sealed record Part(byte[] Name, Schema Schema, ulong Required);
}
