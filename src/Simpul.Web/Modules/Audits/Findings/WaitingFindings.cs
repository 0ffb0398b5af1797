using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>Behind the link of findings: for an auditor what was followed up or objected to and waits for them, for an agency what is open with it.</summary>
internal sealed class WaitingFindings(PlatformDb db, Acting acting) : IRailCount
{
    /// <summary>As far as a badge says it.</summary>
    private const int Most = 100;

    private static readonly Func<PlatformDb, Guid?, CancellationToken, Task<int>> toExamine = Prepared.One((PlatformDb db, Guid? own, CancellationToken _) =>
        db.Set<AuditFinding>().Where(one => (one.State == FindingState.FollowedUp || (one.State == FindingState.Open && one.Response == FindingResponse.Objected)) && one.AgencyId != own).Take(Most).Count());

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<int>> open = Prepared.One((PlatformDb db, Guid own, CancellationToken _) =>
        db.Set<AuditFinding>().Where(one => one.State == FindingState.Open && one.Response != FindingResponse.Objected && one.AgencyId == own).Take(Most).Count());

    public string Href => FindingRegister.Href;

    public async Task<int> Count(CancellationToken cancel)
    {
        var actor = acting.Actor;
        return actor.MayEverywhere(AuditsPermissions.Close) ? await toExamine(db, actor.AgencyId, cancel)
            : actor.AgencyId is { } own && actor.May(AuditsPermissions.Answer, own) ? await open(db, own, cancel) : 0;
    }
}
