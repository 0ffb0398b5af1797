using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What is done with the evidence of an indicator, each in one save with its events. Refusals are at the fields of the pages' forms.</summary>
public sealed class EvidenceWork(PlatformDb db, CycleRights rights, Acting acting, Today today, Platform.Journal.Journal journal, IServiceProvider services)
{
    public const string OwnEvidence = "Anda sendiri yang menyerahkan bukti ini, jadi diperiksa asesor lain.";

    /// <summary>Says that a document proves a level.</summary>
    public async Task<Outcome> Attach(CycleBook book, IndicatorEntry entry, EvidenceDocument document, int level, bool isNew, CancellationToken cancel) =>
        await Put(book, entry, document, level, isNew, cancel) is { Succeeded: false } refused ? refused : await db.Save("", cancel);

    /// <summary>As <see cref="Attach"/>, with the save at hand: the document's first file is saved with it.</summary>
    public async Task<Outcome> Put(CycleBook book, IndicatorEntry entry, EvidenceDocument document, int level, bool isNew, CancellationToken cancel)
    {
        if (rights.WhyNotEvidence(book, entry) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (level < book.Instrument.Scale.Min || level > book.Instrument.Scale.Max)
        {
            return Refusal.At("Level", "Pilih tingkat yang dibuktikan.");
        }
        var before = isNew ? null : await db.Set<EvidenceUse>().SingleOrDefaultAsync(use => use.IndicatorId == entry.Item.Id && use.DocumentId == document.Id && use.Level == level, cancel);
        if (before is { WithdrawnOn: null })
        {
            return Refusal.At("Level", "Bukti ini sudah dipakai untuk tingkat itu.");
        }
        if (isNew)
        {
            if (EvidenceRegister.Check(today.Date, document) is { Count: > 0 } wrong)
            {
                return wrong.ToList();
            }
            db.Add(document);
            await EvidenceRegister.Declared.Keep(services, document, isNew: true, cancel);
        }
        var use = before ?? new EvidenceUse { CycleId = book.Cycle.Id, IndicatorId = entry.Item.Id, DocumentId = document.Id, Level = level };
        (use.AddedById, use.WithdrawnOn, use.Verdict, use.VerdictReason, use.VerdictById, use.VerdictOn) = (acting.Actor.PersonId, null, EvidenceVerdict.Waiting, null, null, null);
        if (before is null)
        {
            db.Add(use);
        }
        journal.Record("evaluation-evidence.registered", use);
        db.HoldToState(book.Cycle.Id, CycleState.Running);
        db.HoldToIndicator(entry, IndicatorState.Answering, IndicatorState.Returned);
        return Outcome.Done;
    }

    /// <summary>Takes a piece of evidence back while the agency still answers.</summary>
    public async Task<Outcome> Withdraw(CycleBook book, IndicatorEntry entry, Guid id, CancellationToken cancel)
    {
        if (rights.WhyNotEvidence(book, entry) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (await db.Set<EvidenceUse>().SingleOrDefaultAsync(use => use.Id == id && use.IndicatorId == entry.Item.Id && use.WithdrawnOn == null, cancel) is not { } use)
        {
            return Refusal.Whole("Bukti ini sudah tidak dipakai di sini.");
        }
        use.WithdrawnOn = today.Date;
        journal.Record("evaluation-evidence.withdrawn", use);
        db.HoldToState(book.Cycle.Id, CycleState.Running);
        db.HoldToIndicator(entry, IndicatorState.Answering, IndicatorState.Returned);
        return await db.Save("Bukti ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Evidence of an indicator that the actor gave themselves, or filled with a file: four eyes, so somebody else verifies it.</summary>
    public async Task<IReadOnlySet<Guid>> OfActor(IndicatorEntry entry, CancellationToken cancel)
    {
        if (acting.Actor.PersonId is not { } person)
        {
            return new HashSet<Guid>();
        }
        var documents = entry.Uses.Where(use => use.Form == EvidenceForm.File).Select(use => use.DocumentId).Distinct().ToList();
        var filled = documents.Count == 0 ? [] : await db.Set<FileRecord>().AsNoTracking()
            .Where(file => file.SubjectKind == EvidenceRegister.Kind && documents.Contains(file.SubjectId) && file.RemovedAt == null && file.UploadedBy == person).Select(file => file.SubjectId).Distinct().ToListAsync(cancel);
        return entry.Uses.Where(use => use.AddedById == person || filled.Contains(use.DocumentId)).Select(use => use.Id).ToHashSet();
    }

    /// <summary>Accepts evidence, or refuses it with a reason.</summary>
    public async Task<Outcome> Verify(CycleBook book, IndicatorEntry entry, Guid id, int version, bool accept, string? reason, CancellationToken cancel)
    {
        reason = reason?.Trim() is { Length: > 0 } given ? given : null;
        if (rights.WhyNot(book, entry, JudgementStage.Assessor) is { } not)
        {
            return Refusal.Whole(not);
        }
        if ((await OfActor(entry, cancel)).Contains(id))
        {
            return Refusal.At("VerdictReason", OwnEvidence);
        }
        if (accept && entry.Uses.Any(use => use.Id == id && use.IsEmpty))
        {
            return Refusal.At("VerdictReason", "Bukti ini tidak berisi berkas, jadi tidak dapat diverifikasi. Tolak dengan alasannya, atau kembalikan jawabannya agar berkasnya diunggah.");
        }
        if (!accept && reason is null)
        {
            return Refusal.At("VerdictReason", "Tulis mengapa bukti ini ditolak.");
        }
        if (reason?.Length > EvidenceUse.ReasonLength)
        {
            return Refusal.At("VerdictReason", $"Paling banyak {Indonesian.Number(EvidenceUse.ReasonLength)} huruf.");
        }
        if (await db.Set<EvidenceUse>().SingleOrDefaultAsync(use => use.Id == id && use.IndicatorId == entry.Item.Id && use.WithdrawnOn == null, cancel) is not { } use)
        {
            return Refusal.Whole("Bukti ini sudah tidak dipakai di sini.");
        }
        if (use.Version != version)
        {
            return Refusal.Whole($"Bukti ini baru saja diperiksa orang lain: {use.Verdict.Word().ToLowerInvariant()}{(use.VerdictReason is { } why ? $" ({why})" : "")}. Yang tampil sekarang adalah keadaan terbaru.");
        }
        (use.Verdict, use.VerdictReason, use.VerdictById, use.VerdictOn) = (accept ? EvidenceVerdict.Verified : EvidenceVerdict.Refused, reason, acting.Actor.PersonId, today.Date);
        journal.Record(accept ? "evaluation-evidence.verified" : "evaluation-evidence.refused", use, reason);
        db.HoldToState(book.Cycle.Id, CycleState.Running);
        db.HoldToIndicator(entry, IndicatorState.Submitted, IndicatorState.Assessed);
        return await db.Save("Bukti ini baru saja diperiksa orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }
}
