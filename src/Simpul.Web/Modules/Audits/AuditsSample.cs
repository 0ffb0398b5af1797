using System.Text;
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
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Audits;

/// <summary>A programme of three years: an audit that is over with its findings, one that runs with half of its papers written, and plans. Its people are those of the sample's offices.</summary>
internal sealed class AuditsSample(IServiceProvider services, EffectiveProfile profile)
{
    private const string Sarif = """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Pemindai contoh", "version": "1.0", "rules": [
          {"id": "contoh-injeksi", "shortDescription": {"text": "Masukan dipakai dalam perintah SQL"}, "properties": {"security-severity": "8.1"}},
          {"id": "contoh-tajuk", "shortDescription": {"text": "Tajuk keamanan tidak dipasang"}, "defaultConfiguration": {"level": "warning"}}]}},
          "results": [
            {"ruleId": "contoh-injeksi", "message": {"text": "Nilai dari formulir digabung ke dalam perintah."}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/pencarian.php"}, "region": {"startLine": 41}}}]},
            {"ruleId": "contoh-tajuk", "message": {"text": "Content-Security-Policy tidak ada."}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/index.php"}, "region": {"startLine": 1}}}]}]}]}
        """;

    private readonly PlatformDb db = services.GetRequiredService<PlatformDb>();
    private readonly DateOnly today = services.GetRequiredService<Today>().Date;
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
    private readonly Platform.Journal.Journal journal = services.GetRequiredService<Platform.Journal.Journal>();

    public static Task Add(IServiceProvider services, EffectiveProfile profile, CancellationToken cancel) => new AuditsSample(services, profile).Fill(cancel);

    private async Task Fill(CancellationToken cancel)
    {
        var organisation = services.GetRequiredService<IOrganisation>();
        var holders = await organisation.Holders(today, cancel);
        List<HolderFacts> auditors = [.. holders.Where(holder => holder.Roles.Contains(Role.Auditor)).DistinctBy(holder => holder.PersonId).Take(2)];
        var universe = await services.GetRequiredService<Universe>().On(today, cancel);
        var applications = universe.Where(one => one.Class == ObjectClass.SpecialApplication && one.Agency is not null && auditors.All(holder => holder.AgencyId != one.Agency)).ToList();
        var audited = applications.FirstOrDefault()?.Agency;
        if (auditors.Count < 2 || audited is not { } agency)
        {
            return;
        }
        var body = await Keep(new AuditBody { Name = "Lembaga Audit TIK (contoh)", Kind = BodyKind.Accredited, AccreditationNumber = "LATIK-CONTOH-01", AccreditedBy = "Lembaga akreditasi (contoh)", AccreditedFrom = today.AddYears(-3), AccreditedUntil = today.AddMonths(18), Scope = "Infrastruktur, aplikasi, dan keamanan." }, cancel);
        var past = await Plan("Audit infrastruktur", AuditKind.Infrastructure, today.AddYears(-1).AddMonths(-2), null, cancel);
        var present = await Plan("Audit aplikasi khusus", AuditKind.Application, today.AddMonths(-1), PlannedScope.SpecialApplications, cancel);
        await Plan("Audit keamanan", AuditKind.Security, today.AddMonths(8), null, cancel, "Evaluasi sesudah insiden pada aplikasi layanan (contoh).");

        var ict = (await organisation.Agencies(today, cancel)).FirstOrDefault(one => one.Holds.Contains("ict-agency"))?.Id ?? agency;
        var first = await Over(past, body, ict, [.. universe.Where(one => one.Class is ObjectClass.Infrastructure or ObjectClass.DataCentre).Take(6)], cancel);
        await Closed(first, ict, cancel);
        await Late(first, ict, cancel);
        await Running(present, body, agency, [.. applications.Where(one => one.Agency == agency).Take(3)], auditors, cancel);
    }

    private async Task<PlannedAudit> Plan(string title, AuditKind kind, DateOnly from, PlannedScope? scope, CancellationToken cancel, string? need = null) =>
        await Keep(new PlannedAudit { Title = $"{title} {from.Year} (contoh)", Year = from.Year, Kind = kind, Scope = scope ?? PlannedScope.All, StartsOn = from, EndsOn = from.AddMonths(3), Need = need }, cancel);

    /// <summary>An audit that a body held a year ago; its report is what is kept.</summary>
    private async Task<Audit> Over(PlannedAudit planned, AuditBody body, Guid agency, IReadOnlyList<Auditable> objects, CancellationToken cancel)
    {
        var audit = await Keep(new Audit
        {
            Code = "ST-01/CONTOH", Title = planned.Title, Kind = planned.Kind, PlannedId = planned.Id, AgencyId = agency, PeriodFrom = planned.StartsOn.AddYears(-1), PeriodUntil = planned.StartsOn.AddDays(-1), StartsOn = planned.StartsOn, EndsOn = planned.EndsOn,
            Performer = Performer.AccreditedBody, BodyId = body.Id, ReportOnly = true, Summary = "Infrastruktur dikelola dengan baik; pencadangan dan catatan perubahan perlu dilengkapi (contoh).",
        }, cancel);
        var tracked = await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id, cancel);
        db.AddRange(objects.Select(one => new AuditObject { AuditId = audit.Id, ItemId = one.Id, Class = one.Class, Name = one.Name, AgencyId = one.Agency }));
        (tracked.State, tracked.FinishedOn) = (AuditState.Finished, planned.EndsOn);
        journal.Record("audits.ended", tracked);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        foreach (var office in profile.List("audit.external-coordination") ?? [])
        {
            await Keep(new Coordination { AuditId = audit.Id, With = office, HeldOn = planned.EndsOn.AddDays(-10), Matters = [.. AuditWords.Matters.Select(matter => matter.Value)], Letter = "B-01/CONTOH", Result = "Hasil audit disampaikan dan diterima tanpa catatan (contoh)." }, cancel);
        }
        return tracked;
    }

    private async Task Closed(Audit audit, Guid agency, CancellationToken cancel)
    {
        var finding = await Finding(audit, "Uji pemulihan belum dijadwalkan (contoh)", Severity.Moderate, agency, audit.FinishedOn!.Value.AddMonths(3), cancel);
        var tracked = await db.Set<AuditFinding>().SingleAsync(one => one.Id == finding.Id, cancel);
        var entry = new FollowUp { FindingId = finding.Id, AgencyId = agency, Done = "Uji pemulihan dijadwalkan tiap semester dan sudah dilaksanakan sekali (contoh).", DoneOn = audit.FinishedOn.Value.AddMonths(2), At = clock.GetUtcNow(), Verdict = ReviewVerdict.Accepted, Words = "Berita acara uji pemulihan sesuai (contoh).", ReviewedAt = clock.GetUtcNow() };
        db.Add(entry);
        (tracked.Response, tracked.RespondedOn, tracked.State, tracked.ClosedOn, tracked.ClosingNote) = (FindingResponse.Agreed, audit.FinishedOn.Value.AddDays(7), FindingState.Closed, audit.FinishedOn.Value.AddMonths(2).AddDays(10), "Berita acara uji pemulihan sesuai (contoh).");
        journal.Record("audit-follow-ups.recorded", entry);
        journal.Record("audit-findings.closed", tracked);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private async Task Late(Audit audit, Guid agency, CancellationToken cancel)
    {
        var finding = await Finding(audit, "Catatan perubahan konfigurasi tidak lengkap (contoh)", Severity.High, agency, today.AddDays(-10), cancel);
        var tracked = await db.Set<AuditFinding>().SingleAsync(one => one.Id == finding.Id, cancel);
        (tracked.Response, tracked.ResponseWords, tracked.RespondedOn) = (FindingResponse.Agreed, "Akan memakai formulir perubahan yang baru (contoh).", audit.FinishedOn!.Value.AddDays(9));
        journal.Record("audit-findings.responded", tracked);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>An audit that runs: half of its papers are written, most of those signed, one deviates and has its finding.</summary>
    private async Task Running(PlannedAudit planned, AuditBody body, Guid agency, IReadOnlyList<Auditable> objects, List<HolderFacts> auditors, CancellationToken cancel)
    {
        var audit = await Keep(new Audit
        {
            Code = "ST-02/CONTOH", Title = planned.Title, Kind = planned.Kind, PlannedId = planned.Id, AgencyId = agency, PeriodFrom = planned.StartsOn.AddYears(-1), PeriodUntil = planned.StartsOn.AddDays(-1), StartsOn = planned.StartsOn, EndsOn = planned.EndsOn,
            Performer = Performer.AccreditedBody, BodyId = body.Id,
        }, cancel);
        var flow = services.GetRequiredService<AuditFlow>();
        foreach (var (holder, role) in auditors.Zip([MemberRole.Lead, MemberRole.Reviewer]))
        {
            var member = new AuditMember { AuditId = audit.Id, PersonId = holder.PersonId, Role = role, Certificate = "Sertifikat audit TIK (contoh)", CertificateNumber = "CONTOH-01", CertificateUntil = today.AddYears(2), DeclaredAt = clock.GetUtcNow(), DeclaredBy = holder.PersonId };
            db.Add(member);
            journal.Record("audit-members.joined", member);
        }
        await db.SaveChangesAsync(cancel);
        Expect((await flow.Choose(await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id, cancel), [.. objects.Select(one => one.Id)], cancel)).Refusals);
        Expect((await flow.Begin(await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id, cancel), cancel)).Refusals);
        db.ChangeTracker.Clear();
        var papers = await db.Set<WorkingPaper>().Where(paper => paper.AuditId == audit.Id).OrderBy(paper => paper.Number).ToListAsync(cancel);
        var deviating = papers[papers.Count / 4];
        foreach (var (paper, at) in papers.Take(papers.Count / 2).Select((paper, at) => (paper, at)))
        {
            (paper.Result, paper.Observation, paper.WrittenBy, paper.WrittenAt) = (paper == deviating ? PaperResult.Fails : at % 5 == 3 ? PaperResult.Partly : PaperResult.Conforms, paper == deviating ? "Bukti yang diminta tidak ada (contoh)." : "Bukti diperiksa dan sesuai dengan yang tertulis (contoh).", auditors[0].PersonId, clock.GetUtcNow());
            if (at % 3 != 2)
            {
                (paper.ReviewedBy, paper.ReviewedAt) = (auditors[1].PersonId, clock.GetUtcNow());
            }
            journal.Record("audit-papers.written", paper);
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        var finding = await Finding(audit, $"{deviating.Title}: buktinya tidak ada (contoh)", Severity.Moderate, agency, today.AddMonths(2), cancel, deviating.Criterion);
        var tracked = await db.Set<AuditFinding>().SingleAsync(one => one.Id == finding.Id, cancel);
        var entry = new FollowUp { FindingId = finding.Id, AgencyId = agency, Done = "Dokumen disusun dan ditetapkan kepala dinas (contoh).", DoneOn = today, At = clock.GetUtcNow() };
        db.Add(entry);
        (tracked.Response, tracked.RespondedOn, tracked.State) = (FindingResponse.Agreed, today, FindingState.FollowedUp);
        journal.Record("audit-follow-ups.recorded", entry);
        journal.Record("audit-findings.followed-up", tracked);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        await Tool(audit.Id, cancel);
    }

    private async Task Tool(Guid id, CancellationToken cancel)
    {
        var work = services.GetRequiredService<ToolWork>();
        var audit = await db.Set<Audit>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Sarif));
        var tried = await work.Try(audit, "pemindai-contoh.sarif", content, Classification.Restricted, cancel);
        Expect(tried.Refusals);
        Expect((await work.Import(audit, await db.Set<ToolRun>().SingleAsync(run => run.Id == tried.Value, cancel), cancel)).Refusals);
        db.ChangeTracker.Clear();
    }

    private Task<AuditFinding> Finding(Audit audit, string title, Severity severity, Guid agency, DateOnly due, CancellationToken cancel, string? code = null) => Keep(new AuditFinding
    {
        AuditId = audit.Id, Title = title, Severity = severity, AgencyId = agency, FoundOn = audit.FinishedOn ?? today.AddDays(-5), DueOn = due, CriterionCode = code, Condition = "Bukti pelaksanaannya tidak ditemukan pada saat pemeriksaan (contoh).",
        Criterion = "Dilaksanakan berkala dan didokumentasikan.", Cause = "Belum ada petugas yang ditunjuk (contoh).", Effect = "Gangguan dapat berlangsung lebih lama (contoh).", Recommendation = "Tunjuk petugas, laksanakan, dan simpan buktinya (contoh).",
    }, cancel);

    private async Task<T> Keep<T>(T record, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        Expect((await new RegisterWork<T>(services.RegisterOf<T>(), services).Keep([record], cancel)).Refusals);
        db.ChangeTracker.Clear();
        return record;
    }

    /// <summary>A refusal is a mistake in this file.</summary>
    private static void Expect(IReadOnlyList<Platform.Outcomes.Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"The sample's audits break the rules: {string.Join(' ', refusals.Select(refusal => refusal.Message))}");
        }
    }
}
