using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>An activity as the roadmap shows it on a day.</summary>
/// <param name="Planned">When it was first to end, where its end has moved to a later day; null else.</param>
/// <param name="Late">Why it is behind; null where it is not.</param>
/// <param name="Waits">Codes of what must be done before and is not.</param>
public sealed record ActivityFacts(
    Guid Id, string Code, string Programme, string Name, RoadmapArea Area, string Agency, DateOnly StartsOn, DateOnly EndsOn, DateOnly? Planned, decimal? Budget,
    IReadOnlyList<string> After, IReadOnlyList<string> Closes, IReadOnlyList<string> Indicators, int Progress, int Expected, string? Late, IReadOnlyList<string> Waits)
{
    public string Href => $"/kerja/{ActivityRegister.Slug}/{Id}";

    public bool Done => Progress == 100;
}

/// <summary>The whole roadmap as it stands on a day.</summary>
internal static class RoadmapView
{
    /// <summary>Percent behind an even pace from which an activity counts as late: less is noise of how progress is estimated.</summary>
    public const int Slack = 10;

    public static async Task<IReadOnlyList<ActivityFacts>> On(PlatformDb db, IOrganisation organisation, DateOnly day, CancellationToken cancel)
    {
        var rows = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.StartsOn).ThenBy(item => item.Code).ToListAsync(cancel);
        var called = (await organisation.Agencies(day, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var done = rows.Where(item => item.Progress == 100).Select(item => item.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Select(item =>
            {
                var (progress, expected) = (item.Progress ?? 0, item.ExpectedOn(day));
                var late = progress == 100 ? null
                    : day > item.EndsOn ? "lewat tanggal selesai"
                    : progress + Slack < expected ? $"seharusnya sekitar {expected}%" : null;
                return new ActivityFacts(item.Id, item.Code, item.Programme, item.Name, item.Area, item.AgencyId is { } agency ? called.GetValueOrDefault(agency, "perangkat daerah yang sudah dihapus") : "", item.StartsOn, item.EndsOn,
                    item.EndsOn > item.FirstEndsOn ? item.FirstEndsOn : null, item.Budget, item.After, item.Closes, item.Indicators,
                    progress, expected, late, [.. item.After.Where(code => !done.Contains(code))]);
            }),
        ];
    }

    public static (State State, string Word) Standing(ActivityFacts activity, DateOnly day) =>
        activity.Done ? (State.Met, "Selesai")
        : activity.Late is { } late ? (State.Overdue, $"Terlambat: {late}")
        : day < activity.StartsOn ? (State.NotApplicable, "Belum mulai")
        : (State.Due, "Berjalan");
}
