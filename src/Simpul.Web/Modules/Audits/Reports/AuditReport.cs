using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Audits.Reports;

/// <summary>All that the report of one audit says, in whatever form it goes out.</summary>
internal sealed record AuditReport(
    Audit Audit, EffectiveProfile Profile, AuditCriteria? Edition, string Agency, string Performer, string? Coordinator, IReadOnlyList<AuditObject> Objects, IReadOnlyList<(string Name, AuditMember Member)> Team,
    IReadOnlyList<string> Bases, IReadOnlyList<WorkingPaper> Papers, IReadOnlyList<AuditFinding> Findings, ILookup<Guid, FollowUp> FollowUps, IReadOnlyList<ToolRun> Runs, IReadOnlyList<ToolResult> Results,
    IReadOnlyList<Coordination> Coordinations, ILookup<Guid, FileRecord> Files, IReadOnlyDictionary<Guid, string> Agencies, DateOnly Today)
{
    /// <summary>Results of tools that a report lists; the workbook's own sheet has all.</summary>
    public const int MostResults = 200;

    public string NameOf(Guid? agency) => agency is { } id ? Agencies.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "pemerintah daerah";

    public string SubjectName(string key) => AuditWords.Subject(Profile, key);

    /// <summary>Null where there is no such audit, or the actor may not read what its team wrote.</summary>
    public static async Task<AuditReport?> Read(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, today, national) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date, services.GetRequiredService<NationalData>());
        if (!services.GetRequiredService<AuditRights>().MayRead || services.GetRequiredService<CurrentRegulation>() is not { IsSetUp: true } regulation
            || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } audit)
        {
            return null;
        }
        var (flow, organisation, clearance) = (services.GetRequiredService<AuditFlow>(), services.GetRequiredService<IOrganisation>(), services.GetRequiredService<Acting>().Actor.Clearance);
        var agencies = (await organisation.Agencies(today, cancel)).ToDictionary(agency => agency.Id, agency => agency.Name);
        var team = await flow.TeamOf(id, cancel);
        var people = (await organisation.People([.. team.Select(member => member.PersonId).OfType<Guid>()], cancel)).ToDictionary(person => person.Id, person => person.Name);
        var body = audit.BodyId is { } of ? await db.Set<AuditBody>().AsNoTracking().Where(one => one.Id == of).SingleOrDefaultAsync(cancel) : null;
        var bases = national.Audits.SelectMany(edition => edition.Bases).DistinctBy(basis => basis.Id).ToDictionary(basis => basis.Id, basis => basis.Title);
        var findings = await db.Set<AuditFinding>().AsNoTracking().Where(one => one.AuditId == id).OrderBy(one => one.Id).ToListAsync(cancel);
        List<Guid> findingIds = [.. findings.Select(one => one.Id)];
        var papers = await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == id).OrderBy(paper => paper.Number).ThenBy(paper => paper.ObjectName).ThenBy(paper => paper.Id).ToListAsync(cancel);
        List<Guid> paperIds = [.. papers.Select(paper => paper.Id)];
        return new AuditReport(audit, regulation.Profile, national.AuditEdition(audit.Edition), audit.AgencyId is { } own ? agencies.GetValueOrDefault(own, "") : "",
            body is null ? audit.Performer.Word() : $"{body.Name}{(body.AccreditationNumber is { } number ? $" ({number})" : "")}", audit.Coordinator is { } office ? AuditWords.OfficeName(regulation.Profile, office) : null,
            await flow.ObjectsOf(id, cancel), [.. team.Select(member => (member.PersonId is { } person ? people.GetValueOrDefault(person, "pegawai yang sudah dihapus") : member.OutsideName!, member))],
            [.. audit.Bases.Select(basis => bases.GetValueOrDefault(basis, basis))], papers, [.. findings.OrderByDescending(one => one.Severity)],
            (await db.Set<FollowUp>().AsNoTracking().Where(entry => findingIds.Contains(entry.FindingId)).OrderBy(entry => entry.Id).ToListAsync(cancel)).ToLookup(entry => entry.FindingId),
            await db.RunsOf(id, clearance).Where(run => run.State == ToolRunState.Imported).OrderBy(run => run.Id).ToListAsync(cancel),
            [.. (await db.ResultsOf(id, clearance).ToListAsync(cancel)).OrderByDescending(one => one.Severity).ThenBy(one => one.Title, StringComparer.Ordinal).ThenBy(one => one.Place, StringComparer.Ordinal)],
            await db.Set<Coordination>().AsNoTracking().Where(one => one.AuditId == id).OrderBy(one => one.HeldOn).ToListAsync(cancel),
            (await db.Set<FileRecord>().AsNoTracking().Where(file => file.RemovedAt == null && file.Classification <= clearance && ((file.SubjectKind == PaperFiles.PaperKind && paperIds.Contains(file.SubjectId)) || (file.SubjectKind == AuditRegister.Kind && file.SubjectId == id))).ToListAsync(cancel))
                .OrderBy(file => file.Id).ToLookup(file => file.SubjectId),
            agencies, today);
    }
}
