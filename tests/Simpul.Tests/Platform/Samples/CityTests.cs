using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Samples;
using Simpul.Web.Platform.Search;
using Xunit;

namespace Simpul.Tests.Platform.Samples;

public sealed class CityTests
{
    private static readonly CitySize hamlet = new(Agencies: 5, Districts: 2, Wards: 4, People: 300, Events: 20_000);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_city_has_its_size_is_found_by_the_search_and_its_journal_verifies(string database)
    {
        await using var app = await App.Start(database);
        await Fill(app);

        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.Set<Agency>().CountAsync(agency => agency.Kind == AgencyKind.Ward)).ShouldBe(4);
            (await db.Set<Person>().CountAsync()).ShouldBe(300);
            (await db.Set<Appointment>().AnyAsync(item => item.Until != null)).ShouldBeTrue();
            (await db.Set<SearchEntry>().CountAsync(entry => entry.Kind == "people")).ShouldBe(300);
            (await db.Set<JournalEvent>().CountAsync(item => item.Action == "people.registered")).ShouldBe(300);
            (await services.GetRequiredService<SearchIndex>().Find("pegawai 00042", 1, CancellationToken.None)).Entries.Count(entry => entry.Kind == "people").ShouldBe(1);
            var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync();
            head.Size.ShouldBe(20_000);
            await Verify(db, services.GetRequiredService<JournalKeys>(), head);
        });
        // It goes on from there.
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            services.GetRequiredService<Web.Platform.Journal.Journal>().Note("people.personal-data-read", "people", Guid.NewGuid());
            await db.SaveChangesAsync();
            await Verify(db, services.GetRequiredService<JournalKeys>(), await db.Set<JournalHead>().AsNoTracking().SingleAsync());
        });
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_city()
    {
        var ids = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            await using var app = await App.Start();
            await Fill(app);
            ids.Add(string.Join(',', await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Appointment>().OrderBy(item => item.Id).Select(item => item.Id + " " + item.PersonId).ToListAsync())));
        }
        ids[0].ShouldBe(ids[1]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_city_that_was_interrupted_leaves_nothing(string database)
    {
        await using var app = await App.Start(database);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Fill(app, (done, _) =>
        {
            if (done > 5_000)
            {
                stop.Cancel();
            }
        }, stop.Token));
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.Set<Instance>().CountAsync()).ShouldBe(0);
            (await db.Set<Person>().CountAsync()).ShouldBe(0);
            (await db.Set<JournalHead>().SingleAsync()).Size.ShouldBe(0);
        });
    }

    private static Task Fill(App app, Action<long, long>? progress = null, CancellationToken cancel = default) => app.Do(async services =>
    {
        await using var whole = await services.GetRequiredService<PlatformDb>().Database.BeginTransactionAsync(cancel);
        await Setup.Run(services, Make.Palembang, isSample: true, cancel);
        await ActivatorUtilities.CreateInstance<CityWork>(services).Fill(hamlet, progress ?? ((_, _) => { }), cancel);
        await whole.CommitAsync(cancel);
    });

    private static async Task Verify(PlatformDb db, JournalKeys keys, JournalHead head)
    {
        var notes = await db.Set<JournalCheckpoint>().Select(item => item.Note).ToListAsync();
        notes.Count.ShouldBeGreaterThan(10);
        var check = new LogCheck(keys.Origin, [.. notes, head.Checkpoint], keys.All);
        await foreach (var row in db.Set<JournalEvent>().AsNoTracking().OrderBy(item => item.Index).AsAsyncEnumerable())
        {
            check.Next(row.Index, System.Text.Encoding.UTF8.GetBytes(row.Body), row.LeafHash);
        }
        check.Finish(await db.Set<JournalSubtree>().Select(item => new StoredSubtree(item.Level, item.Index, item.Hash)).ToListAsync()).ShouldBeEmpty();
        check.SealedTo.ShouldBe(head.Size);
    }
}
