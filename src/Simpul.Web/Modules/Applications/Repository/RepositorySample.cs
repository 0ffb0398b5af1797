using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Releases;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>A small repository of one application of the sample, with a release, offered for reuse.</summary>
internal static class RepositorySample
{
    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var (db, git, folders, clock) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<GitProgram>(), services.GetRequiredService<RepositoryFolders>(), services.GetRequiredService<TimeProvider>());
        var applications = services.GetRequiredService<RepositoryApplications>();
        var first = await db.Set<Application>().AsNoTracking().Where(item => item.Item.AgencyId != null && item.Stage == ApplicationStage.Running).OrderBy(item => item.Item.Code).Select(item => (Guid?)item.Id).FirstOrDefaultAsync(cancel);
        if (!git.IsThere || first is not { } id || await applications.Find(id, cancel) is not { } application)
        {
            return;
        }
        var repository = (await services.GetRequiredService<Repositories>().Open(application, makes: true, cancel))!;
        var loaded = await git.Run(folders.Of(id), ["fast-import", "--quiet"], cancel, input: Stream(application, clock.GetUtcNow()));
        if (!loaded.Succeeded)
        {
            throw new InvalidOperationException($"The sample's repository could not be made: {loaded.Error}");
        }
        var refs = await services.GetRequiredService<GitReader>().Refs(folders.Of(id), cancel);
        repository.PublicCode = Described(application);
        (repository.Reuse, repository.Licence, repository.Terms) = (ReuseBy.Governments, "EUPL-1.2", "Hubungi Dinas Komunikasi dan Informatika untuk memperoleh salinan kodenya.");
        (repository.FirstPushedAt, repository.PushedAt, repository.Pushes) = (clock.GetUtcNow(), clock.GetUtcNow(), 1);
        var journal = services.GetRequiredService<Platform.Journal.Journal>();
        journal.Record("repositories.pushed", repository, details: new JsonObject
        {
            ["refs"] = new JsonArray([.. refs.Select(item => (JsonNode)$"{item.Full}: {GitName.None} → {item.Commit} (2 commit)")]),
            ["commits"] = 2,
        });
        var release = new RepositoryRelease
        {
            ApplicationId = id, Tag = "v1.0.0", Commit = refs.First(item => item.IsTag).Commit, Title = "Versi 1.0", ReleasedAt = clock.GetUtcNow(),
            Notes = "Rilis pertama.\n\n- Pendaftaran pengguna\n- Laporan bulanan\n",
        };
        db.Add(release);
        journal.Record("repository-releases.published", release);
        await db.SaveChangesAsync(cancel);
    }

    private static string Stream(RepositoryApplication application, DateTimeOffset now)
    {
        var stream = new StringBuilder();
        Commit(stream, 1, now.AddDays(-40), "Kerangka aplikasi", ("README.md", $"# {application.Name}\n\nKode sumber {application.Name}.\n\n## Menjalankan\n\n1. Pasang PHP 8.2 dan PostgreSQL 15.\n2. Salin `config.example.php` menjadi `config.php`.\n3. Jalankan `php -S localhost:8000`.\n\nLihat juga [panduan](docs/panduan.md).\n"), ("docs/panduan.md", "# Panduan\n\nBuka alamat aplikasi, lalu masuk.\n"));
        Commit(stream, 2, now.AddDays(-12), "Laporan bulanan dan publiccode.yml", ("publiccode.yml", Described(application)), ("index.php", "<?php\nrequire 'config.php';\necho laporan(date('Y-m'));\n"));
        stream.Append("reset refs/tags/v1.0.0\nfrom :2\n\ndone\n");
        return stream.ToString();
    }

    private static void Commit(StringBuilder stream, int mark, DateTimeOffset at, string message, params (string Path, string Content)[] files)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{mark}\ncommitter Pengembang Contoh <pengembang@contoh.invalid> {seconds} +0700\n");
        Data(stream, message);
        foreach (var (path, content) in files)
        {
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\n");
            Data(stream, content);
        }
        stream.Append('\n');
    }

    private static void Data(StringBuilder stream, string text) => stream.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(text)}\n{text}\n");

    private static string Described(RepositoryApplication application) => $"""
        publiccodeYmlVersion: "0.4"
        name: {System.Text.Json.JsonSerializer.Serialize(application.Name)}
        url: https://git.contoh.invalid/{application.Slug}.git
        softwareVersion: 1.0.0
        platforms: [web]
        categories: [government]
        developmentStatus: stable
        softwareType: standalone/web
        description:
          id:
            shortDescription: Aplikasi contoh yang boleh dipakai ulang.
            longDescription: >
              Aplikasi ini adalah contoh dalam data percobaan. Isinya memperlihatkan bagaimana sebuah aplikasi pemerintah daerah
              diterangkan kepada pemerintah lain yang ingin memakainya kembali, lengkap dengan lisensi dan pemeliharanya.
            features:
              - Pendaftaran pengguna
              - Laporan bulanan
        legal:
          license: EUPL-1.2
        maintenance:
          type: internal
          contacts:
            - name: Dinas Komunikasi dan Informatika
        localisation:
          localisationReady: false
          availableLanguages: [id]

        """;
}
