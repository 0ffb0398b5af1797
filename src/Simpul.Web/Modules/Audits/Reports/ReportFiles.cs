using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Reports;

/// <summary>The report of an audit as a document to print, as a workbook, and as OSCAL assessment results.</summary>
internal static class ReportFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AuditRegister.Href + "/{id:guid}/laporan.pdf", Pdf).WithMetadata(new PermissionAttribute(AuditsPermissions.View)).ExcludeFromDescription();
        routes.MapGet(AuditRegister.Href + "/{id:guid}/laporan.xlsx", Sheet).WithMetadata(new PermissionAttribute(AuditsPermissions.View)).ExcludeFromDescription();
        routes.MapGet(AuditRegister.Href + "/{id:guid}/oscal.json", Oscal).WithMetadata(new PermissionAttribute(AuditsPermissions.View)).ExcludeFromDescription();
    }

    private static async Task<IResult> Oscal(Guid id, IServiceProvider services, TimeProvider clock, CancellationToken cancel) => await AuditReport.Read(services, id, cancel) is { } report
        ? Results.Bytes(OscalResults.Of(report, clock.GetUtcNow()), "application/json", $"{Named(report)}.oscal.json") : Results.NotFound();

    private static async Task<IResult> Pdf(Guid id, IServiceProvider services, TimeProvider clock, Zone zone, CancellationToken cancel)
    {
        if (await AuditReport.Read(services, id, cancel) is not { } report)
        {
            return Results.NotFound();
        }
        var audit = report.Audit;
        var pdf = new PdfReport(new PdfInfo($"Laporan {audit.Title}", clock.GetUtcNow())
        {
            Author = report.Profile.Region.Government, Subtitle = audit.FinishedOn is { } on ? $"Nomor {audit.Code}, {Indonesian.Date(on)}" : $"Nomor {audit.Code}, {audit.State.Word().ToLowerInvariant()}, keadaan {Indonesian.Date(report.Today)}",
        });
        pdf.Facts(Facts(report));
        if (audit.Summary is { } summary)
        {
            pdf.Heading("Simpulan");
            pdf.Paragraph(summary);
        }
        pdf.Heading("Objek");
        pdf.Table([new("Objek", 3), new("Jenis", 1.4), new("Pemilik", 2.2)], report.Objects.Select(one => (IReadOnlyList<PdfCell>)[one.Name, one.Class.Word(), report.NameOf(one.AgencyId)]), "Objek tidak dicatat.");
        if (report.Team.Count > 0)
        {
            pdf.Heading("Tim");
            pdf.Table([new("Nama", 2.4), new("Peran", 1.2), new("Sertifikat", 2.4), new("Menyatakan bebas benturan kepentingan", 1.8)],
                report.Team.Select(one => (IReadOnlyList<PdfCell>)[one.Name, one.Member.Role.Word(), one.Member.Certificate ?? "", one.Member.DeclaredAt is { } at ? Indonesian.ShortDateAndTime(at, zone.Info) : "belum"]));
        }
        if (report.Papers.Count > 0)
        {
            pdf.Heading("Hasil pemeriksaan");
            pdf.Table([new("Hal pokok", 2.6), new("Sesuai", 1, Right: true), new("Sebagian", 1, Right: true), new("Tidak sesuai", 1, Right: true), new("Tidak berlaku", 1, Right: true), new("Belum", 1, Right: true)],
                report.Papers.GroupBy(paper => paper.Subject).Select(group => (IReadOnlyList<PdfCell>)[report.SubjectName(group.Key), .. new[] { PaperResult.Conforms, PaperResult.Partly, PaperResult.Fails, PaperResult.NotApplicable, PaperResult.Open }.Select(result => (PdfCell)Indonesian.Number(group.Count(paper => paper.Result == result)))]));
            foreach (var subject in report.Papers.GroupBy(paper => paper.Subject))
            {
                pdf.Subheading(report.SubjectName(subject.Key));
                // The words of a criterion stand once, before its objects.
                pdf.Table([new("Kriteria", 2.4), new("Objek", 1.3), new("Hasil", 1), new("Pengamatan", 3)], subject.GroupBy(paper => paper.Criterion).SelectMany(papers => papers.Select((paper, at) => (IReadOnlyList<PdfCell>)[at == 0 ? $"{paper.Title}\n{paper.Text}" : "", paper.ObjectName ?? "semua", paper.Result.Word(), paper.Observation ?? ""])));
            }
            pdf.Note($"Kriteria: {report.Edition?.Title ?? audit.Edition}, {report.Edition?.Regulation}.");
        }
        pdf.Heading("Temuan");
        if (report.Findings.Count == 0)
        {
            pdf.Paragraph("Tidak ada temuan.");
        }
        foreach (var (finding, number) in report.Findings.Select((one, at) => (one, at + 1)))
        {
            pdf.Subheading($"{number}. {finding.Title}");
            pdf.Facts(FactsOf(report, finding));
        }
        if (report.Results.Count > 0)
        {
            pdf.Heading("Hasil alat");
            pdf.Paragraph($"{string.Join("; ", report.Runs.Select(run => $"{run.Tool}, {run.Count} hasil (SHA-256 {run.Sha256[..16]}…)"))}.");
            pdf.Table([new("Hasil", 3.4), new("Keparahan", 1.1), new("Tempat", 2.4)], report.Results.Take(AuditReport.MostResults).Select(one => (IReadOnlyList<PdfCell>)[one.Title, one.Severity.Word(), one.Place]));
            if (report.Results.Count > AuditReport.MostResults)
            {
                pdf.Note($"{AuditReport.MostResults} yang paling parah dari {Indonesian.Number(report.Results.Count)}. Selengkapnya dalam lembar kerja.");
            }
        }
        pdf.Heading("Koordinasi");
        pdf.Table([new("Dengan", 2.2), new("Tanggal", 1.2), new("Tentang", 1.8), new("Surat", 1.4), new("Hasil", 3)], report.Coordinations.Select(one => (IReadOnlyList<PdfCell>)[AuditWords.OfficeName(report.Profile, one.With), Indonesian.ShortDate(one.HeldOn), Matters(one.Matters), one.Letter ?? "", one.Result]), "Belum ada koordinasi yang dicatat.");
        using var file = new MemoryStream();
        pdf.Save(file);
        return Results.Bytes(file.ToArray(), PdfReport.ContentType, $"{Named(report)}.pdf");
    }

    private static async Task<IResult> Sheet(Guid id, IServiceProvider services, CancellationToken cancel)
    {
        if (await AuditReport.Read(services, id, cancel) is not { } report)
        {
            return Results.NotFound();
        }
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, $"Laporan {report.Audit.Title}"))
        {
            using (var sheet = workbook.Sheet("Audit", [new("Keterangan"), new("Isi")]))
            {
                foreach (var (label, value) in Facts(report).Append(("Simpulan", report.Audit.Summary ?? "")))
                {
                    sheet.Row([label, value]);
                }
            }
            using (var sheet = workbook.Sheet("Objek", [new("Objek"), new("Jenis"), new("Pemilik")]))
            {
                foreach (var one in report.Objects)
                {
                    sheet.Row([one.Name, one.Class.Word(), report.NameOf(one.AgencyId)]);
                }
            }
            using (var sheet = workbook.Sheet("Kertas kerja", [new("Nomor", CellKind.Number), new("Hal pokok"), new("Kelompok"), new("Kode"), new("Kriteria"), new("Objek"), new("Bunyi"), new("Hasil"), new("Pengamatan"), new("Disetujui pemeriksa", CellKind.Boolean), new("Bukti")]))
            {
                foreach (var paper in report.Papers)
                {
                    sheet.Row([paper.Number, report.SubjectName(paper.Subject), paper.Set, paper.Criterion, paper.Title, paper.ObjectName, paper.Text, paper.Result.Word(), paper.Observation, paper.IsSigned, string.Join("\n", report.Files[paper.Id].Select(one => one.Name))]);
                }
            }
            using (var sheet = workbook.Sheet("Temuan", [new("Temuan"), new("Keparahan"), new("Objek"), new("Kondisi"), new("Kriteria"), new("Sebab"), new("Akibat"), new("Rekomendasi"), new("Penanggung jawab"), new("Tenggat", CellKind.Date), new("Tanggapan"), new("Isi tanggapan"), new("Jawaban auditor"), new("Keadaan"), new("Ditutup", CellKind.Date), new("Tindak lanjut")]))
            {
                foreach (var one in report.Findings)
                {
                    sheet.Row([one.Title, one.Severity.Word(), one.ObjectName, one.Condition, one.Criterion, one.Cause, one.Effect, one.Recommendation, report.NameOf(one.AgencyId), one.DueOn, one.Response.Word(), one.ResponseWords, one.ObjectionWords, one.State.Word(), one.ClosedOn, Followed(report, one)]);
                }
            }
            using (var sheet = workbook.Sheet("Hasil alat", [new("Aturan"), new("Hasil"), new("Keparahan"), new("Tempat"), new("Uraian"), new("Saran"), new("Tanda hasil")]))
            {
                foreach (var one in report.Results)
                {
                    sheet.Row([one.Rule, one.Title, one.Severity.Word(), one.Place, one.Text, one.Solution, one.Fingerprint]);
                }
            }
            using (var sheet = workbook.Sheet("Koordinasi", [new("Dengan"), new("Tanggal", CellKind.Date), new("Tentang"), new("Surat"), new("Hasil")]))
            {
                foreach (var one in report.Coordinations)
                {
                    sheet.Row([AuditWords.OfficeName(report.Profile, one.With), one.HeldOn, Matters(one.Matters), one.Letter, one.Result]);
                }
            }
        }
        return Results.Bytes(file.ToArray(), WorkbookWriter.ContentType, $"{Named(report)}.xlsx");
    }

    private static IReadOnlyList<(string Label, string Value)> Facts(AuditReport report)
    {
        var audit = report.Audit;
        return
        [
            ("Jenis audit", audit.Kind.Word()),
            ("Perangkat daerah yang diaudit", report.Agency),
            ("Pelaksana", report.Performer),
            ("Koordinator", report.Coordinator ?? "tidak ditentukan"),
            ("Masa yang diperiksa", audit.PeriodFrom is null && audit.PeriodUntil is null ? "tidak ditentukan" : $"{(audit.PeriodFrom is { } from ? Indonesian.Date(from) : "awal")} sampai {(audit.PeriodUntil is { } until ? Indonesian.Date(until) : "sekarang")}"),
            ("Pelaksanaan", $"{Indonesian.Date(audit.StartsOn)} sampai {Indonesian.Date(audit.FinishedOn ?? audit.EndsOn)}"),
            ("Dasar", report.Bases.Count == 0 ? "tidak disebut" : string.Join("; ", report.Bases)),
            ("Hal pokok", string.Join("; ", audit.Subjects.Select(report.SubjectName))),
            ("Keadaan", audit.State.Word()),
        ];
    }

    private static IEnumerable<(string Label, string Value)> FactsOf(AuditReport report, AuditFinding one)
    {
        yield return ("Keparahan", one.Severity.Word());
        if (one.ObjectName is { } named)
        {
            yield return ("Objek", named);
        }
        yield return ("Kondisi", one.Condition);
        yield return ("Kriteria", one.Criterion);
        yield return ("Sebab", one.Cause);
        if (one.Effect is { } effect)
        {
            yield return ("Akibat", effect);
        }
        yield return ("Rekomendasi", one.Recommendation);
        yield return ("Penanggung jawab", $"{report.NameOf(one.AgencyId)}, paling lambat {Indonesian.Date(one.DueOn)}");
        yield return ("Tanggapan", one.ResponseWords is { } words ? $"{one.Response.Word()}: {words}" : one.Response.Word());
        if (one.ObjectionWords is { } answer)
        {
            yield return ("Jawaban auditor", answer);
        }
        yield return ("Tindak lanjut", Followed(report, one) is { Length: > 0 } followed ? followed : "belum ada");
        yield return ("Keadaan", one.ClosedOn is { } closed ? $"ditutup auditor {Indonesian.Date(closed)}: {one.ClosingNote}" : one.State.Word());
    }

    private static string Followed(AuditReport report, AuditFinding one) => string.Join("\n", report.FollowUps[one.Id].Select(entry => $"{Indonesian.ShortDate(entry.DoneOn)}: {entry.Done} ({entry.Verdict.Word().ToLowerInvariant()})"));

    private static string Matters(IEnumerable<string> matters) => string.Join(", ", matters.Select(key => AuditWords.Matters.FirstOrDefault(one => one.Value == key).Title ?? key));

    private static string Named(AuditReport report) => $"laporan-audit-{string.Concat(report.Audit.Code.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-')}";
}
