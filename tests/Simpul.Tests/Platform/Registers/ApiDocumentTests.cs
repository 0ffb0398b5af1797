using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simpul.Tests.Kit;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>The API as other programs know it, frozen in <c>docs/api/openapi.json</c>.</summary>
public sealed class ApiDocumentTests
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_one_that_was_agreed()
    {
        await using var app = await App.Start();
        var now = await Document(app);
        var file = Path.Combine(Root(), "docs", "api", "openapi.json");
        if (Environment.GetEnvironmentVariable("SIMPUL_ACCEPT_API") == "1")
        {
            await File.WriteAllTextAsync(file, now);
        }
        var agreed = File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : "";
        now.ShouldBe(agreed, "The API changed. Other programs rely on it: add, never rename or remove. To accept the change, run `SIMPUL_ACCEPT_API=1 dotnet test tests/Simpul.Tests --filter ApiDocumentTests` and commit docs/api/openapi.json.");
    }

    [Fact]
    public async Task It_does_not_depend_on_the_regulation_of_the_instance()
    {
        await using var app = await App.Start();
        var before = await Document(app);
        await app.SetUp();
        (await Document(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_answers_and_asks_for()
    {
        await using var app = await App.Start();
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(await Document(app), "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1);
        var document = JsonNode.Parse(await Document(app))!;
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["components"]!["securitySchemes"]!.AsObject().Select(pair => pair.Key).ShouldBe(["bearer", "cookie"], ignoreOrder: true);
        document["security"]!.AsArray().Count.ShouldBe(2);
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, Value: operation.Value!.AsObject()))).ToList();
        operations.Count.ShouldBeGreaterThan(30);
        operations.Select(operation => operation.Value["operationId"]!.GetValue<string>()).ShouldBeUnique();
        foreach (var (path, method, operation) in operations)
        {
            var name = $"{method} {path}";
            operation["summary"]!.GetValue<string>().ShouldNotBeEmpty(name);
            var answers = operation["responses"]!.AsObject();
            answers.ShouldContain(answer => answer.Key.StartsWith('2'), name);
            foreach (var status in new[] { "401", "403", "429", "500" })
            {
                answers[status]!["content"]!["application/problem+json"].ShouldNotBeNull($"{name} {status}");
            }
            foreach (var parameter in path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
            {
                operation["parameters"]!.AsArray().ShouldContain(item => item!["name"]!.GetValue<string>() == parameter && item["in"]!.GetValue<string>() == "path", name);
            }
        }
        References(document).Where(reference => Resolve(document, reference) is null).ShouldBeEmpty();
    }

    /// <summary>The document with its keys in order, so that a change shows as one.</summary>
    private static async Task<string> Document(App app)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        return Ordered(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json")))!.ToJsonString(indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Ordered(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key == "$ref" ? [pair.Value!.GetValue<string>()] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Resolve(JsonNode document, string reference) => reference.Split('/').Skip(1).Aggregate<string, JsonNode?>(document, (node, part) => node?[part]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
