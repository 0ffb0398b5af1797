using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle;

namespace Simpul.Web.Modules.Applications.Contract;

/// <summary>An application in use, as other modules need to know it.</summary>
/// <param name="General">One that the state sets for all to use; every other is the government's own.</param>
/// <param name="Agency">Its owner; null for the government as a whole.</param>
public sealed record ApplicationInUse(Guid Id, string Name, string Code, bool General, Guid? Agency, DateOnly? From, DateOnly? Until)
{
    public string Href => $"{ApplicationRegister.Href}/{Id}";
}

/// <summary>What somebody has to do with an application.</summary>
public enum HandIn
{
    Owns,
    Built,
    Maintains,
    Operates,
}

/// <summary>That an agency of the government, or somebody outside it, has to do with an application.</summary>
/// <param name="Agency">Null where it is somebody outside.</param>
/// <param name="Vendor">As the contract names them; null where it is an agency.</param>
/// <param name="InServerRoom">Whether it runs in the government's own server room, which the ICT agency looks after.</param>
/// <param name="Person">Who operates it, where a person is recorded.</param>
public sealed record ApplicationHand(Guid Application, HandIn What, Guid? Agency, string? Vendor, bool InServerRoom = false, Guid? Person = null);

/// <summary>What other modules may ask of the register of applications.</summary>
public sealed class ApplicationsKnown(PlatformDb db)
{
    /// <summary>Those that are in use on the date, in the order of their names.</summary>
    public async Task<IReadOnlyList<ApplicationInUse>> InUse(DateOnly date, CancellationToken cancel) =>
    [
        .. (await db.Set<Application>().AsNoTracking().IgnoreAutoIncludes()
            .Where(one => (one.Stage == ApplicationStage.Running || one.Stage == ApplicationStage.Retired) && (one.Item.From == null || one.Item.From <= date) && (one.Item.Until == null || one.Item.Until >= date))
            .OrderBy(one => one.Item.Name).Select(one => new { one.Id, one.Item.Name, one.Item.Code, one.Kind, one.Stage, one.Item.AgencyId, one.Item.From, one.Item.Until }).ToListAsync(cancel))
            // What is retired was in use until its last day, where it has one.
            .Where(one => one.Stage == ApplicationStage.Running || one.Until is not null)
            .Select(one => new ApplicationInUse(one.Id, one.Name, one.Code, one.Kind == ApplicationKind.General, one.AgencyId, one.From, one.Until)),
    ];

    /// <summary>Who owns, built, maintains and operates these applications, whenever that was.</summary>
    public async Task<IReadOnlyList<ApplicationHand>> Hands(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var hands = new List<ApplicationHand>();
        var owners = await db.Set<Application>().AsNoTracking().IgnoreAutoIncludes().Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.Item.AgencyId }).ToListAsync(cancel);
        hands.AddRange(owners.Where(one => one.AgencyId is not null).Select(one => new ApplicationHand(one.Id, HandIn.Owns, one.AgencyId, null)));
        var plans = await db.Set<BuildPlan>().AsNoTracking().Where(one => one.ApplicationId != null && ids.Contains(one.ApplicationId.Value)).Select(one => new { one.ApplicationId, one.AgencyId, one.Builder }).ToListAsync(cancel);
        hands.AddRange(plans.Where(one => one.Builder == BuiltBy.OwnStaff && one.AgencyId is not null).Select(one => new ApplicationHand(one.ApplicationId!.Value, HandIn.Built, one.AgencyId, null)));
        var contracts = await db.Set<ApplicationContract>().AsNoTracking().Where(one => ids.Contains(one.ApplicationId)).Select(one => new { one.ApplicationId, one.Vendor }).ToListAsync(cancel);
        hands.AddRange(contracts.Select(one => new ApplicationHand(one.ApplicationId, HandIn.Maintains, null, one.Vendor)));
        var placed = await db.Set<Placement>().AsNoTracking().Where(one => ids.Contains(one.ApplicationId) && (one.State == RequestState.Active || one.State == RequestState.Ended))
            .Select(one => new { one.ApplicationId, one.AgencyId, one.Facility, one.ContactId }).ToListAsync(cancel);
        hands.AddRange(placed.Select(one => new ApplicationHand(one.ApplicationId, HandIn.Operates, one.AgencyId, null, one.Facility == HostingFacility.ServerRoom, one.ContactId)));
        return [.. hands.Distinct()];
    }
}
