using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Modules.Audits;

/// <summary>A government that is audited: an agency with an application, the ICT agency, an inspectorate with two auditors, each in a browser of its own.</summary>
public sealed class Court : IAsyncDisposable
{
    public const string BangkaTengah = "bangka-tengah-74-2021";
    public const string PalangkaRaya = "palangka-raya-9-2022";
    public const string Baubau = "baubau-68-2023";

    private Court(App app) => App = app;

    public App App { get; }

    public Guid Health { get; private set; }

    public Guid Ict { get; private set; }

    public Guid Inspectorate { get; private set; }

    public Staff Lead { get; private set; } = null!;

    public Staff Second { get; private set; } = null!;

    public Staff Operator { get; private set; } = null!;

    public Staff Kominfo { get; private set; } = null!;

    /// <summary>The auditor who leads.</summary>
    public Browse Auditor { get; private set; } = null!;

    public Browse Reviewer { get; private set; } = null!;

    /// <summary>The operator of the audited agency.</summary>
    public Browse Audited { get; private set; } = null!;

    /// <summary>A desk of the ICT agency.</summary>
    public Browse Desk { get; private set; } = null!;

    public static async Task<Court> Open(string regulation, string database = Databases.Sqlite)
    {
        var app = await App.StartWith(regulation, database);
        var court = new Court(app) { Health = await app.Agency("Dinas Kesehatan"), Ict = await app.Agency("Dinas Kominfo", "ict-agency"), Inspectorate = await app.Agency("Inspektorat Daerah", "inspectorate") };
        court.Lead = await app.Staff("Auditor Madya", court.Inspectorate, [], [Role.Auditor], Classification.Secret);
        court.Second = await app.Staff("Auditor Muda", court.Inspectorate, [], [Role.Auditor], Classification.Secret);
        court.Operator = await app.Staff("Operator Dinas Kesehatan", court.Health, [], [Role.Operator]);
        court.Kominfo = await app.Staff("Kepala Bidang Aptika", court.Ict, [], [Role.IctAgency]);
        (court.Auditor, court.Reviewer) = (await app.As(court.Lead), await app.As(court.Second));
        (court.Audited, court.Desk) = (await app.As(court.Operator), await app.As(court.Kominfo));
        return court;
    }

    public Task<Guid> Application(string name, Guid? agency = null, ApplicationKind kind = ApplicationKind.Special) => App.Application(name, item => (item.Item.AgencyId, item.Kind) = (agency ?? Health, kind));

    public async Task<AuditBody> Body(DateOnly? until = null)
    {
        var body = new AuditBody { Name = "Lembaga Audit Contoh", AccreditationNumber = "LATIK-1", AccreditedUntil = until ?? new DateOnly(2027, 12, 31) };
        await App.Kept(body);
        return body;
    }

    public Task<List<T>> All<T>()
        where T : class => App.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().ToListAsync());

    public async Task<T> Only<T>()
        where T : class => (await All<T>()).ShouldHaveSingleItem();

    /// <summary>An audit that is over, of which the report is kept: made as the form makes it, with these objects.</summary>
    public async Task<Audit> Finished(AuditKind kind, DateOnly on, (Guid Item, ObjectClass Class)[] objects, Action<Audit>? change = null)
    {
        var body = (await All<AuditBody>()).FirstOrDefault() ?? await Body();
        var audit = new Audit { Code = $"ST-{Guid.NewGuid():n}", Title = $"{kind} {on.Year}", Kind = kind, AgencyId = Health, StartsOn = on.AddMonths(-1), EndsOn = on, Performer = Performer.AccreditedBody, BodyId = body.Id, ReportOnly = true, Summary = "Baik." };
        change?.Invoke(audit);
        await App.Kept(audit);
        await App.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            var tracked = await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id);
            (tracked.State, tracked.FinishedOn) = (AuditState.Finished, on);
            db.AddRange(objects.Select(one => new AuditObject { AuditId = audit.Id, ItemId = one.Item, Class = one.Class, Name = "Objek", AgencyId = Health }));
            journal.Record("audits.ended", tracked);
            await db.SaveChangesAsync();
        });
        return audit;
    }

    /// <summary>An audit of an application that runs, with both auditors as its team.</summary>
    public Task<Guid> Running(Guid application, AuditKind kind = AuditKind.Application) => Running([application], kind);

    public async Task<Guid> Running(Guid[] objects, AuditKind kind = AuditKind.Application)
    {
        var body = await Body();
        var audit = new Audit { Code = "ST-9", Title = "Audit Antrean", Kind = kind, AgencyId = Health, StartsOn = new DateOnly(2026, 10, 1), EndsOn = new DateOnly(2026, 12, 31), Performer = Performer.AccreditedBody, BodyId = body.Id };
        await App.Kept(audit);
        await App.Do(async services =>
        {
            var (db, journal, flow) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>(), services.GetRequiredService<AuditFlow>());
            foreach (var (person, role) in new[] { (Lead.PersonId, MemberRole.Lead), (Second.PersonId, MemberRole.Reviewer) })
            {
                var member = new AuditMember { AuditId = audit.Id, PersonId = person, Role = role, Certificate = "CISA", DeclaredAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
                db.Add(member);
                journal.Record("audit-members.joined", member);
            }
            await db.SaveChangesAsync();
            (await flow.Choose(await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id), objects, CancellationToken.None)).Refusals.ShouldBeEmpty();
            (await flow.Begin(await db.Set<Audit>().SingleAsync(one => one.Id == audit.Id), CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        return audit.Id;
    }

    /// <summary>Answers every paper that is open and has it signed by the other.</summary>
    public Task Answer(Guid audit, PaperResult result = PaperResult.Conforms) => App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        foreach (var paper in await db.Set<WorkingPaper>().Where(paper => paper.AuditId == audit && paper.ReviewedAt == null).ToListAsync())
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            if (paper.Result == PaperResult.Open)
            {
                (paper.Result, paper.Observation, paper.WrittenBy, paper.WrittenAt) = (result, "Diperiksa.", Lead.PersonId, now);
            }
            (paper.ReviewedBy, paper.ReviewedAt) = (Second.PersonId, now);
            journal.Record("audit-papers.signed", paper);
        }
        await db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var browse in new[] { Auditor, Reviewer, Audited, Desk })
        {
            browse.Dispose();
        }
        await App.DisposeAsync();
    }
}
