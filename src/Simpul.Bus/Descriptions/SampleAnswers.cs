using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// Answers of a service that nobody runs: from the examples of its description where these fit their schema, else made from the schema. The same seed makes the
/// same answer, and every answer was held against the schema before it is given.
/// </summary>
public sealed class SampleAnswers
{
    const int MaxTries = 24;

    readonly OpenApiDocument document;
    readonly ApiDescription description;

    SampleAnswers(OpenApiDocument document, ApiDescription description) => (this.document, this.description) = (document, description);

    /// <exception cref="FormatException">As <see cref="ApiDescription.Parse"/>.</exception>
    public static SampleAnswers Of(ReadOnlyMemory<byte> json) => new(OpenApiDocument.Parse(json), ApiDescription.Parse(json));

    public ApiDescription Description => description;

    /// <summary>The successful answer of an operation; null where its schema is one that no value was found for.</summary>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public SampleAnswer? Answer(string operationId, int seed)
    {
        var operation = description.ById(operationId) ?? throw new ArgumentException($"There is no operation {operationId}.", nameof(operationId));
        var place = document.Operations().First(one => one.Operation.Text("operationId") == operationId).Operation;
        // The gateway takes the first successful response that has JSON; where none has, the first without.
        var all = (document.Member(place, "responses")?.Members() ?? []).Where(one => one.Name.StartsWith('2')).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => (one.Name, Response: document.Resolve(one.Place))).ToList();
        var chosen = all.Find(one => document.JsonSchema(one.Response) is not null);
        var (status, response) = chosen.Name is null ? all.FirstOrDefault() : chosen;
        var number = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var exact) ? exact : 200;
        if (operation.ResponseSchema is not { } schema || chosen.Name is null) return new SampleAnswer(number, null, [], false);
        var media = document.Member(response, "content")!.Value.Members().First(one => ApiOperation.IsJson(one.Name));
        foreach (var example in Examples(document.Resolve(media.Place)))
            if (schema.Check(example).Count == 0) return new SampleAnswer(number, media.Name, Encoding.UTF8.GetBytes(example.GetRawText()), true);
        return Made(document.JsonSchema(response)!.Value, schema, seed) is { } body ? new SampleAnswer(number, media.Name, body, false) : null;
    }

    /// <summary>A body that the operation takes: an example, or one made from its schema; null where it takes none in JSON.</summary>
    public string? Request(string operationId, int seed)
    {
        if (description.ById(operationId)?.RequestSchema is not { } schema) return null;
        var place = document.Operations().First(one => one.Operation.Text("operationId") == operationId).Operation;
        if (document.Member(place, "requestBody") is not { } body || document.JsonMedia(body) is not { } media) return null;
        foreach (var example in Examples(media))
            if (schema.Check(example).Count == 0) return example.GetRawText();
        return Made(document.JsonSchema(body)!.Value, schema, seed) is { } made ? Encoding.UTF8.GetString(made) : null;
    }

    /// <summary>A value for a parameter as it stands in an address; null where none was found.</summary>
    public string? Parameter(DocumentPlace parameter, int seed)
    {
        foreach (var example in Examples(parameter))
            if (example.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) return example.ToString();
        if (document.Member(parameter, "schema") is not { } schema || Try(schema, seed, 0) is not { } value) return null;
        return value switch
        {
            JsonArray list => string.Join(',', list.Select(one => one?.ToString())),
            JsonObject => null,
            _ => value.ToString(),
        };
    }

    byte[]? Made(DocumentPlace source, Schema schema, int seed)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (!TryMake(source, seed, attempt, out var made)) continue;
            var bytes = Encoding.UTF8.GetBytes(made is null ? "null" : made.ToJsonString(SampleJson.Options));
            using var value = JsonDocument.Parse(bytes);
            if (schema.Check(value.RootElement).Count == 0) return bytes;
        }
        return null;
    }

    JsonNode? Try(DocumentPlace source, int seed, int attempt) => TryMake(source, seed, attempt, out var made) ? made : null;

    bool TryMake(DocumentPlace source, int seed, int attempt, out JsonNode? made)
    {
        try
        {
            made = new SampleValue(document, seed, attempt).Of([source], "", 0);
            return true;
        }
        catch (NoSampleException)
        {
            made = null;
            return false;
        }
    }

    /// <summary>What is given as an example at a place that describes a body or a parameter, and at its schema.</summary>
    IEnumerable<JsonElement> Examples(DocumentPlace holder)
    {
        if (holder.Member("example") is { } one) yield return one.Value;
        foreach (var (_, written) in holder.Member("examples")?.Members() ?? [])
            if (document.Resolve(written).Member("value") is { } value) yield return value.Value;
        if (document.Member(holder, "schema") is not { } schema) yield break;
        if (schema.Member("example") is { } own) yield return own.Value;
        foreach (var example in schema.Member("examples")?.Elements() ?? []) yield return example.Value;
    }
}

/// <param name="MediaType">Null where the answer has no body.</param>
/// <param name="IsExample">Whether the description gives it as an example; made from the schema otherwise.</param>
public sealed record SampleAnswer(int Status, string? MediaType, byte[] Body, bool IsExample);

/// <summary>A schema for which no value was found on this try.</summary>
sealed class NoSampleException : Exception;

static class SampleJson
{
    // People read it; it is never put into a page without being encoded there.
    internal static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = JsonNodes.Default };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
sealed partial class JsonNodes : System.Text.Json.Serialization.JsonSerializerContext;
