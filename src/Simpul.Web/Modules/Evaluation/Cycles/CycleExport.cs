using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Follow;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Pdf;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>A cycle as report, minutes, workbook in the questionnaire's order, and a bundle of its evidence.</summary>
internal static class CycleExport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(EvaluationAddress.Home + "/{id:guid}/hasil.pdf", Report).WithMetadata(new PermissionAttribute(EvaluationPermissions.View)).ExcludeFromDescription();
        routes.MapGet(EvaluationAddress.Home + "/{id:guid}/hasil/berita-acara.pdf", Minutes).WithMetadata(new PermissionAttribute(EvaluationPermissions.View)).ExcludeFromDescription();
        routes.MapGet(EvaluationAddress.Home + "/{id:guid}/hasil.xlsx", Sheet).WithMetadata(new PermissionAttribute(EvaluationPermissions.View)).ExcludeFromDescription();
        routes.MapGet(EvaluationAddress.Home + "/{id:guid}/hasil/bukti.zip", Bundle).WithMetadata(new PermissionAttribute(EvaluationPermissions.View)).ExcludeFromDescription();
    }

    private static async Task<IResult> Report(Guid id, PlatformDb db, NationalData national, IOrganisation organisation, CurrentRegulation regulation, Today today, TimeProvider clock, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var tasks = (await db.Set<Recommendation>().AsNoTracking().Where(task => task.CycleId == id).OrderBy(task => task.DueOn).ToListAsync(cancel)).ToLookup(task => task.Indicator ?? "");
        var (cycle, self, outside, result) = (book.Cycle, book.Result(JudgementStage.Officer), book.External(), book.Standing());
        var calculation = book.Instrument.Calculation;
        var receiver = regulation.Profile.Office(regulation.Profile.Text("evaluation.result-to") ?? "head");
        var report = New($"Laporan hasil {cycle.Title}", regulation, today, clock);
        report.Facts(
        [
            ("Kepada", receiver.Name), ("Instrumen", $"{book.Instrument.Title}, {book.Instrument.Regulation}"), ("Pedoman", book.Guide?.Title ?? "belum ada"),
            (book.Instrument.IndexName, $"{CycleWords.Figure(result.Published)} ({result.Predicate.Name}), menurut {(outside is null ? "penilaian mandiri" : "asesor eksternal")}"),
            ("Penilaian mandiri", CycleWords.Figure(self.Published)),
            .. book.Unfinished is { } unfinished ? (IReadOnlyList<(string, string)>)[("Asesor eksternal", $"{unfinished}, belum dihitung")] : [],
            ("Target", book.Target is { } target ? $"{CycleWords.Figure(target)} ({book.TargetName.ToLowerInvariant()}), {(result.Published >= target ? "tercapai" : $"kurang {CycleWords.Figure(target - result.Published)}")}" : "belum ditetapkan"),
            ("Keadaan", cycle.State.Word()),
            ("Berita acara", cycle.SignedOn is { } signed ? $"ditandatangani {Indonesian.Date(signed)}" : "belum ditandatangani"),
        ]);
        if (result.Domains.Count > 0)
        {
            report.Heading("Indeks tiap domain");
            report.Table([new("Domain", 4), new("Bobot", 1, Right: true), new("Indeks", 1, Right: true)], result.Domains.Select(part => Cells(part.Name, CycleWords.Value(part.Weight), CycleWords.Figure(part.Figure.Published(calculation)))));
        }
        report.Heading("Indeks tiap aspek");
        report.Table([new("Aspek", 4), new("Bobot", 1, Right: true), new("Mandiri", 1, Right: true), new("Asesor eksternal", 1, Right: true)], self.Aspects.Select((part, at) =>
            Cells(part.Name, CycleWords.Value(part.Weight), CycleWords.Figure(part.Figure.Published(calculation)), outside is null ? "–" : CycleWords.Figure(outside.Aspects[at].Figure.Published(calculation)))));
        List<PdfSeries> series = [new("Penilaian mandiri", [.. self.Aspects.Select(part => part.Figure.Published(calculation))])];
        if (outside is not null)
        {
            series.Add(new("Asesor eksternal", [.. outside.Aspects.Select(part => part.Figure.Published(calculation))]));
        }
        report.Radar("Aspek mana yang tertinggal?", [.. self.Aspects.Select(part => part.Name)], series, book.Instrument.Scale.Min, book.Instrument.Scale.Max);
        if (tasks.Where(group => book.Find(group.Key) is null).SelectMany(group => group).ToList() is { Count: > 0 } ofWhole)
        {
            report.Heading("Rekomendasi yang menyangkut keseluruhan");
            report.Table([new("Rekomendasi", 4), new("Penanggung jawab", 1.6), new("Tenggat", 1), new("Selesai", 1)], ofWhole.Select(task => Cells(
                task.Text, task.AgencyId is { } agency ? names.GetValueOrDefault(agency, "") : "belum ada", task.DueOn is { } due ? Indonesian.ShortDate(due) : "belum ada", task.DoneOn is { } done ? Indonesian.ShortDate(done) : "belum")));
        }
        report.Heading("Nilai dan rekomendasi tiap indikator");
        report.Table([new("Indikator", 3), new("Perangkat daerah", 1.6), new("Mandiri", 0.8, Right: true), new("Asesor eksternal", 0.9, Right: true), new("Rekomendasi", 3)], book.Entries.Select(entry => Cells(
            $"{entry.Item.Key}. {entry.Name}", entry.Item.AgencyId is { } agency ? names.GetValueOrDefault(agency, "") : "belum dibagi", Said(entry.Standing(JudgementStage.Officer)),
            Said(entry.Standing() is { Stage: >= JudgementStage.Documents } outer ? outer : null), string.Join("\n", tasks[entry.Item.Key].Select(task => task.Text)))));
        if (book.Drafts > 0)
        {
            report.Note($"{Indonesian.Number(book.Drafts)} jawaban yang masih rancangan tidak dihitung dan tidak dimuat.");
        }
        return Pdf(report, $"laporan-{Slug(cycle)}.pdf");
    }

    private static async Task<IResult> Minutes(Guid id, PlatformDb db, NationalData national, IOrganisation organisation, CurrentRegulation regulation, Today today, TimeProvider clock, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var (cycle, self) = (book.Cycle, book.Result(JudgementStage.Officer));
        var signer = cycle.SignedById is { } person && await organisation.People([person], cancel) is [var found, ..] ? found.Name : null;
        var assessors = await organisation.People([.. book.Entries.SelectMany(entry => entry.Judgements.Values).Where(one => one.Stage == JudgementStage.Assessor).Select(one => one.PersonId).OfType<Guid>().Distinct()], cancel);
        var report = New($"Berita acara penilaian mandiri {cycle.Title}", regulation, today, clock);
        report.Paragraph($"Penilaian mandiri {cycle.Title} pada {regulation.Profile.Region.Government} dilaksanakan {Indonesian.Date(cycle.OpensOn)} sampai {(cycle.SignedOn is { } day ? Indonesian.Date(day) : "belum selesai")} menurut {book.Instrument.Title} ({book.Instrument.Regulation}){(book.Guide is { } guide ? $" dan {guide.Title}" : "")}, atas {Indonesian.Number(book.Entries.Count)} indikator.");
        report.Facts(
        [
            (book.Instrument.IndexName, $"{CycleWords.Figure(self.Published)}, predikat {self.Predicate.Name}"),
            ("Indikator divalidasi", $"{Indonesian.Number(book.Entries.Count(entry => entry.Item.State == IndicatorState.Validated))} dari {Indonesian.Number(book.Entries.Count)}"),
            ("Bukti terverifikasi", Indonesian.Number(book.Entries.Sum(entry => entry.Uses.Count(use => use.Verdict == EvidenceVerdict.Verified)))),
            ("Asesor internal", assessors.Count == 0 ? "belum ada" : string.Join(", ", assessors.Select(one => one.Name))),
            ("Ditandatangani", cycle.SignedOn is { } signed ? $"{Indonesian.Date(signed)} oleh {signer ?? Office(cycle.SignedBy)}, {Office(cycle.SignedBy)}" : "belum ditandatangani"),
            ("Persetujuan publikasi", cycle.SignedOn is null ? "belum dinyatakan" : cycle.MayPublish ? "hasil boleh diumumkan" : "hasil tidak diumumkan"),
        ]);
        report.Heading("Nilai tiap indikator");
        report.Table([new("Indikator", 4), new("Perangkat daerah", 1, Right: true), new("Asesor", 1, Right: true), new("Validasi", 1, Right: true)],
            book.Entries.Select(entry => Cells($"{entry.Item.Key}. {entry.Name}", Said(entry.Counted(JudgementStage.Agency)), Said(entry.Counted(JudgementStage.Assessor)), Said(entry.Counted(JudgementStage.Officer)))));
        return Pdf(report, $"berita-acara-{Slug(cycle)}.pdf");

        string Office(string? key) => key is not null && regulation.Profile.Offices.TryGet(key, out var office) ? office.Name : key ?? "";
    }

    /// <summary>Domain, aspect, indicator, question, levels, explanation, evidence: as the national questionnaire asks them.</summary>
    private static async Task<IResult> Sheet(Guid id, PlatformDb db, NationalData national, IOrganisation organisation, Today today, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Name);
        var domains = book.Instrument.Domains.SelectMany(domain => domain.Aspects.Select(aspect => (aspect.Id, domain.Name))).ToDictionary(pair => pair.Id, pair => pair.Name);
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, book.Cycle.Title))
        {
            using (var sheet = workbook.Sheet("Kuesioner",
            [
                new("Domain") { Width = 24 }, new("Aspek") { Width = 28 }, new("Nomor"), new("Indikator") { Width = 40 }, new("Pertanyaan") { Width = 50 }, new("Bobot", CellKind.Number), new("Perangkat daerah") { Width = 30 },
                .. CycleWords.Stages.Select(stage => new SheetColumn(stage.Title == "Perangkat daerah" ? "Tingkat perangkat daerah" : stage.Title, CellKind.Number)), new("Penjelasan") { Width = 60 }, new("Data dukung") { Width = 60 },
            ], $"{book.Instrument.Title}, {book.Instrument.Regulation}"))
            {
                foreach (var entry in book.Entries)
                {
                    sheet.Row(
                    [
                        domains.GetValueOrDefault(entry.Of.Aspect.Id, ""), entry.Of.Aspect.Name, entry.Item.Key, entry.Name, entry.Indicator.Title ?? entry.Name, decimal.Round(entry.Of.Weight.Of(1), 4),
                        entry.Item.AgencyId is { } agency ? names.GetValueOrDefault(agency, "") : "", .. CycleWords.Stages.Select(stage => (object?)entry.Counted(stage.Value)?.Value),
                        entry.Standing(JudgementStage.Officer)?.Reason, string.Join("\n", entry.Uses.Select(use => $"Tingkat {use.Level}: {use.Title} ({use.Verdict.Word().ToLowerInvariant()})")),
                    ]);
                }
            }
            var result = book.Standing();
            using var figures = workbook.Sheet("Indeks", [new("Bagian") { Width = 50 }, new("Bobot", CellKind.Number), new("Indeks", CellKind.Number)]);
            foreach (var part in result.Domains.Concat(result.Aspects))
            {
                figures.Row([part.Name, part.Weight, part.Figure.Published(book.Instrument.Calculation)]);
            }
            figures.Row([$"{book.Instrument.IndexName} ({result.Predicate.Name}), menurut {(book.External() is null ? "penilaian mandiri" : "asesor eksternal")}", book.Instrument.Calculation.TotalWeight, result.Published]);
        }
        return Results.Bytes(file.ToArray(), WorkbookWriter.ContentType, $"kuesioner-{Slug(book.Cycle)}.xlsx");
    }

    /// <summary>
    /// Every file of evidence, a folder for each indicator, written straight to the answer: memory holds one buffer and the list, whatever the files weigh. A
    /// document that serves several indicators lies with the first; the list in front says where.
    /// </summary>
    private static async Task<IResult> Bundle(Guid id, HttpContext context, PlatformDb db, NationalData national, FileStore store, Acting acting, Platform.Journal.Journal journal, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return Results.NotFound();
        }
        var documents = book.Entries.SelectMany(entry => entry.Uses).Select(use => use.DocumentId).ToHashSet();
        var clearance = acting.Actor.Clearance;
        // By join and not by a list of ids: five years of evidence are more than a query takes as parameters.
        var files = (await (from file in db.Set<FileRecord>().AsNoTracking()
                            where file.SubjectKind == EvidenceRegister.Kind && file.RemovedAt == null && db.Set<EvidenceUse>().Any(use => use.CycleId == id && use.DocumentId == file.SubjectId)
                            select new BundledFile(file.Id, file.SubjectId, file.Slot, file.Number, file.Name, file.Sha256, file.Size, file.Classification)).ToListAsync(cancel))
            .Where(file => documents.Contains(file.Subject)).GroupBy(file => (file.Subject, file.Slot)).Select(slot => slot.MaxBy(file => file.Number)!).ToLookup(file => file.Subject);
        var frozen = await db.Set<EvidenceDocument>().AsNoTracking().Where(document => document.Snapshot != null && db.Set<EvidenceUse>().Any(use => use.CycleId == id && use.DocumentId == document.Id)).ToDictionaryAsync(document => document.Id, document => document.Snapshot!, cancel);
        journal.Note("evaluation-cycles.evidence-downloaded", "evaluation-cycles", id);
        // Reading a secret file is an event, saved before the first byte goes out.
        foreach (var secret in files.SelectMany(group => group).Where(file => file.Classification == Classification.Secret && file.Classification <= clearance && store.Has(file.Sha256)))
        {
            journal.Note("files.read", "files", secret.Id);
        }
        await db.SaveChangesAsync(cancel);

        // The archive writes the few bytes around each file at once; the files themselves are copied without holding a thread.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        context.Response.ContentType = "application/zip";
        context.Response.Headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"bukti-{Slug(book.Cycle)}.zip");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        await using var archive = await ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        var (placed, taken, list) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.OrdinalIgnoreCase), new StringBuilder("indikator;tingkat;bukti;pemeriksaan;isi\r\n"));
        foreach (var entry in book.Entries)
        {
            var folder = Clean($"{entry.Item.Place:00} indikator {entry.Item.Key} {entry.Name}", 80);
            foreach (var use in entry.Uses)
            {
                List<string> contents = [];
                if (use.Link is { } link)
                {
                    contents.Add(link);
                }
                if (frozen.TryGetValue(use.DocumentId, out var snapshot))
                {
                    contents.Add(await Place($"snapshot:{use.DocumentId}", $"{use.Title}.json", () => new MemoryStream(Encoding.UTF8.GetBytes(snapshot)), CompressionLevel.Optimal));
                }
                foreach (var file in files[use.DocumentId])
                {
                    contents.Add(file.Classification > clearance ? "sebuah berkas rahasia, tidak ikut" : !store.Has(file.Sha256) ? $"{file.Name}: isinya hilang dari penyimpanan"
                        : await Place(file.Sha256, file.Name, () => store.Open(file.Sha256), CompressionLevel.NoCompression));
                }
                list.Append(string.Join(';', ((string[])[entry.Item.Key, $"{use.Level}", use.Title, use.Verdict.Word(), string.Join(" | ", contents)]).Select(Quoted))).Append("\r\n");

                async Task<string> Place(string content, string name, Func<Stream> open, CompressionLevel compression)
                {
                    if (placed.TryGetValue(content, out var path))
                    {
                        return path;
                    }
                    path = Free($"{folder}/tingkat {use.Level} {Clean(name, 100)}");
                    var place = archive.CreateEntry(path, compression);
                    await using (var source = open())
                    await using (var target = await place.OpenAsync(cancel))
                    {
                        await source.CopyToAsync(target, 128 * 1024, cancel);
                    }
                    return placed[content] = path;
                }
            }
        }
        await using (var target = await archive.CreateEntry("daftar bukti.csv").OpenAsync(cancel))
        {
            await target.WriteAsync((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(list.ToString())], cancel);
        }
        return Results.Empty;

        string Free(string path)
        {
            var (stem, dot) = (Path.ChangeExtension(path, null), Path.GetExtension(path));
            for (var nth = 2; !taken.Add(path); nth++)
            {
                path = $"{stem} ({nth}){dot}";
            }
            return path;
        }
    }

    private static PdfReport New(string title, CurrentRegulation regulation, Today today, TimeProvider clock) => new(new PdfInfo(title, clock.GetUtcNow())
    {
        Author = regulation.Profile.Region.Government, Subtitle = $"{regulation.Profile.Region.Government}, keadaan {Indonesian.Date(today.Date)}", Landscape = true,
    });

    private static IReadOnlyList<PdfCell> Cells(params string[] texts) => [.. texts.Select(text => new PdfCell(text))];

    private static string Said(Judgement? judgement) => judgement is null ? "–" : CycleWords.Value(judgement.Value);

    private static IResult Pdf(PdfReport report, string name)
    {
        using var file = new MemoryStream();
        report.Save(file);
        return Results.Bytes(file.ToArray(), PdfReport.ContentType, name);
    }

    private static string Slug(EvaluationCycle cycle) => $"{(cycle.Purpose == CyclePurpose.Evaluation ? "evaluasi" : "pemantauan")}-spbe-{cycle.Year}{(cycle.Part == CyclePart.Whole ? "" : $"-semester-{(int)cycle.Part}")}";

    /// <summary>A name that any system can unpack.</summary>
    private static string Clean(string name, int most)
    {
        var cleaned = string.Concat(name.Select(letter => char.IsControl(letter) || "\\/:*?\"<>|".Contains(letter) ? '_' : letter)).Trim().TrimEnd('.');
        var dot = Path.GetExtension(cleaned);
        return cleaned.Length <= most ? cleaned : dot.Length is > 0 and < 10 ? cleaned[..(most - dot.Length)] + dot : cleaned[..most];
    }

    private static string Quoted(string text) => $"\"{(text.Length > 0 && "=+-@".Contains(text[0]) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record BundledFile(Guid Id, Guid Subject, string Slot, int Number, string Name, string Sha256, long Size, Classification Classification);
}
