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
    private static readonly string[] ListParameters = ["q", "sort", "page", "size"];

    public static void Map(IEndpointRouteBuilder routes, RegisterCatalogue catalogue)
    {
        foreach (var register in catalogue.All)
        {
            var group = routes.MapGroup($"/api/v1/{register.Kind}").WithTags(register.Kind);
            Answer(group, "GET", "", register.View, (context, cancel) => List(register, context, cancel)).WithName($"list-{register.Kind}").Describe(register, RegisterOperation.List);
            Answer(group, "GET", "/{id:guid}", register.View, (context, cancel) => Find(register, Id(context), context, cancel)).WithName($"get-{register.Kind}").Describe(register, RegisterOperation.Get);
            if (register.Adds)
            {
                Answer(group, "POST", "", register.Edit, (context, cancel) => Sent(context, body => Add(register, body, context, cancel), cancel)).WithName($"add-{register.Kind}").Describe(register, RegisterOperation.Add);
            }
            Answer(group, "PUT", "/{id:guid}", register.Edit, (context, cancel) => Sent(context, body => Change(register, Id(context), body, context, cancel), cancel)).WithName($"change-{register.Kind}").Describe(register, RegisterOperation.Change);

            Answer(routes, "GET", $"{register.Href}/ekspor", register.View, (context, cancel) => Export(register, context, cancel)).ExcludeFromDescription();
            Answer(routes, "GET", $"{register.Href}/pilih", register.View, (context, cancel) => Suggest(register, context, cancel)).ExcludeFromDescription();
        }
    }

    /// <summary>
    /// A plain request delegate: a handler whose parameters the framework binds would be compiled, and that for each register and at every start.
    /// </summary>
    private static IEndpointConventionBuilder Answer(IEndpointRouteBuilder routes, string method, string pattern, string permission, Func<HttpContext, CancellationToken, Task<IResult>> answer) =>
        routes.MapMethods(pattern, [method], async context => await (await answer(context, context.RequestAborted)).ExecuteAsync(context))
            // The document of the API lists what has a method; its parameters are described from the fields.
            .WithMetadata(new PermissionAttribute(permission), answer.Method);

    private static Guid Id(HttpContext context) => Guid.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);

    /// <summary>Answers to the object that was sent; what is none is refused by what is wrong with it.</summary>
    private static async Task<IResult> Sent(HttpContext context, Func<JsonObject, Task<IResult>> answer, CancellationToken cancel)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        JsonNode? body;
        try
        {
            body = await context.Request.ReadFromJsonAsync<JsonNode>(cancel);
        }
        catch (JsonException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.StatusCode(refused.StatusCode);
        }
        return Read(body) is { } sent ? await answer(sent) : Results.Problem(statusCode: 400, type: ProblemTypes.Unreadable, title: ApiProblems.Of(400).Title);
    }

    private static async Task<IResult> List(Register register, HttpContext context, CancellationToken cancel)
    {
        var request = context.Request.Query;
        var refusals = new List<Refusal>();
        var size = Whole("size", 25, ListQuery.MostRows);
        var page = Whole("page", 1, 1_000_000);
        var sort = request["sort"].ToString();
        if (sort.Length > 0 && !register.Fields.Any(field => field.Sortable && field.Key == sort.TrimStart('-')))
        {
            refusals.Add(Refusal.At("sort", "Tidak dapat diurutkan menurut isian ini."));
        }
        var work = register.Work(context.RequestServices);
        foreach (var (name, value) in request)
        {
            // A misspelt filter that is passed over would answer with everything.
            if (!ListParameters.Contains(name) && !register.Fields.Any(field => field.Filtered && field.Key == name))
            {
                refusals.Add(Refusal.At(name, "Parameter ini tidak dikenal."));
            }
            else if (value.Count > 1)
            {
                refusals.Add(Refusal.At(name, "Sertakan sekali saja."));
            }
            else if (register.Fields.FirstOrDefault(field => field.Filtered && field.Key == name) is { } field && value is [{ Length: > 0 } given]
                && !(field.Kind == FieldKind.Reference ? Guid.TryParse(given, out _) : FieldChoice.Among(await work.ChoicesOf(field, cancel), given) is not null))
            {
                refusals.Add(Refusal.At(name, "Nilai ini tidak dikenal."));
            }
        }
        if (refusals.Count > 0)
        {
            return refusals.ToProblem();
        }
        var found = await work.List(
            new ListQuery(RegisterQuery.Cut(request["q"].ToString()), sort.Length > 0 ? sort : null, RegisterQuery.Filters(context.Request, register), page, size), cancel, full: true);
        return Results.Json(new JsonObject
        {
            ["total"] = found.Total,
            ["page"] = page,
            ["size"] = size,
            ["items"] = new JsonArray([.. found.Rows.Select(row => Json(register, row))]),
        });

        int Whole(string name, int absent, int most)
        {
            var given = request[name].ToString();
            if (given.Length == 0)
            {
                return absent;
            }
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            {
                return number;
            }
            refusals.Add(Refusal.At(name, $"Isi bilangan antara 1 dan {most}."));
            return absent;
        }
    }

    private static async Task<IResult> Find(Register register, Guid id, HttpContext context, CancellationToken cancel)
    {
        var work = register.Work(context.RequestServices);
        return await work.Find(id, cancel) is { } record ? Results.Json(Json(register, record)) : NotFound(register);
    }

    private static async Task<IResult> Add(Register register, JsonObject body, HttpContext context, CancellationToken cancel)
    {
        if (Typed(register, body, out var typed) is { } refusals)
        {
            return refusals.ToProblem();
        }
        var work = register.Work(context.RequestServices);
        var outcome = await work.Add(typed, cancel);
        if (!outcome.Succeeded)
        {
            return outcome.Refusals.ToProblem();
        }
        // Who may add and not see is told the id alone.
        var made = await work.Find(outcome.Value, cancel) is { } record ? Json(register, record) : new JsonObject { ["id"] = outcome.Value.ToString() };
        return Results.Created($"/api/v1/{register.Kind}/{outcome.Value}", made);
    }

    private static async Task<IResult> Change(Register register, Guid id, JsonObject body, HttpContext context, CancellationToken cancel)
    {
        var work = register.Work(context.RequestServices);
        if (await work.Find(id, cancel) is not { } stored)
        {
            return NotFound(register);
        }
        if (!context.RequestServices.GetRequiredService<Acting>().Actor.May(register.Edit, stored.Agency))
        {
            return Results.Problem(statusCode: 403, type: ProblemTypes.NotAllowed, title: "Data ini milik perangkat daerah lain.");
        }
        var refusals = Typed(register, body, out var typed) ?? [];
        if (body["version"] is not JsonValue given || !given.TryGetValue<int>(out var version))
        {
            refusals.Add(Refusal.At("version", "Sertakan version dari data yang Anda ubah."));
            version = -1;
        }
        if (refusals.Count > 0)
        {
            return refusals.ToProblem();
        }
        var outcome = await work.Change(id, version, typed, cancel);
        return outcome.Succeeded ? Results.Json(Json(register, (await work.Find(id, cancel))!))
            : outcome.Refusals.FirstOrDefault(refusal => refusal.Field == "version") is { } stale ? Results.Problem(statusCode: 409, type: ProblemTypes.Stale, title: stale.Message)
            : outcome.Refusals.ToProblem();
    }

    private static async Task<IResult> Export(Register register, HttpContext context, CancellationToken cancel)
    {
        var file = TemporaryStream.Open();
        await new RegisterSheets(context.RequestServices).Write(register, RegisterQuery.From(context.Request, register), file, cancel);
        file.Position = 0;
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file, WorkbookWriter.ContentType, $"{register.Slug}.xlsx");
    }

    /// <summary>Titles that hold what was typed so far, for a field that refers to this register and is typed.</summary>
    private static async Task<IResult> Suggest(Register register, HttpContext context, CancellationToken cancel)
    {
        var found = RegisterQuery.Cut(context.Request.Query["q"].ToString()) is { } typed
            ? await context.RequestServices.GetRequiredService<RecordTitles>().Like(register.Kind, typed, 20, cancel) : [];
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(found.Select(choice => choice.Title));
    }

    private static IResult NotFound(Register register) => Results.Problem(statusCode: 404, type: ProblemTypes.NotFound, title: $"Data {register.One} ini tidak ditemukan.");

    private static JsonObject Json(Register register, RecordView record)
    {
        var json = new JsonObject { ["id"] = record.Id.ToString(), ["version"] = record.Version };
        foreach (var field in register.Fields)
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
        FieldKind.Money when values is [var amount] => decimal.Parse(amount, CultureInfo.InvariantCulture),
        FieldKind.Choice when field.Closed && values is [var choice] => JsonNamingPolicy.KebabCaseLower.ConvertName(choice),
        _ => values.Count == 0 ? null : values[0],
    };

    /// <summary>The body as an object whose names occur once; null where it is something else.</summary>
    private static JsonObject? Read(JsonNode? body)
    {
        try
        {
            // A JsonObject finds a repeated name only when it is first asked for one.
            return body is JsonObject sent && sent.Count >= 0 ? sent : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

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
                refusals.Add(Refusal.At(key, $"Nilainya bukan jenis yang diminta: {Kind(field)}."));
            }
        }
        return refusals.Count > 0 ? refusals : null;
    }

    /// <summary>What a value is to the register; null where it is not of the field's type. A program says exactly what it means: no title, no "22 November".</summary>
    private static List<string>? Texts(Field field, JsonNode? node) => (field.Kind, node) switch
    {
        (_, null) => [],
        (FieldKind.Lines or FieldKind.Choices, JsonArray list) => list.Select(Text).ToList() is var texts && texts.All(text => text is not null) ? [.. texts.Select(text => text!)] : null,
        (FieldKind.Lines or FieldKind.Choices, _) => null,
        (FieldKind.YesNo, JsonValue value) when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => [value.GetValue<bool>() ? "true" : "false"],
        (FieldKind.YesNo, _) => null,
        (FieldKind.Number, JsonValue value) when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) => [number.ToString(CultureInfo.InvariantCulture)],
        (FieldKind.Number, _) => null,
        (FieldKind.Money, JsonValue value) when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var amount) => [amount.ToString("0.##########", CultureInfo.InvariantCulture)],
        (FieldKind.Money, _) => null,
        (FieldKind.Date, _) => Text(node) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? [text] : null,
        (FieldKind.Reference, _) => Text(node) is { } text && Guid.TryParseExact(text, "D", out _) ? [text] : null,
        _ => Text(node) is { } text ? [text] : null,
    };

    private static string? Text(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which is no text.
            return null;
        }
    }

    private static string Kind(Field field) => field.Kind switch
    {
        FieldKind.Lines or FieldKind.Choices => "larik teks",
        FieldKind.YesNo => "true atau false",
        FieldKind.Number => "bilangan bulat",
        FieldKind.Money => "bilangan, dalam rupiah",
        FieldKind.Date => "tanggal yyyy-MM-dd",
        FieldKind.Reference => "UUID",
        _ => "teks",
    };
}
