using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>What every part of the life cycle does with an application itself.</summary>
internal static class LifecycleApplications
{
    /// <summary>Tracked, also one that this very save makes.</summary>
    public static async Task<Application?> Tracked(this PlatformDb db, Guid? id, CancellationToken cancel) => id is not { } found ? null
        : db.ChangeTracker.Entries<Application>().Select(entry => entry.Entity).FirstOrDefault(one => one.Id == found)
            ?? await db.Set<Application>().SingleOrDefaultAsync(one => one.Id == found, cancel);

    public static Task<BuildPlan?> PlanOf(this PlatformDb db, Guid application, CancellationToken cancel) =>
        db.ChangeTracker.Entries<BuildPlan>().Select(entry => entry.Entity).FirstOrDefault(one => one.ApplicationId == application) is { } tracked
            ? Task.FromResult<BuildPlan?>(tracked)
            : db.Set<BuildPlan>().SingleOrDefaultAsync(one => one.ApplicationId == application, cancel);

    public static Task<Guid?> AgencyOf(IServiceProvider services, Guid? application, CancellationToken cancel) =>
        services.GetRequiredService<PlatformDb>().Set<Application>().Where(one => one.Id == application).Select(one => one.Item.AgencyId).SingleOrDefaultAsync(cancel);

    /// <summary>Joins two items of the architecture, with the save at hand; nothing where they are joined so already, or one of them is not named.</summary>
    public static async Task Relate(IServiceProvider services, Guid? from, RelationKind kind, Guid? to, Guid? agency, string? reason, CancellationToken cancel)
    {
        if (from is not { } one || to is not { } other || one == other)
        {
            return;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var relation = await db.Set<ArchitectureRelation>().SingleOrDefaultAsync(known => known.FromId == one && known.ToId == other && known.Kind == kind, cancel);
        if (relation is { Until: null })
        {
            return;
        }
        var isNew = relation is null;
        if (relation is null)
        {
            relation = new ArchitectureRelation { FromId = one, Kind = kind, ToId = other, AgencyId = agency };
            db.Add(relation);
        }
        relation.Until = null;
        await services.RegisterOf<ArchitectureRelation>().Keep(services, relation, isNew, cancel, reason);
    }

    /// <summary>The event and the search entry of an application that is changed in the save at hand.</summary>
    public static Task Keep(IServiceProvider services, Application application, bool isNew, string? reason, CancellationToken cancel) =>
        services.RegisterOf<Application>().Keep(services, application, isNew, cancel, reason);
}
