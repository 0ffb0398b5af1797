using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Lifecycle.Documents;

/// <summary>One version of a document of a case, with what was said of it.</summary>
/// <param name="Name">Withheld from who may not read it.</param>
/// <param name="IsReadable">Whether the actor is cleared for it; it is there for the others too.</param>
internal sealed record ReviewedFile(Guid Id, string Slot, int Number, string Name, bool IsReadable, Guid? UploadedBy, DateTimeOffset UploadedAt, DocumentVerdict? Verdict);

/// <summary>
/// Accepts and returns the documents of a case, version by version. Whoever examines them may say it of each; what they said nothing of is accepted
/// with their decision that lets the case go on.
/// </summary>
internal sealed class DocumentReview(PlatformDb db, Acting acting, Platform.Journal.Journal journal, TimeProvider clock, IServiceProvider services)
{
    /// <summary>Who examines what is classified above the actor's clearance.</summary>
    public const string NotCleared = "Versi terbaru ini rahasia. Yang memeriksanya rekan yang jabatannya boleh membaca berkas rahasia; bila tidak ada, minta administrator menaikkan kewenangan baca jabatan ini.";

    /// <summary>Asked for when they are needed: cases know their procedures, and these the review.</summary>
    private CaseFlow Flow => services.GetRequiredService<CaseFlow>();

    private Procedures Procedures => services.GetRequiredService<Procedures>();

    /// <summary>Every version of the documents that the case's procedure asks for, newest first within a slot.</summary>
    public async Task<IReadOnlyList<ReviewedFile>> Files(Guid item, CancellationToken cancel)
    {
        var files = await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == "cases" && file.SubjectId == item && file.RemovedAt == null)
            .OrderBy(file => file.Slot).ThenByDescending(file => file.Number).ToListAsync(cancel);
        var verdicts = await db.Set<DocumentVerdict>().AsNoTracking().Where(verdict => verdict.CaseId == item).ToDictionaryAsync(verdict => verdict.FileId, cancel);
        return [.. files.Select(file => (File: file, IsReadable: acting.Actor.MayRead(file.Classification))).Select(one =>
            new ReviewedFile(one.File.Id, one.File.Slot, one.File.Number, one.IsReadable ? one.File.Name : RecordTitles.Withheld, one.IsReadable, one.File.UploadedBy, one.File.UploadedAt, verdicts.GetValueOrDefault(one.File.Id)))];
    }

    /// <summary>Keys of the documents that those ask for who submit: what the others examine.</summary>
    public static IReadOnlySet<string> Submitted(Procedure procedure) =>
        procedure.Steps.Where(step => CaseRules.IsOwn(procedure, step)).SelectMany(step => step.Needs).ToHashSet(StringComparer.Ordinal);

    /// <summary>Why the actor may not judge the documents of this case now; null when they may.</summary>
    public async Task<string?> WhyNot(Case item, CancellationToken cancel)
    {
        var steps = await db.Set<CaseStep>().AsNoTracking().Where(row => row.CaseId == item.Id).OrderBy(row => row.Number).ToListAsync(cancel);
        var (_, procedure) = Procedures.Of(item);
        return steps.FirstOrDefault(row => row.DoneAt is null) is not { } row || procedure?.Steps.FirstOrDefault(other => other.Id == row.Step) is not { } step ? "Urusan ini sudah selesai."
            : CaseRules.IsOwn(procedure, step) ? "Dokumen diperiksa sesudah diajukan."
            : Flow.WhyNot(item, procedure, step, row, steps);
    }

    /// <summary>Accepts or returns the newest version of a document.</summary>
    public async Task<Outcome> Judge(Case item, Guid file, bool accept, string? reason, CancellationToken cancel)
    {
        if (await WhyNot(item, cancel) is { } not)
        {
            return Refusal.Whole(not);
        }
        var files = await Files(item.Id, cancel);
        var (_, procedure) = Procedures.Of(item);
        if (files.FirstOrDefault(one => one.Id == file) is not { } found || item.SubjectId is not { } application || procedure is null || !Submitted(procedure).Contains(found.Slot))
        {
            return Refusal.Whole("Dokumen ini tidak ditemukan. Muat ulang halaman.");
        }
        if (!found.IsReadable)
        {
            return Refusal.Whole(NotCleared);
        }
        if (found.Verdict is not null || files.First(one => one.Slot == found.Slot).Id != file)
        {
            return Refusal.Whole(found.Verdict is not null ? "Versi ini sudah diperiksa." : "Versi yang lebih baru sudah diunggah. Periksa versi itu.");
        }
        if (found.UploadedBy is { } by && by == acting.Actor.PersonId)
        {
            return Refusal.Whole("Anda sendiri yang mengunggahnya. Rekan Anda yang memeriksanya.");
        }
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > DocumentVerdict.ReasonLength || (!accept && reason is null))
        {
            return Refusal.At("Reason", reason is null ? "Tulis apa yang harus diperbaiki pada dokumen ini." : $"Paling banyak {DocumentVerdict.ReasonLength} huruf.");
        }
        Add(item, application, found, accept, reason);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            db.Forget();
            return Refusal.Whole("Versi ini baru saja diperiksa rekan Anda. Muat ulang halaman untuk melihat hasilnya.");
        }
    }

    /// <summary>Documents that were returned and of which no other version came, and those that the actor cannot accept because they may not read them.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(CaseTurn turn, CancellationToken cancel)
    {
        if (turn.Outcome.NeedsReason || CaseRules.IsOwn(turn.Procedure, turn.Step))
        {
            return [];
        }
        List<ReviewedFile> newest = [.. (await Files(turn.Item.Id, cancel)).GroupBy(file => file.Slot).Select(slot => slot.First()).Where(file => turn.Procedure.Documents.ContainsKey(file.Slot))];
        var submitted = Submitted(turn.Procedure);
        string Titles(Func<ReviewedFile, bool> wanted) => Indonesian.List([.. newest.Where(wanted).Select(file => turn.Procedure.Documents[file.Slot].Title)]);
        var returned = Titles(file => file.Verdict is { Accepted: false });
        var unread = turn.Item.SubjectId is null ? "" : Titles(file => file is { Verdict: null, IsReadable: false } && submitted.Contains(file.Slot));
        return
        [
            .. returned.Length == 0 ? Array.Empty<Refusal>() : [Refusal.Whole($"Dokumen ini dikembalikan dan belum diperbaiki: {returned}. Kembalikan urusannya, atau tunggu versi berikutnya.")],
            .. unread.Length == 0 ? Array.Empty<Refusal>() : [Refusal.Whole($"Versi terbaru dokumen ini rahasia dan belum diperiksa: {unread}. Minta rekan yang jabatannya boleh membaca berkas rahasia memeriksanya lebih dahulu; bila tidak ada, minta administrator menaikkan kewenangan baca jabatan ini, atau kembalikan urusannya.")],
        ];
    }

    /// <summary>What was submitted is accepted with the decision that lets the case go on, with the save at hand.</summary>
    public async Task Accept(CaseTurn turn, CancellationToken cancel)
    {
        if (turn.Outcome.NeedsReason || CaseRules.IsOwn(turn.Procedure, turn.Step) || turn.Item.SubjectId is not { } application)
        {
            return;
        }
        var submitted = Submitted(turn.Procedure);
        foreach (var file in (await Files(turn.Item.Id, cancel)).Where(file => submitted.Contains(file.Slot)).GroupBy(file => file.Slot).Select(slot => slot.First()).Where(file => file is { Verdict: null, IsReadable: true } && (file.UploadedBy is null || file.UploadedBy != acting.Actor.PersonId)))
        {
            Add(turn.Item, application, file, accepted: true, null);
        }
    }

    private void Add(Case item, Guid application, ReviewedFile file, bool accepted, string? reason)
    {
        var verdict = new DocumentVerdict
        {
            ApplicationId = application, CaseId = item.Id, Slot = file.Slot, FileId = file.Id, Accepted = accepted, Reason = reason,
            ByPersonId = acting.Actor.PersonId, ByOfficeId = acting.Actor.OfficeId, At = clock.GetUtcNow(),
        };
        db.Add(verdict);
        journal.Record(accepted ? "application-document-verdicts.accepted" : "application-document-verdicts.returned", verdict, reason);
    }
}
