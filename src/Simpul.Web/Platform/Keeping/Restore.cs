using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Platform.Keeping;

/// <summary>Why a backup was not restored, in words for the operator.</summary>
public sealed class RestoreException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Reads a backup into an empty place: the keys before the program opens them, then tables and files.</summary>
public static class Restore
{
    /// <summary>Reads the manifest and puts the keys into the data folder; before the program is built, because it would make its own.</summary>
    /// <exception cref="RestoreException">The file is no backup, is newer than this program, or the folder is in use.</exception>
    public static BackupManifest Keys(string file, DataFolder data)
    {
        using var zip = Open(file);
        var manifest = Manifest(zip);
        if (Directory.GetFiles(data.Keys).Length > 0 || File.Exists(data.Database))
        {
            throw new RestoreException($"{data.Path} already holds an instance. Restore into an empty folder.");
        }
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("keys/", StringComparison.Ordinal) && entry.Name.Length > 0))
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            DataFolder.WritePrivate(Path.Combine(data.Keys, Path.GetFileName(entry.Name)), bytes.ToArray());
        }
        return manifest;
    }

    /// <summary>Reads tables, files and what modules keep beside them. The database is migrated and empty.</summary>
    public static async Task Data(string file, PlatformDb db, DataFolder data, IEnumerable<IKeptBeside> beside, Action<string> progress, CancellationToken cancel)
    {
        using var zip = Open(file);
        var manifest = Manifest(zip);
        if (await db.Set<Instance>().AnyAsync(cancel) || await db.Set<JournalEvent>().AnyAsync(cancel))
        {
            throw new RestoreException("The database already holds an instance. Restore into an empty one.");
        }
        await using (var whole = await db.Database.BeginTransactionAsync(cancel))
        {
            await db.Set<JournalHead>().ExecuteDeleteAsync(cancel);
            foreach (var table in TableCopy.All(db.Model))
            {
                // A table that the backup does not know came with a later version and starts empty.
                if (zip.GetEntry($"tables/{table.Name}.jsonl") is not { } entry)
                {
                    continue;
                }
                await using var rows = entry.Open();
                var count = await table.Read(db, rows, done => progress($"{table.Name}: {done} rows"), cancel);
                if (count != manifest.Tables[table.Name])
                {
                    throw new RestoreException($"{table.Name} has {count} rows where the manifest says {manifest.Tables[table.Name]}: the file is damaged.");
                }
            }
            await whole.CommitAsync(cancel);
        }
        await ReadFiles(zip, data, progress, cancel);
        foreach (var kept in beside)
        {
            await kept.Read(zip, progress, cancel);
        }
    }

    private static async Task ReadFiles(ZipArchive zip, DataFolder data, Action<string> progress, CancellationToken cancel)
    {
        var count = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("files/", StringComparison.Ordinal) && entry.Name.Length == 64))
        {
            var folder = Directory.CreateDirectory(Path.Combine(data.Files, entry.Name[..2], entry.Name[2..4])).FullName;
            var stored = Path.Combine(folder, Path.GetFileName(entry.Name));
            await using (var content = entry.Open())
            await using (var output = File.Create(stored))
            {
                await content.CopyToAsync(output, cancel);
            }
            await using (var written = File.OpenRead(stored))
            {
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)) != entry.Name)
                {
                    throw new RestoreException($"The file {entry.Name} is damaged in the backup: its content has another SHA-256.");
                }
            }
            if (++count % 100 == 0)
            {
                progress($"files: {count}");
            }
        }
    }

    private static ZipArchive Open(string file)
    {
        try
        {
            return ZipFile.OpenRead(file);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new RestoreException($"{file} cannot be read as a backup: {failure.Message}", failure);
        }
    }

    private static BackupManifest Manifest(ZipArchive zip)
    {
        try
        {
            using var cover = zip.GetEntry("manifest.json")?.Open() ?? throw new RestoreException("The file has no manifest.json: it is no backup of Simpul.");
            var manifest = JsonSerializer.Deserialize<BackupManifest>(cover)!;
            return manifest.Format <= Backup.Format ? manifest
                : throw new RestoreException($"The backup was written by a later version ({manifest.Program}). Restore it with that version or a newer one.");
        }
        catch (JsonException broken)
        {
            throw new RestoreException("The manifest is damaged.", broken);
        }
    }
}
