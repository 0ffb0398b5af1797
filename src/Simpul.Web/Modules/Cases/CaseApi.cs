using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Cases;

/// <summary>Cases as JSON, under <c>/api/v1/cases</c>: the same operations as the pages, with the same refusals.</summary>
internal static class CaseApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/cases").WithTags("cases");
        group.MapGet("", List).WithMetadata(new PermissionAttribute(CaseRules.View)).WithName("list-cases").WithSummary("Cases that the acting office sees: view=mine, waiting or all.");
        group.MapGet("/{number}", Get).WithMetadata(new PermissionAttribute(CaseRules.View)).WithName("get-case").WithSummary("A case: its steps, what is asked, what can be decided.");
        group.MapPost("", Open).WithMetadata(new PermissionAttribute(CaseRules.Work)).WithName("open-case").WithSummary("Open a case of a procedure.");
        group.MapPost("/{number}/decisions", Decide).WithMetadata(new PermissionAttribute(CaseRules.Work)).WithName("decide-case").WithSummary("Decide the step at which a case stands.");
        group.MapPost("/{number}/messages", Say).WithMetadata(new PermissionAttribute(CaseRules.Work)).WithName("say-in-case").WithSummary("Add to the conversation of a case.");
        group.MapPut("/{number}/documents/{slot}", Attach).WithMetadata(new PermissionAttribute(CaseRules.Work)).WithName("put-case-document")
            .WithSummary("Put a document: the body is the file's bytes; name and classification stand in the query.");
    }

    private static async Task<IResult> List(CaseInbox inbox, string? view, string? q, string? procedure, string? state, int? page, int? size, CancellationToken cancel)
    {
        var (wanted, standing) = (Named<CaseView>(view), Named<CaseState>(state));
        if ((view is not null && wanted is null) || (state is not null && standing is null) || size is < 1 or > 200)
        {
            return new[] { Refusal.At("view", "view: mine, waiting, all; state: running, done, refused, withdrawn; size: 1 sampai 200.") }.ToProblem();
        }
        var found = await inbox.List(new CaseQuery(
            wanted ?? CaseView.All, q, procedure, standing, Math.Clamp(page ?? 1, 1, 100_000), size ?? 25), cancel);
        return Results.Ok(new
        {
            total = found.Total,
            page = found.Query.Number,
            size = found.Query.Size,
            items = found.Rows.Select(row => new { row.Number, row.Title, row.Procedure, row.State, row.Round, row.Step, row.Office, row.Since, due = row.DueOn, workingDaysLeft = row.Left, row.ClosedAt }),
        });
    }

    private static async Task<IResult> Get(string number, CasePageLoader loader, CancellationToken cancel) =>
        await loader.Load(number, cancel) is { } screen ? Results.Ok(Json(screen)) : Missing();

    private static async Task<IResult> Open(CaseFlow flow, CasePageLoader loader, OpenBody body, CancellationToken cancel)
    {
        var outcome = await flow.Open(new CaseOpening(body.Procedure ?? "", body.Title, body.Subject, Typed(body.Fields)), cancel);
        return outcome.Succeeded ? Results.Created($"/api/v1/cases/{outcome.Value.Number}", Json((await loader.Load(outcome.Value.Number, cancel))!)) : Refused(outcome.Refusals);
    }

    private static async Task<IResult> Decide(string number, CaseFlow flow, CasePageLoader loader, DecideBody body, CancellationToken cancel)
    {
        if (await flow.Seen().Where(item => item.Number == number).Select(item => (Guid?)item.Id).SingleOrDefaultAsync(cancel) is not { } id)
        {
            return Missing();
        }
        var outcome = await flow.Decide(id, new CaseDecision(body.Version, body.Outcome ?? "", body.Reason, Typed(body.Fields)), cancel);
        return outcome.Succeeded ? Results.Ok(Json((await loader.Load(number, cancel))!)) : Refused(outcome.Refusals);
    }

    private static async Task<IResult> Say(string number, CaseFlow flow, SayBody body, CancellationToken cancel)
    {
        if (await flow.Seen().Where(item => item.Number == number).Select(item => (Guid?)item.Id).SingleOrDefaultAsync(cancel) is not { } id)
        {
            return Missing();
        }
        var outcome = await flow.Say(id, body.Text, cancel);
        return outcome.Succeeded ? Results.NoContent() : Refused(outcome.Refusals);
    }

    private static async Task<IResult> Attach(string number, string slot, string name, string? classification, CaseFlow flow, CasePageLoader loader, FileSubjects subjects, Attachments files, HttpRequest request, CancellationToken cancel)
    {
        if (await flow.Seen().Where(item => item.Number == number).Select(item => (Guid?)item.Id).SingleOrDefaultAsync(cancel) is not { } id)
        {
            return Missing();
        }
        if ((await loader.Load(number, cancel))!.Documents.All(item => item.Document.Key != slot))
        {
            return Missing();
        }
        if (Named<Classification>(classification ?? "restricted") is not { } secrecy)
        {
            return new[] { Refusal.At("classification", "Isi public, restricted, atau secret.") }.ToProblem();
        }
        if (request.ContentLength is null or > FileRecord.MostBytes)
        {
            return Results.Problem(statusCode: 413, type: ProblemTypes.TooLarge, title: "Berkas lebih dari 20 MB, atau panjangnya tidak disebut.");
        }
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancel);
        content.Position = 0;
        var outcome = await files.Attach((await subjects.Find("cases", id, cancel))!, new Upload(slot, name, content, secrecy), cancel);
        return outcome.Succeeded ? Results.Created($"/berkas/{outcome.Value}", new { id = outcome.Value }) : Refused(outcome.Refusals);
    }

    private static object Json(CaseScreen screen) => new
    {
        screen.Item.Number,
        screen.Item.Procedure,
        screen.Item.Title,
        screen.Item.State,
        screen.Item.Round,
        screen.Item.Version,
        screen.Item.OpenedAt,
        screen.Item.ClosedAt,
        subject = screen.Item.SubjectId is { } subject ? new { kind = screen.Item.SubjectKind, id = subject } : null,
        fields = JsonNode.Parse(screen.Item.Data),
        step = screen.Row is { } row ? new { id = row.Step, row.Title, screen.Step?.Asks, screen.Office, since = row.StartedAt, due = row.DueOn, workingDaysLeft = screen.Left, mayDecide = screen.MayAct && screen.WhyNot is null } : null,
        outcomes = screen.Choices.Select(choice => new { choice.Key, choice.Label, choice.NeedsReason }),
        documents = screen.Documents.Select(slot => new { slot.Document.Key, slot.Document.Title, slot.Needed, slot.Wanting, file = slot.There?.Current is { } file ? new { file.Id, file.Name, file.Sha256, file.Size, version = file.Number } : null }),
        rounds = screen.Rounds.Select(round => new { round.Number, decisions = round.Deeds.Select(deed => new { deed.Step, outcome = deed.Label, deed.By, deed.At, deed.Reason }) }),
        messages = screen.Words.Select(word => new { word.By, word.At, word.Text }),
    };

    /// <summary>A value by its name; numbers and sums of names, which the framework would read as well, are no names.</summary>
    private static T? Named<T>(string? text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static Typed Typed(Dictionary<string, JsonNode?>? fields)
    {
        var typed = new Typed();
        foreach (var (key, node) in fields ?? [])
        {
            typed[key] = node switch
            {
                null => [],
                JsonArray list => [.. list.Select(item => item?.ToString() ?? "")],
                _ => [node.ToString()],
            };
        }
        return typed;
    }

    private static IResult Refused(IReadOnlyList<Refusal> refusals) => refusals.Any(refusal => refusal.Field == "Version")
        ? Results.Problem(statusCode: 409, type: ProblemTypes.Stale, title: refusals[0].Message)
        : refusals.ToProblem();

    private static IResult Missing() => Results.Problem(statusCode: 404, type: ProblemTypes.NotFound, title: "Urusan ini tidak ditemukan.");

    /// <summary>What opens a case.</summary>
    /// <param name="Fields">The procedure's own fields by key: text, or a list of texts.</param>
    internal sealed record OpenBody(string? Procedure, string? Title, Guid? Subject, Dictionary<string, JsonNode?>? Fields);

    /// <summary>What decides a step.</summary>
    /// <param name="Version">The case's version as it was read.</param>
    internal sealed record DecideBody(int Version, string? Outcome, string? Reason, Dictionary<string, JsonNode?>? Fields);

    internal sealed record SayBody(string? Text);
}
