using System.Globalization;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>One operation of a service.</summary>
public sealed class ApiOperation
{
    readonly Segment[] template;
    readonly IReadOnlyList<ApiParameter> parameters;
    readonly SchemaCompiler references;
    readonly JsonElement? response;

    // The successful responses that are described, by status; those that have no schema in JSON as well.
    readonly (int Status, Schema? Schema)[] responses;

    // Of a success whose status is not among them: 2XX, else default, else the first that has a schema, because what nobody described is not to go unchecked.
    readonly Schema? otherwise;

    ApiOperation(string id, string method, string path, IReadOnlyList<ApiParameter> parameters, SchemaCompiler references, JsonElement? response, (int Status, Schema? Schema)[] responses, Schema? otherwise)
    {
        (Id, Method, Path, this.parameters, this.references, this.response, this.responses, this.otherwise) = (id, method, path, parameters, references, response, responses, otherwise);
        ChecksResponses = otherwise is not null || responses.Any(one => one.Schema is not null);
        template = [.. path.Split('/').Skip(1).Select(Segment.Parse)];
    }

    /// <summary>operationId.</summary>
    public string Id { get; }

    /// <summary>What it is for, in the document's words; null where it says nothing.</summary>
    public string? Summary { get; private init; }

    public string Method { get; }

    /// <summary>As the description has it: <c>/penduduk/{nik}</c>.</summary>
    public string Path { get; }

    /// <summary>Schema of a request body in JSON; null where the operation takes none, or one of another kind.</summary>
    public Schema? RequestSchema { get; private init; }

    public bool RequestRequired { get; private init; }

    /// <summary>Whether the operation takes a body at all.</summary>
    public bool TakesBody { get; private init; }

    /// <summary>Media types of a request body that are described and are not JSON; ranges such as <c>image/*</c> among them.</summary>
    public IReadOnlyList<string> OtherRequestTypes { get; private init; } = [];

    /// <summary>Schema of the first successful response that has one in JSON, which data elements point into; null where none has.</summary>
    public Schema? ResponseSchema { get; private init; }

    /// <summary>What is wrong with schemas of other responses than that first one; in English. Answers in JSON that would be held against them are refused.</summary>
    public IReadOnlyList<string> Unusable { get; private init; } = [];

    /// <summary>Whether there is a schema for any successful response.</summary>
    public bool ChecksResponses { get; }

    /// <summary>Schema of a successful response in JSON by its status; null where the description has none for it.</summary>
    public Schema? ResponseSchemaOf(int status)
    {
        foreach (var (known, schema) in responses)
            if (known == status) return schema;
        return otherwise;
    }

    /// <summary>Whether a request body of that media type is described beside the one in JSON: it goes through unchecked.</summary>
    public bool TakesOther(string? mediaType)
    {
        if (OtherRequestTypes.Count == 0) return false;
        var type = mediaType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var end) type = type[..end];
        type = type.Trim();
        if (type.IsEmpty || IsJson(mediaType)) return false;
        foreach (var other in OtherRequestTypes)
            if (other == "*/*" || type.Equals(other, StringComparison.OrdinalIgnoreCase) || (other.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(other.AsSpan(0, other.Length - 1), StringComparison.OrdinalIgnoreCase))) return true;
        return false;
    }

    /// <summary>What of the successful response a contract's data elements let through.</summary>
    /// <exception cref="FormatException">One of them is not in the response's schema.</exception>
    public FieldTree Fields(IReadOnlyList<string> pointers)
    {
        if (pointers.All(pointer => pointer.Length == 0)) return FieldTree.Over(default, references, pointers);
        return FieldTree.Over(response ?? throw new FormatException($"The operation {Id} has no JSON response that data elements could be taken of."), references, pointers);
    }

    /// <summary>What a contract's data elements can name of the successful response, in the document's order; nothing where it is no JSON.</summary>
    public IReadOnlyList<DataElement> Elements() => response is { } schema ? new DataElementWalk(references).Of(schema) : [];

    /// <summary>What in path and query does not fit; nothing where all of it does.</summary>
    /// <param name="segments">Decoded.</param>
    /// <param name="query">Decoded, in order.</param>
    public IReadOnlyList<SchemaFault> CheckParameters(IReadOnlyList<string> segments, IReadOnlyList<KeyValuePair<string, string>> query, Func<string, string?> header)
    {
        List<SchemaFault>? faults = null;
        foreach (var parameter in parameters)
        {
            var values = parameter.In switch
            {
                "path" => [segments[Array.FindIndex(template, one => one.Parameter == parameter.Name)]],
                "query" => [.. query.Where(one => one.Key == parameter.Name).Select(one => one.Value)],
                "header" => header(parameter.Name) is { } sent ? [sent] : Array.Empty<string>(),
                _ => [],
            };
            parameter.Check(values, ref faults);
        }
        foreach (var (name, _) in query)
            if (!parameters.Any(one => one.In == "query" && one.Accepts(name))) (faults ??= []).Add(new($"query/{name}", "unknown"));
        return faults ?? (IReadOnlyList<SchemaFault>)[];
    }

    internal static ApiOperation Read(string method, string path, JsonElement source, JsonElement item, SchemaCompiler references)
    {
        var at = $"{method} {path}";
        if (!path.StartsWith('/')) throw new FormatException($"The path {path} does not begin with a slash.");
        if (!source.TryGetProperty("operationId", out var named) || named.GetString() is not { Length: > 0 and <= 200 } id) throw new FormatException($"{at} has no operationId.");
        var parameters = Parameters(source, references).Concat(Parameters(item, references)).Select(one => ApiParameter.Read(one, references, at)).DistinctBy(one => (one.In, one.Name)).ToList();
        var body = source.TryGetProperty("requestBody", out var declared) ? references.Resolve(declared) : default;
        var request = body.ValueKind == JsonValueKind.Object ? JsonSchema(body, references) : null;
        var (compiled, first, success, unusable) = Responses(source, references, at);
        var operation = new ApiOperation(id, method, path, parameters, references, success,
            [.. compiled.Where(one => int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(one => (int.Parse(one.Key, CultureInfo.InvariantCulture), one.Value))],
            compiled.TryGetValue("2XX", out var range) || compiled.TryGetValue("2xx", out range) ? range : compiled.TryGetValue("default", out var other) ? other : first is null ? null : compiled[first])
        {
            Summary = source.TryGetProperty("summary", out var summary) && summary.ValueKind == JsonValueKind.String ? summary.GetString() : null,
            TakesBody = body.ValueKind == JsonValueKind.Object,
            RequestRequired = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True,
            RequestSchema = request is { } taken ? references.Compile(taken, $"{at}: request") : null,
            OtherRequestTypes = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("content", out var content) ? [.. content.EnumerateObject().Select(one => one.Name.Split(';')[0].Trim()).Where(type => !IsJson(type))] : [],
            ResponseSchema = first is null ? null : compiled[first],
            Unusable = unusable,
        };
        foreach (var segment in operation.template.Where(one => one.Parameter is not null))
            if (!parameters.Exists(one => one.In == "path" && one.Name == segment.Parameter)) throw new FormatException($"{at} does not describe its parameter {segment.Parameter}.");
        foreach (var parameter in parameters.Where(one => one.In == "path"))
            if (!operation.template.Any(one => one.Parameter == parameter.Name)) throw new FormatException($"{at} describes a parameter {parameter.Name} that its path does not have.");
        return operation;
    }

    // What data elements point into must be usable. Of the others, one that is not lets nothing through: a service does not stop for it, and nothing goes unchecked.
    static (Dictionary<string, Schema?> Compiled, string? First, JsonElement? Success, List<string> Unusable) Responses(JsonElement source, SchemaCompiler references, string at)
    {
        var compiled = new Dictionary<string, Schema?>(StringComparer.Ordinal);
        List<string> unusable = [];
        string? first = null;
        JsonElement? success = null;
        if (!source.TryGetProperty("responses", out var responses)) return (compiled, first, success, unusable);
        foreach (var one in responses.EnumerateObject().Where(one => one.Name.StartsWith('2') || one.Name == "default").OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            if (first is null && one.Name != "default")
            {
                var schema = JsonSchema(references.Resolve(one.Value), references);
                compiled[one.Name] = schema is { } given ? references.Compile(given, $"{at}: response {one.Name}") : null;
                if (schema is not null) (first, success) = (one.Name, schema);
                continue;
            }
            try
            {
                compiled[one.Name] = JsonSchema(references.Resolve(one.Value), references) is { } given ? references.Compile(given, "schema") : null;
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException)
            {
                compiled[one.Name] = new Schema { Never = true };
                unusable.Add($"{at}, response {one.Name}: {e.Message}");
            }
        }
        return (compiled, first, success, unusable);
    }

    internal bool Fits(IReadOnlyList<string> segments)
    {
        if (segments.Count != template.Length) return false;
        for (var i = 0; i < template.Length; i++)
            if (template[i].Parameter is null ? template[i].Literal != segments[i] : segments[i].Length == 0) return false;
        return true;
    }

    internal bool IsMoreLiteralThan(ApiOperation other)
    {
        for (var i = 0; i < template.Length; i++)
            if ((template[i].Parameter is null) != (other.template[i].Parameter is null)) return template[i].Parameter is null;
        return false;
    }

    static IEnumerable<JsonElement> Parameters(JsonElement source, SchemaCompiler references) =>
        source.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(references.Resolve) : [];

    static JsonElement? JsonSchema(JsonElement holder, SchemaCompiler references)
    {
        if (!holder.TryGetProperty("content", out var content)) return null;
        foreach (var media in content.EnumerateObject())
            if (IsJson(media.Name) && references.Resolve(media.Value).TryGetProperty("schema", out var schema)) return schema;
        return null;
    }

    /// <summary>Whether a media type is JSON, whatever stands behind it.</summary>
    public static bool IsJson(string? mediaType)
    {
        var type = mediaType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var end) type = type[..end];
        type = type.Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || (type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) && type.Contains('/'));
    }

    readonly record struct Segment(string Literal, string? Parameter)
    {
        internal static Segment Parse(string text)
        {
            if (!text.Contains('{', StringComparison.Ordinal)) return new(Uri.UnescapeDataString(text), null);
            return text.StartsWith('{') && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1 ? new(text, text[1..^1])
                : throw new FormatException($"A part of a path is a word or one parameter, and {text} is neither.");
        }
    }
}
