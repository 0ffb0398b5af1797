using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Registers;

/// <summary>Every register's JSON: <c>/api/v1/{kind}</c>, and its sheet. The same operations as the pages, with the same refusals.</summary>
internal static class RegisterApi
{
    public static void Map(IEndpointRouteBuilder routes, RegisterCatalogue catalogue)
    {
        foreach (var register in catalogue.All)
        {
            var group = routes.MapGroup($"/api/v1/{register.Kind}").WithTags(register.Kind);
            group.MapGet("", (HttpContext context, CancellationToken cancel) => List(register, context, cancel))
                .WithMetadata(new PermissionAttribute(register.View)).WithName($"list-{register.Kind}").Describe(register, SchemaOf.List);
            group.MapGet("/{id:guid}", (Guid id, HttpContext context, CancellationToken cancel) => Find(register, id, context, cancel))
                .WithMetadata(new PermissionAttribute(register.View)).WithName($"get-{register.Kind}").Describe(register, SchemaOf.One);
            if (register.Adds)
            {
                group.MapPost("", (JsonObject body, HttpContext context, CancellationToken cancel) => Add(register, body, context, cancel))
                    .WithMetadata(new PermissionAttribute(register.Edit)).WithName($"add-{register.Kind}").Describe(register, SchemaOf.Body);
            }
            group.MapPut("/{id:guid}", (Guid id, JsonObject body, HttpContext context, CancellationToken cancel) => Change(register, id, body, context, cancel))
                .WithMetadata(new PermissionAttribute(register.Edit)).WithName($"change-{register.Kind}").Describe(register, SchemaOf.Body);

            routes.MapGet($"{register.Href}/ekspor", (HttpContext context, CancellationToken cancel) => Export(register, context, cancel))
                .WithMetadata(new PermissionAttribute(register.View)).ExcludeFromDescription();
        }
    }

    private static async Task<IResult> List(Register register, HttpContext context, CancellationToken cancel)
    {
        var request = context.Request.Query;
        var size = Whole(request["size"], 25);
        if (size is < 1 or > ListQuery.MostRows)
        {
            return new[] { Refusal.At("size", $"Isi antara 1 dan {ListQuery.MostRows}.") }.ToProblem();
        }
        var filters = register.Fields.Where(field => field.Filtered && request[field.Key] is [{ Length: > 0 }]).ToDictionary(field => field.Key, field => request[field.Key].ToString());
        var page = await register.Work(context.RequestServices).List(
            new ListQuery(request["q"], request["sort"], filters, Math.Clamp(Whole(request["page"], 1), 1, 100_000), size), cancel);
        return Results.Json(new JsonObject
        {
            ["total"] = page.Total,
            ["page"] = page.Query.Number,
            ["size"] = page.Query.Size,
            ["items"] = new JsonArray([.. page.Rows.Select(row => Json(register, row, listed: true))]),
        });
    }

    private static async Task<IResult> Find(Register register, Guid id, HttpContext context, CancellationToken cancel) =>
        await register.Work(context.RequestServices).Find(id, cancel) is { } record
            ? Results.Json(Json(register, record, listed: false))
            : Results.Problem(statusCode: 404, type: ProblemTypes.NotFound, title: $"Data {register.One} ini tidak ditemukan.");

    private static async Task<IResult> Add(Register register, JsonObject body, HttpContext context, CancellationToken cancel)
    {
        if (Typed(register, body, out var typed) is { } refusals)
        {
            return refusals.ToProblem();
        }
        var outcome = await register.Work(context.RequestServices).Add(typed, cancel);
        return outcome.Succeeded
            ? Results.Created($"/api/v1/{register.Kind}/{outcome.Value}", Json(register, (await register.Work(context.RequestServices).Find(outcome.Value, cancel))!, listed: false))
            : outcome.Refusals.ToProblem();
    }

    private static async Task<IResult> Change(Register register, Guid id, JsonObject body, HttpContext context, CancellationToken cancel)
    {
        var work = register.Work(context.RequestServices);
        if (await work.Find(id, cancel) is null)
        {
            return Results.Problem(statusCode: 404, type: ProblemTypes.NotFound, title: $"Data {register.One} ini tidak ditemukan.");
        }
        if (body["version"] is not JsonValue given || !given.TryGetValue<int>(out var version))
        {
            return new[] { Refusal.At("version", "Sertakan version dari data yang Anda ubah.") }.ToProblem();
        }
        if (Typed(register, body, out var typed) is { } refusals)
        {
            return refusals.ToProblem();
        }
        var outcome = await work.Change(id, version, typed, cancel);
        return outcome.Succeeded ? Results.Json(Json(register, (await work.Find(id, cancel))!, listed: false))
            : outcome.Refusals.Any(refusal => refusal.Field == "version") ? Results.Problem(statusCode: 409, type: ProblemTypes.Stale, title: outcome.Refusals[0].Message)
            : outcome.Refusals.ToProblem();
    }

    private static async Task<IResult> Export(Register register, HttpContext context, CancellationToken cancel)
    {
        var file = TemporaryStream.Open();
        await new RegisterSheets(context.RequestServices).Write(register, RegisterQuery.From(context.Request, register), file, cancel);
        file.Position = 0;
        return Results.File(file, WorkbookWriter.ContentType, $"{register.Slug}.xlsx");
    }

    private static JsonObject Json(Register register, RecordView record, bool listed)
    {
        var json = new JsonObject { ["id"] = record.Id.ToString(), ["version"] = record.Version };
        foreach (var field in register.Fields.Where(field => !listed || field.Listed))
        {
            json[field.Key] = field.Kind == FieldKind.Personal ? null : Value(field, record.Values[field.Key]);
        }
        return json;
    }

    private static JsonNode? Value(Field field, IReadOnlyList<string> values) => field.Kind switch
    {
        FieldKind.Lines or FieldKind.Choices => new JsonArray([.. values.Select(value => (JsonNode?)value)]),
        FieldKind.YesNo => values is ["true"],
        FieldKind.Number when values is [var number] => long.Parse(number, CultureInfo.InvariantCulture),
        FieldKind.Choice when values is [var choice] => JsonNamingPolicy.KebabCaseLower.ConvertName(choice),
        _ => values.Count == 0 ? null : values[0],
    };

    private static List<Refusal>? Typed(Register register, JsonObject body, out Typed typed)
    {
        typed = [];
        var refusals = new List<Refusal>();
        foreach (var (key, node) in body)
        {
            if (key is "id" or "version")
            {
                continue;
            }
            if (register.Fields.FirstOrDefault(field => field.Key == key) is not { } field)
            {
                refusals.Add(Refusal.At(key, "Isian ini tidak dikenal."));
            }
            else if (Texts(field, node) is { } texts)
            {
                typed[key] = texts;
            }
            else
            {
                refusals.Add(Refusal.At(key, "Nilainya bukan jenis yang diminta."));
            }
        }
        return refusals.Count > 0 ? refusals : null;
    }

    private static List<string>? Texts(Field field, JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when field.Kind is FieldKind.Lines or FieldKind.Choices =>
            list.All(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.String) ? [.. list.Select(item => item!.GetValue<string>())] : null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [field.Kind == FieldKind.Choice ? FromKebab(value.GetValue<string>()) : value.GetValue<string>()],
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False && field.Kind == FieldKind.YesNo => [value.GetValue<bool>() ? "true" : "false"],
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && field.Kind == FieldKind.Number => [value.ToJsonString()],
        _ => null,
    };

    /// <summary><c>contract-civil-servant</c> to <c>ContractCivilServant</c>; what is no such name goes on as it is and is refused at the field.</summary>
    private static string FromKebab(string name) => string.Concat(name.Split('-').Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    private static int Whole(string? text, int absent) => string.IsNullOrEmpty(text) ? absent : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
