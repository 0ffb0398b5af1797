using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>What the actor may do with one audit, beyond what their office was given: the work is the team's, and nobody settles what they answer for.</summary>
internal sealed class AuditRights(PlatformDb db, Conflicts conflicts, Acting acting)
{
    private readonly Dictionary<Guid, bool> works = [];
    private readonly Dictionary<Guid, bool> tied = [];

    private Actor Actor => acting.Actor;

    /// <summary>Whether the actor sees what the team writes, and not only what concerns the own agency.</summary>
    public bool MayRead => Actor.MayEverywhere(AuditsPermissions.View);

    /// <summary>What comes before an audit begins, and its beginning.</summary>
    public bool MayPrepare(Audit audit) => audit.IsOpen && Actor.MayEverywhere(AuditsPermissions.Conduct);

    /// <summary>Objects, people, terms and calling off: once it runs, what the team has written is at stake, so the team decides. One that is carried out elsewhere has none here.</summary>
    public async Task<bool> MayArrange(Audit audit, CancellationToken cancel) => MayPrepare(audit) && (audit.State != AuditState.Running || audit.ReportOnly || await MayWork(audit, cancel));

    /// <summary>Who adds somebody to the team: once it runs an independent auditor too, or an audit could never end whose people have gone or turned out to be tied.</summary>
    public async Task<bool> MayEnlist(Audit audit, CancellationToken cancel) => await MayArrange(audit, cancel) || (MayPrepare(audit) && Actor.MayEverywhere(AuditsPermissions.Close) && await IsIndependent(audit, cancel));

    /// <summary>
    /// Working papers, results of tools and findings: who is of the team. A body's people may have no account here; then the office writes that answers for it
    /// or coordinates, and where only the report is kept an auditor of this government: in each case people who are not tied to what is audited.
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
        return member || (((audit.IsOfBody && WritersFor(audit).Any(Actor.ActsFor)) || (audit.ReportOnly && Actor.MayEverywhere(AuditsPermissions.Close))) && await IsIndependent(audit, cancel));
    }

    /// <summary>The offices that write for a body whose people have no account here.</summary>
    public static IEnumerable<string> WritersFor(Audit audit) => audit.Coordinator is { } office ? ["external-auditor", office] : ["external-auditor"];

    /// <summary>Whether no record ties the person to what is audited. Nobody in particular is not independent: nobody could vouch for what they wrote.</summary>
    private async Task<bool> IsIndependent(Audit audit, CancellationToken cancel)
    {
        if (Actor.PersonId is not { } person)
        {
            return false;
        }
        if (!tied.TryGetValue(audit.Id, out var isTied))
        {
            var objects = await db.Set<AuditObject>().AsNoTracking().Where(one => one.AuditId == audit.Id).ToListAsync(cancel);
            tied[audit.Id] = isTied = (await conflicts.OfPerson(audit, objects, person, cancel)).Any(one => one.Stands);
        }
        return !isTied;
    }

    /// <summary>Whether the finding is the actor's own agency's.</summary>
    public bool IsOwn(AuditFinding finding) => IsOwn(finding.AgencyId);

    /// <summary>Whether the agency is the actor's own, or a unit of it.</summary>
    public bool IsOwn(Guid? agency) => agency is { } one && (Actor.AgencyId == one || Actor.Agencies?.Contains(one) == true);

    /// <summary>Whether the person answers for the finding: for its agency, or because they answered it.</summary>
    public bool AnswersFor(AuditFinding finding) => AnswersFor(finding.AgencyId, finding.RespondedBy);

    /// <summary>The same of a finding as it is stored, whatever a form makes of it.</summary>
    public bool AnswersFor(Guid? agency, Guid? respondedBy) => acting.AnswersFor(agency) || (Actor.PersonId is { } person && respondedBy == person);

    /// <summary>Whether the actor answers for the agency that the finding is addressed to.</summary>
    public bool MayAnswer(AuditFinding finding) => finding.State != FindingState.Closed && IsOwn(finding) && Actor.May(AuditsPermissions.Answer, finding.AgencyId);

    /// <summary>Changing what a finding says is the team's; what the ICT agency found at itself, an auditor changes who is outside it.</summary>
    public async Task<bool> MayAmend(Audit audit, CancellationToken cancel) => await MayWork(audit, cancel) || (audit.Performer == Performer.IctAgency && Actor.MayEverywhere(AuditsPermissions.Close));

    /// <summary>Closing is the auditor's and never the audited agency's, whatever else its people may do.</summary>
    public async Task<bool> MayClose(Audit audit, AuditFinding finding, CancellationToken cancel) =>
        finding.State != FindingState.Closed && !AnswersFor(finding) && (Actor.MayEverywhere(AuditsPermissions.Close) || await MayWork(audit, cancel));
}
