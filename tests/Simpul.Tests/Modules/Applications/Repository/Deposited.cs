using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;

namespace Simpul.Tests.Modules.Applications.Repository;

/// <summary>Puts source, package and documents where steps of cases look for them.</summary>
internal static class Deposited
{
    public static byte[] Zip { get; } = Packed();

    /// <summary>A commit in the application's repository, with the event that a push leaves.</summary>
    public static Task<string> Push(this App app, Guid application) => app.Do(async services =>
    {
        var (db, folders) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<RepositoryFolders>());
        var made = (await services.GetRequiredService<Repositories>().Open((await services.GetRequiredService<RepositoryApplications>().Find(application, CancellationToken.None))!, makes: true, CancellationToken.None))!;
        var loaded = await services.GetRequiredService<GitProgram>().Run(folders.Of(application), ["fast-import", "--quiet", "--force"], CancellationToken.None,
            input: "commit refs/heads/main\nmark :1\ncommitter Pengembang Contoh <pengembang@contoh.invalid> 1793500000 +0700\ndata 4\nisi\n\nM 100644 inline README.md\ndata 4\nisi\n\n");
        loaded.Succeeded.ShouldBeTrue(loaded.Error);
        (made.FirstPushedAt, made.PushedAt, made.Pushes) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<TimeProvider>().GetUtcNow(), 1);
        services.GetRequiredService<Journal>().Record("repositories.pushed", made);
        await db.SaveChangesAsync();
        return (await services.GetRequiredService<GitReader>().Refs(folders.Of(application), CancellationToken.None))[0].Commit;
    });

    /// <summary>A file on a case or a release, as whoever may do so leaves it.</summary>
    public static Task Attach(this App app, string kind, Guid subject, string name, byte[] content) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var stored = (await services.GetRequiredService<FileStore>().Put(new MemoryStream(content), FileRecord.MostBytes, CancellationToken.None))!;
        var file = new FileRecord
        {
            SubjectKind = kind, SubjectId = subject, Number = 1 + await db.Set<FileRecord>().CountAsync(other => other.SubjectKind == kind && other.SubjectId == subject && other.Slot == "attachment"), Name = name,
            Sha256 = stored.Sha256, Size = stored.Size, MediaType = name.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/pdf", Permission = "cases.view", UploadedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        db.Add(file);
        services.GetRequiredService<Journal>().Record("files.attached", file);
        await db.SaveChangesAsync();
    });

    /// <summary>All that a step that hands in may ask for.</summary>
    public static async Task HandIn(this App app, Guid application, Guid item)
    {
        await app.Push(application);
        await app.Attach("cases", item, "paket.zip", Zip);
        await app.Attach("cases", item, "manual.pdf", CityHall.Pdf);
    }

    private static byte[] Packed()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("app.bin").Open();
            entry.Write([1, 2, 3]);
        }
        return memory.ToArray();
    }
}
