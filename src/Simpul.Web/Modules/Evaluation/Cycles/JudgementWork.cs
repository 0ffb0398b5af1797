using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What somebody says of an indicator.</summary>
/// <param name="Read">The version of the stage's judgement that was read; -1 where there was none.</param>
/// <param name="Below">The version of the judgement one stage beneath that was read; -1 where there was none, null where nobody looked.</param>
public sealed record Spoken(int Read, decimal? Value, IReadOnlyList<int> Met, string? Reason, int? Below = null);

/// <summary>What every stage judges of an indicator, each in one save with its events. Refusals are at the fields of the pages' forms.</summary>
public sealed class JudgementWork(PlatformDb db, CycleRights rights, IOrganisation organisation, FrozenRecords frozen, NoticeBoard notices, Acting acting, Today today, TimeProvider clock, Platform.Journal.Journal journal)
{
    public const string Stale = "Version";

    /// <summary>The stage whose judgement this one starts from; null where it starts from none.</summary>
    public static JudgementStage? BeneathOf(JudgementStage stage) => stage is JudgementStage.Assessor or JudgementStage.Officer ? stage - 1 : null;

    /// <summary>
    /// Keeps what a stage judges. Of two who judge at once the first is kept; the other is told what stands there now and keeps what they typed.
    /// </summary>
    /// <param name="submit">For the agency: the answer goes to the assessors, and records of Simpul are frozen as they stand.</param>
    public async Task<Outcome> Judge(CycleBook book, IndicatorEntry entry, JudgementStage stage, Spoken spoken, bool submit, CancellationToken cancel)
    {
        if (rights.WhyNot(book, entry, stage) is { } not)
        {
            return Refusal.Whole(not);
        }
        var refusals = Against(book, entry, stage, spoken, submit).ToList();
        if (refusals.Count > 0)
        {
            return refusals;
        }
        if (spoken.Below is { } below && BeneathOf(stage) is { } beneath && await VersionOf(entry.Item.Id, beneath, cancel) != below)
        {
            return Moved(beneath);
        }
        var judgement = await db.Set<Judgement>().SingleOrDefaultAsync(one => one.IndicatorId == entry.Item.Id && one.Stage == stage, cancel);
        if ((judgement?.Version ?? -1) != spoken.Read)
        {
            return await Meanwhile(judgement, stage, spoken, cancel);
        }
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.Id == entry.Item.Id, cancel);
        var isNew = judgement is null;
        if (judgement is null)
        {
            db.Add(judgement = new Judgement { CycleId = book.Cycle.Id, IndicatorId = item.Id, Stage = stage });
        }
        Put(judgement, spoken);
        journal.Record(isNew ? "evaluation-judgements.registered" : "evaluation-judgements.changed", judgement, judgement.Reason.Length == 0 ? null : judgement.Reason.Length <= 500 ? judgement.Reason : judgement.Reason[..500]);
        if (await Advance(book, entry, item, stage, submit, cancel) is { } gone)
        {
            db.Forget();
            return gone;
        }
        Hold(book, entry, stage, spoken, submit);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateException raced) when (raced is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(raced))
        {
            db.Forget();
            return await Meanwhile(await db.Set<Judgement>().AsNoTracking().SingleOrDefaultAsync(one => one.IndicatorId == entry.Item.Id && one.Stage == stage, cancel), stage, spoken, cancel);
        }
    }

    /// <summary>Sends an answer back to its agency.</summary>
    /// <param name="read">The version of the indicator that was read: nobody takes back a validation that they did not see.</param>
    public async Task<Outcome> Return(CycleBook book, IndicatorEntry entry, int read, string? reason, CancellationToken cancel)
    {
        reason = reason?.Trim();
        if (book.Cycle.State != CycleState.Running || !(acting.Actor.May(EvaluationPermissions.Assess) || acting.Actor.May(EvaluationPermissions.Validate)) || entry.Item.State is IndicatorState.Answering or IndicatorState.Returned)
        {
            return Refusal.Whole("Yang dikembalikan ialah jawaban yang sudah diajukan, oleh asesor internal atau penanggung jawab, sebelum berita acara ditandatangani.");
        }
        if (reason is not { Length: > 0 and <= CycleIndicator.ReasonLength })
        {
            return Refusal.At("ReturnBecause", reason is null or "" ? "Tulis apa yang harus dilengkapi." : $"Paling banyak {Indonesian.Number(CycleIndicator.ReasonLength)} huruf.");
        }
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.Id == entry.Item.Id, cancel);
        if (item.Version != read)
        {
            return Refusal.At("ReturnBecause", $"Indikator ini berubah sejak Anda membuka halaman, dan sekarang {item.State.Word().ToLowerInvariant()}. Periksa nilai dan buktinya yang sekarang. Alasan Anda masih ada; kirim sekali lagi bila jawabannya tetap dikembalikan.");
        }
        db.HoldToIndicator(entry, entry.Item.State);
        // Its agency is reminded anew: its day may be past already.
        (item.State, item.ReturnedBecause, item.RemindedOn) = (IndicatorState.Returned, reason, null);
        journal.Record("evaluation-indicators.returned", item, reason);
        if (item.AgencyId is { } agency)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.returned", $"Indikator {item.Key} ({entry.Name}) dikembalikan: {reason}", EvaluationAddress.Indicator(book.Cycle.Id, item.Key));
        }
        db.HoldToState(book.Cycle.Id, CycleState.Running);
        return await db.Save("Indikator ini baru saja diubah orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }

    /// <summary>Keeps the values that an external stage gave, all in one save. What is emptied with its note is taken away: the journal keeps what stood there.</summary>
    public async Task<Outcome> External(CycleBook book, JudgementStage stage, IReadOnlyList<(string Key, int Read, string? Value, string? Reason)> rows, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var known = (await db.Set<Judgement>().Where(one => one.CycleId == book.Cycle.Id && one.Stage == stage).ToListAsync(cancel)).ToDictionary(one => one.IndicatorId);
        foreach (var (key, read, typed, reason) in rows)
        {
            if (book.Find(key) is not { } entry)
            {
                continue;
            }
            var judgement = known.GetValueOrDefault(entry.Item.Id);
            var blank = string.IsNullOrWhiteSpace(typed);
            // What somebody else filled in meanwhile was not emptied by whoever saw nothing there.
            if (blank && string.IsNullOrWhiteSpace(reason) && (judgement is null || read < 0))
            {
                continue;
            }
            if (rights.WhyNot(book, entry, stage) is { } not)
            {
                return Refusal.Whole(not);
            }
            if (blank && !string.IsNullOrWhiteSpace(reason))
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Indikator {key}: isi nilainya, atau kosongkan juga catatannya."));
                continue;
            }
            if (blank)
            {
                if (judgement!.Version != read)
                {
                    refusals.Add(Changed(key, judgement));
                    continue;
                }
                db.Remove(judgement);
                journal.Record("evaluation-judgements.removed", judgement);
                continue;
            }
            var spoken = new Spoken(read, CycleWords.Typed(typed), judgement?.Met ?? [], string.IsNullOrWhiteSpace(reason) ? "-" : reason);
            if (judgement is not null && judgement.Value == spoken.Value && judgement.Reason == spoken.Reason)
            {
                continue;
            }
            if (!book.OfProgramme.Contains(stage))
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Indikator {key}: {stage.Word().ToLowerInvariant()} tidak termasuk tahap {book.Cycle.Title}. Kosongkan nilai dan catatannya."));
                continue;
            }
            var wrong = Against(book, entry, stage, spoken, submit: false).Select(refusal => Refusal.At($"Rows[{key}]", $"Indikator {key}: {refusal.Message}")).ToList();
            if (wrong.Count == 0 && (judgement?.Version ?? -1) != read)
            {
                wrong.Add(Changed(key, judgement));
            }
            refusals.AddRange(wrong);
            if (wrong.Count > 0)
            {
                continue;
            }
            var isNew = judgement is null;
            if (judgement is null)
            {
                db.Add(judgement = new Judgement { CycleId = book.Cycle.Id, IndicatorId = entry.Item.Id, Stage = stage });
            }
            Put(judgement, spoken);
            journal.Record(isNew ? "evaluation-judgements.registered" : "evaluation-judgements.changed", judgement);
        }
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals;
        }
        db.HoldToState(book.Cycle.Id, CycleState.SignedOff);
        return await db.Save("Hasil asesor eksternal ini baru saja diisi orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }

    /// <summary>That a colleague filled in, changed or emptied a row meanwhile.</summary>
    private static Refusal Changed(string key, Judgement? now) =>
        Refusal.At($"Rows[{key}]", $"Indikator {key} baru saja {(now is null ? "dikosongkan orang lain" : $"diisi orang lain dengan {CycleWords.Value(now.Value)}")}. Isian Anda belum disimpan.");

    private static IEnumerable<Refusal> Against(CycleBook book, IndicatorEntry entry, JudgementStage stage, Spoken spoken, bool submit)
    {
        var scale = book.Instrument.Scale;
        if (spoken.Value is not { } value || value < scale.Min || value > scale.Max || (scale.WholeOnly && value != decimal.Truncate(value)))
        {
            yield return Refusal.At("Value", scale.WholeOnly ? $"Pilih tingkat {scale.Min} sampai {scale.Max}." : $"Isi nilai antara {scale.Min} dan {scale.Max}, misalnya 2,75.");
            yield break;
        }
        // What an agency has not submitted may be unfinished; what the ministry judged is what it judged.
        var unfinished = stage == JudgementStage.Agency && !submit;
        if ((string.IsNullOrWhiteSpace(spoken.Reason) && !unfinished) || spoken.Reason?.Trim().Length > Judgement.ReasonLength)
        {
            yield return Refusal.At("Reason", string.IsNullOrWhiteSpace(spoken.Reason) ? "Tulis penjelasan untuk nilai ini." : $"Paling banyak {Indonesian.Number(Judgement.ReasonLength)} huruf.");
            yield break;
        }
        if (stage == JudgementStage.Agency && submit && entry.Uses.FirstOrDefault(use => use.IsEmpty && use.Verdict != EvidenceVerdict.Refused) is { } empty)
        {
            yield return Refusal.At("Value", $"Bukti “{empty.Title}” pada tingkat {empty.Level} tidak berisi berkas. Unggah berkasnya pada halaman bukti itu, atau lepaskan buktinya, lalu ajukan lagi.");
            yield break;
        }
        var decides = stage is JudgementStage.Assessor or JudgementStage.Officer || (stage == JudgementStage.Agency && submit);
        if (decides && book.Broken(entry, value, spoken.Met, verified: stage != JudgementStage.Agency) is { } broken)
        {
            yield return Refusal.At("Value", broken);
        }
    }

    private void Put(Judgement judgement, Spoken spoken) =>
        (judgement.Value, judgement.Met, judgement.Reason, judgement.PersonId, judgement.At) = (spoken.Value!.Value, [.. spoken.Met.Distinct().Order()], spoken.Reason?.Trim() ?? "", acting.Actor.PersonId, clock.GetUtcNow());

    /// <summary>Where an indicator stands while a stage speaks; empty for the external ones, which no indicator waits for.</summary>
    private static IndicatorState[] StatesOf(JudgementStage stage) => stage switch
    {
        JudgementStage.Agency => [IndicatorState.Answering, IndicatorState.Returned],
        JudgementStage.Assessor => [IndicatorState.Submitted, IndicatorState.Assessed],
        JudgementStage.Officer => [IndicatorState.Assessed, IndicatorState.Validated],
        _ => [],
    };

    /// <summary>What the save rests on: cycle and indicator are still where this stage speaks, and the evidence and the judgement beneath are those that were read.</summary>
    private void Hold(CycleBook book, IndicatorEntry entry, JudgementStage stage, Spoken spoken, bool submit)
    {
        db.HoldToState(book.Cycle.Id, stage < JudgementStage.Documents ? CycleState.Running : CycleState.SignedOff);
        if (StatesOf(stage) is { Length: > 0 } states)
        {
            db.HoldToIndicator(entry, states);
        }
        // An agency's draft rests on nothing yet.
        if (stage is JudgementStage.Assessor or JudgementStage.Officer || submit)
        {
            db.HoldToEvidence(entry);
        }
        if (spoken.Below is { } below && BeneathOf(stage) is { } beneath)
        {
            db.HoldTo((nameof(Spoken.Below), entry.Item.Id), async cancel => await VersionOf(entry.Item.Id, beneath, cancel) == below ? null : Moved(beneath));
        }
    }

    /// <summary>The version of a stage's judgement as it stands; -1 where there is none.</summary>
    private async Task<int> VersionOf(Guid indicator, JudgementStage stage, CancellationToken cancel) =>
        await db.Set<Judgement>().AsNoTracking().Where(one => one.IndicatorId == indicator && one.Stage == stage).Select(one => (int?)one.Version).SingleOrDefaultAsync(cancel) ?? -1;

    private static Refusal Moved(JudgementStage beneath) => Refusal.At(Stale, $"Nilai {beneath.Word().ToLowerInvariant()} berubah sejak Anda membuka halaman. Periksa yang sekarang, lalu simpan lagi.");

    private async Task<Refusal?> Advance(CycleBook book, IndicatorEntry entry, CycleIndicator item, JudgementStage stage, bool submit, CancellationToken cancel)
    {
        switch (stage)
        {
            case JudgementStage.Agency when submit:
                (item.State, item.SubmittedOn, item.SubmittedById, item.ReturnedBecause) = (IndicatorState.Submitted, today.Date, acting.Actor.PersonId, null);
                journal.Record("evaluation-indicators.submitted", item);
                if (await frozen.Freeze(entry, cancel) is { } gone)
                {
                    return gone;
                }
                notices.Tell(Recipient.HoldersOf("internal-assessors"), "evaluation.submitted", $"Indikator {item.Key} ({entry.Name}) menunggu penilaian asesor.", EvaluationAddress.Indicator(book.Cycle.Id, item.Key));
                break;
            case JudgementStage.Assessor when item.State != IndicatorState.Assessed:
                item.State = IndicatorState.Assessed;
                journal.Record("evaluation-indicators.assessed", item);
                notices.Tell(Recipient.HoldersOf("ict-agency"), "evaluation.assessed", $"Indikator {item.Key} ({entry.Name}) menunggu validasi penanggung jawab.", EvaluationAddress.Indicator(book.Cycle.Id, item.Key));
                break;
            case JudgementStage.Officer when item.State != IndicatorState.Validated:
                item.State = IndicatorState.Validated;
                journal.Record("evaluation-indicators.validated", item);
                TellWhenAll(book, item.Id);
                break;
        }
        return null;
    }

    /// <summary>
    /// Tells whoever signs when this validation is the last. Of two who validate the last two at once neither has read the other's: it is counted in the save's own transaction,
    /// where no other save comes between, so that one of them tells and not both.
    /// </summary>
    private void TellWhenAll(CycleBook book, Guid validated)
    {
        var told = false;
        db.HoldTo((nameof(TellWhenAll), book.Cycle.Id), async cancel =>
        {
            var open = await db.Set<CycleIndicator>().AsNoTracking().Where(one => one.CycleId == book.Cycle.Id && one.Id != validated && one.State != IndicatorState.Validated).Select(one => one.Id).ToListAsync(cancel);
            // A save that is tried again asks again, and tells once.
            if (!told && !book.Entries.Any(other => open.Contains(other.Item.Id)))
            {
                told = true;
                foreach (var office in rights.Coordinators)
                {
                    notices.Tell(Recipient.HoldersOf(office), "evaluation.validated", $"Semua indikator {book.Cycle.Title} sudah divalidasi. Berita acaranya menunggu tanda tangan koordinator.", EvaluationAddress.Result(book.Cycle.Id));
                }
            }
            return null;
        });
    }

    /// <summary>What stands there now, beside what the actor wanted: nothing of theirs was saved, and the form keeps it.</summary>
    private async Task<Refusal> Meanwhile(Judgement? now, JudgementStage stage, Spoken mine, CancellationToken cancel)
    {
        if (now is null)
        {
            return Refusal.At(Stale, "Nilai ini berubah sejak Anda membuka halaman. Periksa yang sekarang, lalu simpan lagi.");
        }
        var who = now.PersonId is { } person && await organisation.People([person], cancel) is [var found, ..] ? found.Name : "orang lain";
        var reason = now.Reason.Length <= 300 ? now.Reason : now.Reason[..300] + "…";
        return Refusal.At(Stale, $"{stage.Word()} lain baru saja menyimpan. {who} memilih {CycleWords.Value(now.Value)} dengan alasan “{reason}”. Anda memilih {CycleWords.Value(mine.Value ?? 0)}, dan isian Anda masih ada di bawah tetapi belum disimpan. Bicarakan dengannya; bila nilai Anda yang dipakai, simpan sekali lagi.");
    }
}
