using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Letters and reports hang on the audit itself. After its end its team may still add to them, a signed copy for one; what it ended with stays.</summary>
internal sealed class AuditFiles(PlatformDb db, AuditRights rights, Acting acting) : IFileSubjects
{
    public string Kind => AuditRegister.Kind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(audit => audit.Id == id, cancel) is not { } found || !acting.Actor.May(AuditsPermissions.View, found.AgencyId))
        {
            return null;
        }
        var over = found.State == AuditState.Finished;
        return new FileSubject(Kind, id, found.Title, Pages.Audit(id), AuditsPermissions.View, found.AgencyId, true, over ? await rights.MayWork(found, cancel) : await rights.MayArrange(found, cancel))
        {
            Locked = over ? (await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == Kind && file.SubjectId == id).Select(file => file.Slot).Distinct().ToListAsync(cancel)).ToHashSet() : [],
            Holds = async ask => await db.Set<Audit>().AsNoTracking().AnyAsync(audit => audit.Id == id && audit.State == found.State, ask) ? null : Refusal.Whole("Tahap audit ini baru saja berubah. Buka lagi halamannya, lalu periksa apakah berkasnya masih perlu diubah."),
        };
    }
}
