using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Platform.Cases;
using Simpul.Tests.Platform.Registers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Notices;
using Xunit;

namespace Simpul.Tests.Modules.Audits;

/// <summary>What agency and auditor hold each other to: what was seen, what was agreed, who is told; and which object a finding is about.</summary>
public sealed class FindingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_auditor_decides_on_nothing_that_they_did_not_see(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = await Found(court, id);
        var follow = $"/kerja/temuan-audit/{finding}/tindak-lanjut";
        await court.Audited.Submit(await court.Audited.Open(follow), "Simpan tindak lanjut", ("What", "Prosedur ditulis."), ("On", "2026-11-02"));
        var older = await court.Auditor.Open($"/kerja/temuan-audit/{finding}/putuskan");
        await court.Audited.Submit(await court.Audited.Open(follow), "Simpan tindak lanjut", ("What", "Petugas ditunjuk."), ("On", "2026-11-02"));

        var refused = await court.Auditor.Submit(older, "Tutup temuan", ("Words", "Prosedurnya sesuai."));
        refused.Text.ShouldContain("Temuan ini berubah sejak Anda membukanya.");
        refused.Text.ShouldContain("Petugas ditunjuk.");
        refused.Html.QuerySelector("[name=Words]")!.TextContent.Trim().ShouldBe("Prosedurnya sesuai.");
        (await court.All<FollowUp>()).ShouldAllBe(entry => entry.Verdict == ReviewVerdict.Waiting);
        (await court.Only<AuditFinding>()).State.ShouldBe(FindingState.FollowedUp);
        // What stands there now has been shown, so that sending it again decides.
        (await court.Auditor.Submit(refused, "Tutup temuan")).Text.ShouldContain("Temuan ditutup.");
        (await court.All<FollowUp>()).ShouldAllBe(entry => entry.Verdict == ReviewVerdict.Accepted);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Evidence_that_comes_or_goes_meanwhile_is_not_decided_on(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = await Found(court, id);
        Task<Page> Attach(Page page, string name) => court.Audited.Submit(page, "Unggah berkas", [("Input.File", name, CityHall.Pdf)], ("Input.Classification", "Restricted"));
        async Task<Page> Removal()
        {
            var file = (await court.All<FileRecord>()).Single(one => one.RemovedAt is null);
            return await court.Audited.Open($"/kerja/berkas/audit-follow-ups/{file.SubjectId}/{file.Id}");
        }
        var own = await court.Audited.Submit(await court.Audited.Open($"/kerja/temuan-audit/{finding}/tindak-lanjut"), "Simpan tindak lanjut", ("What", "Prosedur ditulis."), ("On", "2026-11-02"));
        var older = await court.Auditor.Open($"/kerja/temuan-audit/{finding}/putuskan");
        await Attach(own, "prosedur.pdf");
        var refused = await court.Auditor.Submit(older, "Tutup temuan", ("Words", "Sesuai."));
        refused.Text.ShouldContain("Temuan ini berubah sejak Anda membukanya.");
        refused.Text.ShouldContain("Unduh prosedur.pdf");
        await court.Audited.Submit(await Removal(), "Hapus berkas", ("Reason", "Keliru."));
        refused = await court.Auditor.Submit(refused, "Tutup temuan");
        refused.Text.ShouldContain("Temuan ini berubah sejak Anda membukanya.");
        (await court.Only<AuditFinding>()).State.ShouldBe(FindingState.FollowedUp);

        // What was decided on stays; also for whoever was just about to change it.
        await Attach(await court.Audited.Open($"/kerja/temuan-audit/{finding}"), "prosedur-baru.pdf");
        var entry = await court.Only<FollowUp>();
        await court.App.Do(async services =>
        {
            var subject = (await services.GetRequiredService<FileSubjects>().Find("audit-follow-ups", entry.Id, CancellationToken.None))!;
            subject.MayAttach.ShouldBeTrue();
            (await court.Auditor.Submit(await court.Auditor.Open(older.Href), "Tutup temuan", ("Words", "Sesuai."))).Text.ShouldContain("Temuan ditutup.");
            using var content = new MemoryStream(CityHall.Pdf);
            (await services.GetRequiredService<Attachments>().Attach(subject, new Upload(null, "susulan.pdf", content, Classification.Restricted), CancellationToken.None)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("Auditor sudah memeriksa tindak lanjut ini");
        }, await court.App.Actor(court.Operator));
        (await Removal()).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_objection_is_answered_before_anything_escalates(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = await Found(court, id, "2026-11-02");
        async Task<Page> Object(string words) => await court.Audited.Submit(await court.Audited.Open($"/kerja/temuan-audit/{finding}/tanggapan"), "Kirim tanggapan", ("Choice", "Objected"), ("Words", words));
        async Task<int> Late()
        {
            var now = court.App.Clock.GetUtcNow();
            court.App.Clock.Set(now.AddDays(20));
            await court.App.Do(services => Escalation.Run(services, CancellationToken.None));
            court.App.Clock.Set(now);
            return (await court.All<Notice>()).Count(notice => notice.Kind == "audits.overdue");
        }
        (await Object("Prosedurnya ada.")).Text.ShouldContain("Sanggahan Anda menunggu jawaban auditor.");
        (await Late()).ShouldBe(0);
        var decide = await court.Auditor.Follow(await court.Auditor.Open($"/kerja/temuan-audit/{finding}"), "Jawab sanggahan");
        decide.Text.ShouldContain("Prosedurnya ada.");
        var stale = await court.Audited.Open($"/kerja/temuan-audit/{finding}/tanggapan");
        (await court.Auditor.Submit(decide, "Pertahankan temuan")).Text.ShouldContain("Tulis mengapa sanggahannya tidak diterima.");
        var kept = await court.Auditor.Submit(decide, "Pertahankan temuan", ("Words", "Prosedur itu untuk sistem lain."));
        kept.Text.ShouldContain("Disanggah, temuan dipertahankan");
        kept.Text.ShouldContain("Auditor mempertahankan temuan: Prosedur itu untuk sistem lain.");
        (await court.All<Notice>()).ShouldContain(notice => notice.AgencyId == court.Health && notice.Title.StartsWith("Auditor mempertahankan temuan “Prosedur” yang Anda sanggah", StringComparison.Ordinal));
        // What was objected stays beside what was answered; what is left to do is to follow it up.
        (await court.Audited.Open($"/kerja/temuan-audit/{finding}")).Text.ShouldNotContain("Ubah tanggapan");
        (await court.Audited.Submit(stale, "Kirim tanggapan", ("Choice", "Agreed"), ("Words", "Baik."))).Text.ShouldContain("Auditor sudah menjawab sanggahan Anda");
        var upheld = await court.Only<AuditFinding>();
        (upheld.Response, upheld.ResponseWords).ShouldBe((FindingResponse.Upheld, "Prosedurnya ada."));
        (await Late()).ShouldBe(3);

        // Another finding than the one that was answered may be objected to, and an objection that is right ends it.
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{finding}/ubah"), "Simpan perubahan", ("Form.Input[recommendation]", "Tulis prosedur bagi sistem ini."));
        (await court.Only<AuditFinding>()).ObjectionWords.ShouldBeNull();
        await Object("Sistem ini sudah tidak dipakai.");
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{finding}/putuskan"), "Tutup temuan", ("Words", "Benar, sistemnya dihentikan."));
        var closed = await court.Only<AuditFinding>();
        (closed.State, closed.ClosingNote).ShouldBe((FindingState.Closed, "Benar, sistemnya dihentikan."));
        (await court.All<Notice>()).ShouldContain(notice => notice.Title == "Temuan “Prosedur” ditutup auditor sesudah sanggahan Anda: Benar, sistemnya dihentikan.");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_an_audit_and_a_finding_ended_with_stays(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var server = (await court.App.Items((ArchitectureDomain.Infrastructure, "Server satu")))[0];
        var audit = new Audit { Code = "ST-8", Title = "Audit pusat data", Kind = AuditKind.Infrastructure, AgencyId = court.Ict, StartsOn = new DateOnly(2026, 10, 1), EndsOn = new DateOnly(2026, 12, 31), Performer = Performer.AccreditedBody, BodyId = (await court.Body()).Id, ReportOnly = true, Summary = "Baik." };
        await court.App.Kept(audit);
        await court.App.Do(async services =>
        {
            var (db, flow) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<AuditFlow>());
            (await flow.Choose(await db.Set<Audit>().SingleAsync(), [server], CancellationToken.None)).Refusals.ShouldBeEmpty();
            (await flow.Begin(await db.Set<Audit>().SingleAsync(), CancellationToken.None)).Refusals.ShouldBeEmpty();
        });
        (string, string, byte[])[] file = [("Input.File", "laporan.pdf", CityHall.Pdf)];
        var page = await court.Desk.Submit(await court.Desk.Open($"/kerja/audit-tik/{audit.Id}"), "Unggah berkas", file, ("Input.Classification", "Restricted"));
        page.Text.ShouldContain("Ganti atau hapus laporan.pdf");
        var removal = await court.Desk.Follow(page, "Ganti atau hapus laporan.pdf");
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}/tahap"), "Selesaikan audit", ("On", "2026-11-02"))).Text.ShouldContain("Audit selesai.");
        (await court.All<Notice>()).ShouldContain(notice => notice.AgencyId == court.Ict && notice.Title == "Audit pusat data selesai. Simpulan dan temuannya dapat dibaca.");
        (await court.Desk.Submit(removal, "Hapus berkas", ("Reason", "Tidak perlu."))).Status.ShouldBe(HttpStatusCode.Forbidden);
        // An independent auditor adds the signed copy, and takes nothing away either.
        page = await court.Auditor.Open($"/kerja/audit-tik/{audit.Id}");
        page.Text.ShouldNotContain("Ganti atau hapus");
        var report = await court.Only<FileRecord>();
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/berkas/audits/{audit.Id}/{report.Id}"), "Hapus berkas", ("Reason", "Tidak perlu."))).Text.ShouldContain("Berkas ini menjadi dasar");
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/berkas/audits/{audit.Id}?slot={Uri.EscapeDataString(report.Slot)}"), "Unggah berkas", file)).Text.ShouldContain("tidak dapat diganti");
        await court.Auditor.Submit(page, "Unggah berkas", [("Input.File", "bertanda-tangan.pdf", CityHall.Pdf)], ("Input.Classification", "Restricted"));
        (await court.All<FileRecord>()).Where(one => one.RemovedAt is null).Select(one => one.Name).ShouldBe(["laporan.pdf", "bertanda-tangan.pdf"], ignoreOrder: true);

        // The files of a finding are the auditor's until it is closed.
        var finding = new AuditFinding { AuditId = audit.Id, Title = "Cadangan", Severity = Severity.High, AgencyId = court.Ict, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 12, 1) };
        await court.App.Kept(finding);
        var proof = $"/kerja/berkas/audit-findings/{finding.Id}";
        (await court.Desk.Open(proof)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await court.Auditor.Submit(await court.Auditor.Open(proof), "Unggah berkas", file, ("Input.Classification", "Restricted"))).Text.ShouldContain("Unduh laporan.pdf");
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{finding.Id}/putuskan"), "Tutup temuan", ("Words", "Selesai."));
        (await court.Auditor.Open(proof)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_agreement_holds_for_what_was_agreed_and_no_longer(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = await Found(court, id);
        async Task Agree() => (await court.Audited.Submit(await court.Audited.Open($"/kerja/temuan-audit/{finding}/tanggapan"), "Kirim tanggapan", ("Choice", "Agreed"), ("Words", "Kami lengkapi."))).Text.ShouldContain("Tanggapan terkirim.");
        async Task<Page> Change(params (string, string?)[] values) => await court.Auditor.Submit(await court.Auditor.Open($"/kerja/temuan-audit/{finding}/ubah"), "Simpan perubahan", values);
        async Task<List<Notice>> Told() => [.. (await court.All<Notice>()).Where(notice => notice.Kind == "audits.finding" && notice.Office == "agency").OrderBy(notice => notice.Id)];

        await Agree();
        await Change(("Form.Input[title]", "Prosedur belum ada"));
        (await court.Only<AuditFinding>()).Response.ShouldBe(FindingResponse.Agreed, "what it is called was not agreed on");
        await Change(("Form.Input[recommendation]", "Tulis dan latih."), ("Form.Input[dueOn]", "2026-12-15"));
        var changed = await court.Only<AuditFinding>();
        (changed.Response, changed.ResponseWords, changed.RespondedBy).ShouldBe((FindingResponse.None, null, court.Operator.PersonId));
        (await Told())[^1].Title.ShouldBe("Auditor mengubah rekomendasi dan tenggat temuan “Prosedur belum ada”. Tanggapan Anda tidak berlaku lagi; baca dan tanggapi lagi. Tenggatnya 15 Desember 2026.");

        await Agree();
        await Change(("Form.Input[agency]", court.Ict.ToString()));
        (await court.Only<AuditFinding>()).Response.ShouldBe(FindingResponse.None);
        var told = await Told();
        told.Single(notice => notice.AgencyId == court.Ict).Title.ShouldContain("dialihkan kepada perangkat daerah Anda: Prosedur belum ada");
        told.Single(notice => notice.AgencyId == court.Health && notice.Title.Contains("tidak lagi Anda tindak lanjuti", StringComparison.Ordinal)).Href.ShouldBe("/kerja/temuan-audit");

        // After the report its words stand; the deadline may still move, and the agency is told.
        await Change(("Form.Input[agency]", court.Health.ToString()));
        await Agree();
        await court.Answer(id);
        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/ubah"), "Simpan perubahan", ("Form.Input[summary]", "Baik."));
        (await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap"), "Selesaikan audit", ("On", "2026-11-02"))).Text.ShouldContain("Audit selesai.");
        (await Change(("Form.Input[severity]", "Low"))).Text.ShouldContain("Laporan audit ini sudah disampaikan");
        (await court.Only<AuditFinding>()).Response.ShouldBe(FindingResponse.Agreed);
        await Change(("Form.Input[dueOn]", "2026-12-20"));
        (await court.Only<AuditFinding>()).Response.ShouldBe(FindingResponse.None);
        (await Told())[^1].Title.ShouldContain("Auditor mengubah tenggat temuan");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Findings_are_ordered_by_weight_and_not_by_the_alphabet(string database)
    {
        await using var court = await Court.Open(Make.Palembang, database);
        var audit = await court.Finished(AuditKind.Application, new DateOnly(2026, 9, 1), []);
        foreach (var severity in new[] { Severity.High, Severity.Note, Severity.Critical, Severity.Low, Severity.Moderate })
        {
            await court.App.Kept(new AuditFinding { AuditId = audit.Id, Title = $"Temuan {severity}", Severity = severity, AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 9, 1), DueOn = new DateOnly(2026, 12, 1) });
        }
        string[] order = ["Temuan Note", "Temuan Low", "Temuan Moderate", "Temuan High", "Temuan Critical"];
        (await court.Auditor.Open("/kerja/temuan-audit?urut=severity")).Firsts().ShouldBe(order);
        (await court.Auditor.Open("/kerja/temuan-audit?urut=-severity")).Firsts().ShouldBe(order.Reverse());
    }

    [Fact]
    public async Task What_a_secret_result_says_is_linked_to_and_not_copied()
    {
        await using var court = await Court.Open(Court.Baubau);
        var id = await court.Running(await court.Application("Antrean"));
        var run = await court.Auditor.Submit(await court.Auditor.Open($"/kerja/audit-tik/{id}/hasil-alat"), "Periksa berkas", [("Upload", "hasil.nessus", Encoding.UTF8.GetBytes(ToolFileTests.Nessus))], ("Classification", "Secret"));
        var list = await court.Auditor.Submit(run, "Masukkan 2 hasil");
        var form = await court.Auditor.Follow(list, "Jadikan temuan: SSH lemah, 10.0.0.7 22/tcp");
        form.Body.ShouldNotContain("10.0.0.7");
        form.Body.ShouldNotContain("Sandi lemah");
        form.Html.QuerySelector("[name='Form.Input[title]']")!.GetAttribute("value").ShouldBeNullOrEmpty();
        form.Html.QuerySelector("[name='Form.Input[severity]'] option[selected]")!.GetAttribute("value").ShouldBe("Critical");
        var own = await court.Auditor.Submit(form, "Simpan temuan audit", ("Form.Input[title]", "Akses pengelola"), ("Form.Input[criterion]", "Akses pengelola dibatasi."), ("Form.Input[cause]", "Belum diatur."), ("Form.Input[recommendation]", "Perkuat autentikasi."), ("Form.Input[dueOn]", "2026-11-30"));
        own.Text.ShouldContain("Hasil alat: SSH lemah");
        var finding = await court.Only<AuditFinding>();
        finding.Fingerprint.ShouldBe((await court.All<ToolResult>()).Single(one => one.Title == "SSH lemah").Fingerprint);
        foreach (var reader in new[] { court.Desk, court.Audited })
        {
            var page = await reader.Open($"/kerja/temuan-audit/{finding.Id}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldContain("hasil alat yang rahasia");
            page.Body.ShouldNotContain("10.0.0.7");
            page.Body.ShouldNotContain("SSH lemah");
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_object_has_its_own_result_under_a_criterion(string database)
    {
        await using var court = await Court.Open(Court.PalangkaRaya, database);
        var id = await court.Running([await court.Application("Surat"), await court.Application("Antrean")]);
        var papers = await court.All<WorkingPaper>();
        papers.Where(paper => paper.Criterion == "app-need").Select(paper => paper.ObjectName).ShouldBe(["Antrean", "Surat"], ignoreOrder: true);
        papers.Where(paper => paper.Criterion == "app-need").Select(paper => paper.Number).Distinct().ShouldHaveSingleItem();
        papers.Single(paper => paper.Criterion == "gov-roles").ObjectName.ShouldBeNull("the audited agency is asked that once");
        var criteria = papers.Select(paper => paper.Criterion).Distinct().Count();
        var list = await court.Auditor.Open($"/kerja/audit-tik/{id}/kertas-kerja?pokok=functionality");
        list.Firsts().Take(4).ShouldBe(["Kesesuaian dengan proses bisnis, Antrean", "Kesesuaian dengan proses bisnis, Surat", "Kelengkapan dan ketepatan, Antrean", "Kelengkapan dan ketepatan, Surat"]);
        var surat = papers.Single(paper => paper is { Criterion: "app-need", ObjectName: "Surat" });
        (await court.Auditor.Open($"/kerja/audit-tik/{id}/kertas-kerja?objek={surat.ItemId}")).Firsts().ShouldAllBe(title => title.EndsWith(", Surat", StringComparison.Ordinal));

        await court.Auditor.Submit(await court.Auditor.Open($"/kerja/kertas-kerja-audit/{surat.Id}"), "Simpan kertas kerja", ("Result", "Fails"), ("Observation", "Tidak sesuai."));
        await court.Answer(id);
        (await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap")).Text.ShouldContain("Tidak sesuai tanpa temuan: Kesesuaian dengan proses bisnis, Surat.");
        var bare = await court.Auditor.Open($"/kerja/temuan-audit/baru?audit={id}&criterionCode=app-need");
        var refused = await court.Auditor.Submit(bare, "Simpan temuan audit", ("Form.Input[title]", "Kebutuhan"), ("Form.Input[severity]", "High"), ("Form.Input[condition]", "a"), ("Form.Input[criterion]", "b"), ("Form.Input[cause]", "c"), ("Form.Input[recommendation]", "d"), ("Form.Input[dueOn]", "2026-12-01"));
        refused.Text.ShouldContain("Kriteria ini diperiksa pada tiap objek. Isi nama objeknya seperti pada kertas kerja.");
        (await court.Auditor.Client.GetStringAsync($"/kerja/audit-tik/{id}/objek?handler=Suggest&q=sur")).ShouldBe("[\"Surat\"]");
        await court.Auditor.Submit(refused, "Simpan temuan audit", ("Form.Input[object]", "surat"));
        (await court.Only<AuditFinding>()).PaperId.ShouldBe(surat.Id);
        (await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap")).Text.ShouldNotContain("Tidak sesuai tanpa temuan");

        // A third object that is added while the audit runs gets its papers, beside those that are there.
        var third = await court.Application("Pajak");
        await court.App.Do(async services => (await services.GetRequiredService<AuditFlow>().Choose(await services.GetRequiredService<PlatformDb>().Set<Audit>().SingleAsync(one => one.Id == id), [third], CancellationToken.None)).Refusals.ShouldBeEmpty());
        (await court.All<WorkingPaper>()).Where(paper => paper.Criterion == "app-need").Select(paper => (paper.ObjectName, paper.Number)).ShouldBe([("Antrean", surat.Number), ("Pajak", surat.Number), ("Surat", surat.Number)], ignoreOrder: true);
        await court.Answer(id);

        using var document = JsonDocument.Parse(await court.Auditor.Client.GetStringAsync($"/kerja/audit-tik/{id}/oscal.json"));
        OscalModel.Against(document.RootElement).ShouldBeEmpty();
        var result = document.RootElement.GetProperty("assessment-results").GetProperty("results")[0];
        result.GetProperty("reviewed-controls").GetProperty("control-selections")[0].GetProperty("include-controls").GetArrayLength().ShouldBe(criteria);
        var need = result.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("target").GetProperty("target-id").GetString() == "app-need");
        need.GetProperty("target").GetProperty("status").GetProperty("state").GetString().ShouldBe("not-satisfied");
        need.GetProperty("related-observations").GetArrayLength().ShouldBe(3);
        result.GetProperty("observations").EnumerateArray().Where(one => one.GetProperty("title").GetString()!.StartsWith("Kesesuaian dengan proses bisnis", StringComparison.Ordinal)).Select(one => one.GetProperty("subjects").EnumerateArray().Single().GetProperty("title").GetString()).ShouldBe(["Antrean", "Pajak", "Surat"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_objects_of_one_name_are_told_apart_by_their_codes(string database)
    {
        await using var court = await Court.Open(Court.PalangkaRaya, database);
        var id = await court.Running([await court.Application("Website"), await court.Application("website")]);
        var papers = (await court.All<WorkingPaper>()).Where(paper => paper.Criterion == "app-need").ToList();
        papers.Count.ShouldBe(2);
        papers.ShouldAllBe(paper => paper.ObjectName!.StartsWith("website (A-", StringComparison.OrdinalIgnoreCase) && paper.ObjectName.EndsWith(')'));
        papers.Select(paper => paper.ObjectName!.ToUpperInvariant()).ShouldBeUnique();
        (await court.All<AuditObject>()).Select(one => one.Name).ShouldBe(papers.Select(paper => paper.ObjectName!), ignoreOrder: true);

        // Each paper that deviates gets a finding of its own, and the audit can end.
        foreach (var paper in papers)
        {
            await court.Auditor.Submit(await court.Auditor.Open($"/kerja/kertas-kerja-audit/{paper.Id}"), "Simpan kertas kerja", ("Result", "Fails"), ("Observation", "Tidak sesuai."));
            await court.App.Kept(new AuditFinding { AuditId = id, Title = paper.ObjectName!, CriterionCode = "app-need", ObjectName = paper.ObjectName, AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 12, 1) });
        }
        (await court.All<AuditFinding>()).Select(finding => finding.PaperId).ShouldBe(papers.Select(paper => (Guid?)paper.Id), ignoreOrder: true);
        await court.Answer(id);
        (await court.Auditor.Open($"/kerja/audit-tik/{id}/tahap")).Text.ShouldNotContain("Tidak sesuai tanpa temuan");

        // One that joins while the audit runs carries its code; the others keep the names that their papers have.
        var third = await court.Application("WEBSITE");
        await court.App.Do(async services => (await services.GetRequiredService<AuditFlow>().Choose(await services.GetRequiredService<PlatformDb>().Set<Audit>().SingleAsync(one => one.Id == id), [third], CancellationToken.None)).Refusals.ShouldBeEmpty());
        var objects = await court.All<AuditObject>();
        objects.Single(one => one.ItemId == third).Name.ShouldStartWith("WEBSITE (A-");
        objects.Where(one => one.ItemId != third).Select(one => one.Name).ShouldBe(papers.Select(paper => paper.ObjectName!), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_waits_for_the_auditor_is_late_with_the_auditor_and_a_note_never_is()
    {
        await using var court = await Court.Open(Make.Palembang);
        var id = await court.Running(await court.Application("Antrean"));
        var finding = await Found(court, id, "2026-11-02");
        await court.App.Kept(new AuditFinding { AuditId = id, Title = "Catatan saja", Severity = Severity.Note, AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 11, 1), DueOn = new DateOnly(2026, 11, 2) });
        await court.Audited.Submit(await court.Audited.Open($"/kerja/temuan-audit/{finding}/tindak-lanjut"), "Simpan tindak lanjut", ("What", "Prosedur ditulis."), ("On", "2026-11-02"));
        court.App.Clock.Set(new DateTimeOffset(2026, 11, 3, 6, 0, 0, TimeSpan.FromHours(7)));
        await court.App.Do(services => Escalation.Run(services, CancellationToken.None));
        var told = (await court.All<Notice>()).Where(notice => notice.Kind == "audits.overdue").ToList();
        told.Select(notice => (notice.Office, notice.PersonId)).ShouldBe([("agency", null), (null, court.Lead.PersonId), (null, court.Second.PersonId)], ignoreOrder: true);
        told.ShouldAllBe(notice => notice.Title.EndsWith("Tindak lanjutnya menunggu pemeriksaan auditor.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_security_audit_by_the_ICT_agency_counts_where_the_reading_accepts_it_and_for_nothing_else()
    {
        await using var court = await Court.Open(Make.Palembang);
        await court.App.Change(instance => instance.Readings = ["audit-cadence=two-years", "self-audit=internal"]);
        foreach (var (kind, day) in new[] { (AuditKind.Security, 1), (AuditKind.Infrastructure, 2) })
        {
            await court.Finished(kind, new DateOnly(2026, 9, day), [], audit => (audit.Performer, audit.BodyId, audit.AgencyId) = (Performer.IctAgency, null, court.Ict));
        }
        var page = await court.Auditor.Open("/kerja/program-audit");
        page.Text.ShouldContain("Temuannya wajib ditindaklanjuti.");
        page.Text.ShouldNotContain("jatuh tempo 1 Sep 2028");
        await court.App.Change(instance => instance.Readings = ["audit-cadence=two-years", "self-audit=accepted"]);
        page = await court.Auditor.Open("/kerja/program-audit");
        page.Text.ShouldContain("jatuh tempo 1 Sep 2028");
        page.Text.ShouldNotContain("jatuh tempo 2 Sep 2028");
    }

    private static async Task<Guid> Found(Court court, Guid audit, string due = "2026-12-01")
    {
        var finding = new AuditFinding { AuditId = audit, Title = "Prosedur", Severity = Severity.High, AgencyId = court.Health, Condition = "a", Criterion = "b", Cause = "c", Recommendation = "d", FoundOn = new DateOnly(2026, 11, 1), DueOn = DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture) };
        await court.App.Kept(finding);
        return finding.Id;
    }
}
