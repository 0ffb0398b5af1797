using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Hosting;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>Who is tied to what is audited is refused, and the record that says so is named.</summary>
public sealed class ConflictTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_owns_builds_or_operates_it_cannot_audit_it(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var application = await court.Application("Antrean");
        var own = await court.Application("Siwas", court.Inspectorate);
        await court.Body();
        await court.App.Kept(new ApplicationContract { ApplicationId = application, AgencyId = court.Health, Number = "K-1", Vendor = "PT Contoh Perkasa", Subject = "Pemeliharaan", SignedOn = new DateOnly(2026, 1, 2), EndsOn = new DateOnly(2026, 12, 31) });
        var audit = new Audit { Code = "ST-1", Title = "Audit aplikasi", Kind = AuditKind.Application, AgencyId = court.Health, StartsOn = new DateOnly(2026, 11, 1), EndsOn = new DateOnly(2026, 12, 1), Performer = Performer.AccreditedBody, BodyId = (await court.Only<AuditBody>()).Id };
        await court.App.Kept(audit);
        var objects = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/objek");
        await court.Auditor.Submit(objects, "Tambahkan ke audit", ("Chosen", application.ToString()));

        var team = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tim");
        (await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Operator.PersonId.ToString())))
            .Text.ShouldContain("Benturan kepentingan: Memegang jabatan Operator Dinas Kesehatan sejak 2 November 2025, di Dinas Kesehatan yang memiliki Antrean.");
        (await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.OutsideName", "PT  Contoh perkasa"))).Text.ShouldContain("penyedia Antrean menurut kontraknya");
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Lead.PersonId.ToString()), ("Input.Role", "Lead"));
        // The ICT agency's desk is free of it, until the application stands in the agency's own server room.
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Kominfo.PersonId.ToString()));
        var host = (await court.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        await court.App.Keep(new Placement { ApplicationId = application, AgencyId = court.Health, State = RequestState.Active, HostId = host, StartsOn = new DateOnly(2026, 1, 5) });
        (await court.Desk.Open($"/kerja/audit-tik/{audit.Id}/tim")).Text.ShouldContain("Dinas Kominfo yang mengoperasikan ruang server bagi Antrean");
        var stage = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tahap");
        (await court.Auditor.Submit(stage, "Mulai audit")).Text.ShouldContain("Benturan kepentingan, Pejabat Kepala Bidang Aptika");
        // Nor can an object be added to which somebody of the team is tied.
        objects = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/objek");
        (await court.Auditor.Submit(objects, "Tambahkan ke audit", ("Chosen", own.ToString()))).Text.ShouldContain("Benturan kepentingan dengan tim: Pejabat Auditor Madya.");
        (await court.All<AuditObject>()).ShouldHaveSingleItem().ItemId.ShouldBe(application);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Neither_a_unit_nor_what_it_is_a_unit_of_audits_the_other_and_sisters_may(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var hospital = await court.App.Agency("Rumah Sakit Daerah");
        var clinic = await court.App.Agency("Puskesmas Contoh");
        await court.App.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            foreach (var unit in await db.Set<Agency>().Where(agency => agency.Id == hospital || agency.Id == clinic).ToListAsync())
            {
                unit.ParentId = court.Health;
                journal.Record("agencies.changed", unit);
            }
            await db.SaveChangesAsync();
        });
        var above = await court.App.Staff("Analis Dinas", court.Health, [], [Role.Auditor]);
        var beside = await court.App.Staff("Analis Puskesmas", clinic, [], [Role.Auditor]);
        var audit = new Audit { Code = "ST-1", Title = "Audit aplikasi", Kind = AuditKind.Application, AgencyId = hospital, StartsOn = new DateOnly(2026, 11, 1), EndsOn = new DateOnly(2026, 12, 1), Performer = Performer.AccreditedBody, BodyId = (await court.Body()).Id };
        await court.App.Kept(audit);
        var records = await court.Application("Rekam medis", hospital);
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/objek"), "Tambahkan ke audit", ("Chosen", records.ToString()));
        var team = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tim");
        (await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", above.PersonId.ToString())))
            .Text.ShouldContain("Memegang jabatan Analis Dinas sejak 2 November 2025, di perangkat daerah yang membawahi Rumah Sakit Daerah, yang memiliki Rekam medis.");
        (await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", beside.PersonId.ToString()))).Text.ShouldContain("Analis Puskesmas");
        (await court.All<AuditMember>()).ShouldHaveSingleItem().PersonId.ShouldBe(beside.PersonId);
    }

    [Theory]
    [InlineData("2025-03-10", "2025-03-20", true, "ten days in the middle of the time that is looked at")]
    [InlineData("2024-12-01", "2025-01-01", true, "its first day")]
    [InlineData("2024-11-01", "2024-12-31", false, "before it")]
    [InlineData("2026-02-01", "2026-06-30", false, "between what is looked at and the audit")]
    [InlineData("2026-11-20", null, true, "from a day of the audit on")]
    [InlineData("2026-12-02", null, false, "after the audit")]
    public async Task An_office_binds_on_any_day_that_is_looked_at_or_audited_on(string from, string? until, bool binds, string why)
    {
        await using var court = await Court.Open(Make.Palembang);
        var free = await court.App.Staff("Analis Data", court.Inspectorate, [], [Role.Auditor]);
        await court.App.Do(async services =>
        {
            var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
            var office = new Office { Title = "Kepala Seksi", AgencyId = court.Health };
            var term = new Appointment { PersonId = free.PersonId, OfficeId = office.Id, From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Until = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture) };
            db.AddRange(office, term);
            journal.Record("offices.registered", office);
            journal.Record("appointments.registered", term);
            await db.SaveChangesAsync();
        });
        var audit = new Audit
        {
            Code = "ST-1", Title = "Audit aplikasi", Kind = AuditKind.Application, AgencyId = court.Health, PeriodFrom = new DateOnly(2025, 1, 1), PeriodUntil = new DateOnly(2025, 12, 31), StartsOn = new DateOnly(2026, 11, 1), EndsOn = new DateOnly(2026, 12, 1),
            Performer = Performer.AccreditedBody, BodyId = (await court.Body()).Id,
        };
        await court.App.Kept(audit);
        var page = await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tim"), "Tambahkan ke tim", ("Input.Person", free.PersonId.ToString()));
        page.Text.Contains("Benturan kepentingan: Memegang jabatan Kepala Seksi", StringComparison.Ordinal).ShouldBe(binds, why);
        (await court.All<AuditMember>()).Count.ShouldBe(binds ? 0 : 1, why);
    }

    [Fact]
    public async Task A_finding_of_ones_own_agency_is_neither_given_to_another_nor_closed()
    {
        await using var court = await Court.Open(Make.Palembang);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = new AuditFinding { AuditId = id, Title = "Temuan", AgencyId = court.Inspectorate, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", DueOn = new DateOnly(2026, 12, 1) };
        await court.App.Kept(finding);
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{finding.Id}/ubah"), "Simpan perubahan", ("Form.Input[agency]", court.Health.ToString()))).Text.ShouldContain("hanya auditor lain yang dapat mengalihkannya");
        (await court.Only<AuditFinding>()).AgencyId.ShouldBe(court.Inspectorate);
        (await court.Auditor.Open($"/kerja/temuan-audit/{finding.Id}/putuskan")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_running_audit_is_summed_up_and_called_off_by_its_team()
    {
        await using var court = await Court.Open(Make.Palembang);
        var id = await court.Running(await court.Application("Antrean"));
        using var stranger = await court.App.As(await court.App.Staff("Auditor Pertama", court.Inspectorate, [], [Role.Auditor], Classification.Secret));
        (await stranger.Submit(await stranger.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ("Form.Input[summary]", "Semua baik."))).Text.ShouldContain("Simpulan ditulis oleh tim auditnya.");
        (await court.Only<Audit>()).Summary.ShouldBeNull();
        (await stranger.Open($"/kerja/audit-tik/{id}/tahap")).Text.ShouldNotContain("Batalkan audit");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_people_and_the_terms_of_a_running_audit_are_its_teams(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var id = await court.Running(await court.Application("Antrean"));
        var outside = await court.App.Staff("Auditor Pertama", court.Inspectorate, [], [Role.Auditor], Classification.Secret);
        using var stranger = await court.App.As(outside);
        using var audited = await court.App.As(await court.App.Staff("Pengelola SPBE Dinas Kesehatan", court.Health, [], [Role.IctAgency]));
        async Task<Page> Change(Browse who, string field, string value) => await who.Submit(await who.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ($"Form.Input[{field}]", value));
        (await Change(stranger, "endsOn", "2027-06-30")).Text.ShouldContain("objek, tim, dan datanya diatur oleh anggota timnya");
        (await Change(audited, "agency", court.Ict.ToString())).Text.ShouldContain("objek, tim, dan datanya diatur oleh anggota timnya");
        (await Change(stranger, "coordinator", "inspectorate")).Text.ShouldContain("objek, tim, dan datanya diatur oleh anggota timnya", Case.Sensitive, "nobody becomes its coordinator to change it");
        foreach (var (field, value) in new[] { ("agency", court.Ict.ToString()), ("periodFrom", "2026-01-01"), ("startsOn", "2026-10-15"), ("body", "") })
        {
            (await Change(court.Auditor, field, value)).Text.ShouldContain("Audit sudah dimulai, jadi ini tidak dapat diganti lagi.", Case.Sensitive, field);
        }
        await Change(court.Auditor, "endsOn", "2027-01-31");
        var kept = await court.Only<Audit>();
        (kept.EndsOn, kept.StartsOn, kept.PeriodFrom, kept.BodyId is null, kept.AgencyId).ShouldBe((new DateOnly(2027, 1, 31), new DateOnly(2026, 10, 1), null, false, court.Health));

        // Others neither choose objects nor take people out; an independent auditor may add some.
        (await stranger.Open($"/kerja/audit-tik/{id}/objek")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await audited.Open($"/kerja/audit-tik/{id}/tim")).Text.ShouldNotContain("Tambah anggota");
        var team = await court.Reviewer.Submit(await court.Reviewer.Open($"/kerja/audit-tik/{id}/tim"), "Keluarkan Pejabat Auditor Madya dari tim");
        team.Text.ShouldContain("Audit yang berjalan selalu mempunyai ketua.");
        var seen = await stranger.Open($"/kerja/audit-tik/{id}/tim");
        seen.Text.ShouldNotContain("Keluarkan");
        await stranger.Submit(seen, "Tambahkan ke tim", ("Input.Person", outside.PersonId.ToString()), ("Input.Role", "Lead"));
        (await court.All<AuditMember>()).Count.ShouldBe(3);
        await court.Reviewer.Submit(await court.Reviewer.Open($"/kerja/audit-tik/{id}/tim"), "Keluarkan Pejabat Auditor Madya dari tim");
        (await court.All<AuditMember>()).Select(member => member.PersonId).ShouldBe([court.Second.PersonId, outside.PersonId], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_coordinates_writes_for_a_body_and_never_about_what_they_are_tied_to(string database)
    {
        await using var court = await Court.Open(Court.PalangkaRaya, database);
        var application = await court.Application("Antrean");
        var id = await court.Running(application);
        var paper = $"/kerja/kertas-kerja-audit/{(await court.All<WorkingPaper>())[0].Id}";
        (await court.Desk.Submit(await court.Desk.Open(paper), "Simpan kertas kerja", ("Result", "Conforms"), ("Observation", "Menurut kertas kerja lembaga."))).Text.ShouldContain("Kertas kerja tersimpan.");
        // The application moves into the server room that the coordinator itself looks after.
        var server = (await court.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        await court.App.Keep(new Placement { ApplicationId = application, AgencyId = court.Health, State = RequestState.Active, HostId = server, StartsOn = new DateOnly(2026, 1, 5) });
        (await court.Desk.Open(paper)).Text.ShouldNotContain("Simpan kertas kerja");
        (await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap")).Text.ShouldContain("Benturan kepentingan, Pejabat Kepala Bidang Aptika: Memegang jabatan", Case.Sensitive, "who wrote is looked at, in the team or not");

        // Where the coordinator is audited, a body whose people nobody registered could not write a line.
        var audit = new Audit { Code = "ST-10", Title = "Audit pusat data", Kind = AuditKind.Infrastructure, AgencyId = court.Ict, StartsOn = new DateOnly(2026, 11, 1), EndsOn = new DateOnly(2026, 12, 1), Performer = Performer.AccreditedBody, BodyId = (await court.Only<AuditBody>()).Id };
        await court.App.Kept(audit);
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/objek"), "Tambahkan ke audit", ("Chosen", server.ToString()));
        var team = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tim");
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.OutsideName", "Auditor Luar Satu"), ("Input.Role", "Lead"), ("Input.Certificate", "CISA"));
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.OutsideName", "Auditor Luar Dua"), ("Input.Role", "Reviewer"));
        (await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tahap")).Text.ShouldContain("Belum ada dua orang yang dapat menulis dan memeriksa kertas kerja di sini");
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Lead.PersonId.ToString()), ("Input.Role", "Member"));
        await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Second.PersonId.ToString()), ("Input.Role", "Member"));
        (await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tahap")).Text.ShouldNotContain("Belum ada dua orang");
    }

    [Theory]
    [InlineData(Make.Palembang, "DecreeTeam", "Peraturan tidak membolehkan pelaksana ini")]
    [InlineData(Court.Baubau, "DecreeTeam", "Tim auditor bekerja dengan keputusan.")]
    [InlineData(Court.BangkaTengah, "GovernmentBody", "Pilih lembaga yang melaksanakan")]
    [InlineData(Court.PalangkaRaya, "DecreeTeam", "Tim auditor bekerja dengan keputusan.")]
    public async Task A_performer_needs_what_the_regulation_asks_of_it(string regulation, string performer, string refusal)
    {
        await using var court = await Court.Open(regulation);
        var form = await court.Auditor.Open("/kerja/audit-tik/baru");
        var refused = await court.Auditor.Submit(form, "Simpan audit TIK", ("Form.Input[title]", "Audit"), ("Form.Input[code]", "ST-1"), ("Form.Input[agency]", court.Health.ToString()), ("Form.Input[startsOn]", "2026-11-01"), ("Form.Input[endsOn]", "2026-12-01"), ("Form.Input[performer]", performer));
        refused.Text.ShouldContain(refusal);
        (await court.All<Audit>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_accreditation_that_ran_out_does_not_serve()
    {
        await using var court = await Court.Open(Make.Palembang);
        var body = await court.Body(new DateOnly(2026, 10, 31));
        var form = await court.Auditor.Open("/kerja/audit-tik/baru");
        (await court.Auditor.Submit(form, "Simpan audit TIK", ("Form.Input[title]", "Audit"), ("Form.Input[code]", "ST-1"), ("Form.Input[agency]", court.Health.ToString()), ("Form.Input[startsOn]", "2026-11-01"), ("Form.Input[endsOn]", "2026-12-01"), ("Form.Input[performer]", "AccreditedBody"), ("Form.Input[body]", body.Id.ToString())))
            .Text.ShouldContain("Akreditasi Lembaga Audit Contoh tidak berlaku pada 1 November 2026");
    }

    [Fact]
    public async Task The_ICT_agency_may_audit_what_it_runs_where_the_regulation_says_so_and_never_closes_its_own_findings()
    {
        await using var court = await Court.Open(Make.Palembang);
        var server = (await court.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var second = await court.App.Staff("Analis Keamanan", court.Ict, [], [Role.IctAgency]);
        using var analyst = await court.App.As(second);
        var audit = new Audit { Code = "ST-1", Title = "Audit keamanan", Kind = AuditKind.Security, AgencyId = court.Ict, StartsOn = new DateOnly(2026, 11, 1), EndsOn = new DateOnly(2026, 12, 1), Performer = Performer.IctAgency };
        await court.App.Kept(audit);
        await court.Desk.Submit(await court.Desk.Open($"/kerja/audit-tik/{audit.Id}/objek"), "Tambahkan ke audit", ("Chosen", server.ToString()));
        var team = await court.Desk.Open($"/kerja/audit-tik/{audit.Id}/tim");
        team = await court.Desk.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Kominfo.PersonId.ToString()), ("Input.Role", "Lead"), ("Input.Certificate", "Audit keamanan informasi"));
        team = await court.Desk.Submit(team, "Tambahkan ke tim", ("Input.Person", second.PersonId.ToString()));
        team.Text.ShouldContain("Audit mandiri: Memegang jabatan Kepala Bidang Aptika");
        await court.Desk.Submit(await court.Desk.Open(team.Href), "Tanda tangani pernyataan ini");
        await analyst.Submit(await analyst.Open(team.Href), "Tanda tangani pernyataan ini");
        (await court.Desk.Submit(await court.Desk.Open($"/kerja/audit-tik/{audit.Id}/tahap"), "Mulai audit")).Text.ShouldContain("Audit dimulai.");
        var form = await court.Desk.Open($"/kerja/temuan-audit/baru?audit={audit.Id}");
        var finding = await court.Desk.Submit(form, "Simpan temuan audit", ("Form.Input[title]", "Port terbuka"), ("Form.Input[severity]", "High"), ("Form.Input[condition]", "a"), ("Form.Input[criterion]", "b"), ("Form.Input[cause]", "c"), ("Form.Input[recommendation]", "d"), ("Form.Input[dueOn]", "2026-12-01"));
        (await court.Desk.Open($"{finding.Href}/putuskan")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        // Nor do they ease it; an auditor outside the agency may change it.
        var eased = await court.Desk.Submit(await court.Desk.Open($"{finding.Href}/ubah"), "Simpan perubahan", ("Form.Input[severity]", "Note"), ("Form.Input[dueOn]", "2027-06-01"), ("Form.Input[condition]", "Tidak apa-apa."));
        eased.Text.ShouldContain("hanya auditor lain yang dapat mengubahnya");
        eased.Html.QuerySelector("[name='Form.Input[condition]']")!.TextContent.Trim().ShouldBe("Tidak apa-apa.");
        var stored = await court.Only<AuditFinding>();
        (stored.Severity, stored.DueOn, stored.Condition).ShouldBe((Severity.High, new DateOnly(2026, 12, 1), "a"));
        (await court.Desk.Open($"/kerja/berkas/audit-findings/{stored.Id}")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        await court.Auditor.Submit(await court.Auditor.Open($"{finding.Href}/ubah"), "Simpan perubahan", ("Form.Input[dueOn]", "2026-12-10"));
        (await court.Only<AuditFinding>()).DueOn.ShouldBe(new DateOnly(2026, 12, 10));
        (await court.Auditor.Submit(await court.Auditor.Open($"{finding.Href}/putuskan"), "Tutup temuan", ("Words", "Port ditutup."))).Text.ShouldContain("Temuan ditutup.");
    }
}
