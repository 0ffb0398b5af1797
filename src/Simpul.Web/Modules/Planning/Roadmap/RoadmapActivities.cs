using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Planning.Roadmap;

internal sealed class RoadmapActivities(PlatformDb db, KeptActivities kept) : IRoadmapActivities
{
    public async Task<IReadOnlyList<PlannedActivity>> Closing(string code, CancellationToken cancel) =>
        [.. (await kept.Closing.Of(db, default, () => Read(cancel), cancel))[code]];

    /// <summary>By the code that they close. A list of texts is no filter on both databases (docs/database.md); a roadmap has hundreds of activities, not thousands.</summary>
    private async Task<ILookup<string, PlannedActivity>> Read(CancellationToken cancel)
    {
        var all = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.StartsOn).Select(item => new { item.Id, item.Name, item.StartsOn, item.EndsOn, item.Closes }).ToListAsync(cancel);
        return all.SelectMany(item => item.Closes.Distinct().Select(code => (Code: code, Activity: new PlannedActivity(item.Id, item.Name, item.StartsOn, item.EndsOn, ActivityRegister.Declared.HrefOf(item.Id))))).ToLookup(one => one.Code, one => one.Activity);
    }
}

/// <summary>The roadmap's activities by what they close. One in the program.</summary>
internal sealed class KeptActivities
{
    public KeptByJournal<ValueTuple, ILookup<string, PlannedActivity>> Closing { get; } = new();
}
