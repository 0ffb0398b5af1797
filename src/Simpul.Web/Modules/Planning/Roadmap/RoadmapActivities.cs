using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Roadmap;

internal sealed class RoadmapActivities(PlatformDb db) : IRoadmapActivities
{
    public async Task<IReadOnlyList<PlannedActivity>> Closing(string code, CancellationToken cancel)
    {
        // A list of texts is no filter on both databases (docs/database.md); a roadmap has hundreds of activities, not thousands.
        var all = await db.Set<RoadmapActivity>().AsNoTracking().OrderBy(item => item.StartsOn).Select(item => new { item.Id, item.Name, item.StartsOn, item.EndsOn, item.Closes }).ToListAsync(cancel);
        return [.. all.Where(item => item.Closes.Contains(code)).Select(item => new PlannedActivity(item.Id, item.Name, item.StartsOn, item.EndsOn, ActivityRegister.Declared.HrefOf(item.Id)))];
    }
}
