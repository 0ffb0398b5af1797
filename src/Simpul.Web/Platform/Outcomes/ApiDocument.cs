using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Simpul.Web.Platform.Outcomes;

/// <summary>What every operation of <c>/openapi/v1.json</c> has in common: how one signs in, and the problems that it answers.</summary>
public static class ApiDocument
{
    private const string Problem = "Problem";

    /// <summary>Describes the API as a whole.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Simpul",
                Version = "v1",
                Description = "What the pages of the workspace do, for programs. See docs/api/README.md for signing in, paging and problems.",
                License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            };
            // The address of the instance is where the document was read; one that is written into it would be some other's.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "simpul", Description = "The session of somebody who signed in at /masuk." },
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token that a person made for a program, acting for one office of theirs." },
            };
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("cookie", document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            ];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            AddProblems(operation, context.Document!, [401, 403, 429, 500]);
            return Task.CompletedTask;
        });
    }

    /// <summary>Adds answers of these statuses, each a problem.</summary>
    public static void AddProblems(OpenApiOperation operation, OpenApiDocument document, IReadOnlyList<int> statuses)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!document.Components.Schemas.ContainsKey(Problem))
        {
            document.Components.Schemas[Problem] = Schema();
        }
        operation.Responses ??= [];
        foreach (var status in statuses)
        {
            operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = ApiProblems.Of(status).Means,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
            };
        }
    }

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457.",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ApiProblems.Types.Select(type => (System.Text.Json.Nodes.JsonNode)type)] },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Indonesian, for the person before the screen." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "By field, what is wrong with it; under the empty name, with the whole.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
        Required = new HashSet<string> { "type", "title", "status" },
    };
}
