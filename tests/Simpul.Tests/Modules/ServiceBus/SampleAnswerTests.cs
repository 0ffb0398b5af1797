using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Bus.Descriptions;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>What the sandbox answers where no provider is.</summary>
public sealed class SampleAnswerTests
{
    [Fact]
    public void Every_answer_that_is_made_fits_its_schema_and_the_same_seed_makes_the_same()
    {
        var (asked, made) = (0, 0);
        for (var seed = 0; seed < 600; seed++)
        {
            var bytes = new MadeDescription(seed).Bytes();
            var samples = SampleAnswers.Of(bytes);
            foreach (var operation in samples.Description.Operations)
            {
                asked++;
                if (samples.Answer(operation.Id, seed) is not { } answer) continue;
                made++;
                using var body = JsonDocument.Parse(answer.Body);
                operation.ResponseSchema!.Check(body.RootElement).ShouldBeEmpty($"seed {seed}, {operation.Id}: {Encoding.UTF8.GetString(answer.Body)}");
                SampleAnswers.Of(bytes).Answer(operation.Id, seed)!.Body.ShouldBe(answer.Body);
                if (operation.RequestSchema is { } taken && samples.Request(operation.Id, seed) is { } request) taken.Check(JsonDocument.Parse(request).RootElement).ShouldBeEmpty();
            }
        }
        // Not one that gives up: each schema of the generator has a value.
        (made, asked).ShouldBe((asked, asked));
        asked.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void An_example_goes_before_what_is_made_unless_it_does_not_fit()
    {
        var fits = Described("""{"type":"object","required":["nama"],"properties":{"nama":{"type":"string"}}}""", """{"nama":"Pasar Induk"}""");
        SampleAnswers.Of(fits).Answer("baca", 1).ShouldNotBeNull().ShouldSatisfyAllConditions(
            answer => answer.IsExample.ShouldBeTrue(),
            answer => Encoding.UTF8.GetString(answer.Body).ShouldBe("""{"nama":"Pasar Induk"}"""));

        var wrong = Described("""{"type":"object","required":["nama"],"properties":{"nama":{"type":"string","example":"Pasar Kecil"}}}""", """{"nama":7}""");
        SampleAnswers.Of(wrong).Answer("baca", 1).ShouldNotBeNull().ShouldSatisfyAllConditions(
            answer => answer.IsExample.ShouldBeFalse(),
            answer => Encoding.UTF8.GetString(answer.Body).ShouldBe("""{"nama":"Pasar Kecil"}"""));
    }

    [Fact]
    public void A_schema_that_no_value_fits_gives_no_answer_rather_than_a_wrong_one() =>
        SampleAnswers.Of(Described("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":5,"maximum":4}}}""")).Answer("baca", 1).ShouldBeNull();

    [Fact]
    public void A_person_whose_children_are_persons_comes_to_an_end()
    {
        var answer = SampleAnswers.Of(Described("""{"$ref":"#/components/schemas/P"}""", null, """{"P":{"type":"object","required":["anak"],"properties":{"anak":{"type":"array","items":{"$ref":"#/components/schemas/P"}},"ibu":{"$ref":"#/components/schemas/P"}}}}""")).Answer("baca", 3);
        answer.ShouldNotBeNull().Body.Length.ShouldBeInRange(10, 2000);
    }

    internal static byte[] Described(string schema, string? example = null, string components = "{}")
    {
        var media = new JsonObject { ["schema"] = JsonNode.Parse(schema) };
        if (example is not null) media["example"] = JsonNode.Parse(example);
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Contoh", ["version"] = "1" },
            ["paths"] = new JsonObject { ["/pasar"] = new JsonObject { ["get"] = new JsonObject { ["operationId"] = "baca", ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Baik", ["content"] = new JsonObject { ["application/json"] = media } } } } } },
            ["components"] = new JsonObject { ["schemas"] = JsonNode.Parse(components) },
        }.ToJsonString());
    }
}
