using Microsoft.OpenApi;

namespace Simpul.Web.Platform.Registers;

/// <summary>What of a register an operation sends or takes.</summary>
internal enum SchemaOf
{
    List,
    One,
    Body,
}

/// <summary>Describes registers in the OpenAPI document from their fields, because no class stands for them there.</summary>
internal static class RegisterSchema
{
    public static void Describe(this RouteHandlerBuilder endpoint, Register register, SchemaOf of) => endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        var name = string.Concat(register.Kind.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var document = context.Document!;
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas.TryAdd(name, Record(register));
        var record = new OpenApiSchemaReference(name, document);
        operation.Summary = of switch { SchemaOf.List => $"{register.Title}: a page of the list", SchemaOf.One => $"{register.Title}: one record", _ => $"{register.Title}: add or change" };
        if (of == SchemaOf.Body)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(record) };
        }
        if (of == SchemaOf.List)
        {
            operation.Parameters = [.. Parameters(register)];
        }
        IOpenApiSchema answer = of != SchemaOf.List ? record : new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["total"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["page"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["size"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = record },
            },
        };
        operation.Responses = new OpenApiResponses
        {
            [of == SchemaOf.Body && context.Description.HttpMethod == "POST" ? "201" : "200"] = new OpenApiResponse { Description = "Done", Content = Json(answer) },
            ["default"] = new OpenApiResponse { Description = "A problem (RFC 9457)" },
        };
        return Task.CompletedTask;
    });

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) => new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiSchema Record(Register register) => new()
    {
        Type = JsonSchemaType.Object,
        Description = register.Why,
        Properties = new Dictionary<string, IOpenApiSchema>(
        [
            new("id", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", ReadOnly = true }),
            new("version", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Sent back with a change; another one in the store answers 409." }),
            .. register.Fields.Select(field => KeyValuePair.Create<string, IOpenApiSchema>(field.Key, Of(field))),
        ]),
        Required = register.Fields.Where(field => field.Required).Select(field => field.Key).ToHashSet(),
    };

    private static OpenApiSchema Of(Field field)
    {
        var text = new OpenApiSchema
        {
            Type = JsonSchemaType.String | (field.Required ? 0 : JsonSchemaType.Null),
            Description = field.Cite is null ? field.Label : $"{field.Label} ({field.Cite})",
            MaxLength = field.MaxLength > 0 ? field.MaxLength : null,
        };
        switch (field.Kind)
        {
            case FieldKind.Number:
                text.Type = JsonSchemaType.Integer | (field.Required ? 0 : JsonSchemaType.Null);
                break;
            case FieldKind.YesNo:
                text.Type = JsonSchemaType.Boolean;
                break;
            case FieldKind.Date:
                text.Format = "date";
                break;
            case FieldKind.Reference:
                text.Format = "uuid";
                break;
            case FieldKind.Lines or FieldKind.Choices:
                text.Type = JsonSchemaType.Array;
                text.MaxLength = null;
                text.Items = new OpenApiSchema { Type = JsonSchemaType.String };
                break;
            case FieldKind.Personal:
                text.WriteOnly = true;
                break;
        }
        return text;
    }

    private static IEnumerable<IOpenApiParameter> Parameters(Register register)
    {
        yield return Query("q", "Words that must occur.");
        yield return Query("sort", "A field; with a minus before it, descending.");
        yield return Query("page", "From 1.");
        yield return Query("size", $"1 to {ListQuery.MostRows}; default 25.");
        foreach (var field in register.Fields.Where(field => field.Filtered))
        {
            yield return Query(field.Key, field.Label);
        }
    }

    private static OpenApiParameter Query(string name, string says) =>
        new() { Name = name, In = ParameterLocation.Query, Description = says, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
