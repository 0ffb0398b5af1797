using System.Text.Json;
using Simpul.Bus.Descriptions;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>A description as a programmer reads it.</summary>
public sealed record ApiView(string? Description, string? Contact, string? Terms, IReadOnlyList<OperationView> Operations)
{
    private const int MostFields = 400;

    /// <summary>Places looked at: schemas that name each other twice at every step would be endless otherwise.</summary>
    private const int MostVisits = 5000;
    private const int MostDepth = 8;

    /// <returns>Null where it is no description.</returns>
    public static ApiView? Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = OpenApiDocument.Parse(json);
            var info = document.Root.Member("info");
            var contact = info?.Member("contact");
            return new ApiView(info?.Text("description"), string.Join(", ", new[] { contact?.Text("name"), contact?.Text("email"), contact?.Text("url") }.Where(one => !string.IsNullOrEmpty(one))),
                info?.Member("license")?.Text("name"), [.. document.Operations().Select(one => Operation(document, one.Method, one.Path, one.Operation, one.Item))]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public OperationView? Find(string operation) => Operations.FirstOrDefault(one => one.Id == operation);

    private static OperationView Operation(OpenApiDocument document, string method, string path, DocumentPlace operation, DocumentPlace item)
    {
        var body = document.Member(operation, "requestBody");
        return new OperationView(operation.Text("operationId") ?? $"{method} {path}", method, path, operation.Text("summary"), operation.Text("description"), operation.Truth("deprecated"),
            [.. document.Parameters(operation, item).Select(one => new ParameterView(one.Text("name") ?? "", one.Text("in") ?? "", one.Text("in") == "path" || one.Truth("required"), one.Text("description"),
                document.Member(one, "schema") is { } schema ? TypeOf(schema) : "", one))],
            body is { } taken ? document.JsonSchema(taken) is { } sent ? Fields(document, sent) : [] : null,
            [.. (document.Member(operation, "responses")?.Members() ?? []).Select(one => new ResponseView(one.Name, document.Resolve(one.Place).Text("description")))]);
    }

    private static List<FieldView> Fields(OpenApiDocument document, DocumentPlace schema)
    {
        List<FieldView> fields = [];
        var visits = 0;
        Walk(schema, 0, []);
        return fields;

        void Walk(DocumentPlace place, int depth, HashSet<string> within)
        {
            var at = document.Resolve(place);
            if (++visits > MostVisits || depth > MostDepth || fields.Count >= MostFields || !within.Add(at.At)) return;
            var required = at.Member("required")?.Elements().Select(one => one.Value.ToString()).ToHashSet() ?? [];
            foreach (var (name, member) in at.Member("properties")?.Members() ?? [])
            {
                var resolved = document.Resolve(member);
                fields.Add(new FieldView(name, depth, TypeOf(resolved), required.Contains(name), member.Text("description") ?? resolved.Text("description") ?? resolved.Text("title")));
                Walk(resolved, depth + 1, [.. within]);
            }
            if (at.Member("items") is { } items) Walk(items, depth, within);
            foreach (var keyword in new[] { "allOf", "oneOf", "anyOf" })
                foreach (var branch in at.Member(keyword)?.Elements() ?? []) Walk(branch, depth, [.. within]);
        }
    }

    /// <summary><c>teks, tanggal</c>: the type in words, with what bounds it.</summary>
    private static string TypeOf(DocumentPlace schema)
    {
        List<string> words = [];
        if (schema.Member("type") is { } type)
        {
            var kinds = type.Value.ValueKind == JsonValueKind.Array ? type.Elements().Select(one => one.Value.ToString()) : [type.Value.ToString()];
            words.Add(string.Join(" atau ", kinds.Select(Kind)));
        }
        if (schema.Text("format") is { } format) words.Add(format);
        if (schema.Member("enum") is { } values) words.Add("salah satu dari " + Indonesian.List([.. values.Elements().Take(12).Select(one => one.Value.ToString())]));
        if (Number(schema, "maxLength") is { } length) words.Add($"paling banyak {length} huruf");
        if (Number(schema, "minimum") is { } least) words.Add($"paling kecil {least}");
        if (Number(schema, "maximum") is { } most) words.Add($"paling besar {most}");
        if (schema.Text("pattern") is { Length: <= 60 } pattern) words.Add($"pola {pattern}");
        return string.Join(", ", words);
    }

    private static string? Number(DocumentPlace schema, string name) => schema.Member(name) is { } value && value.Value.ValueKind == JsonValueKind.Number ? value.Value.ToString() : null;

    private static string Kind(string type) => type switch
    {
        "string" => "teks",
        "integer" => "bilangan bulat",
        "number" => "bilangan",
        "boolean" => "benar atau salah",
        "array" => "daftar",
        "object" => "objek",
        "null" => "kosong",
        _ => type,
    };
}

/// <param name="Body">Null where the operation takes none.</param>
public sealed record OperationView(string Id, string Method, string Path, string? Summary, string? Description, bool IsDeprecated, IReadOnlyList<ParameterView> Parameters, IReadOnlyList<FieldView>? Body,
    IReadOnlyList<ResponseView> Responses);

/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c>, <c>cookie</c>.</param>
public sealed record ParameterView(string Name, string In, bool IsRequired, string? Description, string Type, DocumentPlace Place)
{
    public string Where => In switch { "path" => "jalur", "query" => "kueri", "header" => "header", _ => "cookie" };
}

/// <param name="Depth">Steps into the value.</param>
public sealed record FieldView(string Name, int Depth, string Type, bool IsRequired, string? Description);

public sealed record ResponseView(string Status, string? Description);
