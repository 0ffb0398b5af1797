using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;

namespace Simpul.Web.Modules.Audits.Programme;

/// <summary>All audits and all that can be audited, as they stood on a day.</summary>
internal sealed record AuditedDay(AuditBook Book, IReadOnlyList<Auditable> Objects);

/// <summary>The audits as they stood on a day, read once for the programme and for every check.</summary>
internal sealed class AuditBook
{
    private readonly ILookup<Guid, AuditObject> objects;

    private AuditBook(DateOnly date, IReadOnlyList<Audit> all, ILookup<Guid, AuditObject> objects, IReadOnlyList<PlannedAudit> planned)
    {
        (Date, All, this.objects, Planned) = (date, all, objects, planned);
        Finished = [.. all.Where(audit => audit.State == AuditState.Finished && audit.FinishedOn <= date).OrderByDescending(audit => audit.FinishedOn)];
    }

    public DateOnly Date { get; }

    /// <summary>Those that were not called off.</summary>
    public IReadOnlyList<Audit> All { get; }

    /// <summary>The last first.</summary>
    public IReadOnlyList<Audit> Finished { get; }

    /// <summary>Those that stand.</summary>
    public IReadOnlyList<PlannedAudit> Planned { get; }

    public static async Task<AuditBook> On(PlatformDb db, DateOnly date, CancellationToken cancel) => new(date,
        await db.Set<Audit>().AsNoTracking().Where(audit => audit.State != AuditState.Cancelled).OrderBy(audit => audit.StartsOn).ThenBy(audit => audit.Id).ToListAsync(cancel),
        (await db.Set<AuditObject>().AsNoTracking().ToListAsync(cancel)).ToLookup(one => one.AuditId),
        await db.Set<PlannedAudit>().AsNoTracking().Where(planned => planned.DroppedBecause == null).OrderBy(planned => planned.StartsOn).ThenBy(planned => planned.Id).ToListAsync(cancel));

    public IEnumerable<AuditObject> ObjectsOf(Audit audit) => objects[audit.Id];

    /// <summary>Whether the audit is of one of these kinds; of any where none is named.</summary>
    public bool Is(Audit audit, IReadOnlyList<string> kinds) => kinds.Count == 0 || kinds.Any(key => key == audit.Kind.Key() || AuditArea.Of(key).Any(area => Is(audit, area)));

    public bool Is(Audit audit, AuditArea area) => area.Has(audit.Kind, objects[audit.Id].Select(one => one.Class));
}
