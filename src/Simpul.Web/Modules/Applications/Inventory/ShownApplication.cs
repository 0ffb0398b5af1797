using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The application that the request at hand shows, read once for all that its page puts together. Not tracked, and not for changes.</summary>
public sealed class ShownApplication(PlatformDb db, Acting acting)
{
    private Guid? of;
    private Application? application;
    private BuildPlan? plan;
    private bool hasPlan;

    public async Task<Application?> Of(Guid id, CancellationToken cancel)
    {
        if (of != id || application is null)
        {
            application = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
            (of, hasPlan) = (id, false);
        }
        return application;
    }

    /// <summary>How it is built; null where nobody said.</summary>
    public async Task<BuildPlan?> PlanOf(Guid id, CancellationToken cancel)
    {
        await Of(id, cancel);
        if (!hasPlan)
        {
            (plan, hasPlan) = (await db.Set<BuildPlan>().AsNoTracking().SingleOrDefaultAsync(one => one.ApplicationId == id, cancel), true);
        }
        return plan;
    }

    /// <summary>Whether the actor may change it.</summary>
    public async Task<bool> MayEdit(Guid id, CancellationToken cancel) =>
        acting.Actor.MayEverywhere(ApplicationsPermissions.Edit) || (acting.Actor.May(ApplicationsPermissions.Edit) && acting.Actor.May(ApplicationsPermissions.Edit, (await Of(id, cancel))?.Item.AgencyId));
}
