using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What somebody says of an indicator.</summary>
/// <param name="Read">The version of the stage's judgement that was read; -1 where there was none.</param>
public sealed record Spoken(int Read, decimal? Value, IReadOnlyList<int> Met, string? Reason);

/// <summary>What is done with a running cycle, each in one save with its events. Refusals are at the fields of the pages' forms.</summary>
public sealed class CycleWork(PlatformDb db, IOrganisation organisation, EvidenceSources sources, NoticeBoard notices, Acting acting, Today today, TimeProvider clock, Platform.Journal.Journal journal, IServiceProvider services)
{
    public const string Stale = "Version";

    private const string Ended = "Berita acara putaran ini sudah ditandatangani, jadi nilai mandirinya tidak berubah lagi.";

    /// <summary>Who may speak for a stage about this indicator; null where the actor may, else why not.</summary>
    public string? WhyNot(CycleBook book, IndicatorEntry entry, JudgementStage stage)
    {
        var (actor, item) = (acting.Actor, entry.Item);
        var own = book.Cycle.State == CycleState.Running;
        return stage switch
        {
            JudgementStage.Agency when !actor.May(EvaluationPermissions.Answer, item.AgencyId) => "Indikator ini dijawab perangkat daerah lain.",
            JudgementStage.Agency when own && item.State is not (IndicatorState.Answering or IndicatorState.Returned) => "Jawaban sudah diajukan. Bila perlu diubah, minta asesor mengembalikannya.",
            JudgementStage.Assessor when !actor.May(EvaluationPermissions.Assess) => "Dinilai oleh asesor internal.",
            JudgementStage.Assessor when own && item.State is not (IndicatorState.Submitted or IndicatorState.Assessed) => "Belum diajukan perangkat daerah, atau sudah divalidasi.",
            JudgementStage.Assessor when Same(item.SubmittedById) => "Anda sendiri yang mengajukan jawaban ini, jadi dinilai asesor lain.",
            JudgementStage.Officer when !actor.May(EvaluationPermissions.Validate) => "Divalidasi oleh penanggung jawab.",
            JudgementStage.Officer when own && item.State is not (IndicatorState.Assessed or IndicatorState.Validated) => "Belum dinilai asesor internal.",
            JudgementStage.Officer when Same(item.SubmittedById) || Same(entry.Judgements.GetValueOrDefault(JudgementStage.Assessor)?.PersonId) => "Anda sendiri yang menjawab atau menilai indikator ini, jadi divalidasi orang lain.",
            >= JudgementStage.Documents when !actor.MayEverywhere(EvaluationPermissions.Cycles) => "Hasil luar dicatat oleh yang mengelola putaran.",
            >= JudgementStage.Documents when book.Cycle.State != CycleState.SignedOff => book.Cycle.State == CycleState.Closed ? "Putaran ini sudah selesai." : "Hasil luar dicatat sesudah berita acara ditandatangani.",
            < JudgementStage.Documents when !own => Ended,
            _ => null,
        };

        bool Same(Guid? person) => actor.PersonId is { } me && me == person;
    }

    /// <summary>Gives an indicator to an agency, with a day and the service that was chosen.</summary>
    public async Task<Outcome> Delegate(CycleBook book, IReadOnlyList<(string Key, int Version, Guid? Agency, DateOnly DueOn, string? Service)> wanted, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles) || book.Cycle.State != CycleState.Running)
        {
            return Refusal.Whole(book.Cycle.State == CycleState.Running ? "Jabatan Anda tidak berwenang membagi indikator." : Ended);
        }
        var agencies = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id);
        var items = await db.Set<CycleIndicator>().Where(item => item.CycleId == book.Cycle.Id).ToDictionaryAsync(item => item.Key, cancel);
        var (refusals, told) = (new List<Refusal>(), new Dictionary<Guid, int>());
        foreach (var (key, version, agency, dueOn, service) in wanted)
        {
            if (!items.TryGetValue(key, out var item))
            {
                continue;
            }
            var trimmed = service?.Trim() is { Length: > 0 } words ? words : null;
            if (item.AgencyId == agency && item.DueOn == dueOn && item.Service == trimmed)
            {
                continue;
            }
            if (item.Version != version)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Indikator {key} berubah sejak Anda membuka halaman ini. Periksa yang sekarang, lalu simpan lagi."));
            }
            if (agency is { } chosen && !agencies.ContainsKey(chosen))
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Pilih perangkat daerah untuk indikator {key}."));
            }
            if (dueOn < book.Cycle.OpensOn || dueOn > book.Cycle.SignedUntil)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Tenggat indikator {key} antara {Indonesian.Date(book.Cycle.OpensOn)} dan {Indonesian.Date(book.Cycle.SignedUntil)}."));
            }
            if (trimmed?.Length > CycleIndicator.ServiceLength)
            {
                refusals.Add(Refusal.At($"Rows[{key}]", $"Nama layanan indikator {key} paling banyak {CycleIndicator.ServiceLength} huruf."));
            }
            if (item.AgencyId != agency && agency is { } given)
            {
                told[given] = told.GetValueOrDefault(given) + 1;
            }
            (item.AgencyId, item.DueOn, item.Service) = (agency, dueOn, trimmed);
            journal.Record("evaluation-indicators.delegated", item);
        }
        if (refusals.Count > 0)
        {
            db.Forget();
            return refusals;
        }
        foreach (var (agency, count) in told)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.delegated", $"{Indonesian.Number(count)} indikator {book.Cycle.Title} dibagikan kepada perangkat daerah Anda.", $"{EvaluationAddress.List(book.Cycle.Id)}?agency={agency}");
        }
        return await Save("", cancel);
    }

    /// <summary>
    /// Keeps what a stage judges. Of two who judge at once the first is kept; the other is told what stands there now and keeps what they typed.
    /// </summary>
    /// <param name="submit">For the agency: the answer goes to the assessors, and records of Simpul are frozen as they stand.</param>
    public async Task<Outcome> Judge(CycleBook book, IndicatorEntry entry, JudgementStage stage, Spoken spoken, bool submit, CancellationToken cancel)
    {
        if (WhyNot(book, entry, stage) is { } not)
        {
            return Refusal.Whole(not);
        }
        var refusals = Against(book, entry, stage, spoken, submit).ToList();
        if (refusals.Count > 0)
        {
            return refusals;
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
        journal.Record(isNew ? "evaluation-judgements.registered" : "evaluation-judgements.changed", judgement, judgement.Reason.Length <= 500 ? judgement.Reason : judgement.Reason[..500]);
        await Advance(book, entry, item, stage, submit, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException raced) when (raced is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(raced))
        {
            db.Forget();
            return await Meanwhile(await db.Set<Judgement>().AsNoTracking().SingleOrDefaultAsync(one => one.IndicatorId == entry.Item.Id && one.Stage == stage, cancel), stage, spoken, cancel);
        }
    }

    /// <summary>Sends an answer back to its agency.</summary>
    public async Task<Outcome> Return(CycleBook book, IndicatorEntry entry, string? reason, CancellationToken cancel)
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
        (item.State, item.ReturnedBecause) = (IndicatorState.Returned, reason);
        journal.Record("evaluation-indicators.returned", item, reason);
        if (item.AgencyId is { } agency)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "evaluation.returned", $"Indikator {item.Key} ({entry.Name}) dikembalikan: {reason}", EvaluationAddress.Indicator(book.Cycle.Id, item.Key));
        }
        return await Save("Indikator ini baru saja diubah orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }

    /// <summary>Says that a document proves a level.</summary>
    public async Task<Outcome> Attach(CycleBook book, IndicatorEntry entry, EvidenceDocument document, int level, bool isNew, CancellationToken cancel) =>
        await Put(book, entry, document, level, isNew, cancel) is { Succeeded: false } refused ? refused : await Save("", cancel);

    /// <summary>As <see cref="Attach"/>, with the save at hand: the document's first file is saved with it.</summary>
    public async Task<Outcome> Put(CycleBook book, IndicatorEntry entry, EvidenceDocument document, int level, bool isNew, CancellationToken cancel)
    {
        if (WhyNotEvidence(book, entry) is { } not)
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
        (use.WithdrawnOn, use.Verdict, use.VerdictReason) = (null, EvidenceVerdict.Waiting, null);
        if (before is null)
        {
            db.Add(use);
        }
        journal.Record("evaluation-evidence.registered", use);
        return Outcome.Done;
    }

    /// <summary>Takes a piece of evidence back while the agency still answers.</summary>
    public async Task<Outcome> Withdraw(CycleBook book, IndicatorEntry entry, Guid id, CancellationToken cancel)
    {
        if (WhyNotEvidence(book, entry) is { } not)
        {
            return Refusal.Whole(not);
        }
        if (await db.Set<EvidenceUse>().SingleOrDefaultAsync(use => use.Id == id && use.IndicatorId == entry.Item.Id && use.WithdrawnOn == null, cancel) is not { } use)
        {
            return Refusal.Whole("Bukti ini sudah tidak dipakai di sini.");
        }
        use.WithdrawnOn = today.Date;
        journal.Record("evaluation-evidence.withdrawn", use);
        return await Save("Bukti ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Accepts evidence, or refuses it with a reason.</summary>
    public async Task<Outcome> Verify(CycleBook book, IndicatorEntry entry, Guid id, int version, bool accept, string? reason, CancellationToken cancel)
    {
        reason = reason?.Trim() is { Length: > 0 } given ? given : null;
        if (WhyNot(book, entry, JudgementStage.Assessor) is { } not)
        {
            return Refusal.Whole(not);
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
        return await Save("Bukti ini baru saja diperiksa orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }

    /// <summary>Signs the minutes: every indicator is validated, and from now on the self-assessment stands.</summary>
    public async Task<Outcome> Sign(CycleBook book, int version, bool mayPublish, CancellationToken cancel)
    {
        if (Signer() is not { } office)
        {
            return Refusal.Whole("Berita acara ditandatangani koordinator: Sekretaris Daerah atau Tim Koordinasi. Pilih jabatan yang sesuai.");
        }
        var open = book.Entries.Where(entry => entry.Item.State != IndicatorState.Validated).Select(entry => entry.Item.Key).ToList();
        if (open.Count > 0)
        {
            return Refusal.Whole($"{Indonesian.Number(open.Count)} indikator belum divalidasi: {string.Join(", ", open.Take(10))}{(open.Count > 10 ? " dan lainnya" : "")}.");
        }
        var cycle = await db.Set<EvaluationCycle>().SingleAsync(item => item.Id == book.Cycle.Id, cancel);
        if (cycle.Version != version || cycle.State != CycleState.Running)
        {
            return Refusal.Whole("Putaran ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru.");
        }
        var result = book.Result(JudgementStage.Officer);
        (cycle.State, cycle.SignedOn, cycle.SignedBy, cycle.SignedById, cycle.MayPublish, cycle.SelfIndex) = (CycleState.SignedOff, today.Date, office, acting.Actor.PersonId, mayPublish, decimal.Round(result.Index.Exact, 10));
        journal.Record("evaluation-cycles.signed", cycle, details: Figures(result));
        return await Save("Putaran ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Closes a signed cycle, with the external result where there is one.</summary>
    public async Task<Outcome> Close(CycleBook book, int version, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            return Refusal.Whole("Jabatan Anda tidak berwenang menutup putaran.");
        }
        var external = book.External();
        if (external?.Assumed.Count > 0)
        {
            return Refusal.Whole($"Hasil luar belum lengkap: indikator {string.Join(", ", external.Assumed.Take(10))} belum diisi.");
        }
        var cycle = await db.Set<EvaluationCycle>().SingleAsync(item => item.Id == book.Cycle.Id, cancel);
        if (cycle.Version != version || cycle.State != CycleState.SignedOff)
        {
            return Refusal.Whole("Putaran ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru.");
        }
        (cycle.State, cycle.ClosedOn, cycle.ExternalIndex) = (CycleState.Closed, today.Date, external is null ? null : decimal.Round(external.Index.Exact, 10));
        journal.Record("evaluation-cycles.closed", cycle, details: external is null ? null : Figures(external));
        return await Save("Putaran ini baru saja diubah orang lain.", cancel);
    }

    /// <summary>Keeps the values that an external stage gave, all in one save.</summary>
    public async Task<Outcome> External(CycleBook book, JudgementStage stage, IReadOnlyList<(string Key, int Read, string? Value, string? Reason)> rows, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var known = (await db.Set<Judgement>().Where(one => one.CycleId == book.Cycle.Id && one.Stage == stage).ToListAsync(cancel)).ToDictionary(one => one.IndicatorId);
        foreach (var (key, read, typed, reason) in rows)
        {
            if (book.Find(key) is not { } entry || string.IsNullOrWhiteSpace(typed))
            {
                continue;
            }
            if (WhyNot(book, entry, stage) is { } not)
            {
                return Refusal.Whole(not);
            }
            var judgement = known.GetValueOrDefault(entry.Item.Id);
            var spoken = new Spoken(read, CycleWords.Typed(typed), judgement?.Met ?? [], string.IsNullOrWhiteSpace(reason) ? "-" : reason);
            if (judgement is not null && judgement.Value == spoken.Value && judgement.Reason == spoken.Reason)
            {
                continue;
            }
            var wrong = Against(book, entry, stage, spoken, submit: false).Select(refusal => Refusal.At($"Rows[{key}]", $"Indikator {key}: {refusal.Message}")).ToList();
            if (wrong.Count == 0 && (judgement?.Version ?? -1) != read)
            {
                wrong.Add(Refusal.At($"Rows[{key}]", $"Indikator {key} baru saja diisi orang lain dengan {CycleWords.Value(judgement?.Value ?? 0)}. Isian Anda belum disimpan."));
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
        return await Save("Hasil luar ini baru saja diisi orang lain. Yang tampil sekarang adalah keadaan terbaru.", cancel);
    }

    /// <summary>Sets what each rise of an indicator costs.</summary>
    public async Task<Outcome> Effort(CycleBook book, IndicatorEntry entry, IReadOnlyList<string?> typed, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(EvaluationPermissions.Cycles) && !acting.Actor.May(EvaluationPermissions.Answer, entry.Item.AgencyId))
        {
            return Refusal.Whole("Usaha kenaikan diperkirakan oleh yang mengelola putaran atau perangkat daerah penjawab.");
        }
        List<int> efforts = [];
        foreach (var text in typed.Take(book.Instrument.Scale.Max - book.Instrument.Scale.Min))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var effort) || effort > Calculation.Optimiser.MostEffort)
            {
                return Refusal.At("Efforts", $"Isi bilangan bulat 0 sampai {Indonesian.Number(Calculation.Optimiser.MostEffort)} untuk setiap kenaikan.");
            }
            efforts.Add(effort);
        }
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.Id == entry.Item.Id, cancel);
        item.Efforts = efforts;
        journal.Record("evaluation-indicators.changed", item);
        return await Save("Indikator ini baru saja diubah orang lain. Ulangi.", cancel);
    }

    /// <summary>The office under which the actor signs the minutes; null where they may not.</summary>
    public string? Signer() => acting.Actor.Via is "job" or "command" ? "coordination-team"
        : !acting.Actor.May(EvaluationPermissions.Sign) ? null
        : ((string[])["coordination-team", "secretary", "head"]).FirstOrDefault(acting.Actor.ActsFor);

    public string? WhyNotEvidence(CycleBook book, IndicatorEntry entry) => WhyNot(book, entry, JudgementStage.Agency);

    private static IEnumerable<Refusal> Against(CycleBook book, IndicatorEntry entry, JudgementStage stage, Spoken spoken, bool submit)
    {
        var scale = book.Instrument.Scale;
        if (spoken.Value is not { } value || value < scale.Min || value > scale.Max || (scale.WholeOnly && value != decimal.Truncate(value)))
        {
            yield return Refusal.At("Value", scale.WholeOnly ? $"Pilih tingkat {scale.Min} sampai {scale.Max}." : $"Isi nilai antara {scale.Min} dan {scale.Max}, misalnya 2,75.");
            yield break;
        }
        if (spoken.Reason?.Trim() is not { Length: > 0 and <= Judgement.ReasonLength } reason)
        {
            yield return Refusal.At("Reason", string.IsNullOrWhiteSpace(spoken.Reason) ? "Tulis penjelasan untuk nilai ini." : $"Paling banyak {Indonesian.Number(Judgement.ReasonLength)} huruf.");
            yield break;
        }
        // What an agency has not submitted may be unfinished; what the ministry judged is what it judged.
        var decides = stage is JudgementStage.Assessor or JudgementStage.Officer || (stage == JudgementStage.Agency && submit);
        if (decides && book.Broken(entry, value, spoken.Met, verified: stage != JudgementStage.Agency) is { } broken)
        {
            yield return Refusal.At("Value", broken);
        }
    }

    private void Put(Judgement judgement, Spoken spoken) =>
        (judgement.Value, judgement.Met, judgement.Reason, judgement.PersonId, judgement.At) = (spoken.Value!.Value, [.. spoken.Met.Distinct().Order()], spoken.Reason!.Trim(), acting.Actor.PersonId, clock.GetUtcNow());

    private async Task Advance(CycleBook book, IndicatorEntry entry, CycleIndicator item, JudgementStage stage, bool submit, CancellationToken cancel)
    {
        switch (stage)
        {
            case JudgementStage.Agency when submit:
                (item.State, item.SubmittedOn, item.SubmittedById, item.ReturnedBecause) = (IndicatorState.Submitted, today.Date, acting.Actor.PersonId, null);
                journal.Record("evaluation-indicators.submitted", item);
                await Freeze(entry, cancel);
                notices.Tell(Recipient.HoldersOf("internal-assessors"), "evaluation.submitted", $"Indikator {item.Key} ({entry.Name}) menunggu penilaian asesor.", EvaluationAddress.Indicator(book.Cycle.Id, item.Key));
                break;
            case JudgementStage.Assessor when item.State != IndicatorState.Assessed:
                item.State = IndicatorState.Assessed;
                journal.Record("evaluation-indicators.assessed", item);
                break;
            case JudgementStage.Officer when item.State != IndicatorState.Validated:
                item.State = IndicatorState.Validated;
                journal.Record("evaluation-indicators.validated", item);
                break;
        }
    }

    /// <summary>Records of Simpul that this answer rests on are kept as they say now, with the place of their last event in the journal.</summary>
    private async Task Freeze(IndicatorEntry entry, CancellationToken cancel)
    {
        var ids = entry.Uses.Where(use => use.Form == EvidenceForm.Record && use.FrozenOn is null).Select(use => use.DocumentId).Distinct().ToList();
        foreach (var document in ids.Count == 0 ? [] : await db.Set<EvidenceDocument>().Where(one => ids.Contains(one.Id)).ToListAsync(cancel))
        {
            if (await sources.Find(document.RecordKind!, document.RecordId!.Value, cancel) is not { } found)
            {
                continue;
            }
            var index = await db.Set<JournalEvent>().AsNoTracking().Where(one => one.SubjectKind == found.Kind && one.SubjectId == found.Id).MaxAsync(one => (long?)one.Index, cancel)
                ?? await db.Set<JournalHead>().AsNoTracking().Select(head => head.Size - 1).SingleAsync(cancel); // What is reckoned from all records: as the journal stood.
            var bytes = CanonicalJson.Bytes(new JsonObject
            {
                ["kind"] = found.Kind,
                ["id"] = found.Id.ToString(),
                ["title"] = found.Title,
                ["on"] = found.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["says"] = new JsonArray([.. found.Says.Take(100).Select(line => (JsonNode)(line.Length <= 150 ? line : line[..150]))]),
                ["journal"] = index,
            });
            (document.Snapshot, document.SnapshotDigest, document.JournalIndex, document.FrozenOn, document.IssuedOn) =
                (System.Text.Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), index, today.Date, document.IssuedOn ?? found.On);
            journal.Record("evaluation-documents.frozen", document);
        }
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

    private async Task<Outcome> Save(string meanwhile, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.Whole(meanwhile.Length > 0 ? meanwhile : "Catatan ini baru saja diubah orang lain. Yang tampil sekarang adalah keadaan terbaru.");
        }
    }

    private static JsonObject Figures(Calculation.IndexResult result) => new()
    {
        ["index"] = result.Index.Exact.ToString(CultureInfo.InvariantCulture),
        ["predicate"] = result.Predicate.Name,
    };
}
