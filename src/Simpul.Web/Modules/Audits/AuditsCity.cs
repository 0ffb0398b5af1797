using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Audits;

/// <summary>Four years of audits in the made-up city: what was planned, who audited what, the working papers, and findings of which most are closed.</summary>
internal sealed class AuditsCity(City city, AuditCriteria edition, AuditBody body, IReadOnlyList<Auditable> objects, IReadOnlyList<HolderFacts> auditors)
{
    /// <summary>Audits of a year, for the city by which the budgets are measured.</summary>
    public const int EachYear = 12;

    private const int Papers = 40;
    private const int Found = 10;

    public static async Task Plan(City city, CancellationToken cancel)
    {
        List<HolderFacts> auditors = [.. (await city.Services.GetRequiredService<IOrganisation>().Holders(city.Today, cancel)).Where(holder => holder.Roles.Contains(Role.Auditor)).DistinctBy(holder => holder.PersonId)];
        List<Auditable> objects = [.. (await city.Services.GetRequiredService<Universe>().On(city.Today, cancel)).Where(one => one.Agency is not null)];
        if (auditors.Count < 2 || objects.Count == 0)
        {
            return;
        }
        var body = city.Add(city.First, new AuditBody
        {
            Id = city.NewId(city.First), Name = "Lembaga Audit Kota (contoh)", AccreditationNumber = "LATIK-CONTOH-02", AccreditedBy = "Lembaga akreditasi (contoh)", AccreditedFrom = city.First.AddYears(-1), AccreditedUntil = city.Today.AddYears(2), Scope = "Infrastruktur, aplikasi, dan keamanan.",
        });
        var plan = new AuditsCity(city, city.Services.GetRequiredService<NationalData>().Audits[^1], body, objects, auditors);
        var each = Math.Max(1, EachYear * city.Size.Agencies / CitySize.Full.Agencies);
        for (var at = 0; at < each * 4; at++)
        {
            plan.One(at, city.First.AddDays(at * 365 / each));
        }
    }

    private void One(int at, DateOnly on)
    {
        var chosen = objects[at % objects.Count];
        var kind = chosen.Class is ObjectClass.Infrastructure or ObjectClass.DataCentre ? AuditKind.Infrastructure : at % 3 == 2 ? AuditKind.Security : AuditKind.Application;
        var ended = on.AddDays(90);
        var over = ended <= city.Today;
        var name = chosen.Name.Length <= 150 ? chosen.Name : chosen.Name[..150];
        var planned = city.Add(on, new PlannedAudit { Id = city.NewId(on), Year = on.Year, Kind = kind, Title = $"Audit {name} {on.Year} (contoh)", AgencyId = chosen.Agency, StartsOn = on, EndsOn = ended });
        var audit = new Audit
        {
            Id = city.NewId(on), Code = $"ST-{at + 101}/KOTA", Title = planned.Title, Kind = kind, PlannedId = planned.Id, AgencyId = chosen.Agency, PeriodFrom = on.AddYears(-1), PeriodUntil = on.AddDays(-1), StartsOn = on, EndsOn = ended, Performer = Performer.AccreditedBody, BodyId = body.Id,
            Edition = edition.Id, State = over ? AuditState.Finished : AuditState.Running, FinishedOn = over ? ended : null, Summary = over ? "Dikelola dengan baik; beberapa hal perlu dilengkapi (contoh)." : null,
        };
        city.Add(on, audit, "registered", [new AuditObject { Id = city.NewId(on), AuditId = audit.Id, ItemId = chosen.Id, Class = chosen.Class, Name = chosen.Name, AgencyId = chosen.Agency }]);
        foreach (var (auditor, role) in auditors.Skip(at % (auditors.Count - 1)).Take(2).Zip([MemberRole.Lead, MemberRole.Reviewer]))
        {
            city.Add(on, new AuditMember { Id = city.NewId(on), AuditId = audit.Id, PersonId = auditor.PersonId, Role = role, Certificate = "Sertifikat audit TIK (contoh)", CertificateUntil = city.Today.AddYears(1), DeclaredAt = Moment(on), DeclaredBy = auditor.PersonId }, "joined");
        }
        var papers = Enumerable.Range(1, Papers).Select(number => Paper(audit, number, on, over || number % 2 == 0)).ToList();
        for (var number = 0; number < Found; number++)
        {
            Finding(audit, papers[number * (Papers / Found)], number, on.AddDays(40 + number), over);
        }
    }

    private WorkingPaper Paper(Audit audit, int number, DateOnly on, bool written)
    {
        var deviates = (number - 1) % (Papers / Found) == 0;
        return city.Add(on, new WorkingPaper
        {
            Id = city.NewId(on), AuditId = audit.Id, Number = number, Subject = "governance", Set = "Kriteria (contoh)", Cite = "Contoh", Criterion = $"contoh-{number}", Title = $"Butir {number}", Text = "Kriteria rekaan.", Result = !written ? PaperResult.Open : deviates ? PaperResult.Fails : PaperResult.Conforms,
            Observation = written ? "Diperiksa pada dokumen dan di tempat (contoh)." : null, WrittenBy = written ? auditors[0].PersonId : null, WrittenAt = written ? Moment(on.AddDays(30)) : null, ReviewedBy = written ? auditors[1].PersonId : null, ReviewedAt = written ? Moment(on.AddDays(35)) : null,
        }, "planned");
    }

    private void Finding(Audit audit, WorkingPaper paper, int number, DateOnly on, bool over)
    {
        if (on > city.Today || paper.Result != PaperResult.Fails)
        {
            return;
        }
        // Of ten findings of an audit that is over nine are closed; one waits, of some audits beyond its day.
        var closed = over && number % 10 != 9;
        city.Add(on, new AuditFinding
        {
            Id = city.NewId(on), AuditId = audit.Id, CriterionCode = paper.Criterion, PaperId = paper.Id, Title = $"Temuan {number + 1} pada {paper.Title} (contoh)", Condition = "Bukti yang diminta tidak lengkap (contoh).", Criterion = paper.Text, Cause = "Belum ada petugas (contoh).",
            Recommendation = "Tunjuk petugas dan lengkapi buktinya (contoh).", Severity = (Severity)(number % 5), AgencyId = audit.AgencyId, FoundOn = on, DueOn = on.AddDays(120), State = closed ? FindingState.Closed : FindingState.Open,
            Response = over ? FindingResponse.Agreed : FindingResponse.None, RespondedOn = over ? on.AddDays(10) : null, ClosedOn = closed ? on.AddDays(50) : null, ClosingNote = closed ? "Sesuai (contoh)." : null,
        });
    }

    private static DateTimeOffset Moment(DateOnly on) => new(on, new TimeOnly(2, 0), TimeSpan.Zero);
}
