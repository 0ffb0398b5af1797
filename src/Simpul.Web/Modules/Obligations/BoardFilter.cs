using System.Globalization;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Which rows of the board somebody wants to see. It lives in the address, so that a list can be sent.</summary>
public sealed record BoardFilter
{
    public const string AgencyParameter = "perangkat";
    public const string OfficeParameter = "jabatan";
    public const string ModuleParameter = "modul";
    public const string ChapterParameter = "bab";
    public const string StatusParameter = "status";
    public const string DueParameter = "sebelum";

    public string? Search { get; init; }

    public Guid? Agency { get; init; }

    /// <summary>Key of the profile's office.</summary>
    public string? Office { get; init; }

    public string? Module { get; init; }

    /// <summary>As the regulation numbers it.</summary>
    public string? Chapter { get; init; }

    public State? Status { get; init; }

    /// <summary>Only what has a due date up to this day.</summary>
    public DateOnly? DueBefore { get; init; }

    public bool IsEmpty => this == new BoardFilter();

    /// <summary>What cannot be read is left out, so that an old address still shows a list.</summary>
    public static BoardFilter From(IQueryCollection query) => new()
    {
        Search = One(query, ListAddress.Search) is { Length: <= 200 } search ? search : null,
        Agency = Guid.TryParse(One(query, AgencyParameter), out var agency) ? agency : null,
        Office = One(query, OfficeParameter),
        Module = One(query, ModuleParameter),
        Chapter = One(query, ChapterParameter),
        Status = States.TryParse(One(query, StatusParameter), out var status) ? status : null,
        DueBefore = DateOnly.TryParseExact(One(query, DueParameter), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
    };

    /// <summary>The rows that it leaves, the actor's own first, then by what needs doing, then in the order of the regulation.</summary>
    public IReadOnlyList<ShownRow> Of(BoardView view, Actor actor)
    {
        var agency = view.ReadableBy(actor).FirstOrDefault(readable => readable.Id == Agency);
        var words = (Search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. view.Rows.Select((row, at) => (Shown: Show(view, row, agency, actor), At: at))
                .Where(item => item.Shown is { } shown && Fits(shown, words))
                .OrderByDescending(item => item.Shown!.Own).ThenBy(item => Order(item.Shown!.Status)).ThenBy(item => item.At)
                .Select(item => item.Shown!),
        ];
    }

    /// <summary>Overdue, due, missing, met, and last what does not apply.</summary>
    public static int Order(State status) => status switch { State.Overdue => 0, State.Due => 1, State.Missing => 2, State.Met => 3, _ => 4 };

    private ShownRow? Show(BoardView view, BoardRow row, AgencyFacts? agency, Actor actor)
    {
        if (Agency is not null && agency is null)
        {
            return null;
        }
        if (agency is null)
        {
            return new ShownRow(row, row.Status, row.Answer.Due, row.Answer.Since, row.Answer.Why, row.IsOf(actor.Offices));
        }
        return view.StatusOf(row, agency) is not { } status ? null
            : view.AnswerOf(row, agency.Id) is { } own ? new ShownRow(row, own.Status, own.Due, own.Since, own.Why, row.IsOf(actor.Offices))
            : new ShownRow(row, status, row.Answer.Due, row.Answer.Since, row.Answer.Why, row.IsOf(actor.Offices));
    }

    private bool Fits(ShownRow shown, string[] words)
    {
        var row = shown.Row;
        return (Office is null || row.Offices.Contains(Office))
            && (Module is null || row.Obligation.Module == Module)
            && (Chapter is null || row.Chapter.Number == Chapter)
            && (Status is null || shown.Status == Status)
            && (DueBefore is null || shown.Due <= DueBefore)
            && words.All(word => Holds(row.Id, word) || Holds(row.Citation, word) || Holds(row.Obligation.Text, word) || Holds(row.Actor.Title, word));
    }

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string? One(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
}

/// <summary>A row as a list shows it: with the answer of the agency that was asked for.</summary>
/// <param name="Own">Whether it is one of the actor's own office.</param>
public sealed record ShownRow(BoardRow Row, State Status, DateOnly? Due, DateOnly? Since, string Why, bool Own)
{
    public string StatusWords => Row.Words(Status);
}
