using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Platform.Keeping;

/// <summary>What a backup says of itself.</summary>
/// <param name="Format">Counts up when an older program could not read it.</param>
/// <param name="Tables">Rows by table.</param>
/// <param name="JournalSize">Events that it holds.</param>
/// <param name="Checkpoint">The signed checkpoint of exactly those.</param>
public sealed record BackupManifest(int Format, string Program, DateTimeOffset TakenAt, string RegulationId, long JournalSize, string Checkpoint, IReadOnlyDictionary<string, long> Tables, int Files);

/// <summary>
/// A backup is one zip: a manifest, every table as lines of JSON from one consistent view of the database, the files that those rows name,
/// what modules keep beside them, and the keys. It is taken while the program serves, and read into either database. Whoever has it has everything: keep it as you keep keys.
/// </summary>
public sealed class Backup(PlatformDb db, DataFolder data, IEnumerable<IKeptBeside> beside, TimeProvider clock)
{
    public const int Format = 1;

    private static readonly JsonSerializerOptions json = new() { WriteIndented = true };

    /// <summary>Writes a backup: beside the file first, then in its place, so that a broken one never replaces a good one.</summary>
    public async Task<BackupManifest> Write(string file, Action<string> progress, CancellationToken cancel)
    {
        var partial = file + ".partial";
        BackupManifest manifest;
        await using (var view = await db.Dialect.Snapshot(db, cancel))
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            await using var output = new FileStream(partial, options);
            using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            {
                var tables = new Dictionary<string, long>(StringComparer.Ordinal);
                foreach (var table in TableCopy.All(db.Model))
                {
                    await using var entry = zip.CreateEntry($"tables/{table.Name}.jsonl", CompressionLevel.Fastest).Open();
                    tables[table.Name] = await table.Write(db, entry, rows => progress($"{table.Name}: {rows} rows"), cancel);
                }
                var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
                var files = await WriteFiles(zip, progress, cancel);
                foreach (var kept in beside)
                {
                    await kept.Write(zip, progress, cancel);
                }
                WriteKeys(zip);
                var regulation = await db.Set<Instance>().AsNoTracking().Select(instance => instance.RegulationId).SingleOrDefaultAsync(cancel) ?? "";
                manifest = new BackupManifest(Format, typeof(Backup).Assembly.GetName().Version!.ToString(3), clock.GetUtcNow(), regulation, head.Size, head.Checkpoint, tables, files);
                await using var cover = zip.CreateEntry("manifest.json").Open();
                await JsonSerializer.SerializeAsync(cover, manifest, json, cancel);
            }
            output.Flush(flushToDisk: true);
        }
        File.Move(partial, file, overwrite: true);
        return manifest;
    }

    private async Task<int> WriteFiles(ZipArchive zip, Action<string> progress, CancellationToken cancel)
    {
        var names = await db.Set<Files.FileRecord>().AsNoTracking().Select(item => item.Sha256).Distinct().ToListAsync(cancel);
        var count = 0;
        foreach (var name in names)
        {
            var stored = Path.Combine(data.Files, name[..2], name[2..4], name);
            // The store never changes a file, so what the view names is what it was.
            await using var entry = zip.CreateEntry($"files/{name}", CompressionLevel.Fastest).Open();
            await using var content = File.OpenRead(stored);
            await content.CopyToAsync(entry, cancel);
            if (++count % 100 == 0)
            {
                progress($"files: {count} of {names.Count}");
            }
        }
        return count;
    }

    private void WriteKeys(ZipArchive zip)
    {
        foreach (var key in Directory.GetFiles(data.Keys))
        {
            zip.CreateEntryFromFile(key, $"keys/{Path.GetFileName(key)}");
        }
    }
}
