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

    [Theory]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1,"exclusiveMaximum":5}}}""", """{"a":3}""", """{"a":5}""", """{"a":0}""", """{"a":"3"}""", """{}""", """{"a":2.5}""", "[]", "null")]
    [InlineData("""{"type":["string","null"],"minLength":2,"maxLength":3,"pattern":"^\\d+$"}""", "\"12\"", "\"1\"", "\"1234\"", "\"ab\"", "\"12\\n\"", "\"١٢\"", "1")]
    [InlineData("""{"type":"array","items":{"enum":["x",1]},"minItems":1,"maxItems":3,"uniqueItems":true}""", """["x",1.0]""", "[]", """["x","x"]""", """["y"]""", """["x",1,"x",1]""")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number","minimum":10}],"not":{"const":5}}""", "3", "11", "5", "\"x\"")]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/T"},{"required":["b"]}]}""", """{"anak":[{"anak":[]}],"b":1}""", """{"anak":[{"anak":[1]}],"b":1}""", """{"anak":[]}""")]
    [InlineData("""{"type":"object","properties":{"a":{}},"patternProperties":{"^x-":{"type":"integer"}},"additionalProperties":false}""", """{"a":1,"x-b":2}""", """{"x-b":"2"}""", """{"c":1}""")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2024-02-29\"", "\"2023-02-29\"", "\"29-02-2024\"")]
    [InlineData("""{"type":"number","multipleOf":0.01}""", "1.25", "1.255")]
    [InlineData("""{"type":"string","nullable":true,"maxLength":2}""", "null", "\"abc\"")]
    public void A_schema_takes_what_it_says_and_nothing_else(string schema, string good, params string[] bad)
    {
        var compiled = Operation((JsonObject)JsonNode.Parse(schema)!).ResponseSchema!;
        compiled.Check(JsonDocument.Parse(good).RootElement).ShouldBeEmpty(good);
        foreach (var one in bad) compiled.Check(JsonDocument.Parse(one).RootElement).ShouldNotBeEmpty(one);
    }

    [Theory]
    [InlineData("""{"if":{}}""", "if")]
    [InlineData("""{"$ref":"other.json#/a"}""", "out of the document")]
    [InlineData("""{"$ref":"#/components/schemas/None"}""", "nowhere")]
    [InlineData("""{"pattern":"(a)\\1"}""", "linear time")]
    [InlineData("""{"type":"text"}""", "no type")]
    [InlineData("""{"unevaluatedProperties":false}""", "unevaluatedProperties")]
    [InlineData("""{"$ref":"#/components/schemas/Loop"}""", "circle")]
    [InlineData("""{"properties":{"a":{"allOf":[{"$ref":"#/components/schemas/Loop"}]}}}""", "circle")]
    public void What_cannot_be_checked_is_refused_not_skipped(string schema, string because) =>
        Should.Throw<FormatException>(() => Operation((JsonObject)JsonNode.Parse(schema)!)).Message.ShouldContain(because);

    static ApiOperation Operation(JsonObject schema)
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
