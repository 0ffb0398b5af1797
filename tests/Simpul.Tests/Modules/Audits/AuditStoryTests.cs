using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>From the programme to a finding that the auditor closed, and whom each step refuses.</summary>
public sealed class AuditStoryTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_audit_goes_from_its_plan_to_a_closed_finding(string database)
    {
        await using var court = await Court.Open(Court.PalangkaRaya, database);
        var application = await court.Application("Antrean");
        await court.Body();
        var form = await court.Auditor.Open("/kerja/rencana-audit/baru");
        var plan = await court.Auditor.Submit(form, "Simpan rencana audit", ("Form.Input[title]", "Audit aplikasi 2026"), ("Form.Input[year]", "2026"), ("Form.Input[kind]", "Application"), ("Form.Input[scope]", "SpecialApplications"),
            ("Form.Input[startsOn]", "2026-10-01"), ("Form.Input[endsOn]", "2026-12-15"));
        plan.Text.ShouldContain("Rencana ini belum menjadi audit.");
        var programme = await court.Auditor.Open("/kerja/program-audit");
        programme.Text.ShouldContain("direncanakan");
        programme.Text.ShouldContain("paling sedikit sekali dalam 2 tahun, tiap objek");
        programme.Text.ShouldContain("Antrean");

        form = await court.Auditor.Follow(plan, "Buat penugasan audit");
        form.Html.QuerySelector("[name='Form.Input[title]']")!.GetAttribute("value").ShouldBe("Audit aplikasi 2026");
        var audit = await court.Auditor.Submit(form, "Simpan audit TIK", ("Form.Input[code]", "ST-7/2026"), ("Form.Input[performer]", "AccreditedBody"), ("Form.Input[body]", (await court.Only<AuditBody>()).Id.ToString()), ("Form.Input[agency]", court.Health.ToString()));
        audit.Text.ShouldContain("Objek belum dipilih.");
        audit.Text.ShouldContain("Tim belum berisi dua orang");
        var id = (await court.Only<Audit>()).Id;
        (await court.Only<Audit>()).Subjects.Count.ShouldBe(4);
        (await court.Only<Audit>()).Bases.ShouldContain("brin-1-2024");
        var objects = await court.Auditor.Follow(audit, "Pilih objek");
        objects.Text.ShouldContain("belum pernah diaudit");
        objects = await court.Auditor.Submit(objects, "Tambahkan ke audit", ("Chosen", application.ToString()));
        objects.Text.ShouldContain("Lepaskan Antrean");

        var team = await court.Auditor.Open($"/kerja/audit-tik/{id}/tim");
        team = await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Lead.PersonId.ToString()), ("Input.Role", "Lead"), ("Input.Certificate", "CISA"), ("Input.CertificateUntil", "2027-01-01"));
        team = await court.Auditor.Submit(team, "Tambahkan ke tim", ("Input.Person", court.Second.PersonId.ToString()), ("Input.Role", "Reviewer"));
        team.Text.ShouldContain("Belum menyatakan");
        var stage = await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap");
        (await court.Auditor.Submit(stage, "Mulai audit")).Text.ShouldContain("2 anggota belum menandatangani pernyataan bebas benturan kepentingan.");
        await court.Auditor.Submit(await court.Auditor.Open(team.Href), "Tanda tangani pernyataan ini");
        await court.Reviewer.Submit(await court.Reviewer.Open(team.Href), "Tanda tangani pernyataan ini");
        (await court.Auditor.Submit(stage, "Mulai audit")).Text.ShouldContain("Audit dimulai.");

        // Every criterion of the edition that fits became a working paper, in the words of the edition.
        var papers = await court.All<WorkingPaper>();
        papers.Select(paper => paper.Subject).Distinct().Count().ShouldBe(4);
        papers.ShouldContain(paper => paper.Criterion == "app-need");
        papers.ShouldNotContain(paper => paper.Criterion == "inf-power");
        var list = await court.Auditor.Open($"/kerja/audit-tik/{id}/kertas-kerja?pokok=functionality");
        list.Text.ShouldContain("Kesesuaian dengan proses bisnis");
        list.Text.ShouldNotContain("Waktu tanggap");
        var paper = await court.Auditor.Follow(list, "Kesesuaian dengan proses bisnis");
        paper = await court.Auditor.Submit(paper, "Simpan kertas kerja", ("Result", "Fails"), ("Observation", "Fungsi pendaftaran tidak sesuai dengan prosedur."));
        paper.Text.ShouldContain("Anda yang menulisnya, jadi orang lain yang memeriksa.");
        paper = await court.Auditor.Submit(paper, "Unggah berkas", [("Input.File", "bukti.pdf", CityHall.Pdf)], ("Input.Classification", "Restricted"));
        paper.Text.ShouldContain("Unduh bukti.pdf");
        (await court.Audited.Open(paper.Href)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await court.Reviewer.Submit(await court.Reviewer.Open(paper.Href), "Setujui kertas kerja")).Text.ShouldContain("Kertas kerja disetujui.");

        await court.Answer(id);
        stage = await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap");
        stage.Text.ShouldContain("Tidak sesuai tanpa temuan: Kesesuaian dengan proses bisnis, Antrean.");
        var write = await court.Auditor.Follow(await court.Auditor.Open(paper.Href), "Tulis temuan dari kertas kerja ini");
        write.Html.QuerySelector("[name='Form.Input[criterionCode]'] option[selected]")!.GetAttribute("value").ShouldBe("app-need");
        write.Html.QuerySelector("[name='Form.Input[criterionCode]'] option[selected]")!.TextContent.ShouldBe("Fungsionalitas aplikasi: Kesesuaian dengan proses bisnis");
        write.Html.QuerySelector("[name='Form.Input[object]']")!.GetAttribute("value").ShouldBe("Antrean");
        // The paper's words are in the form and not in the address, which goes into logs.
        write.Href.Split('?')[1].Split('&').Select(part => part.Split('=')[0]).ShouldBe(["audit", "criterionCode", "object"]);
        write.Html.QuerySelector("[name='Form.Input[condition]']")!.TextContent.Trim().ShouldBe((await court.All<WorkingPaper>()).Single(one => one.Criterion == "app-need").Observation);
        var finding = await court.Auditor.Submit(write, "Simpan temuan audit", ("Form.Input[severity]", "High"), ("Form.Input[cause]", "Kebutuhan tidak ditulis."), ("Form.Input[recommendation]", "Tulis dan setujui kebutuhannya."), ("Form.Input[dueOn]", "2026-11-20"));
        finding.Text.ShouldContain("Belum ditanggapi.");
        var found = await court.Only<AuditFinding>();
        (found.AgencyId, found.PaperId).ShouldBe((court.Health, papers.Single(one => one.Criterion == "app-need").Id));

        // The agency answers and follows up; it never closes.
        var own = await court.Audited.Open($"/kerja/temuan-audit/{found.Id}");
        var answer = await court.Audited.Follow(own, "Tanggapi temuan");
        (await court.Audited.Submit(answer, "Kirim tanggapan", ("Choice", "Objected"))).Text.ShouldContain("Tulis alasan sanggahan Anda.");
        (await court.Audited.Submit(answer, "Kirim tanggapan", ("Choice", "Agreed"), ("Words", "Kami lengkapi bulan ini."))).Text.ShouldContain("Tanggapan terkirim.");
        var follow = await court.Audited.Open($"/kerja/temuan-audit/{found.Id}/tindak-lanjut");
        (await court.Audited.Submit(follow, "Simpan tindak lanjut", ("What", "Dokumen kebutuhan ditetapkan."), ("On", "2026-11-03"))).Text.ShouldContain("Isi tanggal antara");
        own = await court.Audited.Submit(follow, "Simpan tindak lanjut", ("What", "Dokumen kebutuhan ditetapkan."), ("On", "2026-11-02"));
        own.Text.ShouldContain("Ditindaklanjuti, menunggu auditor");
        own = await court.Audited.Submit(own, "Unggah berkas", [("Input.File", "dokumen.pdf", CityHall.Pdf)], ("Input.Classification", "Restricted"));
        own.Text.ShouldContain("Unduh dokumen.pdf");
        (await court.Audited.Open($"/kerja/temuan-audit/{found.Id}/putuskan")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var decide = await court.Auditor.Open($"/kerja/temuan-audit/{found.Id}/putuskan");
        (await court.Auditor.Submit(decide, "Kembalikan, belum cukup", ("Words", "Belum ditandatangani."))).Text.ShouldContain("Belum cukup");
        await court.Audited.Submit(await court.Audited.Open(follow.Href), "Simpan tindak lanjut", ("What", "Sudah ditandatangani."), ("On", "2026-11-02"));
        decide = await court.Auditor.Open(decide.Href);
        (await court.Auditor.Submit(decide, "Tutup temuan")).Text.ShouldContain("Tulis apa yang diperiksa");
        (await court.Auditor.Submit(decide, "Tutup temuan", ("Words", "Dokumen lengkap."))).Text.ShouldContain("Temuan ditutup.");
        (await court.Only<AuditFinding>()).State.ShouldBe(FindingState.Closed);
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{found.Id}/ubah"), "Simpan perubahan", ("Form.Input[dueOn]", "2027-01-01"))).Text.ShouldContain("sudah ditutup, jadi tidak dapat diubah lagi");

        // The end wants a summary; the deadline of the next audit counts from it.
        (await court.Auditor.Submit(stage, "Selesaikan audit", ("On", "2026-11-02"))).Text.ShouldContain("Simpulan belum ditulis.");
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ("Form.Input[summary]", "Aplikasi cukup baik."));
        (await court.Auditor.Submit(await court.Auditor.Open(stage.Href), "Selesaikan audit", ("On", "2026-11-02"))).Text.ShouldContain("Audit selesai.");
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ("Form.Input[title]", "Lain"))).Text.ShouldContain("Yang masih dapat diubah hanya simpulannya.");
        (await court.Auditor.Open("/kerja/program-audit")).Text.ShouldContain("2 Nov 2028");

        var pdf = await court.Auditor.Client.GetAsync($"/kerja/audit-tik/{id}/laporan.pdf");
        Encoding.Latin1.GetString(await pdf.Content.ReadAsByteArrayAsync()).ShouldStartWith("%PDF-1.7");
        using var sheets = new ZipArchive(await court.Auditor.Client.GetStreamAsync($"/kerja/audit-tik/{id}/laporan.xlsx"));
        using var reader = new StreamReader(sheets.GetEntry("xl/workbook.xml")!.Open());
        (await reader.ReadToEndAsync()).ShouldContain("Kertas kerja");
        (await court.Audited.Client.GetAsync($"/kerja/audit-tik/{id}/laporan.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var actions = await court.App.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Select(item => item.Action).Distinct().ToListAsync());
        foreach (var action in new[] { "audits.begun", "audit-members.declared", "audit-papers.written", "audit-papers.signed", "audit-findings.responded", "audit-follow-ups.returned", "audit-follow-ups.accepted", "audit-findings.closed", "audits.ended" })
        {
            actions.ShouldContain(action);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_writes_on_what_they_did_not_see_is_shown_both(string database)
    {
        await using var court = await Court.Open(Court.Baubau, database);
        var id = await court.Running(await court.Application("Antrean"));
        var paper = (await court.All<WorkingPaper>()).Single(one => one.Criterion == "gov-roles");
        var (mine, theirs) = (await court.Auditor.Open($"/kerja/kertas-kerja-audit/{paper.Id}"), await court.Reviewer.Open($"/kerja/kertas-kerja-audit/{paper.Id}"));
        await court.Reviewer.Submit(theirs, "Simpan kertas kerja", ("Result", "Conforms"), ("Observation", "Surat tugas lengkap."));
        var stale = await court.Auditor.Submit(mine, "Simpan kertas kerja", ("Result", "Partly"), ("Observation", "Satu surat tugas kurang."));
        stale.Text.ShouldContain("Kertas kerja ini baru saja diubah orang lain.");
        stale.Text.ShouldContain("Surat tugas lengkap.");
        stale.Html.QuerySelector("[name=Observation]")!.TextContent.Trim().ShouldBe("Satu surat tugas kurang.");
        (await court.Paper(paper.Id)).Observation.ShouldBe("Surat tugas lengkap.");
        (await court.Auditor.Submit(stale, "Simpan kertas kerja")).Text.ShouldContain("Kertas kerja tersimpan.");
        (await court.Paper(paper.Id)).Observation.ShouldBe("Satu surat tugas kurang.");

        // Who signs a paper signs what they read; a change takes the signature back.
        var read = await court.Reviewer.Open($"/kerja/kertas-kerja-audit/{paper.Id}");
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/kertas-kerja-audit/{paper.Id}"), "Simpan kertas kerja", ("Observation", "Dua surat tugas kurang."));
        (await court.Reviewer.Submit(read, "Setujui kertas kerja")).Text.ShouldContain("berubah sejak Anda membacanya");
        await court.Reviewer.Submit(await court.Reviewer.Open(read.Href), "Setujui kertas kerja");
        (await court.Paper(paper.Id)).IsSigned.ShouldBeTrue();

        // Nor does evidence change under a signature, and who signs does so on the evidence that they saw.
        var signed = await court.Auditor.Open(read.Href);
        signed.Text.ShouldNotContain("Tambah berkas");
        (await court.Auditor.Open($"/kerja/berkas/audit-papers/{paper.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var reopened = await court.Auditor.Submit(signed, "Buka kembali kertas kerja");
        (await court.Paper(paper.Id)).IsSigned.ShouldBeFalse();
        read = await court.Reviewer.Open(read.Href);
        await court.Auditor.Submit(reopened, "Unggah berkas", [("Input.File", "tugas.pdf", CityHall.Pdf)], ("Input.Classification", "Restricted"));
        (await court.Reviewer.Submit(read, "Setujui kertas kerja")).Text.ShouldContain("berubah sejak Anda membacanya");
        (await court.Paper(paper.Id)).IsSigned.ShouldBeFalse();
        await court.Reviewer.Submit(await court.Reviewer.Open(read.Href), "Setujui kertas kerja");
        (await court.Paper(paper.Id)).IsSigned.ShouldBeTrue();
        await court.Auditor.Submit(await court.Auditor.Open(read.Href), "Simpan kertas kerja", ("Observation", "Tiga surat tugas kurang."));
        (await court.Paper(paper.Id)).IsSigned.ShouldBeFalse();
        (await court.Reviewer.Submit(await court.Reviewer.Open(read.Href), "Kembalikan kepada penulis")).Text.ShouldContain("Tulis apa yang harus diperbaiki.");
        (await court.Desk.Open(read.Href)).Text.ShouldNotContain("Simpan kertas kerja");
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap"), "Batalkan audit", ("Reason", "Digabung."))).Text.ShouldContain("Dibatalkan: Digabung.");
    }

    [Fact]
    public async Task A_finding_that_is_late_is_told_to_the_agency_then_the_head_of_the_ICT_agency_then_the_team()
    {
        await using var court = await Court.Open(Make.Palembang);
        var audit = await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), []);
        await court.App.Kept(new AuditFinding { AuditId = audit.Id, Title = "Cadangan tidak diuji", AgencyId = court.Health, Condition = "x", Criterion = "y", Cause = "z", Recommendation = "w", FoundOn = new DateOnly(2026, 9, 1), DueOn = new DateOnly(2026, 11, 2) });
        async Task<int> Told(DateTimeOffset now)
        {
            court.App.Clock.Set(now);
            await court.App.Do(services => Escalation.Run(services, CancellationToken.None));
            return (await court.All<Notice>()).Count(notice => notice.Kind == "audits.overdue");
        }
        (await Told(new DateTimeOffset(2026, 11, 2, 23, 0, 0, TimeSpan.FromHours(7)))).ShouldBe(0);
        (await Told(new DateTimeOffset(2026, 11, 3, 6, 0, 0, TimeSpan.FromHours(7)))).ShouldBe(1);
        (await Told(new DateTimeOffset(2026, 11, 4, 6, 0, 0, TimeSpan.FromHours(7)))).ShouldBe(1);
        // The program was down for the second step: the later run tells both.
        (await Told(new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.FromHours(7)))).ShouldBe(3);
        (await Told(new DateTimeOffset(2026, 12, 20, 6, 0, 0, TimeSpan.FromHours(7)))).ShouldBe(3);
        var notices = (await court.All<Notice>()).Where(notice => notice.Kind == "audits.overdue").ToList();
        notices.Select(notice => (notice.Office, notice.AgencyId)).ShouldBe([("agency", court.Health), ("agency-head", court.Ict), ("coordination-team", null)], ignoreOrder: true);
        notices.Single(notice => notice.Office == "coordination-team").Title.ShouldContain("terlambat 18 hari dari 2 November 2026");
    }

    [Fact]
    public async Task The_programme_counts_from_the_last_audit_and_shows_each_year()
    {
        await using var court = await Court.Open(Court.BangkaTengah);
        var old = await court.Application("Lama");
        await court.Finished(AuditKind.Application, new DateOnly(2025, 3, 1), [(old, ObjectClass.SpecialApplication)]);
        var page = await court.Auditor.Open("/kerja/program-audit");
        page.Text.ShouldContain("selesai 1 Mar 2025");
        page.Text.ShouldContain("jatuh tempo 1 Mar 2027");
        page.Text.ShouldContain("Pusat data");
        var none = await Court.Open(Make.Palembang);
        await using (none)
        {
            var silent = await none.Auditor.Open("/kerja/program-audit");
            silent.Text.ShouldContain("sewaktu-waktu sesuai kebutuhan");
            silent.Text.ShouldContain("tidak ditentukan");
            silent.Text.ShouldNotContain("jatuh tempo 2");
        }
    }
}

file static class Reading
{
    public static async Task<WorkingPaper> Paper(this Court court, Guid paper) => (await court.All<WorkingPaper>()).Single(one => one.Id == paper);
}
