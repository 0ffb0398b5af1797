using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus.Descriptions;
using Xunit;

namespace Simpul.Gateway.Tests.Descriptions;

/// <summary>What comes out is exactly the ticked fields, whatever the schema, the value, the ticks, and however the bytes arrive.</summary>
public sealed class ProjectionTests
{
    static readonly string[] combined = ["allOf", "anyOf", "oneOf"];

    static readonly string[] names = ["a", "b", "nama", "a/b", "c~d", "é", "\"q\"", "x y", "items", "properties", ""];

    [Fact]
    public void What_comes_out_is_exactly_what_was_ticked()
    {
        var cases = int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_CASES"), out var asked) ? asked : 3000;
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            var pointers = new List<string>();
            var schema = Schema(random, 0, "", pointers);
            if (schema["type"]!.GetValue<string>() is not ("object" or "array")) continue;
            var ticked = pointers.Where(_ => random.Next(3) == 0).ToList();
            var operation = Operation(schema);
            var fields = operation.Fields(ticked);
            if (ticked.Count == 0 || fields.IsWhole) continue;
            var value = Value(random, schema, 0);
            var json = Encoding.UTF8.GetBytes(value.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 }));

            var whole = new ArrayBufferWriter<byte>();
            Projection.Write(json, fields, whole);
            var expected = Expected(value, schema, "", ticked.ToHashSet());
            JsonNode.DeepEquals(JsonNode.Parse(whole.WrittenSpan), expected).ShouldBeTrue($"seed {seed}\nticked {string.Join(' ', ticked)}\nvalue {value.ToJsonString()}\nout {Encoding.UTF8.GetString(whole.WrittenSpan)}\nexpected {expected?.ToJsonString()}");

            var streamed = new ArrayBufferWriter<byte>();
            var projection = new StreamingProjection(fields, null, streamed);
            var held = new List<byte>();
            for (var at = 0; at < json.Length || held.Count > 0;)
            {
                var some = Math.Min(json.Length - at, random.Next(1, 40));
                held.AddRange(json.AsSpan(at, some));
                at += some;
                held.RemoveRange(0, projection.Advance(held.ToArray(), at == json.Length));
                if (at == json.Length) break;
            }
            projection.IsComplete.ShouldBeTrue();
            JsonNode.DeepEquals(JsonNode.Parse(streamed.WrittenSpan), expected).ShouldBeTrue($"seed {seed}, streamed: {Encoding.UTF8.GetString(streamed.WrittenSpan)}");
        }
    }

    [Fact]
    public void Streaming_and_the_whole_agree_on_every_value_and_every_schema()
    {
        var cases = int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_CASES"), out var asked) ? asked : 6000;
        var (fits, breaks) = (0, 0);
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            var source = AnySchema(random, 0);
            var schema = Operation(source).ResponseSchema!;
            var value = AnyValue(random, source, 0);
            var json = Encoding.UTF8.GetBytes(value is null ? "null" : value.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 }));
            using var document = JsonDocument.Parse(json);
            var expected = schema.Check(document.RootElement);
            var fields = value is JsonObject or JsonArray && random.Next(2) == 0 ? FieldTree.OfMembers("a", "b") : FieldTree.Nothing;
            var streamed = new ArrayBufferWriter<byte>();
            IReadOnlyList<SchemaFault> found = [];
            try { Stream(random, new StreamingProjection(fields, schema, streamed), json); }
            catch (SchemaException e) { found = e.Faults; }
            (found.Count == 0).ShouldBe(expected.Count == 0, $"seed {seed}\nschema {source.ToJsonString()}\nvalue {Encoding.UTF8.GetString(json)}\nwhole {string.Join(' ', expected)}\nstreamed {string.Join(' ', found)}");
            if (expected.Count > 0)
            {
                breaks++;
                continue;
            }
            fits++;
            if (fields == FieldTree.Nothing) continue;
            var whole = new ArrayBufferWriter<byte>();
            Projection.Write(json, fields, whole);
            JsonNode.DeepEquals(JsonNode.Parse(streamed.WrittenSpan), JsonNode.Parse(whole.WrittenSpan)).ShouldBeTrue($"seed {seed}: {Encoding.UTF8.GetString(streamed.WrittenSpan)}");
        }
        // A test of nothing but one verdict would say little.
        (Math.Min(fits, breaks) > cases / 10).ShouldBeTrue($"{fits} fit, {breaks} do not");
    }

    [Theory]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/T"},{"required":["total"],"properties":{"total":{"type":"integer"}}}]}""", """{"anak":[],"total":"2"}""", "/total", "type")]
    [InlineData("""{"type":"object","properties":{"data":{"type":"array","items":{"type":"integer"},"maxItems":2}}}""", """{"data":[1,2,3]}""", "/data", "maxItems")]
    [InlineData("""{"type":"object","properties":{"data":{"type":"array","items":{"type":"integer"}}}}""", """{"data":[1,2,"x"]}""", "/data/2", "type")]
    [InlineData("""{"type":"object","required":["data","total"]}""", """{"data":[]}""", "", "required")]
    [InlineData("""{"type":"object","properties":{"a/b":{"type":"object","additionalProperties":false}}}""", """{"a/b":{"c":1}}""", "/a~1b/c", "false")]
    public void What_breaks_a_schema_while_it_streams_is_told_with_its_place(string schema, string json, string at, string rule)
    {
        var projection = new StreamingProjection(FieldTree.Nothing, Operation((JsonObject)JsonNode.Parse(schema)!).ResponseSchema, new ArrayBufferWriter<byte>());
        var fault = Should.Throw<SchemaException>(() => projection.Advance(Encoding.UTF8.GetBytes(json), final: true)).Faults.ShouldHaveSingleItem();
        (fault.At, fault.Rule).ShouldBe((at, rule));
    }

    [Theory]
    [InlineData("""{"nama":"x"}""", """{"a":12345678901234567890.10,"nama":"\u0041\/","z":1}""", """{"a":12345678901234567890.10,"nama":"\u0041\/"}""")]
    public void Numbers_and_texts_go_through_as_they_were_written(string _, string json, string expected)
    {
        var to = new ArrayBufferWriter<byte>();
        Projection.Write(Encoding.UTF8.GetBytes(json), FieldTree.OfMembers("a", "nama"), to);
        Encoding.UTF8.GetString(to.WrittenSpan).ShouldBe(expected);
    }

    [Fact]
    public void Other_members_and_alternatives_can_be_ticked_and_what_is_no_part_cannot()
    {
        var operation = Operation((JsonObject)JsonNode.Parse("""
            {"type":"object","properties":{"kode":{"type":"string"}},"additionalProperties":{"type":"object","properties":{"x":{},"y":{}}},
             "anyOf":[{"properties":{"satu":{"type":"string"}}},{"properties":{"dua":{"type":"string"}}}]}
            """)!);
        string Through(params string[] pointers)
        {
            var to = new ArrayBufferWriter<byte>();
            Projection.Write("""{"kode":"k","lain":{"x":1,"y":2},"satu":"s","dua":"d"}"""u8, operation.Fields(pointers), to);
            return Encoding.UTF8.GetString(to.WrittenSpan);
        }
        Through("/additionalProperties/properties/x").ShouldBe("""{"lain":{"x":1}}""");
        Through("/anyOf/1/properties/dua").ShouldBe("""{"dua":"d"}""");
        Through("/properties/kode", "/anyOf/0/properties/satu").ShouldBe("""{"kode":"k","satu":"s"}""");
        foreach (var wrong in new[] { "/properties/gaji", "/type", "/properties", "/required", "kode", "/properties/~2", "/anyOf/5/properties/satu" }) Should.Throw<FormatException>(() => operation.Fields([wrong]), wrong);
    }

    [Fact]
    public void Other_members_are_those_that_no_part_of_the_schema_describes()
    {
        var operation = Operation((JsonObject)JsonNode.Parse("""{"allOf":[{"properties":{"nik":{"type":"string"}}},{"type":"object","properties":{"nama":{"type":"string"}},"additionalProperties":{"type":"string"}}]}""")!);
        var to = new ArrayBufferWriter<byte>();
        Projection.Write("""{"nik":"1","nama":"n","lain":"l"}"""u8, operation.Fields(["/allOf/1/additionalProperties"]), to);
        Encoding.UTF8.GetString(to.WrittenSpan).ShouldBe("""{"lain":"l"}""");
    }

    static void Stream(Random random, StreamingProjection projection, byte[] json)
    {
        var held = new List<byte>();
        for (var at = 0; at < json.Length;)
        {
            var some = Math.Min(json.Length - at, random.Next(1, 40));
            held.AddRange(json.AsSpan(at, some));
            at += some;
            held.RemoveRange(0, projection.Advance(held.ToArray(), at == json.Length));
        }
        projection.IsComplete.ShouldBeTrue();
    }

    static readonly string[] few = ["a", "b", "c", "a/b", "é"];

    /// <summary>Every keyword, in any company.</summary>
    static JsonObject AnySchema(Random random, int depth)
    {
        JsonNode[] Some(int most) => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => AnySchema(random, depth + 1))];
        bool Rarely() => random.Next(6) == 0;
        var schema = new JsonObject();
        var kind = depth > 3 ? random.Next(4, 6) : random.Next(8);
        switch (kind)
        {
            case 0 or 1 or 6:
                if (!Rarely()) schema["type"] = "object";
                schema["properties"] = new JsonObject([.. few.Where(_ => random.Next(2) == 0).Select(name => KeyValuePair.Create(name, (JsonNode?)AnySchema(random, depth + 1)))]);
                if (random.Next(3) == 0) schema["required"] = new JsonArray([.. few.Where(_ => random.Next(4) == 0).Select(name => (JsonNode)name)]);
                if (Rarely()) schema["additionalProperties"] = random.Next(2) == 0 ? false : AnySchema(random, depth + 1);
                if (Rarely()) schema["patternProperties"] = new JsonObject { ["^[ab]"] = AnySchema(random, depth + 1) };
                if (Rarely()) schema["propertyNames"] = new JsonObject { ["maxLength"] = random.Next(1, 4) };
                if (Rarely()) schema["minProperties"] = random.Next(3);
                if (Rarely()) schema["maxProperties"] = random.Next(1, 5);
                break;
            case 2 or 3:
                if (!Rarely()) schema["type"] = "array";
                schema["items"] = AnySchema(random, depth + 1);
                if (Rarely()) schema["prefixItems"] = new JsonArray(Some(2));
                if (Rarely()) schema["minItems"] = random.Next(3);
                if (Rarely()) schema["maxItems"] = random.Next(1, 4);
                if (Rarely()) schema["uniqueItems"] = true;
                break;
            case 4:
                schema["type"] = new[] { "string", "integer", "boolean", "null" }[random.Next(4)];
                break;
            case 5:
                schema["enum"] = JsonNode.Parse("""[1, "x", null, [1], {"a": 1}, {}]""");
                break;
            default:
                schema["$ref"] = "#/components/schemas/T";
                break;
        }
        if (depth > 2) return schema;
        if (Rarely()) schema["allOf"] = new JsonArray(Some(2));
        if (Rarely()) schema["anyOf"] = new JsonArray(Some(3));
        if (Rarely()) schema["oneOf"] = new JsonArray(Some(3));
        if (random.Next(12) == 0) schema["not"] = AnySchema(random, depth + 1);
        return schema;
    }

    /// <summary>Mostly what the schema asks for, now and then something else.</summary>
    static JsonNode? AnyValue(Random random, JsonObject schema, int depth)
    {
        var alternatives = combined.Where(schema.ContainsKey).ToList();
        if (alternatives.Count > 0 && random.Next(3) == 0) return AnyValue(random, (JsonObject)((JsonArray)schema[alternatives[random.Next(alternatives.Count)]]!)[0]!, depth);
        var any = random.Next(12) == 0 || depth > 6;
        if (!any && schema["enum"] is JsonArray values) return values[random.Next(values.Count)]?.DeepClone();
        if (!any && schema["$ref"] is not null) return new JsonObject { ["anak"] = random.Next(4) == 0 ? 1 : new JsonArray(new JsonObject()) };
        if (!any && schema["items"] is JsonObject items) return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyValue(random, items, depth + 1))]);
        if (!any && schema["properties"] is JsonObject properties)
        {
            var made = new JsonObject();
            foreach (var name in few)
                if (properties[name] is JsonObject member ? random.Next(6) > 0 : random.Next(8) == 0) made[name] = AnyValue(random, properties[name] as JsonObject ?? new JsonObject(), depth + 1);
            return made;
        }
        return (any ? random.Next(6) : schema["type"]?.GetValue<string>() switch { "string" => 0, "integer" => 1, "boolean" => 2, "null" => 3, _ => random.Next(6) }) switch
        {
            0 => "x",
            1 => 1,
            2 => true,
            3 => null,
            4 => new JsonArray(1, "x"),
            _ => new JsonObject { ["a"] = 1 },
        };
    }

    /// <summary>An operation whose answer has the schema.</summary>
    internal static ApiOperation Operation(JsonObject schema)
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["paths"] = new JsonObject { ["/x"] = new JsonObject { ["get"] = new JsonObject { ["operationId"] = "x", ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "", ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema.DeepClone() } } } } } } },
            ["components"] = JsonNode.Parse("""{"schemas":{"T":{"type":"object","properties":{"anak":{"type":"array","items":{"$ref":"#/components/schemas/T"}}}},"Loop":{"anyOf":[{"type":"string"},{"$ref":"#/components/schemas/Loop"}]}}}"""),
        };
        return ApiDescription.Parse(Encoding.UTF8.GetBytes(document.ToJsonString())).Operations.Single();
    }

    static JsonObject Schema(Random random, int depth, string at, List<string> pointers)
    {
        if (at.Length > 0) pointers.Add(at);
        switch (depth < 4 ? random.Next(depth == 0 ? 2 : 4) : 3)
        {
            case 0:
                var properties = new JsonObject();
                foreach (var name in names.Where(_ => random.Next(3) == 0))
                    properties[name] = Schema(random, depth + 1, $"{at}/properties/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", pointers);
                return new JsonObject { ["type"] = "object", ["properties"] = properties };
            case 1:
                return new JsonObject { ["type"] = "array", ["items"] = Schema(random, depth + 1, at + "/items", pointers) };
            default:
                return new JsonObject { ["type"] = random.Next(2) == 0 ? "string" : "number" };
        }
    }

    static JsonNode Value(Random random, JsonObject schema, int depth)
    {
        switch (schema["type"]!.GetValue<string>())
        {
            case "object":
                var value = new JsonObject();
                foreach (var (name, child) in (JsonObject)schema["properties"]!)
                    if (random.Next(5) > 0) value[name] = random.Next(10) == 0 ? null : Value(random, (JsonObject)child!, depth + 1);
                // What the schema does not know must never come out.
                if (random.Next(2) == 0) value["tak-dikenal"] = new JsonObject { ["a"] = 1 };
                return value;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(12) == 0 ? null : Value(random, (JsonObject)schema["items"]!, depth + 1))]);
            case "number":
                return random.Next(100000) / 100m;
            default:
                return names[random.Next(names.Length)] + random.Next(100);
        }
    }

    // The same said another way: a value's place in the schema, and whether that place, or one above, is ticked, or one below.
    static JsonNode? Expected(JsonNode? value, JsonObject schema, string at, HashSet<string> ticked)
    {
        if (ticked.Contains(at)) return value?.DeepClone();
        switch (value)
        {
            case JsonObject members:
                var some = new JsonObject();
                foreach (var (name, member) in members)
                {
                    var below = $"{at}/properties/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                    if (schema["properties"] is not JsonObject known || known[name] is not JsonObject child) continue;
                    if (ticked.Contains(below) || (ticked.Any(one => one.StartsWith(below + "/", StringComparison.Ordinal)) && member is JsonObject or JsonArray or null)) some[name] = Expected(member, child, below, ticked);
                }
                return some;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => ticked.Contains(at + "/items") || ticked.Any(one => one.StartsWith(at + "/items/", StringComparison.Ordinal)) ? Expected(item, (JsonObject)schema["items"]!, at + "/items", ticked) : null)]);
            default:
                return null;
        }
    }
}
