using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>Behind the link of findings: for an auditor what was followed up and waits to be examined, for an agency what is open with it.</summary>
internal sealed class WaitingFindings(PlatformDb db, Acting acting) : IRailCount
{
    /// <summary>As far as a badge says it.</summary>
    private const int Most = 100;

    public string Href => FindingRegister.Href;

    public async Task<int> Count(CancellationToken cancel)
    {
        var (actor, own) = (acting.Actor, acting.Actor.AgencyId);
        var findings = db.Set<AuditFinding>().AsNoTracking();
        return actor.MayEverywhere(AuditsPermissions.Close) ? await findings.Where(one => one.State == FindingState.FollowedUp && one.AgencyId != own).Take(Most).CountAsync(cancel)
            : own is not null && actor.May(AuditsPermissions.Answer, own) ? await findings.Where(one => one.State == FindingState.Open && one.AgencyId == own).Take(Most).CountAsync(cancel) : 0;
    }
}
