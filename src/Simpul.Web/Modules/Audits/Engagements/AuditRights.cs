using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>What the actor may do with one audit, beyond what their office was given: the work is the team's, and nobody settles what they answer for.</summary>
internal sealed class AuditRights(PlatformDb db, Acting acting)
{
    private readonly Dictionary<Guid, bool> works = [];

    private Actor Actor => acting.Actor;

    /// <summary>Whether the actor sees what the team writes, and not only what concerns the own agency.</summary>
    public bool MayRead => Actor.MayEverywhere(AuditsPermissions.View);

    /// <summary>Objects, team and beginning.</summary>
    public bool MayPrepare(Audit audit) => audit.IsOpen && Actor.MayEverywhere(AuditsPermissions.Conduct);

    /// <summary>Calling off: once it runs, what the team has written is at stake, so the team decides.</summary>
    public async Task<bool> MayCallOff(Audit audit, CancellationToken cancel) => MayPrepare(audit) && (audit.State != AuditState.Running || audit.ReportOnly || await MayWork(audit, cancel));

    /// <summary>
    /// Working papers, results of tools and findings: who is of the team. A body's people may have no account here; then the office writes that answers for it
    /// or coordinates.
    /// </summary>
    public async Task<bool> MayWork(Audit audit, CancellationToken cancel)
    {
        if (!Actor.MayEverywhere(AuditsPermissions.Conduct))
        {
            return false;
        }
        if (Actor.Via is "command" or "job" && Actor.PersonId is null)
        {
            return true;
        }
        if (!works.TryGetValue(audit.Id, out var member))
        {
            works[audit.Id] = member = Actor.PersonId is { } person && await db.Set<AuditMember>().AsNoTracking().AnyAsync(one => one.AuditId == audit.Id && one.PersonId == person, cancel);
        }
        return member || (audit.Performer is Performer.GovernmentBody or Performer.AccreditedBody && (Actor.ActsFor("external-auditor") || (audit.Coordinator is { } office && Actor.ActsFor(office))));
    }

    /// <summary>Whether the finding is the actor's own agency's.</summary>
    public bool IsOwn(AuditFinding finding) => IsOwn(finding.AgencyId);

    /// <summary>Whether the agency is the actor's own, or a unit of it.</summary>
    public bool IsOwn(Guid? agency) => agency is { } one && (Actor.AgencyId == one || Actor.Agencies?.Contains(one) == true);

    /// <summary>Whether the person answers for the agency in any office that they hold: acting for another one does not make them somebody else.</summary>
    public bool AnswersFor(Guid? agency) => IsOwn(agency) || (agency is { } one && acting.Offices.Any(office => office.AgencyId == one || office.Agencies.Contains(one)));

    /// <summary>Whether the person answers for the finding: for its agency, or because they answered it.</summary>
    public bool AnswersFor(AuditFinding finding) => AnswersFor(finding.AgencyId) || (Actor.PersonId is { } person && finding.RespondedBy == person);

    /// <summary>Whether the actor answers for the agency that the finding is addressed to.</summary>
    public bool MayAnswer(AuditFinding finding) => finding.State != FindingState.Closed && IsOwn(finding) && Actor.May(AuditsPermissions.Answer, finding.AgencyId);

    /// <summary>Closing is the auditor's and never the audited agency's, whatever else its people may do.</summary>
    public async Task<bool> MayClose(Audit audit, AuditFinding finding, CancellationToken cancel) =>
        finding.State != FindingState.Closed && !AnswersFor(finding) && (Actor.MayEverywhere(AuditsPermissions.Close) || await MayWork(audit, cancel));
}
