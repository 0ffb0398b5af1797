using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Planning.Roadmap;

internal sealed class RoadmapActivities(PlatformDb db, KeptActivities kept) : IRoadmapActivities
{
    public async Task<IReadOnlyList<PlannedActivity>> Closing(string code, CancellationToken cancel) =>
        [.. (await Kept(cancel)).Closing[code]];

    public async Task<PlannedActivity?> Building(string code, Guid? named, CancellationToken cancel) => (await Building(cancel))(code, named);

    public async Task<Func<string, Guid?, PlannedActivity?>> Building(CancellationToken cancel)
    {
        var known = await Kept(cancel);
        return (code, named) => (named is { } id ? known.All.GetValueOrDefault(id) : null) ?? known.Closing[code].FirstOrDefault();
    }

    private Task<KnownActivities> Kept(CancellationToken cancel) => kept.Known.Of(db, default, () => Read(cancel), cancel);

    /// <summary>By the code that they close. A list of texts is no filter on both databases (docs/database.md); a roadmap has hundreds of activities, not thousands.</summary>
    private async Task<KnownActivities> Read(CancellationToken cancel)
    {
        var all = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.StartsOn).Select(item => new { item.Id, item.Name, item.StartsOn, item.EndsOn, item.Closes }).ToListAsync(cancel);
        var planned = all.Select(item => (item.Closes, Activity: new PlannedActivity(item.Id, item.Name, item.StartsOn, item.EndsOn, ActivityRegister.Declared.HrefOf(item.Id)))).ToList();
        return new KnownActivities(
            planned.SelectMany(one => one.Closes.Distinct().Select(code => (Code: code, one.Activity))).ToLookup(one => one.Code, one => one.Activity),
            planned.ToDictionary(one => one.Activity.Id, one => one.Activity));
    }
}

/// <summary>The roadmap's activities by what they close. One in the program.</summary>
internal sealed class KeptActivities
{
    public KeptByJournal<ValueTuple, KnownActivities> Known { get; } = new();
}

/// <param name="Closing">By the code that they close, first to begin first.</param>
/// <param name="All">By their ids.</param>
internal sealed record KnownActivities(ILookup<string, PlannedActivity> Closing, IReadOnlyDictionary<Guid, PlannedActivity> All);
