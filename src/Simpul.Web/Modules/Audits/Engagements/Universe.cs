using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Contract;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Something that can be audited: a piece of infrastructure of the architecture, or an application of the register.</summary>
/// <param name="Since">First day on which it is there; null where nobody recorded it.</param>
public sealed record Auditable(Guid Id, string Name, string Code, ObjectClass Class, Guid? Agency, DateOnly? Since, string Href);

/// <summary>All that can be audited on a day.</summary>
internal sealed class Universe(PlatformDb db, ApplicationsKnown applications)
{
    /// <summary>The branch of the national reference that holds computing facilities, and so the data centre (RAI.01).</summary>
    private const string Facilities = "RAI.01";

    public async Task<IReadOnlyList<Auditable>> On(DateOnly date, CancellationToken cancel)
    {
        var items = await db.Set<ArchitectureItem>().AsNoTracking()
            .Where(item => item.Domain == ArchitectureDomain.Infrastructure && item.State == ItemState.AsIs && (item.From == null || item.From <= date) && (item.Until == null || item.Until >= date))
            .OrderBy(item => item.Name).Select(item => new { item.Id, item.Name, item.Code, item.Reference, item.AgencyId, item.From }).ToListAsync(cancel);
        return
        [
            .. items.Select(item => new Auditable(item.Id, item.Name, item.Code, item.Reference?.StartsWith(Facilities, StringComparison.Ordinal) == true ? ObjectClass.DataCentre : ObjectClass.Infrastructure, item.AgencyId, item.From, $"/kerja/butir-arsitektur/{item.Id}")),
            .. (await applications.InUse(date, cancel)).Select(one => new Auditable(one.Id, one.Name, one.Code, one.General ? ObjectClass.GeneralApplication : ObjectClass.SpecialApplication, one.Agency, one.From, one.Href)),
        ];
    }

    /// <summary>Whether an audit of this kind looks at such an object.</summary>
    public static bool Fits(AuditKind kind, ObjectClass one) => kind switch
    {
        AuditKind.Infrastructure => one is ObjectClass.Infrastructure or ObjectClass.DataCentre,
        AuditKind.Application => one is ObjectClass.GeneralApplication or ObjectClass.SpecialApplication,
        _ => true,
    };
}
