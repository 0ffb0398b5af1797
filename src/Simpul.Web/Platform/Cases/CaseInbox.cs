using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Platform.Cases;

/// <summary>Which cases are asked for.</summary>
public enum CaseView
{
    /// <summary>Those that wait for the actor's office.</summary>
    Mine,

    /// <summary>Those that the actor's office or agency opened and that wait for others.</summary>
    Waiting,

    /// <summary>All that the actor sees.</summary>
    All,
}

/// <param name="Search">Words of the title, or the number.</param>
/// <param name="Number">Page, from 1.</param>
/// <param name="Size">1 to 200.</param>
public sealed record CaseQuery(CaseView View, string? Search = null, string? Procedure = null, CaseState? State = null, int Number = 1, int Size = 25);

/// <summary>A case in a list.</summary>
/// <param name="Step">Title of the step at which it stands; null when it has ended.</param>
/// <param name="Office">What people call the office that has it, with its agency where every agency has that office.</param>
/// <param name="Left">Working days to the deadline, negative when it has passed; null without one.</param>
public sealed record CaseRow(
    Guid Id, string Number, string Title, string Procedure, CaseState State, int Round, string? Step, string? Office, DateTimeOffset Since, DateOnly? DueOn, int? Left, DateTimeOffset? ClosedAt, Guid? TakenBy)
{
    public string Href => Case.HrefOf(Number);
}

public sealed record CasePage(IReadOnlyList<CaseRow> Rows, int Total, CaseQuery Query);

/// <summary>What waits for the actor, by urgency, and what the actor waits for.</summary>
/// <param name="Later">How many more wait with a later deadline or none.</param>
public sealed record TaskBoard(IReadOnlyList<CaseRow> Overdue, IReadOnlyList<CaseRow> Today, IReadOnlyList<CaseRow> ThisWeek, IReadOnlyList<CaseRow> Rest, int Later, IReadOnlyList<CaseRow> Waiting, int WaitingTotal)
{
    public int Mine => Overdue.Count + Today.Count + ThisWeek.Count + Rest.Count + Later;
}

/// <summary>The cases that concern the actor.</summary>
public sealed class CaseInbox(PlatformDb db, Procedures procedures, RecordTitles titles, WorkCalendar calendar, Today today, Acting acting)
{
    private const int MostOnBoard = 100;

    public async Task<CasePage> List(CaseQuery query, CancellationToken cancel)
    {
        var found = Narrowed(query);
        var total = await found.CountAsync(cancel);
        var ordered = query.View == CaseView.All
            ? found.OrderByDescending(pair => pair.Item.Id)
            : found.OrderBy(pair => pair.Step!.DueOn == null).ThenBy(pair => pair.Step!.DueOn).ThenBy(pair => pair.Step!.StartedAt);
        return new CasePage(await Rows(ordered.Skip((query.Number - 1) * query.Size).Take(query.Size), cancel), total, query);
    }

    /// <summary>How many cases wait for the actor's office.</summary>
    public Task<int> Count(CancellationToken cancel) => Narrowed(new CaseQuery(CaseView.Mine)).CountAsync(cancel);

    public async Task<TaskBoard> Board(CancellationToken cancel)
    {
        var mine = await List(new CaseQuery(CaseView.Mine, Size: MostOnBoard), cancel);
        var waiting = await List(new CaseQuery(CaseView.Waiting, Size: 5), cancel);
        var sunday = today.Date.AddDays((7 - (int)today.Date.DayOfWeek) % 7);
        var byDue = mine.Rows.ToLookup(row => row.DueOn is not { } due ? 3 : due < today.Date ? 0 : due == today.Date ? 1 : due <= sunday ? 2 : 3);
        List<CaseRow> rest = [.. byDue[3].Take(10)];
        return new TaskBoard([.. byDue[0]], [.. byDue[1]], [.. byDue[2]], rest, mine.Total - byDue[0].Count() - byDue[1].Count() - byDue[2].Count() - rest.Count, waiting.Rows, waiting.Total);
    }

    private IQueryable<Pair> Narrowed(CaseQuery query)
    {
        var found = Of(query.View);
        if (query.Procedure is { } procedure)
        {
            found = found.Where(pair => pair.Item.Procedure == procedure);
        }
        if (query.State is { } state)
        {
            found = found.Where(pair => pair.Item.State == state);
        }
        foreach (var word in (query.Search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).Select(word => word.ToLowerInvariant()))
        {
            found = found.Where(pair => pair.Item.Title.ToLower().Contains(word) || pair.Item.Number.ToLower().Contains(word));
        }
        return found;
    }

    private IQueryable<Pair> Of(CaseView view)
    {
        var actor = acting.Actor;
        var open = db.Set<CaseStep>().AsNoTracking().Where(step => step.DoneAt == null);
        var cases = db.Set<Case>().AsNoTracking();
        var (person, office, agency) = (actor.PersonId, actor.OfficeId, actor.AgencyId);
        switch (view)
        {
            case CaseView.Mine:
                // What I submitted myself is not mine to decide, so it does not wait for me.
                var first = db.Set<CaseStep>();
                return from step in open.Where(CaseRules.Acts(actor))
                       join item in cases on step.CaseId equals item.Id
                       where item.OpenedByPersonId != person || step.Office == Vocabulary.Applicant || first.Any(other => other.CaseId == item.Id && other.Number == 1 && other.Step == step.Step)
                       select new Pair { Item = item, Step = step };
            case CaseView.Waiting:
                var mine = open.Where(CaseRules.Acts(actor));
                return from step in open
                       join item in cases on step.CaseId equals item.Id
                       where ((office != null && item.OpenedByOfficeId == office) || (agency != null && item.AgencyId == agency))
                           && (!mine.Any(other => other.Id == step.Id) || (item.OpenedByPersonId == person && step.Office != Vocabulary.Applicant && step.Number > 1))
                       select new Pair { Item = item, Step = step };
            default:
                return from item in CaseRules.Sees(cases, db.Set<CaseStep>(), actor)
                       join step in open on item.Id equals step.CaseId into steps
                       from step in steps.DefaultIfEmpty()
                       select new Pair { Item = item, Step = step };
        }
    }

    private async Task<IReadOnlyList<CaseRow>> Rows(IQueryable<Pair> pairs, CancellationToken cancel)
    {
        var found = await pairs.ToListAsync(cancel);
        var agencies = await titles.Of("agencies", [.. found.Select(pair => pair.Step?.AgencyId).OfType<Guid>().Distinct()], cancel);
        var days = await calendar.Days(cancel);
        return
        [
            .. found.Select(pair =>
            {
                var (item, step) = (pair.Item, pair.Step);
                var (profile, procedure) = procedures.Of(item);
                return new CaseRow(item.Id, item.Number, item.Title, procedure?.Title ?? item.Procedure, item.State, item.Round, step?.Title,
                    step is null ? null : Called(profile, step, agencies), step?.StartedAt ?? item.OpenedAt, step?.DueOn,
                    step?.DueOn is { } due ? days.Count(today.Date, due) : null, item.ClosedAt, step?.TakenBy);
            }),
        ];
    }

    /// <summary>What people call who has a step: the office, or the agency where each has that office.</summary>
    internal static string Called(RegulationProfile profile, CaseStep step, IReadOnlyDictionary<Guid, string> agencies)
    {
        var office = Procedures.NameOf(profile, step.Office);
        return step.AgencyId is { } id && agencies.TryGetValue(id, out var agency)
            ? step.Office is Vocabulary.Applicant or "agency" ? $"{agency}{(step.Office == Vocabulary.Applicant ? " (pemohon)" : "")}" : $"{office} ({agency})"
            : office;
    }

    private sealed class Pair
    {
        public required Case Item { get; init; }

        public CaseStep? Step { get; init; }
    }
}
