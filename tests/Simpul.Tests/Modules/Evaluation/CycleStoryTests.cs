using System.IO.Compression;
using System.Text;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Documents.Pdf;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Documents.Sheets;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>A whole cycle of eight offices through the screens, from programme to report to follow-up.</summary>
public sealed class CycleStoryTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Eight_offices_walk_a_cycle_from_the_programme_to_the_follow_up(string database)
    {
        await using var hall = await EvaluationHall.Open(database: database);
        var app = hall.App;
        await app.Enacted(PlanKind.Roadmap);
        using var ict = await app.As(hall.Ict);
        using var planner = await app.As(hall.Planner);
        using var assessor = await app.As(hall.Assessor);
        using var other = await app.As(hall.Other);
        using var officer = await app.As(hall.Officer);
        using var secretary = await app.As(hall.Secretary);

        // The programme.
        var refused = await ict.Submit(await ict.Open("/kerja/evaluasi/buka"), "Buka putaran", ("Input.Year", "2026"), ("Input.Instrument", "spbe-2020"), ("Input.AnswersUntil", "2026-10-01"));
        refused.Text.ShouldContain("mendahului tahap sebelumnya");
        var page = await ict.Submit(refused, "Buka putaran", ("Input.OpensOn", "2026-11-02"), ("Input.AnswersUntil", "2026-11-20"), ("Input.AssessedUntil", "2026-11-25"), ("Input.ValidatedUntil", "2026-11-28"), ("Input.SignedUntil", "2026-11-30"), ("Input.ClosesOn", "2026-12-31"));
        page.Title.ShouldBe("Pembagian indikator");
        var cycle = (await app.All<EvaluationCycle>()).ShouldHaveSingleItem();
        (await app.All<CycleIndicator>()).Count.ShouldBe(47);
        (await ict.Submit(await ict.Open("/kerja/evaluasi/buka"), "Buka putaran", ("Input.Year", "2026"))).Text.ShouldContain("Evaluasi SPBE 2026 sudah dibuka");
        await Delegates(hall, ict, page);

        // An agency answers.
        var address = $"/kerja/evaluasi/{cycle.Id}/indikator/12";
        (await planner.Open("/kerja/evaluasi")).Text.ShouldContain("indikator Evaluasi SPBE 2026 untuk dijawab perangkat daerah Anda");
        refused = await planner.Submit(await planner.Open(address), "Ajukan kepada asesor", ("Input.Value", "3"), ("Input.Met", "2"), ("Input.Reason", "Peta Rencana sudah lengkap."));
        refused.Text.ShouldContain("Tingkat 2 belum mempunyai bukti, jadi tingkat 3 tidak sah");
        refused.Html.QuerySelector("textarea[name='Input.Reason']")!.TextContent.Trim().ShouldBe("Peta Rencana sudah lengkap.");
        await Evidence(planner, address);
        refused = await planner.Submit(await planner.Open(address), "Ajukan kepada asesor", ("Input.Value", "3"), ("Input.Met", "3"), ("Input.Reason", "Peta Rencana sudah lengkap."));
        refused.Text.ShouldContain("Kriteria tingkat 2 belum dinyatakan terpenuhi");
        page = await planner.Submit(refused, "Ajukan kepada asesor", ("Input.Met", "2"), ("Input.Met", "3"));
        page.Text.ShouldContain("Indikator 12 diajukan kepada asesor");
        page.Text.ShouldContain("Jawaban sudah diajukan");
        var frozen = (await app.All<EvidenceDocument>()).Single(document => document.Form == EvidenceForm.Record);
        frozen.Snapshot!.ShouldContain("Rencana Roadmap versi 1");
        frozen.JournalIndex.ShouldNotBeNull();
        frozen.SnapshotDigest.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(frozen.Snapshot!))));
        (await planner.Open(frozen.Href)).Text.ShouldContain("begini bunyi catatannya ketika jawaban diajukan");

        // Two assessors.
        await Assess(assessor, other, address, app);
        page = await officer.Submit(await officer.Open(address), "Validasi nilai ini", ("Input.Reason", "Sesuai bukti."));
        page.Text.ShouldContain("Divalidasi");

        // The rest at the lowest level, which needs nothing; then the minutes.
        (await secretary.Open($"/kerja/evaluasi/{cycle.Id}/hasil")).Text.ShouldContain("46 indikator belum divalidasi");
        await Rest(hall, cycle);
        page = await secretary.Submit(await secretary.Open($"/kerja/evaluasi/{cycle.Id}/hasil"), "Tandatangani berita acara", ("mayPublish", "true"));
        page.Text.ShouldContain("Berita acara ditandatangani.");
        cycle = (await app.All<EvaluationCycle>()).Single();
        (cycle.State, cycle.SelfIndex, cycle.SignedById).ShouldBe((CycleState.SignedOff, 1.025m, hall.Secretary.PersonId));
        (await officer.Open(address)).Text.ShouldContain("sudah ditandatangani, jadi nilai mandirinya tidak berubah lagi");
        await Exports(ict, cycle);
        using (var anybody = new Browse(app))
        {
            (await anybody.Open("/")).Text.ShouldNotContain("Hasil evaluasi SPBE", customMessage: "The cycle is not closed yet.");
        }

        // The external result, the end, the follow-up.
        await Outside(ict, cycle);
        using var visitor = new Browse(app);
        (await visitor.Open("/")).Text.ShouldContain("Indeks SPBE 1,03, predikat Kurang, menurut asesor eksternal dalam Evaluasi SPBE 2026");
        page = await ict.Submit(await ict.Open($"/kerja/evaluasi/{cycle.Id}/hasil"), "Buat tindak lanjut");
        page.Text.ShouldContain("47 tindak lanjut dibuat");
        var tasks = await app.All<Recommendation>();
        tasks.ShouldAllBe(task => task.DueOn != null && task.CycleId == cycle.Id);
        tasks.Single(task => task.Indicator == "12").Text.ShouldStartWith("Naikkan indikator 12 (Peta Rencana SPBE) ke tingkat 3: ");

        // The next cycle opens with them, and with what was verified.
        var next = await hall.Cycle(year: 2027, carry: true);
        (await ict.Open($"/kerja/evaluasi/{next.Id}")).Text.ShouldContain("Tindak lanjut yang belum selesai");
        var carried = (await app.All<EvidenceUse>()).Where(use => use.CycleId == next.Id).ToList();
        carried.Count.ShouldBe(2);
        carried.ShouldAllBe(use => use.Verdict == EvidenceVerdict.Waiting);
        (await ict.Open("/kerja/evaluasi/riwayat")).Text.ShouldContain("PermenPANRB 59/2020");
    }

    private static async Task Delegates(EvaluationHall hall, Browse ict, Page page)
    {
        var rows = await hall.App.All<CycleIndicator>();
        rows.Single(row => row.Key == "12").AgencyId.ShouldBe(hall.Ict.AgencyId, "The roadmap is the ICT agency's first.");
        rows.Single(row => row.Key == "34").AgencyId.ShouldBe(hall.Treasurer.AgencyId);
        page = await ict.Submit(page, "Simpan pembagian", ("Rows[11].Agency", $"{hall.Planner.AgencyId}"), ("Rows[44].Agency", $"{hall.Health.AgencyId}"), ("Rows[44].Service", "Antrean puskesmas"), ("Rows[11].DueOn", "2026-11-15"));
        page.Text.ShouldContain("Pembagian indikator tersimpan.");
        rows = await hall.App.All<CycleIndicator>();
        rows.Single(row => row.Key == "12").AgencyId.ShouldBe(hall.Planner.AgencyId);
        rows.Single(row => row.Key == "45").Service.ShouldBe("Antrean puskesmas");
        using var health = await hall.App.As(hall.Health);
        (await health.Open("/kerja/pemberitahuan")).Text.ShouldContain("1 indikator Evaluasi SPBE 2026 dibagikan kepada perangkat daerah Anda");
        (await health.Open($"/kerja/evaluasi/{rows[0].CycleId}/indikator/12")).Text.ShouldContain("Indikator ini dijawab perangkat daerah lain");
    }

    /// <summary>A link, a file, and the enacted roadmap itself.</summary>
    private static async Task Evidence(Browse planner, string address)
    {
        var page = await planner.Open($"{address}/bukti?tingkat=2");
        page = await planner.Submit(page, "Tambah tautan", ("Link.Title", "Peta Rencana di laman"), ("Link.Link", "bukan alamat"));
        page.Text.ShouldContain("Isi alamat lengkap, diawali https://");
        page = await planner.Submit(page, "Tambah tautan", ("Link.Link", "https://contoh.go.id/peta-rencana"));
        page.Text.ShouldContain("Bukti tersimpan.");
        page = await planner.Submit(await planner.Open($"{address}/bukti?tingkat=3"), "Unggah bukti", [("Upload.File", "peta.pdf", "%PDF-1.7\n%%EOF"u8.ToArray())], ("Upload.Title", "Naskah Peta Rencana"), ("Upload.IssuedOn", "2024-01-05"));
        page.Text.ShouldContain("Naskah Peta Rencana");
        page = await planner.Open($"{address}/bukti?tingkat=3");
        var offered = page.Html.QuerySelectorAll("input[name='Record.Which']").Select(input => input.GetAttribute("value")!).Single(value => value.StartsWith("plans:", StringComparison.Ordinal));
        (await planner.Submit(page, "Pakai catatan ini", ("Record.Which", offered))).Text.ShouldContain("dibekukan saat diajukan");
    }

    private static async Task Assess(Browse assessor, Browse other, string address, App app)
    {
        var refused = await assessor.Submit(await assessor.Open(address), "Simpan penilaian", ("Input.Value", "3"), ("Input.Met", "2"), ("Input.Met", "3"), ("Input.Reason", "Lengkap."));
        refused.Text.ShouldContain("Tingkat 2 belum mempunyai bukti yang terverifikasi");
        var page = await assessor.Open(address);
        var examined = new HashSet<string>(StringComparer.Ordinal);
        while (page.Html.QuerySelectorAll("li").FirstOrDefault(row => row.QuerySelector("form[action*='Verify']") is not null && row.TextContent.Contains("Belum diperiksa"))?.QuerySelector("form") is { } waiting)
        {
            var name = waiting.Closest("li")!.QuerySelector("a")!.TextContent;
            examined.Add(waiting.GetAttribute("action")!).ShouldBeTrue($"The verdict on “{name}” was refused: {page.Text}");
            page = await Verify(assessor, page, waiting.GetAttribute("action")!, accept: !name.Contains("Naskah"), name.Contains("Naskah") ? "Belum ditandatangani." : "");
        }
        page.Text.ShouldContain("Alasan: Belum ditandatangani.");

        // Both have the page open; the second is told both values and keeps what they typed.
        var (first, second) = (await assessor.Open(address), await other.Open(address));
        (await assessor.Submit(first, "Simpan penilaian", ("Input.Value", "3"), ("Input.Met", "2"), ("Input.Met", "3"), ("Input.Reason", "Muatan lengkap."))).Text.ShouldContain("tersimpan");
        var stale = await other.Submit(second, "Simpan penilaian", ("Input.Value", "2"), ("Input.Met", "2"), ("Input.Reason", "Muatan belum lengkap."));
        stale.Text.ShouldContain("Pejabat Analis Kebijakan memilih 3 dengan alasan “Muatan lengkap.”. Anda memilih 2");
        stale.Html.QuerySelector("textarea[name='Input.Reason']")!.TextContent.Trim().ShouldBe("Muatan belum lengkap.");
        (await app.All<Judgement>()).Single(one => one.Stage == JudgementStage.Assessor).Value.ShouldBe(3);
        (await other.Submit(stale, "Simpan penilaian")).Text.ShouldContain("tersimpan");
        (await app.All<Judgement>()).Single(one => one.Stage == JudgementStage.Assessor).Value.ShouldBe(2);
    }

    private static async Task<Page> Verify(Browse browse, Page page, string action, bool accept, string reason)
    {
        var token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("accept", accept ? "true" : "false"), KeyValuePair.Create("verdictReason", reason)]);
        using var response = await browse.Client.PostAsync(new Uri(action, UriKind.Relative), content);
        response.IsSuccessStatusCode.ShouldBeTrue();
        return await browse.Open(page.Href.Split('?')[0]);
    }

    private static async Task Rest(EvaluationHall hall, EvaluationCycle cycle)
    {
        foreach (var group in (await hall.App.All<CycleIndicator>()).Where(item => item.State != IndicatorState.Validated).GroupBy(item => item.AgencyId))
        {
            var answering = group.Key == hall.Planner.AgencyId ? hall.Planner : group.Key == hall.Treasurer.AgencyId ? hall.Treasurer : group.Key == hall.Health.AgencyId ? hall.Health : group.Key == hall.Ict.AgencyId ? hall.Ict : null;
            using var agency = answering is null ? null : await hall.App.As(answering);
            using var assessor = await hall.App.As(hall.Assessor);
            using var officer = await hall.App.As(hall.Officer);
            foreach (var item in group)
            {
                var address = $"/kerja/evaluasi/{cycle.Id}/indikator/{item.Key}";
                if (agency is null)
                {
                    continue;
                }
                (await agency.Submit(await agency.Open(address), "Ajukan kepada asesor", ("Input.Value", "1"), ("Input.Reason", "Belum ada."))).Text.ShouldContain("diajukan");
                (await assessor.Submit(await assessor.Open(address), "Simpan penilaian", ("Input.Reason", "Benar."))).Text.ShouldContain("tersimpan");
                (await officer.Submit(await officer.Open(address), "Validasi nilai ini", ("Input.Reason", "Benar."))).Text.ShouldContain("tersimpan");
            }
        }
        // Agencies of this test without an operator: their indicators are given to the ICT agency.
        var left = (await hall.App.All<CycleIndicator>()).Where(item => item.State != IndicatorState.Validated).ToList();
        if (left.Count > 0)
        {
            using var ict = await hall.App.As(hall.Ict);
            var page = await ict.Open($"/kerja/evaluasi/{cycle.Id}/pembagian");
            (await ict.Submit(page, "Simpan pembagian", [.. left.Select(item => ($"Rows[{item.Place - 1}].Agency", (string?)$"{hall.Ict.AgencyId}"))])).Text.ShouldContain("tersimpan");
            await Rest(hall, cycle);
        }
    }

    private static async Task Exports(Browse ict, EvaluationCycle cycle)
    {
        var report = new ParsedPdf(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil.pdf"));
        var text = Words(report);
        text.ShouldContain("Laporan hasil Evaluasi SPBE 2026");
        text.ShouldContain("1,03 (Kurang), menurut penilaian mandiri");
        text.ShouldContain("12. Peta Rencana SPBE");
        // Eight aspects, numbered on the radar and named beside it, and told to whoever does not see it.
        text.ShouldContain("8. Layanan Publik Berbasis Elektronik: 1,00");
        report.All.ShouldContain(item => item.Contains("/Figure", StringComparison.Ordinal) && item.Contains("/Alt", StringComparison.Ordinal));
        text = Words(new ParsedPdf(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil/berita-acara.pdf")));
        text.ShouldContain("47 dari 47");
        text.ShouldContain("2 November 2026 oleh Pejabat Sekretaris Daerah");
        text.ShouldContain("hasil boleh diumumkan");
        using (var sheet = SheetReader.Open(new MemoryStream(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil.xlsx")), ["Nomor", "Tingkat perangkat daerah", "Asesor internal", "Penanggung jawab", "Data dukung"]))
        {
            var rows = sheet.Rows().ToList();
            rows.Select(row => row["Nomor"]).ShouldBe(Enumerable.Range(1, 47).Select(number => $"{number}"));
            (rows[11]["Tingkat perangkat daerah"], rows[11]["Asesor internal"], rows[11]["Penanggung jawab"]).ShouldBe(("3", "2", "2"));
            rows[11]["Data dukung"]!.ShouldContain("Tingkat 3: Naskah Peta Rencana (ditolak)");
        }
        using var zip = new ZipArchive(new MemoryStream(await ict.Client.GetByteArrayAsync($"/kerja/evaluasi/{cycle.Id}/hasil/bukti.zip")));
        zip.Entries.Select(entry => entry.FullName).ShouldContain("12 indikator 12 Peta Rencana SPBE/tingkat 3 peta.pdf");
        zip.Entries.Count(entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal)).ShouldBe(1);
        using var list = new StreamReader(zip.GetEntry("daftar bukti.csv")!.Open());
        (await list.ReadToEndAsync()).ShouldContain("https://contoh.go.id/peta-rencana");
    }

    /// <summary>All that is drawn, with one space where a line was broken.</summary>
    private static string Words(ParsedPdf pdf) => string.Join(' ', pdf.Pages()).Replace('\n', ' ');

    private static async Task Outside(Browse ict, EvaluationCycle cycle)
    {
        var address = $"/kerja/evaluasi/{cycle.Id}/hasil-luar";
        var page = await ict.Submit(await ict.Open(address), "Simpan hasil asesor eksternal", ("Rows[0].Value", "7"));
        page.Text.ShouldContain("Indikator 1: Pilih tingkat 1 sampai 5.");
        (await ict.Submit(await ict.Open(address), "Simpan hasil asesor eksternal", ("Rows[11].Value", "2"))).Text.ShouldContain("Penilaian dokumen tersimpan.");
        (await ict.Submit(await ict.Open(address), "Tutup putaran ini")).Text.ShouldContain("Hasil asesor eksternal belum lengkap");
        var all = Enumerable.Range(0, 47).Select(at => ($"Rows[{at}].Value", (string?)(at == 11 ? "2" : "1"))).ToArray();
        (await ict.Submit(await ict.Open(address), "Simpan hasil asesor eksternal", all)).Text.ShouldContain("tersimpan");
        page = await ict.Submit(await ict.Open(address), "Tutup putaran ini");
        page.Text.ShouldContain("Evaluasi SPBE 2026 selesai.");
        page.Text.ShouldContain("Indeks SPBE 1,03, predikat Kurang, menurut asesor eksternal");
    }
}
