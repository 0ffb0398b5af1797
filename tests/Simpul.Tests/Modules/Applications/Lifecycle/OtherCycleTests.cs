using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Applications.Repository;
using Simpul.Tests.Modules.Organisation;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Lifecycle;

/// <summary>The same program under the three other regulations: their own gates, phases and documents.</summary>
public sealed class OtherCycleTests
{
    private static readonly (string, string)[] proposal = [("purpose", "Perizinan."), ("functions", "Perizinan."), ("source", "Open"), ("builder", "ThirdParty"), ("platform", "Web")];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bangka_Tengah_asks_coordination_opinion_ministry_permit_standard_and_interoperability(string database)
    {
        await using var town = await Town.Open(Town.BangkaTengah, database);
        var href = (await Town.Open(town.Owner, "special-application", "Perizinan Terpadu", [.. proposal, ("method", "waterfall")])).Href;
        await Town.Decide(town.Owner, href, "Ajukan rencana", ["Rencana Aplikasi Khusus"]);
        var application = (await town.Application()).Id;
        await Town.Decide(town.Opinion, href, "Nyatakan telah dikoordinasikan", ["Catatan koordinasi"]);
        await Town.Decide(town.Opinion, href, "Dukung", ["Surat pertimbangan PD Kominfo"]);
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Proposed, "The ministry and the permit are still to come.");
        await Town.Decide(town.Opinion, href, "Catat pertimbangan mendukung", ["Surat pertimbangan Menteri PANRB"]);
        await Town.Decide(town.Opinion, href, "Catat izin atau rekomendasi", ["Izin atau rekomendasi kementerian"]);
        await Town.Decide(town.Opinion, href, "Rekomendasikan", ["Surat rekomendasi anggaran"]);
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Building);
        await Town.Decide(town.Owner, href, "Ajukan pengujian",
            ["Pernyataan pemenuhan standar teknis", "Dokumen perancangan: diagram proses bisnis", "Dokumen perancangan: diagram alir data", "Dokumen perancangan: struktur Basis Data dan relasinya",
            "Dokumen spesifikasi teknis, fungsi dan modul", "Dokumen manual: instalasi dan konfigurasi", "Dokumen manual: pemeliharaan, backup, dan restore", "Dokumen manual: penggunaan"], ("meetsStandard", "true"));
        await Town.Pass(town.Tester, href, "Isi uji fungsi dan interoperabilitas", "Kesesuaian fungsi", "Interoperabilitas");
        await Town.Decide(town.Tester, href, "Nyatakan memenuhi", ["Laporan uji fungsi dan Interoperabilitas"]);
        var empty = await Town.Decide(town.Room, href, "Nyatakan tersimpan", [], ("ownedByGovernment", "true"));
        empty.Text.ShouldContain("Yang belum ada: kode sumber.");
        empty.Text.ShouldContain("Aplikasi ini belum berdasar pada Arsitektur SPBE (Pasal 25 ayat (2)) dan Peta Rencana SPBE (Pasal 25 ayat (6) huruf a).");
        await town.Ground(application);
        await town.App.HandIn(application, (await town.All<Simpul.Web.Platform.Cases.Case>()).Single().Id);
        (await Town.Decide(town.Room, href, "Nyatakan tersimpan", [], ("ownedByGovernment", "true"))).Text.ShouldContain("Selesai");
        var handed = await town.Application();
        (handed.Copyright, handed.CopyrightProof, handed.Source, handed.Licence, handed.Mandate).ShouldBe((CopyrightHolder.Government, "Pernyataan pada urusan K-2026-000001, Penempatan di Repository", SourceCustody.Government, LicenceKind.Open, "Perizinan."));
        handed.TechnicalStandard.ShouldBe("Dinyatakan terpenuhi pada urusan K-2026-000001");
        (await Asked.One(town.App, "applications-deposited", "BTG-23-1")).Status.ShouldBe(State.Met);

        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running);
        foreach (var row in new[] { "BTG-21-4", "BTG-25-3", "BTG-25-4", "BTG-25-6-b", "BTG-25-6-c", "BTG-25-7" })
        {
            (await Asked.One(town.App, "application-gate-passed", row)).Status.ShouldBe(State.Met, row);
        }
        (await Asked.One(town.App, "application-gate-passed", "BTG-21-2")).Status.ShouldBe(State.NotApplicable, "Its source is open.");
        (await Asked.One(town.App, "applications-documented")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "application-phases-kept")).Why.ShouldContain("belum ada tahap yang dicatat");
        foreach (var phase in new[] { "analisis kebutuhan", "perancangan", "pembangunan", "pengujian", "penerapan" })
        {
            await town.Keep(new ApplicationPhase { ApplicationId = application, Phase = phase, StartedOn = new DateOnly(2026, 11, 1), EndedOn = new DateOnly(2026, 11, 1), Left = "Laporan." });
        }
        (await Asked.One(town.App, "application-phases-kept")).Status.ShouldBe(State.Met);
        var page = await town.Owner.Open($"/kerja/aplikasi/{application}");
        page.Text.ShouldContain("7 dari 7 dokumen sudah diterima.");
        page.Text.ShouldContain("metode Berurutan (waterfall)");
    }

    [Fact]
    public async Task Baubau_records_its_phases_as_its_case_passes_them_and_a_failed_test_goes_back_to_building()
    {
        await using var town = await Town.Open(Town.Baubau);
        var href = (await Town.Open(town.Owner, "application-building", "Data Nelayan", [.. proposal, ("kind", "Special")])).Href;
        await Town.Decide(town.Owner, href, "Ajukan konsultasi", ["Kajian kebutuhan", "Pilihan kode sumber beserta alasannya"]);
        await Town.Decide(town.Opinion, href, "Lanjutkan sebagai Aplikasi Khusus", []);
        await Town.Decide(town.Opinion, href, "Catat kesepakatan", []);
        await Town.Decide(town.Opinion, href, "Izinkan berlanjut", []);
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Building);
        (await Asked.One(town.App, "application-consulted", "BAU-18-4")).Status.ShouldBe(State.Met);
        await Town.Decide(town.Owner, href, "Selesaikan rancang bangun", ["Dokumen rancang bangun"]);
        await Town.Decide(town.Owner, href, "Selesaikan implementasi", []);
        var test = await town.Owner.Follow(await town.Owner.Open(href), "Isi uji kelaikan");
        test = await town.Owner.Submit(test, "Simpan hasil Kinerja", ("Form.Verdict", "Fails"), ("Form.Severity", "High"), ("Form.Description", "Lambat pada 50 pengguna."), ("Form.DueOn", "2026-12-01"));
        await town.Owner.Submit(test, "Nyatakan sisanya memenuhi: Kelaikan aplikasi");
        (await Town.Decide(town.Owner, href, "Nyatakan laik", ["Hasil pengujian kelaikan"])).Text.ShouldContain("Temuan ini belum selesai diuji ulang: Kinerja.");
        town.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await Town.Decide(town.Owner, href, "Nyatakan belum laik", [], ("Reason", "Kinerja."));
        await Town.Decide(town.Owner, href, "Selesaikan implementasi", []);
        test = await town.Owner.Follow(await town.Owner.Open(href), "Isi uji kelaikan");
        test.Text.ShouldContain("5 dari 6 butir sudah diisi");
        await town.Owner.Submit(test, "Simpan hasil Kinerja", ("Form.Verdict", "Passes"), ("Form.Note", "300 pengguna lancar."));
        // A result is not submitted once for all: the step that found the fault says anew what it finds.
        (await Town.Decide(town.Owner, href, "Nyatakan laik", [])).Text.ShouldContain("Unggah Hasil pengujian kelaikan untuk putaran 2.");
        await Town.Decide(town.Owner, href, "Nyatakan laik", ["Hasil pengujian kelaikan"]);
        (await town.All<ApplicationTest>()).Count.ShouldBe(2);
        await town.App.HandIn((await town.Application()).Id, (await town.All<Simpul.Web.Platform.Cases.Case>()).Single().Id);
        await Town.Decide(town.Owner, href, "Daftarkan dan simpan", ["Kode sumber", "Dokumentasi aplikasi"]);
        var early = await Town.Decide(town.Room, href, "Terima", []);
        early.Text.ShouldContain("Pilih hak cipta dicatat sebagai milik pemerintah daerah.");
        early = await Town.Decide(town.Room, href, "Terima", [], ("ownedByGovernment", "true"));
        early.Text.ShouldContain("Aplikasi ini belum berdasar pada Arsitektur SPBE");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Testing);
        await town.Ground((await town.Application()).Id);
        (await Town.Decide(town.Room, href, "Terima", [], ("ownedByGovernment", "true"))).Text.ShouldContain("Selesai");
        (await town.Application()).Copyright.ShouldBe(CopyrightHolder.Government);

        (await town.All<ApplicationPhase>()).Select(row => row.Phase).ShouldBe(["kajian kebutuhan", "rancang bangun", "implementasi", "pengujian kelaikan"], ignoreOrder: true);
        (await Asked.One(town.App, "application-phases-kept", "BAU-L-D-6")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "application-gate-passed", "BAU-18-5")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "application-gate-passed", "BAU-18-9")).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task A_closed_source_application_does_not_pass_by_the_opinion_of_the_minister()
    {
        await using var town = await Town.Open(Town.BangkaTengah);
        (string, string)[] closed = [.. proposal.Select(field => field.Item1 == "source" ? ("source", "Closed") : field), ("method", "waterfall")];
        var href = (await Town.Open(town.Owner, "special-application", "Perizinan Terpadu", closed)).Href;
        await Town.Decide(town.Owner, href, "Ajukan rencana", ["Rencana Aplikasi Khusus"]);
        await Town.Decide(town.Opinion, href, "Nyatakan telah dikoordinasikan", ["Catatan koordinasi"]);
        await Town.Decide(town.Opinion, href, "Dukung", ["Surat pertimbangan PD Kominfo"]);
        await Town.Decide(town.Opinion, href, "Catat pertimbangan mendukung", ["Surat pertimbangan Menteri PANRB"]);
        var refused = await Town.Decide(town.Opinion, href, "Catat izin atau rekomendasi", ["Izin atau rekomendasi kementerian"]);
        refused.Text.ShouldContain("Aplikasi ini harus melewati Pertimbangan kode sumber tertutup (Pasal 21 ayat (2)) karena kode sumbernya tertutup. Tekan “Catat izin dan mintakan pertimbangan kode tertutup”.");
        (await Town.Decide(town.Opinion, href, "Catat izin dan mintakan pertimbangan kode tertutup", [])).Text.ShouldContain("Keputusan tersimpan");
        (await Town.Decide(town.Opinion, href, "Catat pertimbangan mendukung", ["Surat pertimbangan Menteri Kominfo"])).Text.ShouldContain("Keputusan tersimpan");
        (await town.All<Simpul.Web.Platform.Cases.Case>()).Single().Step.ShouldBe("budget-recommendation");
    }

    [Fact]
    public async Task An_application_is_built_by_the_procedure_for_its_kind()
    {
        await using var town = await Town.Open(Town.PalangkaRaya);
        var special = await town.App.Application("Arsip Surat", item => (item.Stage, item.Item.From, item.Item.AgencyId) = (ApplicationStage.Proposed, null, town.Agency));
        (string, string)[] about = [.. proposal, ("application", special.ToString())];
        var refused = await Town.Open(town.Owner, "general-application", "Membangun arsip surat", about);
        refused.Text.ShouldContain("Aplikasi ini tercatat sebagai aplikasi khusus. Buka urusan “");
        await town.App.Changed(special, item => item.Kind = ApplicationKind.General);
        (await Town.Open(town.Owner, "special-application", "Membangun arsip surat", about)).Text.ShouldContain("Aplikasi ini tercatat sebagai aplikasi umum. Buka urusan “");
        (await town.Owner.Submit(refused, "Buka urusan")).Text.ShouldNotContain("tercatat sebagai");
    }

    [Fact]
    public async Task Palangka_Raya_checks_the_function_of_special_applications_and_wants_six_documents()
    {
        await using var town = await Town.Open(Town.PalangkaRaya);
        var href = (await Town.Open(town.Owner, "special-application", "Arsip Surat", proposal)).Href;
        await Town.Decide(town.Owner, href, "Ajukan rencana", ["Kajian kebutuhan"]);
        await Town.Decide(town.Opinion, href, "Nyatakan telah dikoordinasikan", ["Catatan koordinasi"]);
        // The case went on without asking the minister, so the page does not say that it waits there.
        var gates = (await town.Owner.Open($"/kerja/aplikasi/{(await town.Application()).Id}")).Html.QuerySelectorAll("li").Where(row => row.TextContent.Contains("Menunggu:")).Select(row => row.QuerySelector("strong")!.TextContent).ToList();
        gates.ShouldNotContain("Pertimbangan menteri");
        gates.ShouldContain("Pemeriksaan kesesuaian fungsi");
        await Town.Decide(town.Owner, href, "Ajukan pemeriksaan fungsi",
            ["Pernyataan pemenuhan standar teknis", "Detail teknis basis data", "Desain teknis pengembangan aplikasi", "Manual bagi administrator", "Manual bagi pengguna", "Manual bagi instalasi", "Manual penanganan masalah (troubleshooting)"], ("meetsStandard", "true"));
        (await Town.Decide(town.Tester, href, "Nyatakan sesuai", ["Laporan pemeriksaan fungsi"])).Text.ShouldContain("Pemeriksaan kesesuaian fungsi: 5 butir belum diisi");
        await Town.Pass(town.Tester, href, "Isi pemeriksaan kesesuaian fungsi", "Kesesuaian fungsi");
        (await Town.Decide(town.Tester, href, "Nyatakan sesuai", [])).Text.ShouldContain("Selesai");
        (await town.Application()).Stage.ShouldBe(ApplicationStage.Running);
        (await town.All<DocumentVerdict>()).Count(verdict => verdict.Accepted).ShouldBe(8, "The study with the coordination, six documents and the statement with the check.");
        (await Asked.One(town.App, "applications-documented")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "application-gate-passed", "PKY-23-4")).Status.ShouldBe(State.Met);
        (await Asked.One(town.App, "application-gate-passed", "PKY-23-2")).Status.ShouldBe(State.Met, "It is advisory there: passing without the minister is shown and does not count.");
        (await Asked.One(town.App, "application-phases-kept", "PKY-20-2")).Status.ShouldBe(State.Met, "The study is the phase that this row asks for.");
        (await Asked.One(town.App, "application-phases-kept", "PKY-21-2")).Status.ShouldBe(State.Missing);
    }
}
