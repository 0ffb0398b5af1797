using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class CanonicalJsonTests
{
    static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.FromText(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_example_of_RFC_8785_section_3_2_2_gives_the_bytes_of_3_2_4()
    {
        const string json = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        Convert.ToHexStringLower(CanonicalJson.FromText(Encoding.UTF8.GetBytes(json))).ShouldBe(
            "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c"
            + "31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    [Fact]
    public void Members_are_ordered_by_UTF_16_code_units_as_in_section_3_2_3()
    {
        const string json = """
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """;
        JsonDocument.Parse(Canonical(json)).RootElement.EnumerateObject().Select(m => m.Value.GetString()).ShouldBe(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]);
    }

    // RFC 8785 appendix B.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_ECMAScript_does(ulong bits, string expected)
    {
        var bytes = CanonicalJson.Bytes(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits)));
        Encoding.ASCII.GetString(bytes).ShouldBe(expected);
        CanonicalJson.IsCanonical(bytes).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e2", "100")]
    [InlineData("0.00001", "0.00001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("123e-20", "1.23e-18")]
    [InlineData("1250000.50", "1250000.5")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    [InlineData("\"\\u0000\\u001f\\u007f\\u2028<>&+\\/\"", "\"\\u0000\\u001f\u007f\u2028<>&+/\"")]
    [InlineData("\"\\b\\t\\n\\f\\r\\\"\\\\\"", "\"\\b\\t\\n\\f\\r\\\"\\\\\"")]
    [InlineData(" { \"b\" : [ ] , \"a\" : { } } ", "{\"a\":{},\"b\":[]}")]
    [InlineData("{\"aa\":1,\"a\":2,\"A\":3,\"\":4}", "{\"\":4,\"A\":3,\"a\":2,\"aa\":1}")]
    public void Text_becomes_canonical(string json, string expected) => Canonical(json).ShouldBe(expected);

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00 \\ud83d\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("9007199254740993")]
    [InlineData("-9223372036854775808")]
    [InlineData("1000000000000000000000000")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("[1,]")]
    [InlineData("// no\n1")]
    [InlineData("{}{}")]
    [InlineData("")]
    public void What_two_readers_could_see_differently_is_refused(string json)
        => Should.Throw<CanonicalJsonException>(() => Canonical(json));

    [Fact]
    public void Broken_UTF_8_is_refused()
    {
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.FromText(new byte[] { (byte)'"', 0xc3, 0x28, (byte)'"' }));
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.FromText(new byte[] { (byte)'"', 0xed, 0xa0, 0xbd, (byte)'"' }));
    }

    [Fact]
    public void Nodes_in_memory_are_held_to_the_same_rules()
    {
        foreach (var node in new JsonNode?[]
        {
            JsonValue.Create(double.NaN), JsonValue.Create(double.PositiveInfinity), JsonValue.Create(float.NegativeInfinity),
            JsonValue.Create(long.MaxValue), JsonValue.Create(ulong.MaxValue), JsonValue.Create(9007199254740993m),
            JsonValue.Create("\ud83d"), JsonValue.Create('\ude00'), new JsonObject { ["\ud83d"] = 1 },
            JsonNode.Parse("""{"a":{"b":1,"b":2}}"""),
        })
            Should.Throw<CanonicalJsonException>(() => CanonicalJson.Bytes(node), node?.GetValueKind().ToString());
    }

    [Fact]
    public void A_node_built_in_memory_gives_the_bytes_of_its_text()
    {
        var node = new JsonObject
        {
            ["reason"] = null,
            ["id"] = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            ["at"] = new DateTime(2026, 11, 22, 7, 5, 1, DateTimeKind.Utc).AddTicks(1234567),
            ["amount"] = 1250000.50m,
            ["count"] = 3,
            ["long"] = 9007199254740991,
            ["share"] = 0.1f,
            ["letter"] = 'é',
            ["flags"] = new JsonArray(true, false, "Kantor \"Utama\"\n"),
        };
        var bytes = CanonicalJson.Bytes(node);
        Encoding.UTF8.GetString(bytes).ShouldBe(
            """{"amount":1250000.5,"at":"2026-11-22T07:05:01.1234567Z","count":3,"flags":[true,false,"Kantor \"Utama\"\n"],"id":"0f8fad5b-d9cb-469f-a165-70867728950e","letter":"é","long":9007199254740991,"reason":null,"share":0.1}""");
        CanonicalJson.Bytes(JsonNode.Parse(node.ToJsonString())).ShouldBe(bytes);
        CanonicalJson.Bytes(JsonDocument.Parse(node.ToJsonString()).RootElement).ShouldBe(bytes);
    }

    [Fact]
    public void Nesting_has_a_bound()
    {
        Canonical(new string('[', CanonicalJson.MaxDepth) + new string(']', CanonicalJson.MaxDepth)).Length.ShouldBe(2 * CanonicalJson.MaxDepth);
        JsonNode deep = new JsonArray();
        for (var i = 0; i < CanonicalJson.MaxDepth; i++) deep = new JsonArray(deep);
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.Bytes(deep));
    }

    [Fact]
    public void Writing_canonically_twice_changes_nothing_and_keeps_the_value()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 3000; i++)
        {
            var node = Any(random, 4);
            var bytes = CanonicalJson.Bytes(node);
            CanonicalJson.FromText(bytes).ShouldBe(bytes);
            JsonNode.DeepEquals(JsonNode.Parse(bytes), JsonNode.Parse(node?.ToJsonString() ?? "null")).ShouldBeTrue(Encoding.UTF8.GetString(bytes));
        }
    }

    [Fact]
    public void Every_double_reads_back_as_itself()
    {
        var random = new Random(8785);
        for (var i = 0; i < 100_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            var text = Encoding.ASCII.GetString(CanonicalJson.Bytes(JsonValue.Create(value)));
            double.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(value, text);
        }
    }

    static JsonNode? Any(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(int.MinValue, int.MaxValue),
        3 => random.NextInt64(-(1L << 53), 1L << 53),
        4 => Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-9, 9)), random.Next(12)),
        5 => Text(random),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(6)).Select(_ => Text(random)).Distinct().Select(n => KeyValuePair.Create(n, Any(random, depth - 1)))),
    };

    static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(8); length > 0; length--)
            text.Append(random.Next(4) switch
            {
                0 => new Rune(random.Next(0x20)).ToString(),
                1 => new Rune(random.Next(0x20, 0x7f)).ToString(),
                2 => new Rune(random.Next(0x7f, 0xd800)).ToString(),
                _ => new Rune(random.Next(0xe000, 0x110000)).ToString(),
            });
        return text.ToString();
    }
}
