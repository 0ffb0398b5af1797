using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>What proves a finding hangs on it: whoever may change the finding attaches it, until it is closed.</summary>
internal sealed class FindingFiles(PlatformDb db, AuditRights rights, Acting acting) : IFileSubjects
{
    public string Kind => FindingRegister.Kind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<AuditFinding>().AsNoTracking().SingleOrDefaultAsync(finding => finding.Id == id, cancel) is not { } found || !acting.Actor.May(AuditsPermissions.View, found.AgencyId)
            || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == found.AuditId, cancel) is not { } audit)
        {
            return null;
        }
        return new FileSubject(Kind, id, found.Title, Pages.Finding(id), AuditsPermissions.View, found.AgencyId, true, found.State != FindingState.Closed && !rights.AnswersFor(found) && await rights.MayAmend(audit, cancel))
        {
            Holds = async ask => await db.Set<AuditFinding>().AsNoTracking().AnyAsync(finding => finding.Id == id && finding.State != FindingState.Closed, ask) ? null : Refusal.Whole("Temuan ini sudah ditutup, jadi berkasnya tidak dapat diubah lagi."),
        };
    }
}
