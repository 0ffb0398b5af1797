using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Organisation;
using Simpul.Tests.Platform.Profile;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;
using HeldEvaluation = Simpul.Web.Modules.Applications.Lifecycle.Running.Evaluation;
using Case = Simpul.Web.Platform.Cases.Case;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>Phases, evaluations, and what holds for all four regulations.</summary>
public sealed class RunningTests
{
    [Fact]
    public async Task A_finding_that_changed_since_it_was_read_is_not_closed_by_who_read_it_before()
    {
        await using var town = await Town.Open(Make.Palembang);
        var finding = new Finding { ApplicationId = await town.Old("Buku Tamu"), AgencyId = town.Agency, Title = "Kinerja", Description = "Lambat.", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 12, 1), Severity = Severity.High };
        await town.App.Do(async services =>
        {
            services.GetRequiredService<PlatformDb>().Add(finding);
            await FindingRegister.Declared.Keep(services, finding, isNew: true, CancellationToken.None);
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        var href = $"/kerja/temuan-aplikasi/{finding.Id}/uji-ulang";
        var (first, second, third) = (await town.Tester.Open(href), await town.Opinion.Open(href), await town.Room.Open(href));
        (await town.Tester.Submit(first, "Masih terbuka", ("Result", "Masih lambat."))).Text.ShouldContain("Temuan tetap terbuka.");
        var stale = await town.Opinion.Submit(second, "Tutup temuan", ("Result", "Sudah cepat."));
        stale.Text.ShouldContain("telah diubah sejak Anda membukanya");
        stale.Html.QuerySelector("textarea[name=Result]")!.TextContent.Trim().ShouldBe("Sudah cepat.");
        (await town.All<Finding>()).Single().State.ShouldBe(FindingState.Open);
        (await town.Opinion.Submit(stale, "Tutup temuan")).Text.ShouldContain("Temuan ditutup.");
        (await town.Room.Submit(third, "Tutup temuan", ("Result", "Cepat."))).Text.ShouldContain("baru saja ditutup oleh rekan Anda");
    }

    [Fact]
    public void What_a_proposal_says_of_a_known_application_goes_into_its_record()
    {
        var application = new Application { Kind = ApplicationKind.Special, ServesPublic = true, Mandate = "Lama", Licence = LicenceKind.Closed };
        CaseData Said(params (string Key, string Value)[] values) => new(values.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[one.Value]));
        Simpul.Web.Modules.Applications.Lifecycle.Cases.ProposalFields.Fill(application, Said());
        (application.Kind, application.ServesPublic, application.Mandate, application.Licence).ShouldBe((ApplicationKind.Special, true, "Lama", LicenceKind.Closed));
        Simpul.Web.Modules.Applications.Lifecycle.Cases.ProposalFields.Fill(application, Said(("kind", "Similar"), ("servesPublic", "false")));
        (application.Kind, application.ServesPublic).ShouldBe((ApplicationKind.Similar, false));
    }

    [Fact]
    public async Task Evaluations_are_planned_by_the_regulations_cadence_and_the_next_follows_the_last()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        var application = await town.Old("Arsip");
        await town.App.Do(services => Evaluations.Run(services, CancellationToken.None));
        var planned = (await town.All<HeldEvaluation>()).ShouldHaveSingleItem();

        // Its owner hears of it, as of the contract and the warranty that end; each is said once, and anew when the day moves.
        var contract = new ApplicationContract { ApplicationId = application, Number = "K-7", Vendor = "PT Contoh", Subject = "Pemeliharaan", SignedOn = new DateOnly(2026, 1, 2), EndsOn = new DateOnly(2026, 11, 25), WarrantyUntil = new DateOnly(2026, 12, 20) };
        await town.Keep(contract);
        await town.Keep(new ApplicationContract { ApplicationId = application, Number = "K-1", Vendor = "PT Contoh", Subject = "Pembangunan", SignedOn = new DateOnly(2020, 1, 2), EndsOn = new DateOnly(2020, 12, 1) });
        (await town.App.Do(services => Evaluations.Run(services, CancellationToken.None))).ShouldContain("3 pengingat dikirim");
        (await town.App.Do(services => Evaluations.Run(services, CancellationToken.None))).ShouldContain("0 pengingat dikirim");
        var told = (await town.Owner.Open("/kerja/pemberitahuan")).Text;
        told.ShouldContain("Evaluasi Arsip melewati tenggatnya");
        told.ShouldContain("Kontrak K-7 dengan PT Contoh untuk Arsip berakhir 25 November 2026, 23 hari lagi.");
        told.ShouldContain("Garansi kontrak K-7 dengan PT Contoh untuk Arsip habis 20 Desember 2026, 48 hari lagi.");
        await town.Owner.Submit(await town.Owner.Open($"/kerja/kontrak-aplikasi/{contract.Id}/ubah"), "Simpan perubahan", ("Form.Input[endsOn]", "2026-12-01"));
        (await town.App.Do(services => Evaluations.Run(services, CancellationToken.None))).ShouldContain("1 pengingat dikirim");
        var form = await town.Owner.Open($"/kerja/evaluasi-aplikasi/{planned.Id}/ubah");
        var refused = await town.Owner.Submit(form, "Simpan perubahan", ("Form.Input[heldOn]", "2026-11-02"), ("Form.Input[result]", "Merge"));
        refused.Text.ShouldContain("Tulis apa yang dinilai, satu per baris.");
        refused.Text.ShouldContain("Tulis tindak lanjut untuk hasil ini.");
        await town.Owner.Submit(refused, "Simpan perubahan", ("Form.Input[criteria]", "Pengguna"), ("Form.Input[followUp]", "Gabungkan."));
        (await town.All<HeldEvaluation>()).Single(item => item.HeldOn is null).DueOn.ShouldBe(new DateOnly(2027, 11, 2));
        await town.App.Do(services => Evaluations.Run(services, CancellationToken.None));
        (await town.All<HeldEvaluation>()).Count.ShouldBe(2, "One is planned already.");
        (await town.Owner.Open($"/kerja/aplikasi/{application}")).Text.ShouldContain("Digabung dengan aplikasi lain");
    }

    [Fact]
    public async Task A_repeating_cycle_keeps_every_round_and_a_phase_ends_only_with_what_it_leaves()
    {
        await using var town = await Town.Open(Make.Palembang);
        var application = await town.Old("Antrean", new DateOnly(2024, 2, 1));
        var form = await town.Owner.Open($"/kerja/tahap-aplikasi/baru?application={application}&phase=perencanaan&round=1");
        var refused = await town.Owner.Submit(form, "Simpan tahap aplikasi", ("Form.Input[startedOn]", "2026-10-01"), ("Form.Input[endedOn]", "2026-10-05"));
        refused.Text.ShouldContain("Tahap yang selesai meninggalkan hasil.");
        await town.Owner.Submit(refused, "Simpan tahap aplikasi", ("Form.Input[left]", "Kebutuhan pengguna."));
        var third = await town.Owner.Submit(await town.Owner.Open($"/kerja/tahap-aplikasi/baru?application={application}&phase=perencanaan&round=3"), "Simpan tahap aplikasi", ("Form.Input[startedOn]", "2026-10-06"));
        third.Text.ShouldContain("Putaran 2 belum ada.");
        foreach (var phase in new[] { "desain", "pengembangan", "pengujian", "peninjauan", "peluncuran" })
        {
            await town.Keep(new ApplicationPhase { ApplicationId = application, Phase = phase, StartedOn = new DateOnly(2026, 10, 5), EndedOn = new DateOnly(2026, 10, 5), Left = "Laporan." });
        }
        (await Asked.One(town.App, "application-phases-kept")).Status.ShouldBe(State.Met);
        await town.Keep(new ApplicationPhase { ApplicationId = application, Round = 2, Phase = "desain", StartedOn = new DateOnly(2026, 10, 10) });
        (await Asked.One(town.App, "application-phases-kept")).Why.ShouldContain("tahap perencanaan dilewati");
        (await Asked.One(town.App, "application-phases-kept", on: new DateOnly(2026, 10, 9))).Status.ShouldBe(State.Met);
        var page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("Putaran 2");
        page.Text.ShouldContain("Putaran 1");
        page.Text.ShouldContain("Mulai putaran 3");
    }

    [Fact]
    public async Task A_negative_opinion_stops_the_way_or_not_as_the_reading_chosen_says()
    {
        await using var town = await Town.Open(Make.Palembang);
        var opinion = (await Town.Open(town.Owner, "application-opinion", "Arsip", ("kind", "Special"), ("purpose", "Arsip."), ("functions", "Arsip."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"))).Href;
        await Town.Decide(town.Owner, opinion, "Ajukan rencana", ["Proposal aplikasi khusus", "Pernyataan kesanggupan atas subdomain, hosting, dan integrasi"]);
        await Town.Decide(town.Opinion, opinion, "Tidak merekomendasikan", [], ("Reason", "Sudah ada aplikasi serupa."));
        var application = await town.Application();
        application.Stage.ShouldBe(ApplicationStage.Proposed);
        (await town.Owner.Open($"/kerja/aplikasi/{application.Id}")).Text.ShouldContain("Perbaiki rencananya, lalu ajukan lagi: Pertimbangan pembangunan aplikasi khusus");
        (string, string)[] hosting = [("application", application.Id.ToString()), ("kind", "Special"), ("purpose", "Arsip."), ("functions", "Arsip."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web")];
        (await Town.Open(town.Owner, "hosting", "Hosting", hosting)).Text.ShouldContain("belum melewati Pertimbangan Dinas Kominfo");
        await town.App.Change(instance => instance.Readings = ["opinion-outcomes=advice"]);
        (await town.Owner.Open($"/kerja/aplikasi/{application.Id}")).Text.ShouldContain("Pertimbangan negatif tidak menghentikan menurut tafsir yang dipilih");
        (await Town.Open(town.Owner, "hosting", "Hosting", hosting)).Text.ShouldContain("Pertimbangan Dinas Kominfo pada urusan K-2026-000001 tidak mendukung (Pasal 13 ayat (3) huruf a). Tulis alasan melanjutkan.");
        (await Town.Open(town.Owner, "hosting", "Hosting", [.. hosting, ("continueReason", "Aplikasi serupa itu dihentikan tahun ini.")])).Text.ShouldContain("Menunggu Anda: Permohonan hosting");
    }

    [Theory]
    [InlineData(Make.Palembang, "ict-agency-opinion closed-source-opinion")]
    [InlineData(Town.BangkaTengah, "ict-agency-opinion closed-source-opinion coordination ministry-consideration sector-permit")]
    [InlineData(Town.PalangkaRaya, "ministry-consideration coordination")]
    [InlineData(Town.Baubau, "ict-agency-control coordination")]
    public void Every_gate_of_a_regulation_is_passed_at_a_step_of_one_of_its_procedures(string regulation, string building)
    {
        var profile = ProfileSet.Load(Regulations.Folder).Find(regulation).Required().Effective(new Dictionary<string, string>());
        var asked = profile.Obligations.Where(item => item.Check?.Check == "application-gate-passed").Select(item => item.Id).ToList();
        var gates = GateList.Of(profile);
        gates.Select(gate => gate.Obligation).Where(asked.Contains).ShouldBe(asked, ignoreOrder: true);
        gates.Where(gate => gate.Before == GateStage.Build).Select(gate => gate.Key).Distinct().ShouldBe(building.Split(' '), ignoreOrder: true);
        gates.Select(gate => gate.Before).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void A_gate_moves_and_stops_as_the_readings_chosen_say()
    {
        var stated = ProfileSet.Load(Regulations.Folder).Find(Make.Palembang).Required();
        Domain([]).Before.ShouldBe(GateStage.Launch);
        Domain(new() { ["before-building"] = "literal" }).Before.ShouldBe(GateStage.Build);
        var palangka = ProfileSet.Load(Regulations.Folder).Find(Town.PalangkaRaya).Required();
        Minister([]).Blocks.ShouldBeFalse();
        var closed = GateList.Of(stated.Effective()).Single(gate => gate.Key == "closed-source-opinion");
        closed.AppliesTo(ApplicationKind.Special, servesPublic: false, LicenceKind.Closed, null).ShouldBeTrue();
        closed.AppliesTo(ApplicationKind.Special, servesPublic: false, LicenceKind.Open, new BuildPlan()).ShouldBeFalse();

        Gate Domain(Dictionary<string, string> chosen) => GateList.Of(stated.Effective(chosen)).Single(gate => gate.Key == "domain");
        Gate Minister(Dictionary<string, string> chosen) => GateList.Of(palangka.Effective(chosen)).Single(gate => gate is { Key: "ministry-consideration", Type: "special" });
    }

    [Theory]
    [InlineData(Make.Palembang)]
    [InlineData(Town.BangkaTengah)]
    [InlineData(Town.PalangkaRaya)]
    [InlineData(Town.Baubau)]
    public async Task The_sample_has_an_application_in_each_state_that_matters(string regulation)
    {
        await using var app = await App.Start();
        await app.Do(services => Setup.Run(services, regulation, isSample: true, CancellationToken.None));
        await app.Sample();
        await app.Do(services => services.GetServices<IModule>().Single(module => module.Name == "Applications").AddSample(services, CancellationToken.None));
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var stages = await db.Set<Application>().Where(one => one.Item.Name.Contains("(contoh)")).Select(one => one.Stage).ToListAsync();
            stages.ShouldContain(ApplicationStage.Proposed);
            stages.ShouldContain(ApplicationStage.Building);
            stages.ShouldContain(ApplicationStage.Testing);
            stages.ShouldContain(ApplicationStage.Running);
            (await db.Set<Finding>().AnyAsync(one => one.State != FindingState.Closed)).ShouldBeTrue();
            (await db.Set<ApplicationTest>().MaxAsync(test => test.Round)).ShouldBe(2);
            (await db.Set<Case>().AnyAsync(item => item.Round == 2 && item.State == CaseState.Running)).ShouldBeTrue();
        });
    }

    [Fact]
    public async Task The_registers_and_pages_of_the_life_cycle_refuse_who_may_not_and_what_is_not_there()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var auditor = await app.SignInAs(Role.Auditor);
        using var ict = await app.SignInAs(Role.IctAgency);
        var nobody = Guid.NewGuid();
        foreach (var slug in new[] { "rencana-aplikasi", "tahap-aplikasi", "konsultasi-aplikasi", "pengetahuan", "evaluasi-aplikasi", "penghentian-aplikasi", "nasib-data-aplikasi" })
        {
            (await auditor.Open($"/kerja/{slug}")).Status.ShouldBe(HttpStatusCode.OK, slug);
            (await auditor.Open($"/kerja/{slug}/baru")).Status.ShouldBe(HttpStatusCode.Forbidden, slug);
            (await ict.Open($"/kerja/{slug}/{nobody}")).Status.ShouldBe(HttpStatusCode.NotFound, slug);
        }
        (await ict.Open("/kerja/temuan-aplikasi/baru")).Status.ShouldNotBe(HttpStatusCode.OK, "Findings come from tests.");
        foreach (var page in new[] { $"/kerja/aplikasi/uji/{nobody}", "/kerja/aplikasi/dokumen/K-2026-999999", $"/kerja/temuan-aplikasi/{nobody}/uji-ulang", $"/kerja/penghentian-aplikasi/{nobody}/putuskan", $"/kerja/penghentian-aplikasi/{nobody}/tunda" })
        {
            (await ict.Open(page)).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }
        (await auditor.Open($"/kerja/penghentian-aplikasi/{nobody}/putuskan")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Whatever the phases: all of them in order, each with what it left, are kept; without one of them, or with one that left nothing, they are not.</summary>
    [Fact]
    public void Phases_in_order_are_kept_and_any_that_is_skipped_is_told()
    {
        var random = new Random(41);
        for (var round = 0; round < 500; round++)
        {
            List<string> order = [.. Enumerable.Range(1, random.Next(2, 9)).Select(at => $"tahap-{at}")];
            var day = new DateOnly(2026, 1, 1);
            List<ApplicationPhase> rows = [.. order.Select(phase =>
            {
                var started = day;
                day = day.AddDays(random.Next(3));
                return new ApplicationPhase { Phase = phase, StartedOn = started, EndedOn = day, Left = "Hasil." };
            })];
            List<ApplicationPhase> shuffled = [.. rows.OrderBy(_ => random.Next())];
            PhaseOrder.Faults(order, shuffled, running: true).ShouldBeEmpty();
            var at = random.Next(order.Count);
            PhaseOrder.Faults(order, [.. shuffled.Where(row => row.Phase != order[at])], running: true).ShouldContain($"tahap {order[at]} dilewati");
            rows[at].Left = null;
            PhaseOrder.Faults(order, shuffled, running: false).ShouldContain($"hasil tahap {order[at]} belum dicatat");
        }
    }
}
