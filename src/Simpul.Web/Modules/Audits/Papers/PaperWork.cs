using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Papers;

/// <summary>Writing working papers and vouching for them.</summary>
internal sealed class PaperWork(PlatformDb db, AuditRights rights, Acting acting, TimeProvider clock, Platform.Journal.Journal journal)
{
    public const string Stale = "Kertas kerja ini baru saja diubah orang lain. Isian Anda dan yang tersimpan tampil di bawah; bandingkan, lalu simpan lagi.";

    private const string Changed = "Kertas kerja ini atau buktinya berubah sejak Anda membacanya. Baca yang sekarang, lalu putuskan.";

    /// <summary>Keeps what was seen. A signed paper that is changed is to be signed again.</summary>
    /// <param name="version">Of the paper as the writer read it.</param>
    public async Task<Outcome> Write(Audit audit, WorkingPaper paper, int version, PaperResult result, string? observation, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || !await rights.MayWork(audit, cancel))
        {
            return Refusal.Whole("Hanya anggota tim yang menulis kertas kerja, selama audit berjalan.");
        }
        observation = Fields.Clean(observation ?? "") is { Length: > 0 } text ? text : null;
        var refusals = new List<Refusal>();
        if (!Enum.IsDefined(result) || result == PaperResult.Open)
        {
            refusals.Add(Refusal.At("Result", "Pilih hasil pemeriksaannya."));
        }
        if (observation is null || observation.Length > WorkingPaper.ObservationLength)
        {
            refusals.Add(Refusal.At("Observation", observation is not null ? $"Paling banyak {Indonesian.Number(WorkingPaper.ObservationLength)} huruf; sekarang {Indonesian.Number(observation.Length)}."
                : result == PaperResult.NotApplicable ? "Tulis mengapa kriteria ini tidak berlaku." : "Tulis apa yang diperiksa dan apa yang dijumpai."));
        }
        if (paper.Version != version)
        {
            refusals.Add(Refusal.Whole(Stale));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        (paper.Result, paper.Observation, paper.WrittenBy, paper.WrittenAt) = (result, observation, acting.Actor.PersonId, clock.GetUtcNow());
        (paper.ReviewedBy, paper.ReviewedAt, paper.ReviewNote) = (null, null, null);
        journal.Record("audit-papers.written", paper);
        return await Save(cancel);
    }

    /// <summary>Why the actor may not vouch for the paper; null when they may.</summary>
    public async Task<string?> WhyNotReview(Audit audit, WorkingPaper paper, CancellationToken cancel) =>
        audit.State != AuditState.Running ? "Audit ini tidak sedang berjalan."
        : paper.Result == PaperResult.Open ? "Belum ada yang diperiksa: kertas kerja ini belum diisi."
        : !await rights.MayWork(audit, cancel) ? "Hanya anggota tim yang memeriksa kertas kerja."
        : paper.WrittenBy is { } writer && writer == acting.Actor.PersonId ? "Anda yang menulisnya, jadi orang lain yang memeriksa."
        : null;

    /// <summary>Vouches for a paper, or sends it back with the reason.</summary>
    /// <param name="seen">The evidence that the reviewer had before them (<see cref="SeenFiles"/>).</param>
    public async Task<Outcome> Review(Audit audit, WorkingPaper paper, int version, string? seen, bool signs, string? note, CancellationToken cancel)
    {
        if (await WhyNotReview(audit, paper, cancel) is { } not)
        {
            return Refusal.Whole(not);
        }
        note = Fields.Clean(note ?? "") is { Length: > 0 } text ? text : null;
        if (note?.Length > WorkingPaper.NoteLength || (!signs && note is null))
        {
            return Refusal.At("Note", note is null ? "Tulis apa yang harus diperbaiki." : $"Paling banyak {Indonesian.Number(WorkingPaper.NoteLength)} huruf.");
        }
        if (paper.Version != version)
        {
            return Refusal.Whole(Changed);
        }
        if (signs)
        {
            db.HoldTo((nameof(Review), paper.Id), async ask => await SeenFiles.Of(db, acting.Actor, PaperFiles.PaperKind, [paper.Id], ask) == seen ? null : Refusal.Whole(Changed));
        }
        paper.ReviewNote = note;
        (paper.ReviewedBy, paper.ReviewedAt) = signs ? (acting.Actor.PersonId, clock.GetUtcNow()) : ((Guid?)null, (DateTimeOffset?)null);
        journal.Record(signs ? "audit-papers.signed" : "audit-papers.returned", paper, note);
        return await Save(cancel);
    }

    /// <summary>Takes the sign-off back, so that the evidence can be changed: it was given for the evidence that was there.</summary>
    public async Task<Outcome> Reopen(Audit audit, WorkingPaper paper, int version, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || !await rights.MayWork(audit, cancel))
        {
            return Refusal.Whole("Hanya anggota tim yang membuka kembali kertas kerja, selama audit berjalan.");
        }
        if (paper.Version != version || !paper.IsSigned)
        {
            return Refusal.Whole(Changed);
        }
        (paper.ReviewedBy, paper.ReviewedAt) = (null, null);
        journal.Record("audit-papers.reopened", paper);
        return await Save(cancel);
    }

    private async Task<Outcome> Save(CancellationToken cancel)
    {
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
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.Whole(Stale);
        }
    }
}

/// <summary>Evidence hangs on working papers; who may read the papers may read it, up to their clearance. A paper that is signed was signed on the evidence that is there.</summary>
internal sealed class PaperFiles(PlatformDb db, AuditRights rights) : IFileSubjects
{
    public const string PaperKind = "audit-papers";

    public string Kind => PaperKind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<WorkingPaper>().AsNoTracking().SingleOrDefaultAsync(paper => paper.Id == id, cancel) is not { } paper
            || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(audit => audit.Id == paper.AuditId, cancel) is not { } audit)
        {
            return null;
        }
        return new FileSubject(Kind, id, $"{audit.Title}: {paper.Called}", Pages.Paper(id), AuditsPermissions.View, null, rights.MayRead, audit.State == AuditState.Running && !paper.IsSigned && await rights.MayWork(audit, cancel))
        {
            Holds = async ask => await db.Set<WorkingPaper>().AsNoTracking().AnyAsync(one => one.Id == id && one.ReviewedAt == null && db.Set<Audit>().Any(of => of.Id == one.AuditId && of.State == AuditState.Running), ask)
                ? null : Refusal.Whole("Kertas kerja ini sudah disetujui, jadi buktinya tidak dapat diubah. Buka kembali kertas kerjanya dahulu."),
        };
    }
}
