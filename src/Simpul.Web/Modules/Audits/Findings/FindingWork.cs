using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>What happens to a finding after it was written: the agency answers and follows up, the auditor closes.</summary>
internal sealed class FindingWork(PlatformDb db, AuditRights rights, Acting acting, Today today, TimeProvider clock, NoticeBoard notices, Platform.Journal.Journal journal)
{
    /// <summary>What was done that can wait for the auditor at a time: all of it is shown where it is decided on.</summary>
    public const int MostWaiting = 50;

    public const string Changed = "Temuan ini berubah sejak Anda membukanya. Baca yang sekarang, lalu putuskan.";

    /// <summary>An objection and its answer belong together: another response would erase the first and leave the second.</summary>
    public const string Answered = "Auditor sudah menjawab sanggahan Anda dan mempertahankan temuan ini. Tanggapan Anda tetap tercatat seperti tertulis; catat tindak lanjutnya.";

    private const string NotYours = "Temuan ini ditanggapi oleh perangkat daerah yang bertanggung jawab, selama belum ditutup.";

    public async Task<Outcome> Respond(AuditFinding finding, int version, FindingResponse response, string? words, CancellationToken cancel)
    {
        if (!rights.MayAnswer(finding))
        {
            return Refusal.Whole(NotYours);
        }
        if (finding.ObjectionWords is not null)
        {
            return Refusal.Whole(Answered);
        }
        words = Clean(words);
        var refusals = new List<Refusal>();
        if (response is not (FindingResponse.Agreed or FindingResponse.Objected))
        {
            refusals.Add(Refusal.At("Choice", "Pilih setuju atau menyanggah."));
        }
        if (words is null ? response == FindingResponse.Objected : words.Length > AuditFinding.AnswerLength)
        {
            refusals.Add(Refusal.At("Words", words is null ? "Tulis alasan sanggahan Anda." : $"Paling banyak {Indonesian.Number(AuditFinding.AnswerLength)} huruf."));
        }
        if (finding.Version != version)
        {
            refusals.Add(Refusal.Whole(Changed));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        (finding.Response, finding.ResponseWords, finding.RespondedOn, finding.RespondedBy) = (response, words, today.Date, acting.Actor.PersonId);
        journal.Record("audit-findings.responded", finding);
        await TellTeam(finding, $"Temuan “{finding.Title}” {(response == FindingResponse.Agreed ? "disetujui" : "disanggah")} perangkat daerah.", cancel);
        return await Save(cancel);
    }

    /// <summary>What the agency did; its evidence is attached to it afterwards.</summary>
    public async Task<Outcome<Guid>> FollowUp(AuditFinding finding, string? done, DateOnly? on, CancellationToken cancel)
    {
        if (!rights.MayAnswer(finding))
        {
            return Refusal.Whole(NotYours);
        }
        done = Clean(done);
        var refusals = new List<Refusal>();
        if (done is null || done.Length > Findings.FollowUp.TextLength)
        {
            refusals.Add(Refusal.At("Done", done is null ? "Tulis apa yang sudah dilakukan." : $"Paling banyak {Indonesian.Number(Findings.FollowUp.TextLength)} huruf."));
        }
        if (on is not { } day || day < finding.FoundOn || day > today.Date)
        {
            refusals.Add(Refusal.At("On", $"Isi tanggal antara {Indonesian.Date(finding.FoundOn)} dan hari ini."));
        }
        if (refusals.Count == 0 && await db.Set<FollowUp>().CountAsync(one => one.FindingId == finding.Id && one.Verdict == ReviewVerdict.Waiting, cancel) >= MostWaiting)
        {
            refusals.Add(Refusal.Whole($"Sudah ada {MostWaiting} tindak lanjut yang menunggu pemeriksaan auditor. Tunggu hasilnya, lalu catat lagi."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var entry = new FollowUp { FindingId = finding.Id, AgencyId = finding.AgencyId, Done = done!, DoneOn = on!.Value, ByPersonId = acting.Actor.PersonId, At = clock.GetUtcNow() };
        db.Add(entry);
        finding.State = FindingState.FollowedUp;
        // A second one before the auditor has looked sets the same state; whoever has the finding open must learn of it all the same.
        db.Entry(finding).Property(one => one.State).IsModified = true;
        journal.Record("audit-follow-ups.recorded", entry);
        journal.Record("audit-findings.followed-up", finding);
        await TellTeam(finding, $"Tindak lanjut temuan “{finding.Title}” menunggu pemeriksaan auditor.", cancel);
        var saved = await Save(cancel);
        return saved.Succeeded ? entry.Id : new List<Refusal>(saved.Refusals);
    }

    /// <summary>A mark of the evidence of what waits for the auditor, as the actor may read it (<see cref="SeenFiles"/>).</summary>
    public async Task<string> Evidence(Guid finding, CancellationToken cancel) =>
        await SeenFiles.Of(db, acting.Actor, FollowUpFiles.FollowUpKind, await db.Set<FollowUp>().AsNoTracking().Where(entry => entry.FindingId == finding && entry.Verdict == ReviewVerdict.Waiting).Select(entry => entry.Id).ToListAsync(cancel), cancel);

    /// <summary>The auditor closes the finding, says what is still wanting, or answers an objection.</summary>
    /// <param name="seen">The evidence that the auditor had before them.</param>
    public async Task<Outcome> Decide(Audit audit, AuditFinding finding, int version, string? seen, FindingDecision decision, string? words, CancellationToken cancel)
    {
        var (close, objected) = (decision == FindingDecision.Close, finding.AwaitsAuditor);
        if (!await rights.MayClose(audit, finding, cancel))
        {
            return Refusal.Whole(rights.AnswersFor(finding) ? "Temuan ditutup oleh auditor, bukan oleh perangkat daerah yang bertanggung jawab." : "Temuan ini ditutup oleh tim auditnya atau oleh auditor pemerintah.");
        }
        words = Clean(words);
        if (words is null || words.Length > AuditFinding.AnswerLength)
        {
            return Refusal.At("Words", words is null ? (close ? "Tulis apa yang diperiksa dan mengapa temuan dianggap selesai." : decision == FindingDecision.Uphold ? "Tulis mengapa sanggahannya tidak diterima." : "Tulis apa yang masih kurang.") : $"Paling banyak {Indonesian.Number(AuditFinding.AnswerLength)} huruf.");
        }
        if (decision == FindingDecision.Uphold)
        {
            return await Uphold(finding, version, words, cancel);
        }
        var waiting = await db.Set<FollowUp>().Where(entry => entry.FindingId == finding.Id && entry.Verdict == ReviewVerdict.Waiting).ToListAsync(cancel);
        if (acting.Actor.PersonId is { } person && waiting.Any(entry => entry.ByPersonId == person))
        {
            return Refusal.Whole("Tindak lanjut ini Anda sendiri yang mencatatnya, jadi auditor lain yang memeriksanya.");
        }
        if (!close && waiting.Count == 0)
        {
            return Refusal.Whole("Tidak ada tindak lanjut yang menunggu pemeriksaan.");
        }
        if (finding.Version != version)
        {
            return Refusal.Whole(Changed);
        }
        // Evidence comes and goes without a change of the finding.
        db.HoldTo((nameof(Decide), finding.Id), async ask => await Evidence(finding.Id, ask) == seen ? null : Refusal.Whole(Changed));
        foreach (var entry in waiting)
        {
            (entry.Verdict, entry.Words, entry.ReviewedBy, entry.ReviewedAt) = (close ? ReviewVerdict.Accepted : ReviewVerdict.Returned, words, acting.Actor.PersonId, clock.GetUtcNow());
            journal.Record(close ? "audit-follow-ups.accepted" : "audit-follow-ups.returned", entry, words);
        }
        if (close)
        {
            (finding.State, finding.ClosedOn, finding.ClosedBy, finding.ClosingNote) = (FindingState.Closed, today.Date, acting.Actor.PersonId, words);
        }
        else
        {
            finding.State = FindingState.Open;
        }
        journal.Record(close ? "audit-findings.closed" : "audit-findings.sent-back", finding, words);
        if (finding.AgencyId is { } agency)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "audits.finding", close ? $"Temuan “{finding.Title}” ditutup auditor{(objected ? $" sesudah sanggahan Anda: {words}" : ".")}" : $"Tindak lanjut temuan “{finding.Title}” belum cukup: {words}", Pages.Finding(finding.Id));
        }
        return await Save(cancel);
    }

    /// <summary>Answers an objection: the finding stands, and the agency knows why.</summary>
    private async Task<Outcome> Uphold(AuditFinding finding, int version, string words, CancellationToken cancel)
    {
        if (finding.Version != version)
        {
            return Refusal.Whole(Changed);
        }
        if (!finding.AwaitsAuditor)
        {
            return Refusal.Whole("Tidak ada sanggahan yang menunggu jawaban.");
        }
        (finding.Response, finding.ObjectionWords, finding.ObjectionAnsweredOn, finding.ObjectionAnsweredBy) = (FindingResponse.Upheld, words, today.Date, acting.Actor.PersonId);
        journal.Record("audit-findings.upheld", finding, words);
        if (finding.AgencyId is { } agency)
        {
            notices.Tell(Recipient.HoldersOf("agency", agency), "audits.finding", $"Auditor mempertahankan temuan “{finding.Title}” yang Anda sanggah. Sanggahan Anda tetap tercatat; tindak lanjuti paling lambat {Indonesian.Date(finding.DueOn)}. Alasannya: {words}", Pages.Finding(finding.Id));
        }
        return await Save(cancel);
    }

    private async Task TellTeam(AuditFinding finding, string sentence, CancellationToken cancel)
    {
        foreach (var person in await db.Set<AuditMember>().AsNoTracking().Where(member => member.AuditId == finding.AuditId && member.PersonId != null).Select(member => member.PersonId!.Value).ToListAsync(cancel))
        {
            notices.Tell(Recipient.Person(person), "audits.finding", sentence, Pages.Finding(finding.Id));
        }
    }

    private static string? Clean(string? text) => Fields.Clean(text ?? "") is { Length: > 0 } clean ? clean : null;

    private async Task<Outcome> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.Whole(Changed);
        }
    }
}

/// <summary>Evidence hangs on what was done; the agency attaches it until the auditor has looked.</summary>
internal sealed class FollowUpFiles(PlatformDb db, AuditRights rights, Acting acting) : IFileSubjects
{
    public const string FollowUpKind = "audit-follow-ups";

    public string Kind => FollowUpKind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<FollowUp>().AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == id, cancel) is not { } entry
            || await db.Set<AuditFinding>().AsNoTracking().SingleOrDefaultAsync(finding => finding.Id == entry.FindingId, cancel) is not { } finding)
        {
            return null;
        }
        return new FileSubject(Kind, id, $"Tindak lanjut {finding.Title}", Pages.Finding(finding.Id), AuditsPermissions.View, finding.AgencyId, acting.Actor.May(AuditsPermissions.View, finding.AgencyId),
            entry.Verdict == ReviewVerdict.Waiting && rights.MayAnswer(finding))
        {
            Holds = async ask => await db.Set<FollowUp>().AsNoTracking().AnyAsync(one => one.Id == id && one.Verdict == ReviewVerdict.Waiting, ask)
                ? null : Refusal.Whole("Auditor sudah memeriksa tindak lanjut ini, jadi buktinya tidak dapat diubah lagi. Catat tindak lanjut yang baru."),
        };
    }
}
