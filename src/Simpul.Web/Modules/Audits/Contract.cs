using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Audits.Contract;

/// <summary>A finished audit as an evaluation needs to know it.</summary>
/// <param name="Kind"><c>infrastructure</c>, <c>application</c> or <c>security</c>.</param>
/// <param name="Planned">Whether it was in the programme.</param>
/// <param name="ByStandard">Whether it followed a standard in force.</param>
/// <param name="External">Whether a body outside the government's own offices performed it.</param>
/// <param name="Certified">Whether somebody of the team held a certificate, or the body an accreditation, that was valid when it began.</param>
/// <param name="Findings">How many it made.</param>
/// <param name="Closed">How many of them the auditor has closed.</param>
public sealed record FinishedAudit(Guid Id, string Title, string Kind, DateOnly FinishedOn, bool Planned, bool ByStandard, bool External, bool Certified, int Findings, int Closed)
{
    public string Href => $"{AuditRegister.Href}/{Id}";

    /// <summary>Kind of the record, as files and the journal know it.</summary>
    public const string RecordKind = AuditRegister.Kind;
}

/// <summary>What other modules may ask of the audits.</summary>
public sealed class AuditsKnown(PlatformDb db, NationalData national)
{
    /// <summary>Those that were finished by the date, the last first.</summary>
    public async Task<IReadOnlyList<FinishedAudit>> Finished(DateOnly date, CancellationToken cancel)
    {
        var audits = await db.Set<Audit>().AsNoTracking().Where(audit => audit.State == AuditState.Finished && audit.FinishedOn <= date).OrderByDescending(audit => audit.FinishedOn).ToListAsync(cancel);
        List<Guid> ids = [.. audits.Select(audit => audit.Id)];
        var findings = (await db.Set<AuditFinding>().AsNoTracking().Where(one => one.AuditId != null && ids.Contains(one.AuditId.Value)).Select(one => new { one.AuditId, one.ClosedOn }).ToListAsync(cancel)).ToLookup(one => one.AuditId!.Value, one => one.ClosedOn);
        var team = (await db.Set<AuditMember>().AsNoTracking().Where(member => ids.Contains(member.AuditId)).ToListAsync(cancel)).ToLookup(member => member.AuditId);
        var bodies = await db.Set<AuditBody>().AsNoTracking().ToDictionaryAsync(body => body.Id, cancel);
        var bases = national.Audits.SelectMany(edition => edition.Bases).DistinctBy(basis => basis.Id).ToDictionary(basis => basis.Id);
        return
        [
            .. audits.Select(audit => new FinishedAudit(audit.Id, audit.Title, audit.Kind.Key(), audit.FinishedOn!.Value, audit.PlannedId is not null,
                audit.Bases.Any(id => bases.TryGetValue(id, out var basis) && basis.Kind == "standard-procedure" && basis.Serves(audit.Kind.Key()) && basis.InForce.On(audit.StartsOn)),
                audit.IsOfBody,
                team[audit.Id].Any(member => member.IsCertifiedOn(audit.StartsOn)) || (audit.BodyId is { } id && bodies.TryGetValue(id, out var body) && body.WhyNotOn(audit.StartsOn) is null),
                findings[audit.Id].Count(), findings[audit.Id].Count(closed => closed <= date))),
        ];
    }
}
