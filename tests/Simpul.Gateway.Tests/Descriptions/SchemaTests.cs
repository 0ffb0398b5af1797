using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus.Descriptions;
using Xunit;

namespace Simpul.Gateway.Tests.Descriptions;

/// <summary>What a schema takes, what cannot be checked by one, and which of a description's schemas an answer is held against.</summary>
public sealed class SchemaTests
{
    // Statuses that are held against a response by another name than the first.
    static readonly (int, string)[] others = [(201, "default"), (206, "206"), (299, "2XX")];

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
        var compiled = ProjectionTests.Operation((JsonObject)JsonNode.Parse(schema)!).ResponseSchema!;
        compiled.Check(JsonDocument.Parse(good).RootElement).ShouldBeEmpty(good);
        foreach (var one in bad) compiled.Check(JsonDocument.Parse(one).RootElement).ShouldNotBeEmpty(one);
    }

    [Fact]
    public void A_parameter_that_is_listed_with_commas_comes_once()
    {
        var operation = ApiDescription.Parse("""
            {"openapi":"3.1.0","paths":{"/x":{"get":{"operationId":"x","parameters":[
              {"name":"ids","in":"query","explode":false,"schema":{"type":"array","items":{"type":"integer"}}},{"name":"tag","in":"query","schema":{"type":"array","items":{"type":"integer"}}}],
              "responses":{"200":{"description":""}}}}}}
            """u8.ToArray()).Operations.Single();
        List<string> Faults(params (string Name, string Value)[] query) => [.. operation.CheckParameters(["x"], [.. query.Select(one => KeyValuePair.Create(one.Name, one.Value))], _ => null).Select(fault => $"{fault.At} {fault.Rule}")];
        Faults(("ids", "1,2")).ShouldBeEmpty();
        Faults(("tag", "1"), ("tag", "2")).ShouldBeEmpty();
        Faults(("ids", "1,2"), ("ids", "apa saja")).ShouldBe(["query/ids once"]);
        Faults(("ids", "1,apa saja")).ShouldHaveSingleItem().ShouldStartWith("query/ids");
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
        Should.Throw<FormatException>(() => ProjectionTests.Operation((JsonObject)JsonNode.Parse(schema)!)).Message.ShouldContain(because);

    [Theory]
    [InlineData("""{"$ref":"umum.yaml#/components/responses/Galat"}""", "leads out of the document")]
    [InlineData("""{"content":{"application/problem+json":{"schema":{"$ref":"umum.yaml#/Galat"}}}}""", "leads out of the document")]
    [InlineData("""{"content":{"application/problem+json":{"schema":{"unevaluatedProperties":false}}}}""", "unevaluatedProperties cannot be checked")]
    [InlineData("""{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Rusak"}}}}""", "keyword dependentSchemas cannot be checked")]
    public void A_schema_of_another_response_that_cannot_be_used_stops_no_service_and_lets_nothing_through(string other, string why)
    {
        static ApiOperation Read(string responses) => ApiDescription.Parse(Encoding.UTF8.GetBytes("""{"openapi":"3.1.0","paths":{"/x":{"get":{"operationId":"x","responses":{""" + responses + """}}}},"""
            + "\"components\":" + """{"schemas":{"Nama":{"type":"string"},"Rusak":{"type":"object","properties":{"nama":{"$ref":"#/components/schemas/Nama"}},"dependentSchemas":{}}}}}""")).Operations.Single();
        const string Good = """{"content":{"application/json":{"schema":{"type":"object","properties":{"nama":{"$ref":"#/components/schemas/Nama"}}}}}}""";
        static int Faults(ApiOperation operation, int status, string json)
        {
            using var document = JsonDocument.Parse(json);
            return operation.ResponseSchemaOf(status)!.Check(document.RootElement).Count;
        }
        foreach (var (status, name) in others)
        {
            var operation = Read($"\"{name}\":{other},\"200\":{Good}");
            operation.Unusable.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.ShouldStartWith($"GET /x, response {name}: "), one => one.ShouldContain(why));
            (Faults(operation, 200, """{"nama":"x"}"""), Faults(operation, 200, """{"nama":1}""")).ShouldBe((0, 1));
            Faults(operation, status, """{"nama":"x"}""").ShouldBe(1);
        }
        // The first success is what contracts point into: without it there is no service.
        Should.Throw<FormatException>(() => Read($"\"200\":{other}"));
        Read($"\"200\":{Good},\"404\":{other}").Unusable.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_schema_that_cannot_be_used_refers_to_is_compiled_whole_for_the_next_one()
    {
        var operations = ApiDescription.Parse("""
            {"openapi":"3.1.0","paths":{
              "/a":{"get":{"operationId":"a","responses":{"200":{"content":{"application/json":{"schema":true}}},"default":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}},
              "/b":{"get":{"operationId":"b","responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/B"}}}}}}}},
             "components":{"schemas":{"A":{"allOf":[{"$ref":"#/components/schemas/B"},{"if":{}}]},"B":{"properties":{"n":{"type":"integer"}},"required":["n"]}}}}
            """u8.ToArray()).Operations;
        operations[0].Unusable.ShouldHaveSingleItem();
        using var none = JsonDocument.Parse("{}");
        operations[1].ResponseSchema!.Check(none.RootElement).Count.ShouldBe(1);
        // One that is broken is broken wherever it is met.
        Should.Throw<FormatException>(() => ApiDescription.Parse("""
            {"openapi":"3.1.0","paths":{
              "/a":{"get":{"operationId":"a","responses":{"200":{"content":{"application/json":{"schema":true}}},"default":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}},
              "/b":{"get":{"operationId":"b","responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},
             "components":{"schemas":{"A":{"allOf":[{"type":"object"},{"if":{}}]}}}}
            """u8.ToArray()));
    }
}
