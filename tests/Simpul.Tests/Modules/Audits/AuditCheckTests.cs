using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Audits.Contract;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>The seven questions of the board that audits answer, under the parameters of each regulation.</summary>
public sealed class AuditCheckTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_object_within_two_years_counts_from_its_own_last_audit(string database)
    {
        await using var court = await Court.Open(Court.BangkaTengah, database);
        var (old, fresh) = (await court.Application("Lama"), await court.Application("Baru"));
        // The regulation began in 2021, so the first audit is overdue; the application of May 2026 has its own two years.
        var never = await court.App.Asked("audit-within", "BTG-44-3");
        (never.Status, never.Due).ShouldBe((State.Due, new DateOnly(2028, 5, 1)));
        await court.App.Changed(old, item => item.Item.From = new DateOnly(2019, 1, 1));
        var overdue = await court.App.Asked("audit-within", "BTG-44-3");
        overdue.Status.ShouldBe(State.Overdue);
        overdue.Why.ShouldContain("Aplikasi khusus: 2 dari 2 objek");
        overdue.Next!.Href.ShouldBe("/kerja/rencana-audit/baru");

        var audit = await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), [(old, ObjectClass.SpecialApplication)]);
        var met = await court.App.Asked("audit-within", "BTG-44-3");
        (met.Status, met.Since).ShouldBe((State.Met, new DateOnly(2026, 9, 1)));
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe($"/kerja/audit-tik/{audit.Id}");
        (await court.App.Asked("audit-within", "BTG-44-3", new DateOnly(2026, 8, 31))).Status.ShouldBe(State.Overdue);
        // In the last six months it is due, on the day itself still, and overdue the day after.
        (await court.App.Asked("audit-within", "BTG-44-3", new DateOnly(2027, 11, 1))).Status.ShouldBe(State.Due);
        (await court.App.Asked("audit-within", "BTG-44-3", new DateOnly(2028, 5, 1))).Status.ShouldBe(State.Due);
        var late = await court.App.Asked("audit-within", "BTG-44-3", new DateOnly(2028, 5, 2));
        (late.Status, late.Since).ShouldBe((State.Overdue, new DateOnly(2028, 5, 2)));
        late.Why.ShouldContain("Baru");
        fresh.ShouldNotBe(old);
    }

    [Fact]
    public async Task An_audit_by_the_ICT_agency_stands_in_for_no_other_unless_the_reading_lets_it()
    {
        await using var court = await Court.Open(Court.BangkaTengah);
        var server = (await court.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        await court.Finished(AuditKind.Infrastructure, new DateOnly(2026, 9, 1), [(server, ObjectClass.DataCentre)], audit => (audit.Performer, audit.BodyId, audit.AgencyId) = (Performer.IctAgency, null, court.Ict));
        var answer = await court.App.Asked("audit-within", "BTG-43-1");
        answer.Status.ShouldBe(State.Overdue);
        answer.Why.ShouldContain("Infrastructure 2026 tidak dihitung: pelaksananya dinas yang mengelola SPBE (audit mandiri).");
        (await court.App.Asked("audit-performed-by", "BTG-42-3")).Status.ShouldBe(State.Missing);
        // The data centre may be audited: where that is missed it is a warning, not a breach.
        (await court.App.Asked("audit-within", "BTG-17-7")).Why.ShouldContain("melewatkannya adalah peringatan");
        await court.Finished(AuditKind.Infrastructure, new DateOnly(2026, 10, 1), [(server, ObjectClass.DataCentre)]);
        (await court.App.Asked("audit-within", "BTG-43-1")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-within", "BTG-17-7")).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task Baubau_wants_every_kind_yearly_and_two_yearly()
    {
        await using var court = await Court.Open(Court.Baubau);
        var application = await court.Application("Antrean");
        var day = new DateOnly(2025, 3, 1);
        await court.Finished(AuditKind.Infrastructure, day, []);
        await court.Finished(AuditKind.Application, day, [(application, ObjectClass.SpecialApplication)]);
        (await court.App.Asked("audit-within", "BAU-31-3")).Status.ShouldBe(State.Overdue);
        await court.Finished(AuditKind.Security, day, []);
        (await court.App.Asked("audit-within", "BAU-31-3")).Status.ShouldBe(State.Due);
        var yearly = await court.App.Asked("audit-within", "BAU-L-I-11");
        (yearly.Status, yearly.Due).ShouldBe((State.Overdue, new DateOnly(2026, 3, 1)));
        (await court.App.Asked("audit-within", "BAU-L-I-11", new DateOnly(2026, 2, 1))).Status.ShouldBe(State.Due);
        (await court.App.Asked("audit-within", "BAU-31-3", new DateOnly(2026, 2, 1))).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-standard-cited", "BAU-31-4")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-standard-cited", "BAU-L-I-10")).Status.ShouldBe(State.Met);
        var coordinated = await court.App.Asked("audit-coordinated", "BAU-L-I-9");
        // Inspektorat coordinates by the reading chosen, and need not write to itself.
        coordinated.Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_audits_are_held_on_need_each_need_wants_one(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        (await court.App.Asked("audit-within", "PLG-20-3")).Status.ShouldBe(State.NotApplicable);
        var need = new PlannedAudit { Title = "Sesudah insiden", Year = 2026, Kind = AuditKind.Security, StartsOn = new DateOnly(2026, 10, 1), EndsOn = new DateOnly(2026, 11, 2), Need = "Insiden pada portal." };
        await court.App.Kept(need);
        (await court.App.Asked("audit-within", "PLG-20-3", new DateOnly(2026, 9, 30))).Status.ShouldBe(State.NotApplicable);
        (await court.App.Asked("audit-within", "PLG-20-3")).Status.ShouldBe(State.Due);
        (await court.App.Asked("audit-within", "PLG-20-3", new DateOnly(2026, 11, 3))).Status.ShouldBe(State.Overdue);
        await court.Finished(AuditKind.Security, new DateOnly(2026, 11, 1), [], audit => (audit.Performer, audit.BodyId, audit.PlannedId, audit.AgencyId) = (Performer.IctAgency, null, need.Id, court.Ict));
        (await court.App.Asked("audit-within", "PLG-20-3")).Status.ShouldBe(State.Met);
        // It is one of its own: it satisfies no row about bodies, and those are about other kinds.
        (await court.App.Asked("audit-performed-by", "PLG-17-3")).Status.ShouldBe(State.NotApplicable);
    }

    [Fact]
    public async Task However_many_audits_are_over_who_is_tied_is_read_at_once()
    {
        await using var court = await Court.Open(Make.Palembang);
        var application = await court.Application("Antrean");
        async Task<int> Queries()
        {
            using var counted = new CountedQueries();
            (await court.App.Asked("audit-performed-by", "PLG-17-3")).Status.ShouldBe(State.Met);
            return counted.Count;
        }
        await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), [(application, ObjectClass.SpecialApplication)]);
        await Queries();
        var one = await Queries();
        one.ShouldBeGreaterThan(0);
        var last = new Audit();
        foreach (var year in new[] { 2023, 2024, 2025 })
        {
            last = await court.Finished(AuditKind.Application, new DateOnly(year, 9, 1), [(application, ObjectClass.SpecialApplication)], audit => (audit.PeriodFrom, audit.PeriodUntil) = (new DateOnly(year - 1, 1, 1), new DateOnly(year - 1, 12, 31)));
        }
        (await Queries()).ShouldBe(one);

        // Each keeps its own time: the operator held the office in the year of one of them only.
        await court.App.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            foreach (var audit in await db.Set<Audit>().AsNoTracking().ToListAsync())
            {
                var member = new AuditMember { AuditId = audit.Id, PersonId = court.Operator.PersonId, DeclaredAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
                db.Add(member);
                journal.Record("audit-members.joined", member);
            }
            await db.SaveChangesAsync();
        });
        var tied = await court.App.Asked("audit-performed-by", "PLG-17-3");
        tied.Status.ShouldBe(State.Missing);
        tied.Why.ShouldContain("Application 2026");
        tied.Why.ShouldContain("benturan kepentingan: Memegang jabatan Operator Dinas Kesehatan");
        tied.Why.ShouldNotContain(last.Title);
    }

    [Fact]
    public async Task An_audit_is_coordinated_with_whom_the_regulation_names_on_what_it_names()
    {
        await using var court = await Court.Open(Make.Palembang);
        var application = await court.Application("Antrean");
        (await court.App.Asked("audit-coordinated", "PLG-19-3")).Status.ShouldBe(State.NotApplicable);
        var audit = await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), [(application, ObjectClass.SpecialApplication)]);
        var missing = await court.App.Asked("audit-coordinated", "PLG-19-3");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("belum ada koordinasi dengan");
        missing.Next!.Href.ShouldBe($"/kerja/koordinasi-audit/baru?audit={audit.Id}");
        await court.App.Kept(new Coordination { AuditId = audit.Id, With = "ministry-communications", HeldOn = new DateOnly(2026, 9, 10), Matters = ["monitoring", "reporting"], Result = "Diterima." });
        (await court.App.Asked("audit-coordinated", "PLG-19-3")).Why.ShouldContain("belum tentang evaluasi");
        await court.App.Kept(new Coordination { AuditId = audit.Id, With = "ministry-communications", HeldOn = new DateOnly(2026, 10, 10), Matters = ["evaluation"], Result = "Diterima." });
        (await court.App.Asked("audit-coordinated", "PLG-19-3")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-coordinated", "PLG-19-3", new DateOnly(2026, 10, 9))).Status.ShouldBe(State.Missing);
        (await court.App.Asked("audit-coordinated", "PLG-20-4")).Status.ShouldBe(State.NotApplicable);
        // General applications are audited by another row.
        (await court.App.Asked("audit-standard-cited", "PLG-19-2")).Status.ShouldBe(State.NotApplicable);
        var general = await court.Application("Srikandi", kind: ApplicationKind.General);
        await court.Finished(AuditKind.Application, new DateOnly(2023, 9, 1), [(general, ObjectClass.GeneralApplication)], one => one.Bases = ["brin-1-2024"]);
        (await court.App.Asked("audit-standard-cited", "PLG-19-2")).Why.ShouldContain("tidak menyebut standar dan tata cara yang berlaku pada hari mulai");
    }

    [Fact]
    public async Task Palangka_Raya_wants_tools_subjects_objects_and_its_own_coordinator()
    {
        await using var court = await Court.Open(Court.PalangkaRaya);
        var application = await court.Application("Antrean");
        var plan = new PlannedAudit { Title = "Rencana", Year = 2026, Kind = AuditKind.Application, StartsOn = new DateOnly(2026, 10, 1), EndsOn = new DateOnly(2026, 12, 31) };
        await court.App.Kept(plan);
        (await court.App.Asked("audit-coordinated", "PKY-45-4")).Status.ShouldBe(State.Met, "the regulation names the coordinator, and the plan follows it");
        var id = await court.Running(application);
        (await court.App.Asked("audit-tools-used", "PKY-47-3")).Status.ShouldBe(State.NotApplicable);
        await court.Answer(id);
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ("Form.Input[summary]", "Baik."));
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap"), "Selesaikan audit", ("On", "2026-11-02"))).Text.ShouldContain("Audit selesai.");
        (await court.App.Asked("audit-tools-used", "PKY-47-3")).Why.ShouldContain("belum ada hasil aplikasi audit tools");
        (await court.App.Asked("audit-scope-covered", "PKY-45-2")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-scope-covered", "PKY-47-2")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-standard-cited", "PKY-47-1")).Status.ShouldBe(State.Met);
        (await court.App.Asked("audit-within", "PKY-45-3")).Status.ShouldBe(State.Overdue, "of the three kinds only one was audited");
        (await court.All<WorkingPaper>()).Count(paper => paper.Subject == "performance").ShouldBeGreaterThan(0);
        var known = (await court.App.Do(services => services.GetRequiredService<AuditsKnown>().Finished(new DateOnly(2026, 11, 2), CancellationToken.None))).ShouldHaveSingleItem();
        (known.Kind, known.External, known.Certified, known.ByStandard, known.Planned).ShouldBe(("application", true, true, true, false));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_agency_answers_for_its_findings(string database)
    {
        await using var court = await Court.Open(Court.Baubau, database);
        (await court.App.Asked("findings-followed", "BAU-L-I-12")).Status.ShouldBe(State.NotApplicable);
        var audit = await court.Finished(AuditKind.Infrastructure, new DateOnly(2026, 6, 1), []);
        await court.App.Kept(Found(audit, court.Health, new DateOnly(2026, 10, 31)), Found(audit, court.Ict, new DateOnly(2026, 11, 30)));
        var answer = await court.App.Asked("findings-followed", "BAU-L-I-12");
        answer.Status.ShouldBe(State.Overdue);
        answer.Why.ShouldContain("Belum: Dinas Kesehatan.");
        answer.Agencies.Single(one => one.Agency == court.Health).Status.ShouldBe(State.Overdue);
        answer.Agencies.Single(one => one.Agency == court.Ict).Status.ShouldBe(State.Due);
        answer.Agencies.Single(one => one.Agency == court.Inspectorate).Status.ShouldBe(State.NotApplicable);
        (await court.App.Asked("findings-followed", "BAU-L-I-12", new DateOnly(2026, 10, 31))).Status.ShouldBe(State.Due);
    }

    /// <summary>A later audit never makes the next one due earlier, a longer period never either, and the day after the last day is the first that is late.</summary>
    [Fact]
    public void Due_dates_follow_the_cadence()
    {
        var days = Gen.Choose(0, 6000).Select(number => new DateOnly(2015, 1, 1).AddDays(number));
        var periods = Gen.Choose(1, 36).Select(months => new Period(months / 12, months % 12, 0));
        Prop.ForAll(Gen.Zip(Gen.Zip(days, days), Gen.Zip(periods, periods)).ToArbitrary(), made =>
        {
            var ((one, other), (every, longer)) = made;
            var (early, late) = one < other ? (one, other) : (other, one);
            var (shorter, longest) = every.After(early) < longer.After(early) ? (every, longer) : (longer, every);
            var due = AuditDue.Of(shorter, early, early);
            return AuditDue.Of(shorter, early, late).Due >= due.Due && AuditDue.Of(longest, early, early).Due >= due.Due && due.Due > early
                && due.On(due.Due) == State.Due && due.On(due.Due.AddDays(1)) == State.Overdue && (due.Due.AddMonths(-6) <= early || due.On(early) == State.Met)
                && due.Until(shorter, early, early.Year + 6) is { Count: > 0 } all && all.SequenceEqual(all.Order()) && all.Zip(all.Skip(1)).All(pair => pair.Second == shorter.After(pair.First));
        }).QuickCheckThrowOnFailure();
    }

    private static AuditFinding Found(Audit audit, Guid agency, DateOnly due) => new()
    {
        AuditId = audit.Id, Title = "Temuan", AgencyId = agency, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 6, 1), DueOn = due,
    };
}

/// <summary>Counts the commands that the flow at hand sends to its database, and no others.</summary>
file sealed class CountedQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly AsyncLocal<bool> mine = new();
    private readonly List<IDisposable> subscriptions = [];
    private int count;

    public CountedQueries()
    {
        mine.Value = true;
        var all = DiagnosticListener.AllListeners.Subscribe(this);
        lock (mine)
        {
            subscriptions.Add(all);
        }
    }

    public int Count => count;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            // Other tests start programs meanwhile, each with a listener of its own.
            lock (mine)
            {
                subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
            }
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (mine.Value && value.Key == RelationalEventId.CommandExecuting.Name)
        {
            Interlocked.Increment(ref count);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (mine)
        {
            subscriptions.ForEach(one => one.Dispose());
        }
    }
}
