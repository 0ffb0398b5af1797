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

/// <summary>Every way to alter the journal directly in the database, on both databases: it is found, and the event is named.</summary>
public sealed class VerificationTests
{
    // One complete subtree of 256 and a tail.
    private const int Events = 300;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_untouched_journal_holds(string database)
    {
        await using var app = await Filled(database);
        var report = await Verify(app);
        report.Faults.ShouldBeEmpty();
        report.Holds.ShouldBeTrue();
        (report.Events, report.SealedTo).ShouldBe((Events, Events));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_changed_byte_of_one_body_names_that_event(string database)
    {
        await using var app = await Filled(database);
        await Sql(app, "UPDATE journal_events SET body = replace(body, 'nomor 77\"', 'nomor 78\"') WHERE \"index\" = 77");
        var first = (await Verify(app)).First!;
        (first.Kind, first.First, first.Action).ShouldBe((JournalFaultKind.EventAltered, 77, "tests.noted"));
        first.Subject!.ShouldStartWith("tests/");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Each_column_that_repeats_the_body_is_held_against_it(string database)
    {
        await using var app = await Filled(database);
        await Sql(app, "UPDATE journal_events SET action = 'tests.harmless' WHERE \"index\" = 10");
        await Sql(app, "UPDATE journal_events SET subject_kind = 'agencies' WHERE \"index\" = 20");
        await Sql(app, "UPDATE journal_events SET subject_id = (SELECT subject_id FROM journal_events WHERE \"index\" = 31) WHERE \"index\" = 30");
        await Sql(app, "UPDATE journal_events SET office_id = subject_id WHERE \"index\" = 40");
        await Sql(app, "UPDATE journal_events SET person_id = subject_id WHERE \"index\" = 50");
        await Sql(app, $"UPDATE journal_events SET at = {(database == Databases.Sqlite ? "'2020-01-01 00:00:00'" : "'2020-01-01 00:00:00Z'")} WHERE \"index\" = 60");
        var report = await Verify(app);
        report.Faults.Select(fault => (fault.Kind, fault.First)).ShouldBe(new long?[] { 10, 20, 30, 40, 50, 60 }.Select(index => (JournalFaultKind.ColumnDiffers, index)));
        report.Faults.Select(fault => fault.Detail.Split(": ")[1]).ShouldBe(["action.", "subject_kind.", "subject_id.", "office_id.", "person_id.", "at."]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_events_that_changed_places_are_both_named(string database)
    {
        await using var app = await Filled(database);
        await Sql(app, "UPDATE journal_events SET \"index\" = -1 WHERE \"index\" = 100; UPDATE journal_events SET \"index\" = 100 WHERE \"index\" = 200; UPDATE journal_events SET \"index\" = 200 WHERE \"index\" = -1");
        var report = await Verify(app);
        report.First!.First.ShouldBe(100);
        report.Faults.Where(fault => fault.Kind == JournalFaultKind.EventMoved).Select(fault => fault.First).ShouldBe([100, 200]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Swapped_bodies_are_both_named(string database)
    {
        await using var app = await Filled(database);
        var (one, two) = (await Body(app, 5), await Body(app, 9));
        await Set(app, 5, two, null);
        await Set(app, 9, one, null);
        (await Verify(app)).Faults.Where(fault => fault.Kind == JournalFaultKind.EventAltered).Select(fault => fault.First).ShouldBe([5, 9]);
    }

    [Theory]
    [MemberData(nameof(Removed))]
    public async Task A_removed_event_is_missed(string database, long index)
    {
        await using var app = await Filled(database);
        await Sql(app, $"DELETE FROM journal_events WHERE \"index\" = {index}");
        var report = await Verify(app);
        (report.First!.Kind, report.First.First, report.First.Last).ShouldBe((JournalFaultKind.EventMissing, index, index));
    }

    public static IEnumerable<TheoryDataRow<string, long>> Removed() =>
        from database in Databases.Both()
        from index in new long[] { 0, 150, Events - 1 }
        select new TheoryDataRow<string, long>(database.Data, index) { Skip = database.Skip };

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_event_put_in_between_is_found_where_it_was_put(string database)
    {
        await using var app = await Filled(database);
        // Room for one: all that follow move up, over negative numbers because the key is unique.
        await Sql(app, "UPDATE journal_events SET \"index\" = -\"index\" - 1 WHERE \"index\" >= 120; UPDATE journal_events SET \"index\" = -\"index\" WHERE \"index\" < 0");
        var forged = await Forged(app, 119, 120);
        await Copy(app, 119, 120, forged);
        var report = await Verify(app);
        report.Holds.ShouldBeFalse();
        // The forged one claims its place; the one that was there claims it as well.
        (report.First!.Kind, report.First.First).ShouldBe((JournalFaultKind.EventMoved, 121));
        report.Faults.ShouldContain(fault => fault.Kind == JournalFaultKind.HeadDiffers);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_event_put_at_the_end_is_under_no_signature(string database)
    {
        await using var app = await Filled(database);
        await Copy(app, Events - 1, Events, await Forged(app, Events - 1, Events));
        var first = (await Verify(app)).First!;
        (first.Kind, first.First, first.Last).ShouldBe((JournalFaultKind.EventUnsigned, Events, Events));
    }

    [Theory]
    [MemberData(nameof(Rewritten))]
    public async Task A_body_rewritten_with_its_leaf_hash_is_narrowed_by_what_was_signed(string database, long index, long widest)
    {
        await using var app = await Filled(database);
        var forged = (await Body(app, index)).Replace("nomor", "nomer", StringComparison.Ordinal);
        await Set(app, index, forged, MerkleTree.LeafHash(Encoding.UTF8.GetBytes(forged)));
        var first = (await Verify(app)).First!;
        first.First!.Value.ShouldBeLessThanOrEqualTo(index);
        first.Last!.Value.ShouldBeGreaterThanOrEqualTo(index);
        (first.Last.Value - first.First.Value + 1).ShouldBeLessThanOrEqualTo(widest);
    }

    // 300 = 256 + 32 + 8 + 4: the frontier tells the tail's parts from each other.
    public static IEnumerable<TheoryDataRow<string, long, long>> Rewritten() =>
        from database in Databases.Both()
        from place in new (long, long)[] { (3, 256), (260, 32), (290, 8), (299, 4) }
        select new TheoryDataRow<string, long, long>(database.Data, place.Item1, place.Item2) { Skip = database.Skip };

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_journal_rewritten_as_a_whole_does_not_fit_its_signature(string database)
    {
        await using var app = await Filled(database);
        var frontier = new MerkleFrontier();
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            foreach (var item in await db.Set<JournalEvent>().OrderBy(item => item.Index).ToListAsync())
            {
                item.Body = item.Body.Replace("nomor 42\"", "nomor 24\"", StringComparison.Ordinal);
                item.LeafHash = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(item.Body));
                frontier.Append(item.LeafHash, (level, index, hash) => db.Set<JournalSubtree>().Single(subtree => subtree.Level == level && subtree.Index == index).Hash = hash.ToArray());
            }
            (await db.Set<JournalHead>().SingleAsync()).Frontier = frontier.ToBytes();
            await db.SaveChangesAsync();
        });
        var first = (await Verify(app)).First!;
        (first.Kind, first.First, first.Last).ShouldBe((JournalFaultKind.CheckpointDiffers, 0, Events - 1));

        // And with the root in the note replaced as well, the signature is of something else.
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var head = await db.Set<JournalHead>().SingleAsync();
            head.Checkpoint = head.Checkpoint.Replace(head.Checkpoint.Split('\n')[2], Convert.ToBase64String(frontier.Root()), StringComparison.Ordinal);
            await db.SaveChangesAsync();
        });
        var report = await Verify(app);
        report.Faults.ShouldContain(fault => fault.Kind == JournalFaultKind.CheckpointUnsigned);
        (report.First!.Kind, report.First.First).ShouldBe((JournalFaultKind.EventUnsigned, 0));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_tail_cut_off_with_an_older_head_put_back_is_found_by_a_published_or_a_kept_checkpoint(string database)
    {
        await using var app = await Filled(database);
        var (head, subtrees) = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return (await db.Set<JournalHead>().AsNoTracking().SingleAsync(), await db.Set<JournalSubtree>().CountAsync());
        });
        await Note(app, 20, Events);
        var kept = await app.Do(async services =>
        {
            await services.GetRequiredService<JournalPublication>().Publish(CancellationToken.None);
            return (await services.GetRequiredService<JournalPublication>().Latest(CancellationToken.None))!;
        });
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await db.Set<JournalEvent>().Where(item => item.Index >= Events).ExecuteDeleteAsync();
            db.Update(head);
            await db.SaveChangesAsync();
            (await db.Set<JournalSubtree>().CountAsync()).ShouldBe(subtrees);
        });
        var report = await Verify(app);
        (report.First!.Kind, report.First.First, report.First.Last).ShouldBe((JournalFaultKind.EventMissing, Events, Events + 19));

        // Whoever removes the published checkpoint too leaves a journal that holds in itself, and not against what was kept elsewhere.
        await Sql(app, $"DELETE FROM journal_checkpoints WHERE size > {Events}");
        (await Verify(app)).Holds.ShouldBeTrue();
        var held = await Verify(app, kept);
        (held.First!.Kind, held.First.First).ShouldBe((JournalFaultKind.EventMissing, Events));
        (await app.Do(services => services.GetRequiredService<JournalProofs>().Continues(kept, CancellationToken.None))).Result.ShouldBe(ContinuationResult.Shortened);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Changed_subtrees_heads_and_checkpoints_are_found(string database)
    {
        await using var app = await Filled(database);
        await app.Do(services => services.GetRequiredService<JournalPublication>().Publish(CancellationToken.None));
        (await Verify(app)).Holds.ShouldBeTrue();
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var subtree = await db.Set<JournalSubtree>().SingleAsync();
            subtree.Hash = [.. subtree.Hash.Reverse()];
            await db.SaveChangesAsync();
        });
        (await Verify(app)).Faults.ShouldHaveSingleItem().Kind.ShouldBe(JournalFaultKind.SubtreeDiffers);
        await Sql(app, "DELETE FROM journal_subtrees");
        (await Verify(app)).Faults.ShouldHaveSingleItem().Detail.ShouldContain("is not stored");

        await Sql(app, "UPDATE journal_checkpoints SET size = 299");
        (await Verify(app)).Faults.ShouldContain(fault => fault.Kind == JournalFaultKind.CheckpointMoved);
        await Sql(app, "UPDATE journal_checkpoints SET size = 300, note = replace(note, 'time 2026', 'time 2025')");
        (await Verify(app)).Faults.ShouldContain(fault => fault.Kind == JournalFaultKind.CheckpointUnsigned);
        await Sql(app, "UPDATE journal_head SET size = 299");
        (await Verify(app)).Faults.ShouldContain(fault => fault.Kind == JournalFaultKind.HeadDiffers);
    }

    [Fact]
    public async Task A_body_that_is_not_canonical_is_found_though_its_hash_is_right()
    {
        await using var app = await Filled(Databases.Sqlite);
        var spaced = (await Body(app, 7)).Replace("\"action\":", "\"action\": ", StringComparison.Ordinal);
        await Set(app, 7, spaced, MerkleTree.LeafHash(Encoding.UTF8.GetBytes(spaced)));
        var first = (await Verify(app)).First!;
        (first.Kind, first.First).ShouldBe((JournalFaultKind.EventNotCanonical, 7));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_of_a_register_changed_behind_the_programs_back_is_named(string database)
    {
        await using var app = await App.Start(database);
        var agencies = Enumerable.Range(1, 3).Select(number => new Agency { Code = $"1.0{number}", Name = $"Dinas {number}", Functions = ["statistik"], EstablishedOn = new DateOnly(2020, 1, number) }).ToList();
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            foreach (var agency in agencies)
            {
                db.Add(agency);
                services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.registered", agency);
            }
            await db.SaveChangesAsync();
            agencies[0].Name = "Dinas Pertama";
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.changed", agencies[0]);
            await db.SaveChangesAsync();
        });
        var clean = await Records(app);
        (clean.Records, clean.FaultCount).ShouldBe((3, 0));

        await Sql(app, $"UPDATE org_agencies SET name = 'Dinas Palsu' WHERE code = '1.01'; DELETE FROM org_agencies WHERE code = '1.02'");
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await db.Set<Agency>().Where(agency => agency.Code == "1.03").ExecuteUpdateAsync(set => set.SetProperty(agency => agency.Code, "9.99").SetProperty(agency => agency.Functions, ["statistik", "sandi"]));
        });
        var found = await Records(app);
        found.Faults.Select(fault => (fault.Id, fault.Field)).ShouldBe(
            [(agencies[0].Id, "name"), (agencies[2].Id, "code"), (agencies[2].Id, "functions"), (agencies[1].Id, null)], ignoreOrder: true);
        found.Faults.Single(fault => fault.Field == "name").ShouldBe(new RecordFault("agencies", agencies[0].Id, "name", "\"Dinas Pertama\"", "\"Dinas Palsu\""));
    }

    internal static async Task<App> Filled(string database)
    {
        var app = await App.Start(database);
        await Note(app, Events, 0);
        return app;
    }

    internal static Task Note(App app, int count, int from) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var journal = services.GetRequiredService<Web.Platform.Journal.Journal>();
        for (var number = from; number < from + count; number++)
        {
            journal.Note("tests.noted", "tests", Guid.CreateVersion7(), reason: $"nomor {number}");
        }
        await db.SaveChangesAsync();
    });

    internal static Task<JournalReport> Verify(App app, params string[] kept) =>
        app.Do(services => services.GetRequiredService<JournalVerification>().Run(kept, null, CancellationToken.None));

    private static Task<RecordReport> Records(App app) => app.Do(services => services.GetRequiredService<RecordCheck>().Run(null, CancellationToken.None));

    private static Task<int> Sql(App app, string sql) => app.Do(services => services.GetRequiredService<PlatformDb>().Database.ExecuteSqlRawAsync(sql));

    private static Task<string> Body(App app, long index) => app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().Where(item => item.Index == index).Select(item => item.Body).SingleAsync());

    private static Task Set(App app, long index, string body, byte[]? leaf) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var row = await db.Set<JournalEvent>().SingleAsync(item => item.Index == index);
        row.Body = body;
        row.LeafHash = leaf ?? row.LeafHash;
        await db.SaveChangesAsync();
    });

    /// <summary>The body of one event, made out to be another.</summary>
    private static async Task<string> Forged(App app, long like, long index)
    {
        var body = JsonNode.Parse(await Body(app, like))!;
        body["index"] = index;
        return Encoding.UTF8.GetString(CanonicalJson.Bytes(body));
    }

    private static Task Copy(App app, long like, long index, string body) => app.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        var row = await db.Set<JournalEvent>().AsNoTracking().SingleAsync(item => item.Index == like);
        (row.Index, row.Body, row.LeafHash) = (index, body, MerkleTree.LeafHash(Encoding.UTF8.GetBytes(body)));
        db.Add(row);
        await db.SaveChangesAsync();
    });
}
