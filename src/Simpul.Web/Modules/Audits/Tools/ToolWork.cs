using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>What a file would bring: every result with whether it is new, and every bad one with its reason.</summary>
public sealed record ToolTrial(ToolFile File, IReadOnlyList<(ToolEntry Entry, bool IsNew)> Entries, int Repeated)
{
    public int New => Entries.Count(one => one.IsNew);
}

/// <summary>What of an audit's tools somebody may read: a result is held as closely as the file that brought it.</summary>
internal static class ToolReading
{
    public static IQueryable<ToolRun> RunsOf(this PlatformDb db, Guid audit, Classification clearance) =>
        db.Set<ToolRun>().AsNoTracking().Where(run => run.AuditId == audit && db.Set<FileRecord>().Any(file => file.Id == run.FileId && file.Classification <= clearance));

    public static IQueryable<ToolResult> ResultsOf(this PlatformDb db, Guid audit, Classification clearance) =>
        db.Set<ToolResult>().AsNoTracking().Where(one => one.AuditId == audit && db.Set<ToolRun>().Any(run => run.Id == one.RunId && db.Set<FileRecord>().Any(file => file.Id == run.FileId && file.Classification <= clearance)));
}

/// <summary>Results of audit tools: the file is kept as evidence and tried; taking it in is a second step.</summary>
internal sealed class ToolWork(PlatformDb db, AuditRights rights, Attachments attachments, FileStore store, ReadToolFiles read, Acting acting, TimeProvider clock, Platform.Journal.Journal journal)
{
    private const string NotYours = "Hanya anggota tim yang memasukkan hasil alat, selama audit berjalan.";

    /// <summary>Keeps a file, reads it and says what it holds. What cannot be read is not kept.</summary>
    public async Task<Outcome<Guid>> Try(Audit audit, string fileName, Stream content, Classification classification, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || !await rights.MayWork(audit, cancel))
        {
            return Refusal.Whole(NotYours);
        }
        if (content.Length > FileRecord.MostBytes)
        {
            return Refusal.At("File", "Berkas lebih dari 20 MB. Bagi pemindaiannya, misalnya per jaringan atau per modul.");
        }
        ToolFile file;
        try
        {
            file = await ToolFiles.Read(content, cancel);
        }
        catch (UnreadableToolFileException wrong)
        {
            return Refusal.At("File", wrong.Message);
        }
        var run = new ToolRun { AuditId = audit.Id, Format = file.Format, Tool = file.Tool };
        content.Position = 0;
        var attached = await attachments.Attach(RunFiles.Of(run, mayView: true, mayAttach: true), new Upload(null, Named(fileName, file.Format), content, classification), cancel);
        if (!attached.Succeeded)
        {
            return new List<Refusal>(attached.Refusals);
        }
        var kept = await db.Set<FileRecord>().AsNoTracking().SingleAsync(one => one.Id == attached.Value, cancel);
        (run.FileName, run.FileId, run.Sha256) = (kept.Name, kept.Id, kept.Sha256);
        (run.Count, run.Bad, run.At, run.ByPersonId) = (file.Entries.Count, file.BadCount, clock.GetUtcNow(), acting.Actor.PersonId);
        db.Add(run);
        journal.Record("audit-tool-runs.tried", run);
        await db.SaveChangesAsync(cancel);
        return run.Id;
    }

    /// <summary>What taking the run's file in would bring.</summary>
    /// <exception cref="UnreadableToolFileException">The file is not what it was.</exception>
    public async Task<ToolTrial> Look(ToolRun run, CancellationToken cancel)
    {
        if (!store.Has(run.Sha256))
        {
            throw new UnreadableToolFileException("Berkas ini tidak lagi ada di penyimpanan. Unggah lagi dari alatnya.");
        }
        var file = await read.Of(run.Sha256, () => store.Open(run.Sha256), cancel);
        var known = (await db.Set<ToolResult>().AsNoTracking().Where(one => one.AuditId == run.AuditId).Select(one => one.Fingerprint).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<(ToolEntry, bool)> entries = [.. file.Entries.Where(entry => seen.Add(entry.Fingerprint)).Select(entry => (entry, !known.Contains(entry.Fingerprint)))];
        return new ToolTrial(file, entries, file.Entries.Count - entries.Count);
    }

    /// <summary>Takes the run's results in: what is new is added, what is known is marked as seen again. Twice is the same as once.</summary>
    public async Task<Outcome> Import(Audit audit, ToolRun run, CancellationToken cancel)
    {
        if (audit.State != AuditState.Running || !await rights.MayWork(audit, cancel))
        {
            return Refusal.Whole(NotYours);
        }
        if (run.State != ToolRunState.Checked)
        {
            return Refusal.Whole("Berkas ini sudah dimasukkan atau tidak dipakai. Unggah lagi bila perlu.");
        }
        ToolTrial trial;
        try
        {
            trial = await Look(run, cancel);
        }
        catch (UnreadableToolFileException wrong)
        {
            return Refusal.Whole(wrong.Message);
        }
        var again = trial.Entries.Where(one => !one.IsNew).Select(one => one.Entry.Fingerprint).ToHashSet(StringComparer.Ordinal);
        if (again.Count > 0)
        {
            foreach (var result in (await db.Set<ToolResult>().Where(one => one.AuditId == audit.Id).ToListAsync(cancel)).Where(one => again.Contains(one.Fingerprint)))
            {
                result.LastRunId = run.Id;
            }
        }
        db.AddRange(trial.Entries.Where(one => one.IsNew).Select(one => new ToolResult
        {
            AuditId = audit.Id, RunId = run.Id, LastRunId = run.Id, Fingerprint = one.Entry.Fingerprint, Rule = one.Entry.Rule, Title = one.Entry.Title, Severity = one.Entry.Severity,
            Place = one.Entry.Place, Text = one.Entry.Text, Solution = one.Entry.Solution,
        }));
        (run.State, run.Added) = (ToolRunState.Imported, trial.New);
        journal.Record("audit-tool-runs.imported", run, details: new JsonObject { ["added"] = trial.New, ["known"] = trial.Entries.Count - trial.New, ["bad"] = trial.File.BadCount, ["sha256"] = run.Sha256 });
        return await Save(cancel);
    }

    public async Task<Outcome> Drop(Audit audit, ToolRun run, CancellationToken cancel)
    {
        if (run.State != ToolRunState.Checked || !await rights.MayWork(audit, cancel))
        {
            return Refusal.Whole("Berkas ini sudah dimasukkan atau tidak dipakai.");
        }
        run.State = ToolRunState.Dropped;
        journal.Record("audit-tool-runs.dropped", run);
        return await Save(cancel);
    }

    /// <summary>Tools give endings that are accepted nowhere else; by what it is, the file is JSON or XML.</summary>
    private static string Named(string fileName, ToolFormat format)
    {
        var ending = format == ToolFormat.Sarif ? ".json" : ".xml";
        return fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? fileName : fileName + ending;
    }

    private async Task<Outcome> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return Refusal.Whole("Hasil untuk audit ini baru saja dimasukkan oleh orang lain. Muat ulang halaman dan periksa lagi.");
        }
    }
}

/// <summary>A tool's file hangs on its run: who reads the working papers may read it, the audited agency may not.</summary>
internal sealed class RunFiles(PlatformDb db, AuditRights rights) : IFileSubjects
{
    public string Kind => "audit-tool-runs";

    public static FileSubject Of(ToolRun run, bool mayView, bool mayAttach) => new("audit-tool-runs", run.Id, $"Hasil alat {run.Tool}", Pages.Run(run.Id), AuditsPermissions.View, null, mayView, mayAttach);

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel) =>
        await db.Set<ToolRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancel) is { } run ? Of(run, rights.MayRead, mayAttach: false) : null;
}
