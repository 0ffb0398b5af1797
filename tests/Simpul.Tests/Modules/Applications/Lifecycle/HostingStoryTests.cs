using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Repository;
using Simpul.Tests.Modules.Organisation;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Applications.Repository.Deposits;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Ui;
using Xunit;
using HeldEvaluation = Simpul.Web.Modules.Applications.Lifecycle.Running.Evaluation;
using TestResult = Simpul.Web.Modules.Applications.Lifecycle.Testing.TestResult;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>Palembang: from proposal to handover, by four offices over HTTP.</summary>
public sealed class HostingStoryTests
{
    private static readonly string[] documents =
    [
        "Business Requirements Document (BRD)", "UI/UX Design: Mockup", "UI/UX Design: Prototype", "UI/UX Design: Hi-Fidelity Design",
        "Architecture dan Technical System Design: Component Diagram", "Architecture dan Technical System Design: Flow Diagram",
        "Architecture dan Technical System Design: API Specification", "Manual Guidance/How-to",
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_is_proposed_tested_returned_mended_tested_again_and_handed_over(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var opinion = (await Town.Open(town.Owner, "application-opinion", "Rencana Antrean Puskesmas", ("applicationName", "Antrean Puskesmas"), ("kind", "Special"),
            ("purpose", "Antrean pasien puskesmas."), ("functions", "Antrean pasien puskesmas."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"), ("servesPublic", "true"))).Href;
        await Town.Decide(town.Owner, opinion, "Ajukan rencana", ["Proposal aplikasi khusus", "Pernyataan kesanggupan atas subdomain, hosting, dan integrasi"]);
        var application = await town.Application();
        (application.Item.Name, application.Stage, application.ServesPublic, application.Item.AgencyId).ShouldBe(("Antrean Puskesmas", ApplicationStage.Proposed, true, town.Agency));
        var page = await town.Owner.Open($"/kerja/aplikasi/{application.Id}");
        page.Text.ShouldContain("Tahapan dan syarat");
        page.Text.ShouldContain("Ikuti urusan K-2026-000001, sekarang pada langkah Pertimbangan Dinas Kominfo");

        // Nothing goes on to hosting before the opinion, and the refusal names the gate with its citation.
        var early = await Town.Open(town.Owner, "hosting", "Hosting", Hosting(application.Id));
        early.Text.ShouldContain("belum melewati Pertimbangan Dinas Kominfo (Pasal 13 ayat (3) huruf a)");
        (await Asked.One(town.App, "application-gate-passed", "PLG-13-3-a")).Status.ShouldBe(State.Due);

        await Town.Decide(town.Opinion, opinion, "Rekomendasikan", ["Surat pertimbangan"]);
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Building);
        (await Asked.One(town.App, "application-gate-passed", "PLG-13-3-a")).Status.ShouldBe(State.Met);
        // What planning leaves behind is wanted as soon as it is built; what design leaves, not yet.
        (await Asked.One(town.App, "applications-documented", "PLG-13-5-a")).Status.ShouldBe(State.Missing);
        (await Asked.One(town.App, "applications-documented", "PLG-13-5-b")).Status.ShouldBe(State.NotApplicable);

        var hosting = (await Town.Open(town.Owner, "hosting", "Hosting Antrean Puskesmas", Hosting(application.Id))).Href;
        (await Town.Decide(town.Owner, hosting, "Ajukan permohonan", documents, ("meetsStandard", "true"))).Text.ShouldContain("Tulis integrasinya dengan Sidemang");
        await Town.Decide(town.Owner, hosting, "Ajukan permohonan", [], ("meetsStandard", "true"), ("portalIntegration", "Kartu antrean tampil di Sidemang."));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Testing);

        await FirstRound(town, hosting);
        await Revision(town, hosting);
        await Second(town, hosting);
        await Handover(town, hosting, application.Id);
        await NextRelease(town, application.Id);
    }

    /// <summary>A finding is written, and the application is not recommended but returned.</summary>
    private static async Task FirstRound(Town town, string hosting)
    {
        var early = await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"]);
        early.Text.ShouldContain("Uji keamanan: 15 butir belum diisi, mulai dari Autentikasi");
        var test = await town.Tester.Follow(await town.Tester.Open(hosting), "Isi uji keamanan");
        (await town.Owner.Open(test.Href)).Text.ShouldContain("Langkah ini diputuskan oleh");
        test = await town.Tester.Submit(test, "Simpan hasil Sesi", ("Form.Verdict", "Fails"));
        test.Text.ShouldContain("Pilih tingkat keparahan temuan.");
        test.Text.ShouldContain("Isi tenggat perbaikannya.");
        test = await town.Tester.Submit(test, "Simpan hasil Sesi", ("Form.Verdict", "Fails"), ("Form.Severity", "High"), ("Form.Description", "Sesi tidak berakhir saat keluar."), ("Form.DueOn", "2026-11-01"));
        test.Text.ShouldContain("Isi tenggat sejak hari ini sampai 2 November 2036.");
        test = await town.Tester.Submit(test, "Simpan hasil Sesi", ("Form.Verdict", "Fails"), ("Form.Severity", "High"), ("Form.Description", "Sesi tidak berakhir saat keluar."), ("Form.DueOn", "2026-11-20"));
        test.Text.ShouldContain("Temuan tinggi: Terbuka");
        test = await town.Tester.Submit(test, "Simpan hasil Berkas", ("Form.Verdict", "NotApplicable"));
        test.Text.ShouldContain("Tulis mengapa butir ini tidak berlaku.");
        test = await town.Tester.Submit(test, "Simpan hasil Berkas", ("Form.Verdict", "NotApplicable"), ("Form.Note", "Tidak menerima berkas."));
        await town.Tester.Submit(test, "Nyatakan sisanya memenuhi: Keamanan aplikasi web");
        await Town.Pass(town.Tester, hosting, "Isi uji kelaikan", "Kelaikan aplikasi");
        var review = await town.Tester.Follow(await town.Tester.Open(hosting), "Periksa dokumen");
        review = await town.Tester.Submit(review, "Kembalikan Manual Guidance/How-to");
        review.Text.ShouldContain("Tulis apa yang harus diperbaiki pada dokumen ini.");
        (await town.Tester.Submit(review, "Terima Manual Guidance/How-to")).Text.ShouldContain("Dokumen diterima.");
        (await town.Owner.Open(review.Href)).Html.QuerySelectorAll("button[name=Accept]").ShouldBeEmpty();
        await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", []);
        (await town.All<DocumentVerdict>()).Count.ShouldBe(10, "Two of the opinion, eight of the hosting.");

        var refused = await Town.Decide(town.Opinion, hosting, "Rekomendasikan untuk ditempatkan", ["Surat rekomendasi hosting"]);
        refused.Text.ShouldContain("Temuan ini belum selesai diuji ulang: Sesi.");
        await Town.Decide(town.Opinion, hosting, "Kembalikan untuk revisi teknis", [], ("Reason", "Perbaiki pengelolaan sesi."));
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Building);
    }

    private static async Task Revision(Town town, string hosting)
    {
        var finding = (await town.All<Finding>()).ShouldHaveSingleItem();
        var form = await town.Owner.Open($"/kerja/temuan-aplikasi/{finding.Id}/ubah");
        await town.Owner.Submit(form, "Simpan perubahan", ("Form.Input[answer]", "Sesi dihapus di server saat keluar, versi 1.1."));
        (await town.All<Finding>()).Single().State.ShouldBe(FindingState.Mended);
        town.App.Clock.Advance(TimeSpan.FromMinutes(1));
        (await town.Owner.Open($"/kerja/temuan-aplikasi/{finding.Id}/uji-ulang")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Town.Decide(town.Owner, hosting, "Ajukan kembali", []);
        (await town.All<Web.Platform.Cases.Case>()).Single(item => item.Procedure == "hosting").Round.ShouldBe(2);
    }

    /// <summary>The same case goes on; only what did not pass is tested anew, and the first round stays as it was.</summary>
    private static async Task Second(Town town, string hosting)
    {
        var test = await town.Tester.Follow(await town.Tester.Open(hosting), "Isi uji keamanan");
        test.Text.ShouldContain("14 dari 15 butir sudah diisi");
        test.Text.ShouldContain("(dari putaran 1)");
        test = await town.Tester.Submit(test, "Simpan hasil Sesi", ("Form.Verdict", "Passes"), ("Form.Note", "Sesi berakhir saat keluar."));
        test.Text.ShouldContain("Semua butir terisi.");
        var first = await town.Owner.Follow(test, "Putaran 1");
        first.Text.ShouldContain("1 tidak memenuhi");
        first.Text.ShouldContain("Hasilnya tetap seperti adanya.");
        (await town.All<Finding>()).Single().State.ShouldBe(FindingState.Closed);

        // The report and the recommendation of the first round say nothing of what was mended; what was submitted stays.
        foreach (var (who, button, document) in new[] { (town.Tester, "Selesaikan pengujian", "Laporan uji keamanan dan kelaikan"), (town.Opinion, "Rekomendasikan untuk ditempatkan", "Surat rekomendasi hosting") })
        {
            (await who.Open(hosting)).Text.ShouldContain("Ini dari putaran sebelumnya. Yang baru diperlukan pada langkah ini");
            var old = await Town.Decide(who, hosting, button, []);
            old.Html.QuerySelectorAll(".errors li").ShouldHaveSingleItem().TextContent.ShouldContain($"Unggah {document} untuk putaran 2.");
            (await Town.Decide(who, hosting, button, [document])).Text.ShouldContain($"Keputusan tersimpan: {button}.");
        }
    }

    private static async Task Handover(Town town, string hosting, Guid application)
    {
        var host = (await town.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        (string, string)[] learned =
        [
            ("knowledgeTitle", "Membangun antrean"), ("knowledgeSummary", "Sesi harus diakhiri di server."), ("ownedByGovernment", "true"),
            ("hostingEnvironment", "Production"), ("hostingFacility", "ServerRoom"), ("hostingHost", host.ToString()), ("hostingVersion", "1.2"),
        ];
        (await Town.Decide(town.Room, hosting, "Nyatakan terpasang", [], [.. learned.Where(one => one.Item1 != "hostingFacility"), ("hostingFacility", "ThirdParty")])).Text.ShouldContain("harus ditempatkan di Ruang Server (Pasal 13 ayat (3) huruf c)");
        var refused = await Town.Decide(town.Room, hosting, "Nyatakan terpasang", [], learned);
        refused.Text.ShouldContain("Penyerahan belum lengkap. Yang belum ada: Subdomain (Pasal 13 ayat (3) huruf b).");
        refused.Text.ShouldContain("Aplikasi ini belum berdasar pada Arsitektur SPBE (Pasal 13 ayat (2)) dan Peta Rencana SPBE (Pasal 13 ayat (2)).");
        await town.Ground(application);
        var subdomain = (await Town.Open(town.Owner, "subdomain", "Subdomain antrean", ("application", application.ToString()), ("domainName", "antrean.palembang.go.id"), ("domainPurpose", "Application"), ("domainContentOwner", town.Operator.PersonId.ToString()), ("domainTarget", "203.0.113.9"))).Href;
        await Town.Decide(town.Owner, subdomain, "Ajukan permohonan", []);
        await Town.Decide(town.Room, subdomain, "Daftarkan", []);
        (await Town.Decide(town.Room, hosting, "Nyatakan terpasang", [], learned)).Text.ShouldContain("Yang belum ada: aplikasi hasil kompilasi.", customMessage: "Source may come with it and need not.");
        var commit = await town.App.Push(application);
        await Release(town, application, commit);
        (await Town.Decide(town.Room, hosting, "Nyatakan terpasang", [], learned)).Text.ShouldContain("Selesai");

        var running = await town.Application();
        (running.Copyright, running.Source).ShouldBe((CopyrightHolder.Government, SourceCustody.Government));
        (await town.All<RepositoryDeposit>()).Single(item => item.Content == "source").Commit.ShouldBe(commit);
        (await Asked.One(town.App, "applications-deposited", "PLG-13-6")).Status.ShouldBe(State.Met);
        (running.Stage, running.Item.From).ShouldBe((ApplicationStage.Running, new DateOnly(2026, 11, 2)));
        (await town.All<KnowledgeEntry>()).ShouldHaveSingleItem().ApplicationId.ShouldBe(application);
        (await town.All<HeldEvaluation>()).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2027, 11, 2));
        var page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("8 dari 8 dokumen sudah diterima.");
        page.Text.ShouldContain("Membangun antrean");
        page.Text.ShouldContain("Nyatakan terpasang");
        page.Text.ShouldContain("Versi 1.2");
        foreach (var row in new[] { "PLG-13-3-a", "PLG-13-3-d", "PLG-13-4", "PLG-13-7-a", "PLG-13-7-b", "PLG-13-7-c" })
        {
            (await Asked.One(town.App, "application-gate-passed", row)).Status.ShouldBe(State.Met, row);
        }
        (await Asked.All(town.App, "applications-documented")).ShouldAllBe(answer => answer.Status == State.Met);
        // The cases passed what proves each phase.
        (await Asked.One(town.App, "application-phases-kept")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "applications-mapped", "PLG-13-2")).Status.ShouldBe(State.Met);
    }

    /// <summary>The package of the first release, in the application's repository.</summary>
    private static Task Release(Town town, Guid application, string commit) => town.App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        var release = new RepositoryRelease { ApplicationId = application, Tag = "v1", Commit = commit, Title = "Satu", ReleasedAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        db.Add(release);
        journal.Record("repository-releases.published", release);
        await db.SaveChangesAsync();
        await town.App.Attach("repository-releases", release.Id, "paket.zip", Deposited.Zip);
    });

    /// <summary>The cycle repeats: what runs goes the same way again, with rows of its own, in the place where it stands and not with the package of before.</summary>
    private static async Task NextRelease(Town town, Guid application)
    {
        town.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var stood = (await town.All<Placement>()).ShouldHaveSingleItem();
        var href = (await Town.Open(town.Owner, "hosting", "Rilis kedua Antrean Puskesmas", Hosting(application))).Href;
        await Town.Decide(town.Owner, href, "Ajukan permohonan", documents, ("meetsStandard", "true"), ("portalIntegration", "Kartu antrean tampil di Sidemang."));
        await Town.Pass(town.Tester, href, "Isi uji keamanan", "Keamanan aplikasi web");
        await Town.Pass(town.Tester, href, "Isi uji kelaikan", "Kelaikan aplikasi");
        await Town.Decide(town.Tester, href, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"]);
        await Town.Decide(town.Opinion, href, "Rekomendasikan untuk ditempatkan", ["Surat rekomendasi hosting"]);
        (await Asked.One(town.App, "application-phases-kept")).Status.ShouldBe(State.Met, "The second round is in order as far as it has come.");
        (string, string)[] learned =
        [
            ("knowledgeTitle", "Rilis kedua"), ("knowledgeSummary", "Layar antrean lebih besar."), ("ownedByGovernment", "true"),
            ("hostingEnvironment", "Production"), ("hostingFacility", "ServerRoom"), ("hostingHost", $"{stood.HostId}"), ("hostingCpu", "8"),
        ];
        var refused = await Town.Decide(town.Room, href, "Nyatakan terpasang", [], learned);
        refused.Text.ShouldContain("Yang belum ada: aplikasi hasil kompilasi.");
        refused.Text.ShouldContain("Yang sudah diserahkan dalam urusan sebelumnya tidak dihitung lagi.");
        var item = (await town.All<Web.Platform.Cases.Case>()).Single(one => one.Procedure == "hosting" && one.Title.StartsWith("Rilis", StringComparison.Ordinal));
        await town.App.Attach("cases", item.Id, "paket-2.zip", Deposited.Zip);
        (await Town.Decide(town.Room, href, "Nyatakan terpasang", [], learned)).Text.ShouldContain("Selesai");

        var placement = (await town.All<Placement>()).ShouldHaveSingleItem();
        (placement.Id, placement.State, placement.CpuGiven, placement.CaseNumber, placement.StartsOn).ShouldBe((stood.Id, RequestState.Active, 8, item.Number, stood.StartsOn));
        (await town.All<RepositoryDeposit>()).Where(deposit => deposit.Content == "package").Select(deposit => deposit.Proof).ShouldBe(["rilis v1", "1 berkas pada urusan"], ignoreOrder: true);
        var phases = (await town.All<ApplicationPhase>()).ToLookup(phase => phase.Round, phase => phase.Phase);
        phases.Count.ShouldBe(2);
        phases[2].ShouldBe(phases[1], ignoreOrder: true);
        phases[2].Count().ShouldBe(6);
        (await town.All<ApplicationPhase>()).Where(phase => phase.Round == 2).ShouldAllBe(phase => phase.EndedOn != null && phase.Left!.Contains(item.Number));
        (await Asked.One(town.App, "application-phases-kept")).Status.ShouldBe(State.Met);
        (await town.Owner.Open($"/kerja/aplikasi/{application}")).Text.ShouldContain("Putaran 2");
    }

    private static (string, string)[] Hosting(Guid application) =>
        [("application", application.ToString()), ("kind", "Special"), ("purpose", "Antrean pasien puskesmas."), ("functions", "Antrean pasien puskesmas."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web")];

    [Theory]
    [InlineData(Make.Palembang, "application-opinion", "Ajukan rencana", "Proposal aplikasi khusus;Pernyataan kesanggupan atas subdomain, hosting, dan integrasi", 2)]
    [InlineData(Town.BangkaTengah, "special-application", "Ajukan rencana", "Rencana Aplikasi Khusus", 2)]
    [InlineData(Town.PalangkaRaya, "special-application", "Ajukan rencana", "Kajian kebutuhan", 1)]
    [InlineData(Town.Baubau, "application-building", "Ajukan konsultasi", "Kajian kebutuhan;Pilihan kode sumber beserta alasannya", 2)]
    public async Task Whoever_gives_an_opinion_sees_what_the_proposal_resembles_before_the_buttons(string regulation, string procedure, string button, string documents, int panels)
    {
        await using var town = await Town.Open(regulation);
        (string, string)[] fields = [("purpose", "Antrean pasien puskesmas."), ("functions", "Antrean pasien puskesmas."), ("kind", "Special"), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"), ("method", "waterfall")];
        var hrefs = new List<string>();
        foreach (var name in new[] { "Antrean Puskesmas", "Antrean Pasien Puskesmas" })
        {
            var form = await town.Owner.Open($"/kerja/urusan/baru/{procedure}");
            var given = fields.Where(field => form.Html.QuerySelector($"[name='Input.Fields[{field.Item1}]']") is not null).ToArray();
            var href = (await Town.Open(town.Owner, procedure, name, given)).Href;
            await Town.Decide(town.Owner, href, button, documents.Split(';'));
            hrefs.Add(href);
        }
        var first = (await town.All<Application>()).Single(item => item.Item.Name == "Antrean Puskesmas");
        first.ProposedOn.ShouldBe(new DateOnly(2026, 11, 2));
        var weighed = await town.Opinion.Open(hrefs[1]);
        weighed.Html.QuerySelectorAll("[aria-labelledby^=panel-]").Length.ShouldBe(panels);
        weighed.Html.QuerySelector("[aria-labelledby=panel-0] a")!.GetAttribute("href").ShouldBe($"/kerja/aplikasi/{first.Id}");
        var seen = weighed.Text.IndexOf("Aplikasi yang mirip dengan usulan ini", StringComparison.Ordinal);
        seen.ShouldBeInRange(0, weighed.Text.IndexOf("Keputusan Anda", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_who_test_at_once_do_not_overwrite_each_other(string database)
    {
        await using var town = await Town.Open(Make.Palembang, database);
        var (hosting, _) = await ToTest(town);
        var one = await town.Tester.Follow(await town.Tester.Open(hosting), "Isi uji keamanan");
        var other = await town.Room.Open(one.Href);
        await town.Tester.Submit(one, "Simpan hasil Sesi", ("Form.Verdict", "Passes"), ("Form.Note", "Diperiksa dengan dua peramban."));
        var kept = await town.Room.Submit(other, "Simpan hasil Kriptografi", ("Form.Verdict", "Passes"));
        kept.Text.ShouldContain("2 dari 15 butir sudah diisi", customMessage: "Different controls do not meet.");
        var late = await town.Room.Submit(other, "Simpan hasil Sesi", ("Form.Verdict", "NotApplicable"), ("Form.Note", "Tidak ada sesi."));
        late.Text.ShouldContain("Penguji lain baru saja mengisi butir ini.");
        late.Text.ShouldContain("Diperiksa dengan dua peramban.");
        (await town.All<TestResult>()).Single(result => result.Control == "web-session").Verdict.ShouldBe(TestVerdict.Passes);
        // Answered knowingly a second time, it counts.
        (await town.Room.Submit(late, "Simpan hasil Sesi", ("Form.Verdict", "NotApplicable"), ("Form.Note", "Tidak ada sesi."))).Text.ShouldContain("Hasil tersimpan.");
    }

    [Fact]
    public async Task A_document_that_was_returned_keeps_the_case_until_another_version_comes()
    {
        await using var town = await Town.Open(Make.Palembang);
        var (hosting, application) = await ToTest(town);
        var review = await town.Tester.Follow(await town.Tester.Open(hosting), "Periksa dokumen");
        await town.Tester.Submit(review, "Kembalikan Manual Guidance/How-to", ("Reason", "Bab pemasangan belum ada."));
        await Town.Pass(town.Tester, hosting, "Isi uji keamanan", "Keamanan aplikasi web");
        await Town.Pass(town.Tester, hosting, "Isi uji kelaikan", "Kelaikan aplikasi");
        (await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"])).Text.ShouldContain("Dokumen ini dikembalikan dan belum diperbaiki: Manual Guidance/How-to.");
        await Town.Decide(town.Tester, hosting, "Kembalikan karena belum lengkap", [], ("Reason", "Manual belum lengkap."));
        var page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("Bab pemasangan belum ada.");

        // The next version is secret: who may not read it neither accepts it nor passes it by, and its predecessor stands for nothing.
        using var head = await town.App.As(await town.App.Staff("Kepala Dinas Kesehatan", town.Agency, [], [Role.Operator], Classification.Secret));
        var ict = (await town.All<Web.Modules.Organisation.Agency>()).Single(agency => agency.Name == "Dinas Kominfo").Id;
        using var cleared = await town.App.As(await town.App.Staff("Penguji bagi yang rahasia", ict, [], [Role.IctAgency], Classification.Secret));
        await head.Submit(await head.Open(hosting), "Unggah Manual Guidance/How-to", [("File", "manual-rahasia.pdf", [.. CityHall.Pdf, (byte)' '])], ("Classification", nameof(Classification.Secret)));
        await Town.Decide(town.Owner, hosting, "Ajukan permohonan", [], ("meetsStandard", "true"));
        const string raise = "bila tidak ada, minta administrator menaikkan kewenangan baca jabatan ini";
        (await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"])).Text
            .ShouldContain($"Versi terbaru dokumen ini rahasia dan belum diperiksa: Manual Guidance/How-to. Minta rekan yang jabatannya boleh membaca berkas rahasia memeriksanya lebih dahulu; {raise}, atau kembalikan urusannya.");
        review = await town.Tester.Open(review.Href);
        review.Text.ShouldContain("(dirahasiakan)");
        review.Text.ShouldNotContain("manual-rahasia");
        review.Text.ShouldContain($"Yang memeriksanya rekan yang jabatannya boleh membaca berkas rahasia; {raise}.");
        review.Html.QuerySelectorAll("button[name=Accept]").Select(button => button.TextContent.Trim()).ShouldNotContain("Terima Manual Guidance/How-to");
        (await cleared.Submit(await cleared.Open(review.Href), "Kembalikan Manual Guidance/How-to", ("Reason", "Gambar pemasangan kabur."))).Text.ShouldContain("Dokumen dikembalikan");
        (await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", [])).Text.ShouldContain("Dokumen ini dikembalikan dan belum diperbaiki: Manual Guidance/How-to.");
        await Town.Decide(town.Tester, hosting, "Kembalikan karena belum lengkap", [], ("Reason", "Manual belum lengkap."));
        await CityHall.Upload(town.Owner, await town.Owner.Open(hosting), "Manual Guidance/How-to", "manual-3.pdf", [.. CityHall.Pdf, (byte)'\n', (byte)' ']);
        await Town.Decide(town.Owner, hosting, "Ajukan permohonan", [], ("meetsStandard", "true"));
        // Everything passed in the first round, so the third has nothing left to answer.
        (await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"])).Text.ShouldContain("Keputusan tersimpan");
        (await town.All<DocumentVerdict>()).Where(verdict => verdict.Slot == "user-manual").Select(verdict => verdict.Accepted).ShouldBe([false, false, true], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_returned_is_a_new_case_where_the_reading_chosen_says_so()
    {
        await using var town = await Town.Open(Make.Palembang);
        var (hosting, _) = await ToTest(town);
        await Town.Pass(town.Tester, hosting, "Isi uji keamanan", "Keamanan aplikasi web");
        await Town.Pass(town.Tester, hosting, "Isi uji kelaikan", "Kelaikan aplikasi");
        await Town.Decide(town.Tester, hosting, "Selesaikan pengujian", ["Laporan uji keamanan dan kelaikan"]);
        await Town.Decide(town.Opinion, hosting, "Kembalikan untuk revisi teknis", ["Surat rekomendasi hosting"], ("Reason", "Perbaiki manual."));
        await town.App.Change(instance => instance.Readings = ["hosting-outcomes=new-case"]);
        (await Town.Decide(town.Owner, hosting, "Ajukan kembali", [])).Text.ShouldContain("yang dikembalikan diajukan sebagai permohonan baru");
        (await Town.Decide(town.Owner, hosting, "Hentikan permohonan", [], ("Reason", "Diajukan baru."))).Text.ShouldContain("Keputusan tersimpan");
    }

    /// <summary>An application whose hosting case stands at the test.</summary>
    internal static async Task<(string Href, Guid Application)> ToTest(Town town)
    {
        var opinion = (await Town.Open(town.Owner, "application-opinion", "Arsip Surat", ("kind", "Special"), ("purpose", "Arsip."), ("functions", "Arsip."), ("source", "Open"), ("builder", "OwnStaff"), ("platform", "Web"))).Href;
        await Town.Decide(town.Owner, opinion, "Ajukan rencana", ["Proposal aplikasi khusus", "Pernyataan kesanggupan atas subdomain, hosting, dan integrasi"]);
        await Town.Decide(town.Opinion, opinion, "Rekomendasikan", ["Surat pertimbangan"]);
        var application = (await town.Application()).Id;
        var hosting = (await Town.Open(town.Owner, "hosting", "Hosting", Hosting(application))).Href;
        await Town.Decide(town.Owner, hosting, "Ajukan permohonan", documents, ("meetsStandard", "true"));
        return (hosting, application);
    }
}
