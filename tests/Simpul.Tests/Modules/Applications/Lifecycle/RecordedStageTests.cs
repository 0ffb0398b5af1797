using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>What nobody types past the decisions: stages, approvals, ends; and what is asked early enough.</summary>
public sealed class RecordedStageTests
{
    private static readonly string[] proposed = ["Proposal aplikasi khusus", "Pernyataan kesanggupan atas subdomain, hosting, dan integrasi"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_owner_cannot_type_an_application_past_its_case_and_nobody_types_it_to_its_end(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var opinion = (await Town.Open(town.Owner, "application-opinion", "Arsip Surat", ("kind", "Special"), ("purpose", "Arsip."), ("functions", "menyimpan surat"), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"))).Href;
        await Town.Decide(town.Owner, opinion, "Ajukan rencana", proposed);
        var edit = $"/kerja/aplikasi/{(await town.Application()).Id}/ubah";

        var refused = await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[reference]", "RAA.02.02"), ("Form.Input[stage]", "Running"), ("Form.Input[from]", "2015-01-01"), ("Form.Input[users]", "Petugas arsip"));
        refused.Text.ShouldContain("Lanjutkan urusan K-2026-000001 (Pertimbangan pembangunan aplikasi khusus)");
        refused.Text.ShouldContain("tanggal ini mendahului berlakunya peraturan");
        refused.Html.QuerySelector("[name='Form.Input[users]']")!.GetAttribute("value").ShouldBe("Petugas arsip", "Nothing typed is lost.");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Proposed);
        // All else is the owner's to change.
        await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[reference]", "RAA.02.02"), ("Form.Input[users]", "Petugas arsip"));
        (await town.Application()).Users.ShouldBe("Petugas arsip");

        await town.Opinion.Submit(await town.Opinion.Open(edit), "Simpan perubahan", ("Form.Input[stage]", "Running"));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running, "The ICT agency sets right what was recorded.");
        foreach (var who in new[] { town.Owner, town.Opinion })
        {
            (await who.Submit(await who.Open(edit), "Simpan perubahan", ("Form.Input[stage]", "Retired"))).Text.ShouldContain("Tekan “Usulkan penghentian” pada halaman aplikasi ini");
        }
        (await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[until]", "2026-11-01"))).Text.ShouldContain("ditetapkan dengan penghentian aplikasi");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_days_of_an_application_are_held_by_its_item_of_the_architecture_too(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var id = await town.App.Application("Buku Tamu", item => (item.Item.AgencyId, item.Item.From) = (town.Agency, new DateOnly(2015, 1, 1)));
        var edit = $"/kerja/butir-arsitektur/{id}/ubah";
        (await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[until]", "2027-11-30"))).Text.ShouldContain("ditetapkan dengan penghentian aplikasi");
        (await town.Application()).Item.Until.ShouldBeNull();

        await town.Owner.Submit(await town.Owner.Open($"/kerja/penghentian-aplikasi/baru?application={id}"), "Simpan penghentian aplikasi", ("Form.Input[why]", "Diganti."), ("Form.Input[endsOn]", "2026-11-30"));
        await town.Opinion.Submit(await town.Opinion.Open($"/kerja/penghentian-aplikasi/{(await town.All<Retirement>()).Single().Id}/putuskan"), "Setujui penghentian");
        var last = new DateOnly(2026, 11, 30);
        (await town.Application()).Item.Until.ShouldBe(last);
        foreach (var who in new[] { town.Owner, town.Opinion })
        {
            foreach (var day in new[] { "2027-11-30", "" })
            {
                var refused = await who.Submit(await who.Open(edit), "Simpan perubahan", ("Form.Input[until]", day), ("Form.Input[description]", "Mencatat tamu."));
                refused.Text.ShouldContain("ditetapkan oleh penghentian yang sudah disetujui");
                refused.Html.QuerySelector("[name='Form.Input[description]']")!.TextContent.Trim().ShouldBe("Mencatat tamu.", "Nothing typed is lost.");
                (await town.Application()).Item.Until.ShouldBe(last);
            }
        }
        // All else is changed there as before.
        await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[description]", "Mencatat tamu."));
        (await town.Application()).Item.Description.ShouldBe("Mencatat tamu.");
    }

    [Fact]
    public async Task An_application_from_elsewhere_is_recorded_as_it_is()
    {
        await using var town = await Town.Open(Make.Palembang);
        var id = await town.App.Application("Buku Tamu", item => (item.Item.AgencyId, item.Item.From) = (town.Agency, new DateOnly(2015, 1, 1)));
        var edit = $"/kerja/aplikasi/{id}/ubah";
        await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[stage]", "Testing"));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Testing);
        // It was in use, so its end is still its retirement's; and there is a way back.
        (await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[stage]", "Retired"))).Text.ShouldContain("Kembalikan tahapnya ke “Beroperasi”");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Testing);
        await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[stage]", "Running"));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running);
    }

    [Theory]
    [InlineData(Town.PalangkaRaya)]
    [InlineData(Town.BangkaTengah)]
    public async Task Where_no_procedure_brings_a_general_application_into_use_its_owner_records_it(string regulation)
    {
        await using var town = await Town.Open(regulation);
        var made = new Dictionary<ApplicationKind, Guid>();
        foreach (var kind in new[] { ApplicationKind.General, ApplicationKind.Special })
        {
            made[kind] = await town.App.Application($"Surat {kind}", item => (item.Item.AgencyId, item.Kind, item.Stage, item.ProposedOn, item.Item.From) = (town.Agency, kind, ApplicationStage.Building, new DateOnly(2026, 6, 1), null));
        }
        var refused = await Run(made[ApplicationKind.Special]);
        refused.Text.ShouldContain("Ajukan urusannya dari halaman aplikasi ini");
        await Run(made[ApplicationKind.General]);
        (await town.All<Application>()).ToDictionary(item => item.Kind, item => item.Stage)
            .ShouldBe(new Dictionary<ApplicationKind, ApplicationStage> { [ApplicationKind.General] = ApplicationStage.Running, [ApplicationKind.Special] = ApplicationStage.Building }, ignoreOrder: true);

        async Task<Page> Run(Guid id) => await town.Owner.Submit(await town.Owner.Open($"/kerja/aplikasi/{id}/ubah"), "Simpan perubahan", ("Form.Input[stage]", "Running"), ("Form.Input[from]", "2026-11-02"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_proposals_of_two_agencies_for_the_same_process_are_shown_to_each_other_with_why(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var process = (await town.App.Items((ArchitectureDomain.Process, "Pelayanan pasien rawat jalan"), (ArchitectureDomain.Data, "Data kunjungan")));
        var hospital = await town.App.Agency("Rumah Sakit Daerah");
        using var other = await town.App.As(await town.App.Staff("Operator Rumah Sakit Daerah", hospital, [], [Role.Operator]));
        var hrefs = new List<string>();
        foreach (var (who, name, function) in new[] { (town.Owner, "Nomor Urut Puskesmas", "mengambil nomor urut"), (other, "Panggil Pasien", "memanggil orang ke loket") })
        {
            var href = (await Town.Open(who, "application-opinion", name, ("kind", "Special"), ("purpose", function), ("functions", function), ("process", process[0].ToString()), ("data", process[1].ToString()), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"))).Href;
            await Town.Decide(who, href, "Ajukan rencana", proposed);
            hrefs.Add(href);
        }
        var made = (await town.All<Application>()).ToDictionary(item => item.Item.Name);
        made["Panggil Pasien"].Functions.ShouldBe(["memanggil orang ke loket"]);
        (await town.All<ArchitectureRelation>()).Count(one => one.Kind == RelationKind.ServedBy && one.FromId == process[0]).ShouldBe(2);
        foreach (var (href, name) in new[] { (hrefs[0], "Panggil Pasien"), (hrefs[1], "Nomor Urut Puskesmas") })
        {
            var row = (await town.Opinion.Open(href)).Html.QuerySelectorAll("[aria-labelledby^=panel-] tr").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal));
            row.TextContent.ShouldContain("Mendukung proses bisnis yang sama: Pelayanan pasien rawat jalan.");
            row.TextContent.ShouldContain("Memakai data yang sama: Data kunjungan.");
        }
        (await town.Owner.Open($"/kerja/aplikasi/{made["Nomor Urut Puskesmas"].Id}")).Text.ShouldContain("Panggil Pasien");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_use_outside_is_asked_and_approved_by_its_case_and_never_by_the_owner(string database)
    {
        await using var town = await Town.Open(Town.Baubau, database);
        var id = await town.App.Application("Data Gizi", item => (item.Item.AgencyId, item.Funding, item.Copyright) = (town.Agency, Funding.OwnBudget, CopyrightHolder.Government));
        var refused = await town.Owner.Submit(await town.Owner.Open($"/kerja/pemakaian-luar-aplikasi/baru?application={id}"), "Simpan pemakaian oleh pihak luar",
            ("Form.Input[by]", "Kabupaten Buton"), ("Form.Input[from]", "2026-11-01"), ("Form.Input[approvedBy]", "ict-agency"), ("Form.Input[approvedOn]", "2026-11-01"));
        refused.Text.ShouldContain("Persetujuan dicatat oleh keputusan dalam urusan “Persetujuan penggunaan aplikasi di luar Pemerintah Kota Baubau”");
        (await town.All<OutsideUse>()).ShouldBeEmpty();

        (string, string)[] asked = [("application", id.ToString()), ("outsideUser", "Kabupaten Buton"), ("outsidePurpose", "Mencatat gizi balita."), ("outsideFrom", "2026-11-10")];
        (await Town.Open(town.Owner, "application-outside-use", "Dipakai Kabupaten Buton", [.. asked, ("outsideUntil", "2026-11-09")])).Text.ShouldContain("Pemakaian berakhir sebelum dimulai.");
        var href = (await Town.Open(town.Owner, "application-outside-use", "Dipakai Kabupaten Buton", [.. asked, ("outsideUntil", "2027-11-09")])).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", []);
        (await town.All<OutsideUse>()).ShouldBeEmpty("Nobody has approved it.");
        (await Town.Decide(town.Opinion, href, "Setujui", [])).Text.ShouldContain("Selesai");
        var use = (await town.All<OutsideUse>()).ShouldHaveSingleItem();
        (use.ApplicationId, use.AgencyId, use.By, use.From, use.Until).ShouldBe((id, (Guid?)town.Agency, "Kabupaten Buton", new DateOnly(2026, 11, 10), (DateOnly?)new DateOnly(2027, 11, 9)));
        (use.ApprovedBy, use.ApprovedOn, use.Letter).ShouldBe(("ict-agency", (DateOnly?)new DateOnly(2026, 11, 2), "K-2026-000001"));
        (await town.App.Asked("application-ownership-recorded", "BAU-18-10", new DateOnly(2026, 11, 11))).Status.ShouldBe(State.Met);

        var edit = $"/kerja/pemakaian-luar-aplikasi/{use.Id}/ubah";
        (await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[until]", "2030-01-01"))).Text.ShouldContain("Persetujuan dicatat oleh keputusan dalam urusan");
        await town.Owner.Submit(await town.Owner.Open(edit), "Simpan perubahan", ("Form.Input[until]", "2027-01-01"));
        (await town.All<OutsideUse>()).Single().Until.ShouldBe(new DateOnly(2027, 1, 1), "It may end sooner than was approved.");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Owners_are_told_of_findings_and_of_data_before_the_day_and_once_it_is_past(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var application = await town.App.Application("Buku Tamu", item => (item.Item.AgencyId, item.Item.From) = (town.Agency, new DateOnly(2015, 1, 1)));
        var successor = await town.App.Application("Tamu Daring", item => (item.Item.AgencyId, item.Item.From) = (town.Agency, new DateOnly(2015, 1, 1)));
        var data = (await town.App.Items((ArchitectureDomain.Data, "Data tamu")))[0];
        await town.Keep(new ArchitectureRelation { FromId = application, Kind = RelationKind.Uses, ToId = data, AgencyId = town.Agency });
        await town.Owner.Submit(await town.Owner.Open($"/kerja/penghentian-aplikasi/baru?application={application}"), "Simpan penghentian aplikasi", ("Form.Input[why]", "Diganti."), ("Form.Input[endsOn]", "2026-11-30"), ("Form.Input[successor]", successor.ToString()));
        var retirement = (await town.All<Retirement>()).Single().Id;
        await town.Owner.Submit(await town.Owner.Open($"/kerja/nasib-data-aplikasi/baru?retirement={retirement}&data={data}"), "Simpan tindakan atas data", ("Form.Input[kind]", "Archived"), ("Form.Input[place]", "Depo arsip"));
        await town.Opinion.Submit(await town.Opinion.Open($"/kerja/penghentian-aplikasi/{retirement}/putuskan"), "Setujui penghentian");
        (await town.All<ArchitectureRelation>()).ShouldContain(one => one.Kind == RelationKind.Replaces && one.FromId == successor && one.ToId == application);
        (await town.Owner.Open($"/kerja/penghentian-aplikasi/{retirement}")).Text.ShouldContain("Belum dilakukan");
        await town.App.Do(async services =>
        {
            var finding = new Finding { ApplicationId = successor, AgencyId = town.Agency, Title = "Kinerja", Description = "Lambat.", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 12, 1), Severity = Severity.High };
            services.GetRequiredService<PlatformDb>().Add(finding);
            await FindingRegister.Declared.Keep(services, finding, isNew: true, CancellationToken.None);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });

        (await Told(new DateOnly(2026, 11, 20))).ShouldBeEmpty("Neither day is near.");
        (await Told(new DateOnly(2026, 11, 25))).ShouldBe(["agency applications.disposition", "agency applications.finding"]);
        (await Told(new DateOnly(2026, 11, 26))).Count.ShouldBe(2, "Each is said once.");
        (await Told(new DateOnly(2026, 12, 2))).ShouldBe(["agency applications.disposition", "agency applications.disposition", "agency applications.finding", "agency applications.finding", "ict-agency applications.disposition", "ict-agency applications.finding"]);
        (await Told(new DateOnly(2026, 12, 9))).Count.ShouldBe(6);
        await Change((FindingState.Mended, new DateOnly(2026, 12, 1)));
        await Change((FindingState.Open, new DateOnly(2026, 12, 20)));
        (await Told(new DateOnly(2026, 12, 15))).Count.ShouldBe(7, "It is open again, so its owner is told again.");
        (await Told(new DateOnly(2026, 12, 16))).Count.ShouldBe(7);
        await town.App.Changed(successor, item => (item.Stage, item.Item.Until) = (ApplicationStage.Retired, new DateOnly(2026, 12, 16)));
        (await Told(new DateOnly(2026, 12, 21))).Count.ShouldBe(7, "What has ended is mended no more.");
        (await town.All<Notice>()).ShouldContain(one => one.Title.StartsWith("Temuan pengujian Tamu Daring melewati tenggat perbaikannya", StringComparison.Ordinal));

        Task Change((FindingState State, DateOnly DueOn) now) => town.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var finding = await db.Set<Finding>().SingleAsync();
            (finding.State, finding.DueOn) = now;
            await FindingRegister.Declared.Keep(services, finding, isNew: false, CancellationToken.None);
            await db.SaveChangesAsync();
        });

        Task<List<string>> Told(DateOnly on) => town.App.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await LifecycleNotices.Tell(services, on, CancellationToken.None);
            await db.SaveChangesAsync();
            return (await db.Set<Notice>().AsNoTracking().Where(one => one.Kind == "applications.finding" || one.Kind == "applications.disposition").Select(one => one.Office + " " + one.Kind).ToListAsync()).Order(StringComparer.Ordinal).ToList();
        });
    }
}
