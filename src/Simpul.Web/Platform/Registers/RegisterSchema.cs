using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Registers;

/// <summary>What can be done with a register.</summary>
internal enum RegisterOperation
{
    List,
    Get,
    Add,
    Change,
}

/// <summary>Describes registers in the OpenAPI document from their fields, because no class stands for them there.</summary>
internal static class RegisterSchema
{
    public static void Describe(this IEndpointConventionBuilder endpoint, Register register, RegisterOperation what) => endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        var document = context.Document!;
        var name = string.Concat(register.Kind.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var record = Put(name, () => Record(register));
        (operation.Summary, operation.Description) = what switch
        {
            RegisterOperation.List => ($"A page of {register.Kind}", $"{register.Title}. Records that the acting office may see."),
            RegisterOperation.Get => ($"One of {register.Kind}", null),
            RegisterOperation.Add => ($"Add one to {register.Kind}", null),
            _ => ($"Change one of {register.Kind}", "A field that is absent keeps its value; null empties it."),
        };
        operation.Parameters = what switch
        {
            RegisterOperation.List => [.. Parameters(register)],
            RegisterOperation.Add => null,
            _ => [new OpenApiParameter { Name = "id", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } }],
        };
        operation.RequestBody = what switch
        {
            RegisterOperation.Add => Body(Put($"{name}New", () => Sent(register, changing: false))),
            RegisterOperation.Change => Body(Put($"{name}Change", () => Sent(register, changing: true))),
            _ => null,
        };
        operation.Responses = new OpenApiResponses
        {
            [what == RegisterOperation.Add ? "201" : "200"] = new OpenApiResponse
            {
                Description = what switch { RegisterOperation.List => "The page", RegisterOperation.Add => "Added; Location is its address", RegisterOperation.Change => "Changed", _ => "The record" },
                Content = Json(what == RegisterOperation.List ? Put($"{name}Page", () => Page(record)) : record),
            },
        };
        ApiDocument.AddProblems(operation, document, what switch
        {
            RegisterOperation.List => [400, 401, 403, 429, 500],
            RegisterOperation.Get => [401, 403, 404, 429, 500],
            RegisterOperation.Add => [400, 401, 403, 413, 415, 429, 500],
            _ => [400, 401, 403, 404, 409, 413, 415, 429, 500],
        });
        return Task.CompletedTask;

        IOpenApiSchema Put(string schema, Func<OpenApiSchema> make)
        {
            document.Components ??= new OpenApiComponents();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            if (!document.Components.Schemas.ContainsKey(schema))
            {
                document.Components.Schemas[schema] = make();
            }
            return new OpenApiSchemaReference(schema, document);
        }
    });

    private static OpenApiRequestBody Body(IOpenApiSchema schema) => new() { Required = true, Content = Json(schema) };

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) => new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiSchema Page(IOpenApiSchema record) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["total"] = Whole("Records that the query finds."),
            ["page"] = Whole("From 1."),
            ["size"] = Whole("Records on a page."),
            ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = record },
        },
        Required = new HashSet<string> { "total", "page", "size", "items" },
    };

    private static OpenApiSchema Whole(string says) => new() { Type = JsonSchemaType.Integer, Description = says };

    private static OpenApiSchema Record(Register register) => new()
    {
        Type = JsonSchemaType.Object,
        Description = register.Why,
        Properties = new Dictionary<string, IOpenApiSchema>(
        [
            new("id", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }),
            new("version", Whole("Sent back with a change.")),
            .. register.Fields.Select(field => KeyValuePair.Create<string, IOpenApiSchema>(field.Key, Of(field, sent: false))),
        ]),
        Required = new HashSet<string>(["id", "version", .. register.Fields.Select(field => field.Key)]),
    };

    private static OpenApiSchema Sent(Register register, bool changing) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(
        [
            .. changing ? new[] { KeyValuePair.Create<string, IOpenApiSchema>("version", Whole("Of the record that is changed; where it is another by now, the answer is 409.")) } : [],
            .. register.Fields.Where(field => !changing || !field.Fixed).Select(field => KeyValuePair.Create<string, IOpenApiSchema>(field.Key, Of(field, sent: true))),
        ]),
        Required = changing ? new HashSet<string> { "version" } : register.Fields.Where(field => field.Required && field.Kind != FieldKind.Choice).Select(field => field.Key).ToHashSet(),
    };

    private static OpenApiSchema Of(Field field, bool sent)
    {
        var empty = field.Required && field.Kind != FieldKind.Personal ? 0 : JsonSchemaType.Null;
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String | empty,
            Description = string.Join(". ", new[] { field.Cite is null ? field.Label : $"{field.Label} ({field.Cite})", field.Help?.TrimEnd('.') }.OfType<string>()) + ".",
        };
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.LongText:
                schema.MaxLength = field.MaxLength > 0 ? field.MaxLength : null;
                break;
            case FieldKind.Number:
                schema.Type = JsonSchemaType.Integer | empty;
                break;
            case FieldKind.Money:
                schema.Type = JsonSchemaType.Number | empty;
                break;
            case FieldKind.YesNo:
                schema.Type = JsonSchemaType.Boolean;
                break;
            case FieldKind.Date:
                schema.Format = "date";
                break;
            case FieldKind.Reference:
                schema.Format = "uuid";
                schema.Description += $" The id of one of {field.Refers}.";
                break;
            case FieldKind.Choice when field.Closed:
                schema.Enum = [.. field.Choices!(null!).Select(choice => (JsonNode)choice.Name)];
                schema.Type = JsonSchemaType.String;
                break;
            case FieldKind.Choice:
                schema.Description += " A key that the instance's regulation gives.";
                break;
            case FieldKind.Lines or FieldKind.Choices:
                schema.Type = JsonSchemaType.Array;
                schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
                break;
            case FieldKind.Personal when sent:
                schema.WriteOnly = true;
                schema.MaxLength = field.MaxLength;
                schema.Description += " Personal data: taken, never answered.";
                break;
            case FieldKind.Personal:
                schema.Type = JsonSchemaType.Null;
                schema.Description += " Personal data: always null here.";
                break;
        }
        return schema;
    }

    private static IEnumerable<IOpenApiParameter> Parameters(Register register)
    {
        yield return Query("q", "Words that must all occur; capitals and diacritics do not matter.", new() { Type = JsonSchemaType.String, MaxLength = RegisterQuery.SearchLength });
        yield return Query("sort", "A field; with a minus before it, descending.", new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. register.Fields.Where(field => field.Sortable).SelectMany(field => new[] { field.Key, $"-{field.Key}" }).Select(key => (JsonNode)key)],
        });
        yield return Query("page", "From 1.", new() { Type = JsonSchemaType.Integer, Minimum = "1", Default = 1 });
        yield return Query("size", "Records on a page.", new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = ListQuery.MostRows.ToString(System.Globalization.CultureInfo.InvariantCulture), Default = 25 });
        foreach (var field in register.Fields.Where(field => field.Filtered))
        {
            var schema = Of(field, sent: true);
            schema.Type &= ~JsonSchemaType.Null;
            (var says, schema.Description) = (schema.Description!, null);
            yield return Query(field.Key, says, schema);
        }
    }

    private static OpenApiParameter Query(string name, string says, OpenApiSchema schema) => new() { Name = name, In = ParameterLocation.Query, Description = says, Schema = schema };
}
