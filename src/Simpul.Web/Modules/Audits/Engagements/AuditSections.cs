using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>What the page of an audit shows beyond its facts.</summary>
internal static class AuditSections
{
    private const string Folder = "/Modules/Audits/Engagements/";
    private const int Most = 50;

    public static readonly Section Next = new("Berikutnya", Folder + "_Next.cshtml", LoadNext, Above: true);

    public static readonly Section Objects = new("Objek", Folder + "_Objects.cshtml", async (services, id, cancel) => await Audit(services, id, cancel) is { } audit
        ? new ObjectView(audit, await services.GetRequiredService<AuditFlow>().ObjectsOf(id, cancel), await services.GetRequiredService<AuditRights>().MayArrange(audit, cancel)) : null);

    public static readonly Section Team = new("Tim", Folder + "_Team.cshtml", async (services, id, cancel) => await Audit(services, id, cancel) is { } audit ? await TeamView.Load(services, audit, cancel) : null);

    public static readonly Section Work = new("Kertas kerja dan hasil alat", Folder + "_Work.cshtml", LoadWork);

    public static readonly Section Findings = new("Temuan", Folder + "_Findings.cshtml", LoadFindings);

    public static readonly Section Coordinations = new("Koordinasi", Folder + "_Coordinations.cshtml", LoadCoordinations);

    public static Task<Audit?> Audit(IServiceProvider services, Guid id, CancellationToken cancel) => services.GetRequiredService<PlatformDb>().Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);

    private static async Task<object?> LoadNext(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (await Audit(services, id, cancel) is not { } audit)
        {
            return null;
        }
        var (flow, rights, actor) = (services.GetRequiredService<AuditFlow>(), services.GetRequiredService<AuditRights>(), services.GetRequiredService<Acting>().Actor);
        var (arranges, works) = (await rights.MayArrange(audit, cancel), await rights.MayWork(audit, cancel));
        IReadOnlyList<string> against = audit.State switch
        {
            // Only they are told, and it takes some reading.
            _ when !arranges && !works => [],
            AuditState.Preparing => await flow.AgainstBeginning(audit, cancel),
            AuditState.Running => await flow.AgainstEnding(audit, cancel),
            _ => [],
        };
        var declares = audit.IsOpen && actor.PersonId is { } person && (await flow.TeamOf(id, cancel)).Any(member => member.PersonId == person && member.DeclaredAt is null);
        return new NextView(audit, against, arranges, works, declares, rights.MayRead);
    }

    private static async Task<object?> LoadWork(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (!services.GetRequiredService<AuditRights>().MayRead || await Audit(services, id, cancel) is not { ReportOnly: false, State: not AuditState.Preparing } audit)
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var papers = await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == id).GroupBy(paper => new { paper.Subject, paper.Result, Signed = paper.ReviewedAt != null }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        var criteria = await db.Set<WorkingPaper>().AsNoTracking().Where(paper => paper.AuditId == id).Select(paper => new { paper.Subject, paper.Criterion }).Distinct().GroupBy(one => one.Subject).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        var results = await db.ResultsOf(id, services.GetRequiredService<Acting>().Actor.Clearance).GroupBy(one => one.Severity).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        var profile = AuditWords.Profile(services);
        return new WorkView(audit,
            [.. audit.Subjects.Select(subject => new SubjectCount(AuditWords.Subject(profile, subject), criteria.GetValueOrDefault(subject), papers.Where(one => one.Key.Subject == subject).Sum(one => one.Count), papers.Where(one => one.Key.Subject == subject && one.Key.Result != PaperResult.Open).Sum(one => one.Count),
                papers.Where(one => one.Key.Subject == subject && one.Key.Signed).Sum(one => one.Count), papers.Where(one => one.Key.Subject == subject && one.Key.Result is PaperResult.Fails or PaperResult.Partly).Sum(one => one.Count)))],
            results);
    }

    private static async Task<object?> LoadFindings(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (await Audit(services, id, cancel) is not { State: not AuditState.Preparing } audit)
        {
            return null;
        }
        var rights = services.GetRequiredService<AuditRights>();
        var findings = services.GetRequiredService<PlatformDb>().Set<AuditFinding>().AsNoTracking().Where(one => one.AuditId == id);
        if (!rights.MayRead)
        {
            List<Guid> own = services.GetRequiredService<Acting>().Actor.Agencies is { } agencies ? [.. agencies] : [];
            findings = findings.Where(one => one.AgencyId != null && own.Contains(one.AgencyId.Value));
        }
        var rows = await findings.OrderBy(one => one.DueOn).Take(Most).ToListAsync(cancel);
        return new FindingList(audit, [.. rows.OrderBy(one => one.State == FindingState.Closed).ThenByDescending(one => one.Severity)], services.GetRequiredService<Today>().Date,
            audit.State == AuditState.Running && await rights.MayWork(audit, cancel), rights.MayRead);
    }

    private static async Task<object?> LoadCoordinations(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        if (await Audit(services, id, cancel) is not { } audit)
        {
            return null;
        }
        var (profile, actor) = (AuditWords.Profile(services), services.GetRequiredService<Acting>().Actor);
        var rows = await services.GetRequiredService<PlatformDb>().Set<Coordination>().AsNoTracking().Where(one => one.AuditId == id).OrderByDescending(one => one.HeldOn).Take(Most).ToListAsync(cancel);
        var wanted = (profile?.List("audit.external-coordination") ?? []).Where(office => rows.All(row => row.With != office)).Select(office => AuditWords.OfficeName(profile, office)).ToList();
        return new CoordinationView(audit, [.. rows.Select(row => (row.Id, AuditWords.OfficeName(profile, row.With), row.HeldOn, row.Letter))], wanted, profile?.CitationOf("audit.external-coordination")?.ToString(), actor.MayEverywhere(AuditsPermissions.Programme));
    }
}

internal sealed record NextView(Audit Audit, IReadOnlyList<string> Against, bool MayArrange, bool MayWork, bool Declares, bool MayRead);

internal sealed record ObjectView(Audit Audit, IReadOnlyList<AuditObject> Objects, bool MayArrange);

internal sealed record SubjectCount(string Title, int Criteria, int All, int Answered, int Signed, int Deviating);

internal sealed record WorkView(Audit Audit, IReadOnlyList<SubjectCount> Subjects, IReadOnlyDictionary<Severity, int> Results);

internal sealed record FindingList(Audit Audit, IReadOnlyList<AuditFinding> Rows, DateOnly Today, bool MayAdd, bool SeesAll);

internal sealed record CoordinationView(Audit Audit, IReadOnlyList<(Guid Id, string With, DateOnly HeldOn, string? Letter)> Rows, IReadOnlyList<string> Wanted, string? Cite, bool MayAdd);

/// <summary>A member of the team as the pages show them.</summary>
public sealed record MemberRow(AuditMember Member, string Name, IReadOnlyList<Conflict> Conflicts);

/// <summary>The team of an audit, with what the records say against each.</summary>
public sealed record TeamView(Audit Audit, IReadOnlyList<MemberRow> Rows, IReadOnlyList<Conflict> OfBody, bool MayArrange, bool MayEnlist, Guid? Own)
{
    public static async Task<TeamView> Load(IServiceProvider services, Audit audit, CancellationToken cancel)
    {
        var (flow, rights) = (services.GetRequiredService<AuditFlow>(), services.GetRequiredService<AuditRights>());
        var team = await flow.TeamOf(audit.Id, cancel);
        var names = (await services.GetRequiredService<IOrganisation>().People([.. team.Select(member => member.PersonId).OfType<Guid>()], cancel)).ToDictionary(person => person.Id, person => person.Name);
        // After the end nothing can be put right; that the ICT agency audited what it runs is still said.
        var conflicts = audit.IsOpen || audit.Performer == Performer.IctAgency ? await services.GetRequiredService<Conflicts>().Of(audit, await flow.ObjectsOf(audit.Id, cancel), team, cancel) : [];
        return new TeamView(audit,
            [.. team.Select(member => new MemberRow(member, member.PersonId is { } person ? names.GetValueOrDefault(person, "pegawai yang sudah dihapus") : member.OutsideName!, [.. conflicts.Where(one => member.PersonId is { } own ? one.Person == own : one.Outsider == member.OutsideName)]))],
            [.. conflicts.Where(one => one.Person is null && team.All(member => member.OutsideName != one.Outsider))],
            await rights.MayArrange(audit, cancel), await rights.MayEnlist(audit, cancel), services.GetRequiredService<Acting>().Actor.PersonId);
    }
}
