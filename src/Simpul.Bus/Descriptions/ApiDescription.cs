using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>An OpenAPI 3.0 or 3.1 document in JSON, compiled: its operations, what they take and what they answer.</summary>
public sealed class ApiDescription
{
    /// <summary>Bytes that a reader accepts.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    const int MaxOperations = 1000;

    static readonly HashSet<string> methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    readonly List<ApiOperation> operations = [];

    public IReadOnlyList<ApiOperation> Operations => operations;

    /// <exception cref="FormatException">Not such a document, or something in it cannot be checked; the message says where.</exception>
    public static ApiDescription Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxLength) throw new FormatException($"A description has at most {MaxLength} bytes.");
        try
        {
            // Never disposed: schemas keep elements of it, for as long as the description lives.
            return new(JsonDocument.Parse(json.ToArray(), BusJson.Strict).RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"Not an OpenAPI document: {e.Message}", e);
        }
    }

    ApiDescription(JsonElement root)
    {
        if (!root.TryGetProperty("openapi", out var version) || version.GetString() is not { } text || !(text.StartsWith("3.0.", StringComparison.Ordinal) || text.StartsWith("3.1.", StringComparison.Ordinal)))
            throw new FormatException("The document is not OpenAPI 3.0 or 3.1.");
        var compiler = new SchemaCompiler(root);
        if (root.TryGetProperty("paths", out var paths))
            foreach (var path in paths.EnumerateObject())
            {
                if (path.Name.StartsWith("x-", StringComparison.Ordinal)) continue;
                var item = compiler.Resolve(path.Value);
                foreach (var member in item.EnumerateObject().Where(one => methods.Contains(one.Name)))
                    operations.Add(ApiOperation.Read(member.Name.ToUpperInvariant(), path.Name, member.Value, item, compiler));
            }
        if (operations.Count is 0 or > MaxOperations) throw new FormatException($"A description has 1 to {MaxOperations} operations.");
        if (operations.GroupBy(one => one.Id).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new FormatException($"The operationId {twice.Key} occurs twice.");
    }

    public ApiOperation? ById(string id) => operations.Find(one => one.Id == id);

    /// <summary>The operation of a method and a path, given as its decoded segments. A literal segment goes before a parameter.</summary>
    /// <param name="anyMethod">Whether the path leads to an operation of another method.</param>
    public ApiOperation? Match(string method, IReadOnlyList<string> segments, out bool anyMethod)
    {
        ApiOperation? best = null;
        anyMethod = false;
        foreach (var operation in operations)
        {
            if (!operation.Fits(segments)) continue;
            anyMethod = true;
            if (operation.Method == method && (best is null || operation.IsMoreLiteralThan(best))) best = operation;
        }
        return best;
    }
}
