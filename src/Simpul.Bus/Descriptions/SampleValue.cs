using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simpul.Bus.Descriptions;

/// <summary>Makes one value that fits a schema, or several at once. What it makes is a guess that its user holds against the schema; a further attempt guesses otherwise.</summary>
sealed class SampleValue(OpenApiDocument document, int seed, int attempt)
{
    const int MaxDepth = 24;
    const int MaxNodes = 20_000;

    // Deeper than this only what is required is made.
    const int FullDepth = 6;
    const int MaxItems = 1000;

    readonly Random chance = new(unchecked((seed * 397) ^ attempt));
    readonly Dictionary<string, int> within = new(StringComparer.Ordinal);
    int nodes;

    /// <param name="schemas">All of them hold for the value.</param>
    /// <param name="name">The member's, which says to a reader what the value is.</param>
    internal JsonNode? Of(IReadOnlyList<DocumentPlace> schemas, string name, int depth)
    {
        if (depth > MaxDepth || ++nodes > MaxNodes) throw new NoSampleException();
        var all = new SampleShape(document, chance).Gather(schemas);
        foreach (var reference in all.References) within[reference] = within.GetValueOrDefault(reference) + 1;
        try
        {
            return Made(all, name, depth);
        }
        finally
        {
            foreach (var reference in all.References) within[reference]--;
        }
    }

    JsonNode? Made(SampleShape all, string name, int depth)
    {
        if (all.Never) throw new NoSampleException();
        if (all.Values is { } values)
        {
            // null is listed where a value may be left out; it is the last that a sample shows.
            var shown = values.Where(one => one.ValueKind != JsonValueKind.Null).ToList();
            if (shown.Count == 0) return values.Count > 0 ? null : throw new NoSampleException();
            return JsonNode.Parse(shown[(chance.Next(shown.Count) + attempt) % shown.Count].GetRawText());
        }
        if (attempt < 8 && all.Examples.Count > 0 && !all.IsJoined) return JsonNode.Parse(all.Examples[chance.Next(all.Examples.Count)].GetRawText());
        return Kind(all) switch
        {
            "object" => Object(all, depth),
            "array" => Array(all, name, depth),
            "string" => SampleText.Of(all, name, chance, attempt),
            "integer" => SampleNumber.Of(all, whole: true, chance),
            "number" => SampleNumber.Of(all, whole: false, chance),
            "boolean" => JsonValue.Create(chance.Next(2) == 0),
            _ => null,
        };
    }

    string Kind(SampleShape all)
    {
        if (all.Types.Count == 0) throw new NoSampleException();
        // A schema without a type is what its other keywords speak of.
        if (all.Types.Count == SampleShape.AllTypes.Length)
            return all.Properties.Count > 0 || all.Required.Count > 0 || all.Others is not null || all.Patterns.Count > 0 ? "object" : all.Items.Count > 0 || all.Prefix.Count > 0 ? "array"
                : all.Number("minimum") is not null || all.Number("maximum") is not null || all.Steps.Count > 0 ? "number" : "string";
        List<string> shown = [.. SampleShape.AllTypes.Where(type => type != "null" && all.Types.Contains(type) && (type != "integer" || !all.Types.Contains("number")))];
        return shown.Count == 0 ? "null" : shown[attempt == 0 ? 0 : chance.Next(shown.Count)];
    }

    JsonObject Object(SampleShape all, int depth)
    {
        var made = new JsonObject();
        foreach (var (member, schemas) in all.Properties)
        {
            var needed = all.Required.Contains(member);
            if (!needed && (depth >= FullDepth || Returns(schemas) || (attempt > 4 && chance.Next(3) == 0))) continue;
            try
            {
                made[member] = Of(schemas, member, depth + 1);
            }
            catch (NoSampleException) when (!needed)
            {
                // It may be left out, so it is.
            }
        }
        foreach (var member in all.Required.Where(member => !made.ContainsKey(member) && !all.Properties.ContainsKey(member))) made[member] = Of(Other(all, member), member, depth + 1);
        var least = all.Number("minProperties") ?? 0;
        for (var i = 1; made.Count < least && i <= MaxItems; i++)
        {
            var member = $"kunci{i.ToString(CultureInfo.InvariantCulture)}";
            if (!made.ContainsKey(member)) made[member] = Of(Other(all, member), member, depth + 1);
        }
        // One of what the members have no names for, so that a reader sees what it is like.
        if (made.Count == 0 && all.Others is { ValueKind: not JsonValueKind.False } && depth < FullDepth && !(all.Number("maxProperties") < 1)) made["kunci"] = Of(Other(all, "kunci"), "kunci", depth + 1);
        if (all.Number("maxProperties") is { } most)
            foreach (var member in made.Select(one => one.Key).Where(member => !all.Required.Contains(member)).Reverse().ToList())
                if (made.Count > most) made.Remove(member);
        return made;
    }

    static List<DocumentPlace> Other(SampleShape all, string member)
    {
        List<DocumentPlace> schemas = [.. all.Patterns.Where(one => one.Name.IsMatch(member)).Select(one => one.Schema)];
        if (schemas.Count == 0 && all.OtherPlaces.Count > 0) schemas.AddRange(all.OtherPlaces);
        return schemas;
    }

    JsonArray Array(SampleShape all, string name, int depth)
    {
        var least = (int)Math.Min(all.Number("minItems") ?? 0, MaxItems + 1);
        var most = (int)Math.Min(all.Number("maxItems") ?? int.MaxValue, int.MaxValue);
        if (least > MaxItems || least > most) throw new NoSampleException();
        var wanted = Math.Clamp(depth >= FullDepth || Returns(all.Items) ? all.Prefix.Count : Math.Max(all.Prefix.Count, 1 + chance.Next(2)), least, most);
        var made = new JsonArray();
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var tries = 0; made.Count < wanted && tries < wanted * 20; tries++)
        {
            JsonNode? element;
            try
            {
                element = Of(made.Count < all.Prefix.Count ? all.Prefix[made.Count] : all.Items, name, depth + 1);
            }
            catch (NoSampleException) when (made.Count >= least)
            {
                break;
            }
            if (!all.Unique || seen.Add(element?.ToJsonString(SampleJson.Options) ?? "null")) made.Add(element);
        }
        return made.Count >= least ? made : throw new NoSampleException();
    }

    // A person's children are shown once, their children no more.
    bool Returns(IReadOnlyList<DocumentPlace> schemas) => schemas.Any(one => Chain(one).Any(reference => within.GetValueOrDefault(reference) > 1));

    IEnumerable<string> Chain(DocumentPlace schema)
    {
        for (var hops = 0; hops < 20 && schema.Text("$ref") is { } reference; hops++)
        {
            yield return reference;
            var next = document.Resolve(schema);
            if (next.At == schema.At) yield break;
            schema = next;
        }
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
            foreach (var branch in schema.Member(keyword)?.Elements() ?? [])
                if (branch.Text("$ref") is { } reference) yield return reference;
        if (schema.Member("items")?.Text("$ref") is { } item) yield return item;
    }
}
