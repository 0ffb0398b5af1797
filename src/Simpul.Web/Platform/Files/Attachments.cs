using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Uploads;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Platform.Files;

/// <summary>What somebody wants to attach.</summary>
/// <param name="Slot">Which document of the record it is; null for a new one of its own. The same slot again makes a new version.</param>
/// <param name="Name">As the browser gave it.</param>
/// <param name="Content">Can seek.</param>
public sealed record Upload(string? Slot, string Name, Stream Content, Classification Classification);

/// <summary>A document of a record with its versions, newest first; those taken away stay in the list with the reason.</summary>
public sealed record AttachedDocument(string Slot, IReadOnlyList<FileRecord> Versions)
{
    /// <summary>The newest version that stands; null when all were taken away.</summary>
    public FileRecord? Current => Versions.FirstOrDefault(file => file.RemovedAt is null);
}

/// <summary>Attaches files to records, lists them, opens them for reading and takes them away.</summary>
public sealed class Attachments(
    PlatformDb db, FileStore store, FileSubjects subjects, UploadCheck check, ClamScanner scanner,
    Journal.Journal journal, SearchIndex search, Acting acting, TimeProvider clock, ILogger<Attachments> log)
{
    private const string NotYours = "Jabatan Anda tidak berwenang mengubah berkas di sini.";

    private static readonly Func<PlatformDb, string, Guid, CancellationToken, Task<List<FileRecord>>> ofOne = Prepared.List((PlatformDb db, string kind, Guid subject) =>
        db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == kind && file.SubjectId == subject).OrderBy(file => file.Id));

    /// <summary>The documents of a record, as the actor may know of them: those above their clearance are left out.</summary>
    public async Task<IReadOnlyList<AttachedDocument>> Of(string kind, Guid subject, CancellationToken cancel)
    {
        var clearance = acting.Actor.Clearance;
        var files = await ofOne(db, kind, subject, cancel);
        return
        [
            .. files.Where(file => file.Classification <= clearance).GroupBy(file => file.Slot)
                .Select(slot => new AttachedDocument(slot.Key, [.. slot.OrderByDescending(file => file.Number)])),
        ];
    }

    /// <summary>Checks, keeps and attaches a file. Its bytes are on the disk before its row is saved; a row never names what is not there.</summary>
    /// <returns>The new file's id, or refusals at <c>File</c>.</returns>
    public async Task<Outcome<Guid>> Attach(FileSubject subject, Upload upload, CancellationToken cancel)
    {
        if (!subject.MayAttach)
        {
            return Refusal.Whole(NotYours);
        }
        if (upload.Slot is { } slot && subject.Locked.Contains(slot))
        {
            return Refusal.At("File", "Dokumen ini tidak diminta dari Anda pada langkah sekarang, jadi tidak dapat diganti.");
        }
        if (upload.Classification > acting.Actor.Clearance)
        {
            return Refusal.At("Classification", "Jabatan Anda tidak boleh membuka berkas rahasia, jadi tidak dapat memberinya klasifikasi itu.");
        }
        var verdict = (subject.Types is { } types ? new UploadCheck(FileRecord.MostBytes, types) : check).Check(upload.Name, upload.Content);
        if (verdict.Refusal is { } refusal)
        {
            return Refusal.At("File", refusal);
        }
        if (await Scan(subject, upload, cancel) is { } infected)
        {
            return infected;
        }
        upload.Content.Position = 0;
        if (await store.Put(upload.Content, FileRecord.MostBytes, cancel) is not { } stored)
        {
            return Refusal.At("File", "Berkas lebih dari 20 MB. Perkecil berkas atau bagi menjadi beberapa bagian.");
        }
        return await Save(subject, upload, verdict, stored, cancel);
    }

    /// <summary>Takes a file away, with the reason. Its row and its bytes stay: what was decided on it must remain provable.</summary>
    public async Task<Outcome> Remove(Guid id, string? reason, CancellationToken cancel)
    {
        var file = await db.Set<FileRecord>().SingleOrDefaultAsync(item => item.Id == id && item.RemovedAt == null, cancel);
        if (file is null || file.Classification > acting.Actor.Clearance)
        {
            return Refusal.Whole("Berkas ini tidak ditemukan. Mungkin sudah dihapus.");
        }
        if (await subjects.Find(file.SubjectKind, file.SubjectId, cancel) is not { MayAttach: true } subject)
        {
            return Refusal.Whole(NotYours);
        }
        if (subject.Locked.Contains(file.Slot) || (subject.OnlyOwn && file.UploadedBy != acting.Actor.PersonId))
        {
            return Refusal.Whole("Berkas ini menjadi dasar urusan dan hanya dapat dihapus oleh pengunggahnya selama langkahnya berjalan.");
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            return Refusal.At("Reason", "Tulis alasan menghapus berkas, paling banyak 500 huruf.");
        }
        file.RemovedAt = clock.GetUtcNow();
        file.RemovedReason = reason.Trim();
        journal.Record("files.removed", file, file.RemovedReason);
        journal.Note($"{file.SubjectKind}.file-removed", file.SubjectKind, file.SubjectId, file.RemovedReason, Told(file));
        await search.Remove("files", file.Id, cancel);
        Hold(subject);
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
    }

    /// <summary>Opens a file for the actor. Reading a secret one is a journal event, saved before the first byte goes out.</summary>
    public async Task<FileReading> Open(Guid id, CancellationToken cancel)
    {
        var file = await db.Set<FileRecord>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id && item.RemovedAt == null, cancel);
        if (file is null)
        {
            return new FileReading(FileAnswer.Missing);
        }
        if (!await MayRead(file, cancel))
        {
            return new FileReading(acting.Actor.SignedIn ? FileAnswer.NotAllowed : FileAnswer.NotSignedIn);
        }
        if (!store.Has(file.Sha256))
        {
            log.LogError("The store lacks the content of file {File}", file.Id);
            return new FileReading(FileAnswer.Missing);
        }
        if (file.Classification == Classification.Secret)
        {
            journal.Note("files.read", "files", file.Id);
            await db.SaveChangesAsync(cancel);
        }
        return new FileReading(FileAnswer.Allowed, file, store.Open(file.Sha256));
    }

    /// <summary>Attaches the newest version of a document to another record too, with the save at hand: its content is kept once.</summary>
    /// <param name="permission">What the search asks for before it shows the name.</param>
    public async Task Share(string fromKind, Guid from, string slot, string toKind, Guid to, string title, string href, string permission, CancellationToken cancel)
    {
        var source = await db.Set<FileRecord>().AsNoTracking().Where(file => file.SubjectKind == fromKind && file.SubjectId == from && file.Slot == slot && file.RemovedAt == null)
            .OrderByDescending(file => file.Number).FirstOrDefaultAsync(cancel);
        if (source is null || await db.Set<FileRecord>().AnyAsync(file => file.SubjectKind == toKind && file.SubjectId == to && file.Sha256 == source.Sha256 && file.RemovedAt == null, cancel))
        {
            return;
        }
        var file = new FileRecord
        {
            SubjectKind = toKind,
            SubjectId = to,
            Name = source.Name,
            Sha256 = source.Sha256,
            Size = source.Size,
            MediaType = source.MediaType,
            Classification = source.Classification,
            Permission = permission,
            UploadedBy = source.UploadedBy,
            UploadedAt = clock.GetUtcNow(),
        };
        file.Slot = $"attachment/{file.Id:n}";
        db.Add(file);
        journal.Record("files.attached", file);
        await Found(file, title, href, cancel);
    }

    /// <summary>Reads every content that a file names and compares it with its name.</summary>
    /// <returns>How many contents there are, and the files whose content is changed or missing.</returns>
    public async Task<(int Checked, IReadOnlyList<FaultyFile> Faults)> Verify(CancellationToken cancel)
    {
        var contents = await db.Set<FileRecord>().AsNoTracking().Select(file => file.Sha256).Distinct().ToListAsync(cancel);
        var faults = new List<FaultyFile>();
        foreach (var content in contents)
        {
            var state = await store.Verify(content, cancel);
            if (state != ContentState.Sound)
            {
                faults.AddRange((await db.Set<FileRecord>().AsNoTracking().Where(file => file.Sha256 == content).Select(file => new { file.Id, file.SubjectKind, file.SubjectId }).ToListAsync(cancel))
                    .Select(file => new FaultyFile(file.Id, content, state, file.SubjectKind, file.SubjectId)));
            }
        }
        return (contents.Count, faults);
    }

    private async Task<bool> MayRead(FileRecord file, CancellationToken cancel)
    {
        if (file.Classification == Classification.Public)
        {
            return true;
        }
        var actor = acting.Actor;
        if (file.Classification > actor.Clearance)
        {
            return false;
        }
        return await subjects.Find(file.SubjectKind, file.SubjectId, cancel) is { } subject ? subject.MayView
            : !subjects.Knows(file.SubjectKind) && actor.May(file.Permission, file.AgencyId);
    }

    private async Task<Refusal?> Scan(FileSubject subject, Upload upload, CancellationToken cancel)
    {
        upload.Content.Position = 0;
        var result = await scanner.Scan(upload.Content, cancel);
        switch (result.Outcome)
        {
            case ScanOutcome.Infected:
                // The note is saved alone: what the caller has at hand is saved with its file or not at all.
                db.Forget();
                journal.Note("files.infected", subject.Kind, subject.Id, details: new JsonObject { ["signature"] = result.Detail });
                await db.SaveChangesAsync(cancel);
                return Refusal.At("File", "Berkas ini berisi program berbahaya dan tidak disimpan. Bersihkan perangkat Anda, lalu unggah berkas yang lain.");
            case ScanOutcome.Unavailable:
                log.LogWarning("The virus scanner did not answer: {Detail}", result.Detail);
                return Refusal.At("File", "Pemeriksa virus sedang tidak menjawab, jadi berkas belum disimpan. Coba lagi beberapa menit lagi.");
            default:
                return null;
        }
    }

    private async Task<Outcome<Guid>> Save(FileSubject subject, Upload upload, UploadVerdict verdict, StoredContent stored, CancellationToken cancel)
    {
        var file = new FileRecord
        {
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            Name = verdict.Name,
            Sha256 = stored.Sha256,
            Size = stored.Size,
            MediaType = verdict.MediaType,
            Classification = upload.Classification,
            AgencyId = subject.Agency,
            Permission = subject.Permission,
            UploadedBy = acting.Actor.PersonId,
            UploadedAt = clock.GetUtcNow(),
        };
        file.Slot = upload.Slot ?? $"attachment/{file.Id:n}";
        var former = await db.Set<FileRecord>().AsNoTracking().Where(item => item.SubjectKind == subject.Kind && item.SubjectId == subject.Id && item.Slot == file.Slot)
            .OrderByDescending(item => item.Number).Select(item => new { item.Id, item.Number }).FirstOrDefaultAsync(cancel);
        if (former is not null)
        {
            file.Number = former.Number + 1;
            await search.Remove("files", former.Id, cancel);
        }
        db.Add(file);
        journal.Record("files.attached", file);
        journal.Note($"{subject.Kind}.file-attached", subject.Kind, subject.Id, details: Told(file));
        await Found(file, subject.Title, subject.Href, cancel);
        Hold(subject);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateException failure) when (db.Dialect.IsDuplicate(failure))
        {
            return Refusal.At("File", "Orang lain baru saja mengunggah versi baru dokumen ini. Buka kembali halaman dan periksa apakah berkas Anda masih perlu.");
        }
        return file.Id;
    }

    private void Hold(FileSubject subject)
    {
        if (subject.Holds is { } holds)
        {
            db.HoldTo((nameof(FileSubject.Holds), subject.Kind, subject.Id), holds);
        }
    }

    private Task Found(FileRecord file, string title, string href, CancellationToken cancel) => search.Put(new SearchEntry
    {
        Kind = "files",
        SubjectId = file.Id,
        Title = file.Name,
        Text = $"{Path.GetFileNameWithoutExtension(file.Name).Replace('_', ' ').Replace('-', ' ')} {title}",
        Href = $"{href}#berkas",
        AgencyId = file.AgencyId,
        Permission = file.Permission,
        Classification = file.Classification,
    }, cancel);

    private static JsonObject Told(FileRecord file) => new() { ["file"] = file.Id.ToString(), ["slot"] = file.Slot, ["number"] = file.Number };
}

/// <summary>A file whose content the store has lost or finds changed.</summary>
public sealed record FaultyFile(Guid Id, string Sha256, ContentState State, string SubjectKind, Guid SubjectId);

/// <summary>Whether the actor got a file.</summary>
public enum FileAnswer
{
    Allowed,
    Missing,
    NotAllowed,
    NotSignedIn,
}

/// <summary>The answer to who wants to read a file; with the file and its open content when allowed.</summary>
public sealed record FileReading(FileAnswer Answer, FileRecord? File = null, Stream? Content = null);
