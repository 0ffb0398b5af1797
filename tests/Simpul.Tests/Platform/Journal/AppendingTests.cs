using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Journal;

public sealed class AppendingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_and_its_event_are_saved_together_with_before_and_after(string database)
    {
        await using var app = await App.Start(database);
        var agency = new Agency { Code = "1.01", Name = "Dinas Contoh" };
        await app.Do(services => Save(services, agency, "agencies.registered"));
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var stored = await db.Set<Agency>().SingleAsync(item => item.Id == agency.Id);
            stored.Name = "Dinas Contoh Baru";
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.changed", stored);
            await db.SaveChangesAsync();
        });

        var events = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().OrderBy(item => item.Index).ToListAsync());
        events.Select(item => item.Action).ShouldBe(["agencies.registered", "agencies.changed"]);
        var body = JsonNode.Parse(events[1].Body)!;
        body["changes"]!["name"]!.ToJsonString().ShouldBe("""["Dinas Contoh","Dinas Contoh Baru"]""");
        body["subject"]!["id"]!.GetValue<string>().ShouldBe(agency.Id.ToString());
        MerkleTree.LeafHash(Encoding.UTF8.GetBytes(events[1].Body)).ShouldBe(events[1].LeafHash);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_head_is_signed_for_exactly_the_events_that_there_are(string database)
    {
        await using var app = await App.Start(database);
        await app.Do(services => Save(services, new Agency { Code = "1", Name = "Satu" }, "agencies.registered"));
        await app.Do(services => Save(services, new Agency { Code = "2", Name = "Dua" }, "agencies.registered"));

        var (head, leaves) = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return (await db.Set<JournalHead>().SingleAsync(), await db.Set<JournalEvent>().OrderBy(item => item.Index).Select(item => item.LeafHash).ToListAsync());
        });
        var note = SignedCheckpoint.Parse(head.Checkpoint);
        note.Checkpoint.Size.ShouldBe(2);
        note.Checkpoint.Root.ShouldBe(MerkleTree.Root(leaves));
        note.StateOf(app.Services.GetRequiredService<JournalKeys>().Current).ShouldBe(SignatureState.Valid);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Forty_changes_at_once_get_numbers_without_a_gap(string database)
    {
        await using var app = await App.Start(database);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => app.Do(services => Save(services, new Agency { Code = $"{number}", Name = $"Dinas {number}" }, "agencies.registered"))));

        var indexes = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Select(item => item.Index).OrderBy(index => index).ToListAsync());
        indexes.ShouldBe(Enumerable.Range(0, 40).Select(number => (long)number));
    }

    [Fact]
    public async Task A_change_that_no_event_names_is_refused()
    {
        await using var app = await App.Start();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.Add(new Agency { Code = "1", Name = "Diam-diam" });
            await db.SaveChangesAsync();
        }));
        failure.Message.ShouldContain("Agency");
    }

    [Fact]
    public async Task An_update_that_changes_nothing_leaves_no_event()
    {
        await using var app = await App.Start();
        var agency = new Agency { Code = "1", Name = "Tetap" };
        await app.Do(services => Save(services, agency, "agencies.registered"));
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var stored = await db.Set<Agency>().SingleAsync();
            stored.Name = "Tetap";
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.changed", stored);
            await db.SaveChangesAsync();
        });
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync())).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_roots_of_256_events_are_kept_for_proofs(string database)
    {
        await using var app = await App.Start(database);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var journal = services.GetRequiredService<Web.Platform.Journal.Journal>();
            for (var number = 0; number < 300; number++)
            {
                journal.Note("tests.noted", "tests", Guid.NewGuid());
            }
            await db.SaveChangesAsync();
        });

        var (subtree, leaves) = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return (await db.Set<JournalSubtree>().SingleAsync(), await db.Set<JournalEvent>().OrderBy(item => item.Index).Select(item => item.LeafHash).Take(256).ToListAsync());
        });
        (subtree.Level, subtree.Index).ShouldBe((8, 0));
        subtree.Hash.ShouldBe(MerkleTree.Root(leaves));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_web_request_sees_one_size_of_the_journal_until_it_saves_something_itself(string database)
    {
        await using var app = await App.Start(database);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            (await db.JournalSize(CancellationToken.None)).ShouldBe(0);
            await app.Do(Note);
            // Work that is no request sees at once what others do.
            (await db.JournalSize(CancellationToken.None)).ShouldBe(1);
            await db.BeginRequest(CancellationToken.None);
            (await db.JournalSize(CancellationToken.None)).ShouldBe(1);
            await app.Do(Note);
            (await db.JournalSize(CancellationToken.None)).ShouldBe(1);
            (await db.JournalSize(CancellationToken.None, atLeast: 2)).ShouldBe(2);
            await Note(services);
            (await db.JournalSize(CancellationToken.None)).ShouldBe(3);
        });

        static Task Note(IServiceProvider services)
        {
            services.GetRequiredService<Web.Platform.Journal.Journal>().Note("tests.noted", "tests", Guid.CreateVersion7());
            return services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        }
    }

    private static async Task Save(IServiceProvider services, Agency agency, string action)
    {
        var db = services.GetRequiredService<PlatformDb>();
        db.Add(agency);
        services.GetRequiredService<Web.Platform.Journal.Journal>().Record(action, agency);
        await db.SaveChangesAsync();
    }
}
