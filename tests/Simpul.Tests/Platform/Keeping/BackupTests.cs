using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Keeping;
using Xunit;

namespace Simpul.Tests.Platform.Keeping;

public sealed class BackupTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_backup_taken_while_writing_restores_to_the_journal_of_one_moment(string database)
    {
        await using var app = await App.Start(database);
        var file = Path.Combine(app.Data.Path, "test.simpul");
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await app.Do(services => Register(services, $"{writer}-{Interlocked.Increment(ref written)}"));
            }
        })));
        while (Volatile.Read(ref written) < 50)
        {
            await Task.Delay(5);
        }
        var manifest = await app.Do(services => ActivatorUtilities.CreateInstance<Backup>(services).Write(file, _ => { }, CancellationToken.None));
        var after = Volatile.Read(ref written);
        while (Volatile.Read(ref written) < after + 10)
        {
            await Task.Delay(5);
        }
        await stop.CancelAsync();
        await writing;

        // Into the other database as well: a backup is how an instance moves.
        foreach (var target in database == Databases.Sqlite || Environment.GetEnvironmentVariable("SIMPUL_TEST_POSTGRES") is null ? new[] { Databases.Sqlite } : [Databases.Sqlite, Databases.Postgres])
        {
            await using var restored = await RestoreInto(target, file);
            var (events, agencies, head) = await restored.Do(async services =>
            {
                var db = services.GetRequiredService<PlatformDb>();
                return (await db.Set<JournalEvent>().AsNoTracking().OrderBy(item => item.Index).ToListAsync(), await db.Set<Agency>().AsNoTracking().ToListAsync(), await db.Set<JournalHead>().AsNoTracking().SingleAsync());
            });
            head.Checkpoint.ShouldBe(manifest.Checkpoint);
            events.Count.ShouldBe((int)manifest.JournalSize);
            agencies.Select(agency => agency.Id).Order().ShouldBe(events.Select(item => item.SubjectId).Order());
            var original = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().AsNoTracking().OrderBy(item => item.Index).Take(events.Count).ToListAsync());
            events.Select(item => item.Body).ShouldBe(original.Select(item => item.Body));
            // The restored instance goes on from there.
            await restored.Do(services => Register(services, "sesudah"));
            (await restored.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalHead>().Select(item => item.Size).SingleAsync())).ShouldBe(events.Count + 1);
        }
    }

    [Fact]
    public async Task What_was_sealed_can_be_opened_after_a_restore_and_files_come_along()
    {
        await using var app = await App.Start();
        var file = Path.Combine(app.Data.Path, "test.simpul");
        var person = new Person { Name = "Pejabat Contoh" }.Seal(app.Services.GetRequiredService<Sealer>(), "198001012005011001");
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.Add(person);
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("people.registered", person);
            await db.SaveChangesAsync();
        });
        await app.Do(services => ActivatorUtilities.CreateInstance<Backup>(services).Write(file, _ => { }, CancellationToken.None));

        await using var restored = await RestoreInto(Databases.Sqlite, file);
        var stored = await restored.Do(services => services.GetRequiredService<PlatformDb>().Set<Person>().SingleAsync());
        restored.Services.GetRequiredService<Sealer>().Open(stored.Nip, Sealer.Field("people", person.Id, "nip")).ShouldBe("198001012005011001");
    }

    [Fact]
    public async Task A_backup_is_not_restored_over_an_instance()
    {
        await using var app = await App.Start();
        var file = Path.Combine(app.Data.Path, "test.simpul");
        await app.Do(services => ActivatorUtilities.CreateInstance<Backup>(services).Write(file, _ => { }, CancellationToken.None));
        Should.Throw<RestoreException>(() => Restore.Keys(file, app.Data)).Message.ShouldContain("empty");
    }

    [Theory]
    [InlineData("not a zip at all")]
    [InlineData("")]
    public void What_is_no_backup_is_refused_in_words(string content)
    {
        var folder = Directory.CreateTempSubdirectory("simpul-test-");
        var file = Path.Combine(folder.FullName, "x");
        File.WriteAllText(file, content);
        Should.Throw<RestoreException>(() => Restore.Keys(file, new DataFolder(Path.Combine(folder.FullName, "data"))));
        folder.Delete(recursive: true);
    }

    private static async Task<App> RestoreInto(string kind, string file)
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("simpul-test-").FullName);
        Restore.Keys(file, data);
        var database = await Databases.Fresh(kind, data.Database);
        var app = await App.Start(data, database);
        await app.Do(services => Restore.Data(file, services.GetRequiredService<PlatformDb>(), data, services.GetServices<IKeptBeside>(), _ => { }, CancellationToken.None));
        return app;
    }

    private static async Task Register(IServiceProvider services, string code)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var agency = new Agency { Code = code, Name = $"Dinas {code}", Functions = ["urusan satu", "urusan dua"] };
        db.Add(agency);
        services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.registered", agency);
        await db.SaveChangesAsync();
    }
}
