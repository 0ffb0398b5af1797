using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Every obligation of the regulation as it stands on a date. Immutable: several requests read the same one.</summary>
/// <param name="Agencies">Those that exist on the date.</param>
public sealed record BoardView(DateOnly Date, EffectiveProfile Profile, Keyed<BoardRow> Rows, IReadOnlyList<AgencyFacts> Agencies)
{
    private readonly Dictionary<Guid, AgencyFacts> byId = Agencies.ToDictionary(agency => agency.Id);

    /// <summary>The agencies that answer for themselves.</summary>
    public IReadOnlyList<AgencyFacts> Answering { get; } = [.. Agencies.Where(agency => agency.AnswersForItself)];

    public AgencyFacts? Agency(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    /// <summary>The agencies whose own answers the actor may read; the sum of all is for everybody who sees the board.</summary>
    public IReadOnlyList<AgencyFacts> ReadableBy(Actor actor) =>
        actor.MayEverywhere(ObligationsModule.View) ? Answering : actor.May(ObligationsModule.View) && AnsweringFor(actor.AgencyId) is { } own ? [own] : [];

    public StateCounts Counts => Count(Rows.Select(row => row.Status));

    /// <summary>How each chapter stands, in the order of the regulation; chapters without an obligation are left out.</summary>
    /// <param name="href">The address of the list that a row leads to, to which <c>bab=</c> is added; null for none.</param>
    public IReadOnlyList<StateRow> ByChapter(string? href) =>
    [
        .. Profile.Regulation.Chapters
            .Select(chapter => (Chapter: chapter, Rows: Rows.Where(row => row.Chapter == chapter).ToList())).Where(group => group.Rows.Count > 0)
            .Select(group => new StateRow(Called(group.Chapter), href is null ? null : $"{href}?bab={Uri.EscapeDataString(group.Chapter.Number)}", Count(group.Rows.Select(row => row.Status)))),
    ];

    /// <summary>How each agency stands with the duties of every agency and with those of the offices that it holds; worst first.</summary>
    public IReadOnlyList<StateRow> ByAgency(string? href) =>
    [
        .. Answering.Select(agency => new StateRow(agency.Called, href is null ? null : $"{href}?perangkat={agency.Id}", Count(Rows.Select(row => StatusOf(row, agency)).OfType<State>())))
            .OrderByDescending(row => row.Counts.Overdue).ThenByDescending(row => row.Counts.Missing).ThenByDescending(row => row.Counts.Due),
    ];

    /// <summary>How an agency stands with an obligation; null where it is not one of its own.</summary>
    public State? StatusOf(BoardRow row, AgencyFacts agency) =>
        row.OfEveryAgency
            ? agency.AnswersForItself ? AnswerOf(row, agency.Id)?.Status ?? row.Status : null
            : agency.Holds.Any(row.Offices.Contains) ? row.Status : null;

    /// <summary>The agency's own answer to a duty of every agency; null where the check does not tell agencies apart.</summary>
    public AgencyAnswer? AnswerOf(BoardRow row, Guid agency) => row.Answer.Agencies.FirstOrDefault(item => item.Agency == agency);

    /// <summary>The agency that answers for a person of this one: itself, or the one that it is a unit of.</summary>
    public AgencyFacts? AnsweringFor(Guid? agency)
    {
        var found = Agency(agency);
        for (var depth = 0; found is { AnswersForItself: false } && depth < 10; depth++)
        {
            found = Agency(found.ParentId);
        }
        return found;
    }

    public static string Called(Chapter chapter) => chapter.IsAnnex ? $"Lampiran: {chapter.Title}" : $"BAB {chapter.Number} {chapter.Title}";

    public static StateCounts Count(IEnumerable<State> states)
    {
        var (met, due, overdue, missing, none) = (0, 0, 0, 0, 0);
        foreach (var state in states)
        {
            switch (state)
            {
                case State.Met: met++; break;
                case State.Due: due++; break;
                case State.Overdue: overdue++; break;
                case State.Missing: missing++; break;
                default: none++; break;
            }
        }
        return new StateCounts(met, due, overdue, missing, none);
    }
}
