using System.Globalization;
using System.Text.Json;

namespace Simpul.Bus.Descriptions;

/// <summary>
/// An OpenAPI document as it is written, for who shows, checks or compares it. It takes whatever is JSON and says so; whether a gateway can work by it is
/// <see cref="ApiDescription"/>'s to say.
/// </summary>
public sealed class OpenApiDocument
{
    const int MaxHops = 20;

    OpenApiDocument(JsonElement root) => Root = new(root, "");

    public DocumentPlace Root { get; }

    /// <exception cref="FormatException">Not a JSON object, or longer than <see cref="ApiDescription.MaxLength"/>.</exception>
    public static OpenApiDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > ApiDescription.MaxLength) throw new FormatException($"A description has at most {ApiDescription.MaxLength} bytes.");
        try
        {
            // Never disposed: places keep elements of it.
            var root = JsonDocument.Parse(json.ToArray(), BusJson.Strict).RootElement;
            return root.ValueKind == JsonValueKind.Object ? new(root) : throw new FormatException("Not an OpenAPI document: it is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not an OpenAPI document: {e.Message}", e);
        }
    }

    /// <summary>Follows <c>$ref</c> within the document until there is something else. A reference that leads nowhere, out of the document or round in circles stays as it is.</summary>
    public DocumentPlace Resolve(DocumentPlace place)
    {
        var at = place;
        for (var hops = 0; hops < MaxHops && at.Text("$ref") is { } reference; hops++)
        {
            if (Find(reference) is not { } target) return at;
            at = target;
        }
        return at;
    }

    /// <summary>A member, with references followed.</summary>
    public DocumentPlace? Member(DocumentPlace place, string name) => Resolve(place).Member(name) is { } member ? Resolve(member) : null;

    /// <summary>Every operation of the document, in its order: method in capitals, path, the operation and the path's own item.</summary>
    public IEnumerable<(string Method, string Path, DocumentPlace Operation, DocumentPlace Item)> Operations()
    {
        foreach (var (path, written) in Root.Member("paths")?.Members() ?? [])
        {
            if (path.StartsWith("x-", StringComparison.Ordinal)) continue;
            var item = Resolve(written);
            foreach (var (method, operation) in item.Members())
                if (method is "get" or "put" or "post" or "delete" or "options" or "head" or "patch") yield return (method.ToUpperInvariant(), path, operation, item);
        }
    }

    /// <summary>Parameters of an operation: its own, and those of its path that it does not declare anew.</summary>
    public IReadOnlyList<DocumentPlace> Parameters(DocumentPlace operation, DocumentPlace item) =>
        [.. new[] { operation, item }.SelectMany(holder => holder.Member("parameters")?.Elements() ?? []).Select(Resolve).DistinctBy(one => (one.Text("in"), one.Text("name")))];

    /// <summary>The schema of what is JSON in a request body or a response; null where it has none.</summary>
    public DocumentPlace? JsonSchema(DocumentPlace holder) => JsonMedia(holder)?.Member("schema");

    /// <summary>What is said of a body that is JSON: its schema and its examples.</summary>
    public DocumentPlace? JsonMedia(DocumentPlace holder)
    {
        foreach (var (type, media) in Member(holder, "content")?.Members() ?? [])
            if (ApiOperation.IsJson(type)) return Resolve(media);
        return null;
    }

    /// <summary>The first successful response of an operation, and its status; null where it declares none.</summary>
    public (string Status, DocumentPlace Response)? Success(DocumentPlace operation)
    {
        foreach (var (status, response) in (Member(operation, "responses")?.Members() ?? []).Where(one => one.Name.StartsWith('2')).OrderBy(one => one.Name, StringComparer.Ordinal))
            return (status, Resolve(response));
        return null;
    }

    DocumentPlace? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
        try
        {
            DocumentPlace? found = Root;
            foreach (var token in JsonPointer.Tokens(Uri.UnescapeDataString(reference[1..]))) found = found?.Step(token);
            return found;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A value of a document, and where it stands.</summary>
/// <param name="At">JSON Pointer (RFC 6901).</param>
public readonly record struct DocumentPlace(JsonElement Value, string At)
{
    /// <summary>The name or number under which it stands; empty for the whole document.</summary>
    public string Key => At.Length == 0 ? "" : JsonPointer.Tokens(At)[^1];

    public DocumentPlace? Member(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var member) ? Under(member, name) : null;

    public IEnumerable<(string Name, DocumentPlace Place)> Members()
    {
        if (Value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in Value.EnumerateObject()) yield return (member.Name, Under(member.Value, member.Name));
    }

    public IEnumerable<DocumentPlace> Elements()
    {
        if (Value.ValueKind != JsonValueKind.Array) yield break;
        var index = 0;
        foreach (var element in Value.EnumerateArray()) yield return Under(element, (index++).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A member that is text; null where there is none.</summary>
    public string? Text(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    public bool Truth(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;

    internal DocumentPlace? Step(string token) => JsonPointer.Step(Value, token) is { } found ? Under(found, token) : null;

    DocumentPlace Under(JsonElement value, string token) => new(value, $"{At}/{JsonPointer.Encoded(token)}");
}
