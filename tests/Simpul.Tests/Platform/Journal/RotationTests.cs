using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Journal;

public sealed class RotationTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task After_a_rotation_everything_verifies_and_the_new_key_signs_alone(string database)
    {
        await using var app = await VerificationTests.Filled(database);
        var keys = app.Services.GetRequiredService<JournalKeys>();
        var old = keys.Current;
        var before = await Latest(app);

        var (from, to) = await app.Do(services => services.GetRequiredService<JournalRotation>().Run(CancellationToken.None));

        (from, to).ShouldBe((old.Fingerprint, keys.Current.Fingerprint));
        keys.All.Select(key => key.Fingerprint).ShouldBe([from, to]);
        Directory.GetFiles(app.Data.Keys, "journal-????.pem").ShouldHaveSingleItem();
        var head = SignedCheckpoint.Parse(await Latest(app));
        (head.StateOf(keys.Current), head.StateOf(old)).ShouldBe((SignatureState.Valid, SignatureState.Absent));
        // The checkpoint between the two carries both signatures.
        var passing = SignedCheckpoint.Parse(await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalCheckpoint>().Select(item => item.Note).SingleAsync()));
        (passing.StateOf(keys.Current), passing.StateOf(old)).ShouldBe((SignatureState.Valid, SignatureState.Valid));
        await VerificationTests.Note(app, 5, 1000);
        (await VerificationTests.Verify(app, before)).Faults.ShouldBeEmpty();
        var rotated = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().SingleAsync(item => item.Action == JournalRotation.Action));
        rotated.Body.ShouldContain(to);
    }

    [Fact]
    public async Task A_rotation_that_was_interrupted_goes_on_with_the_same_key()
    {
        await using var app = await VerificationTests.Filled(Databases.Sqlite);
        var keys = app.Services.GetRequiredService<JournalKeys>();
        var next = keys.BeginRotation().Fingerprint;
        // As after a crash: another process opens what lies there, and signs on.
        using (var other = JournalKeys.Open(app.Data))
        {
            other.Next!.Fingerprint.ShouldBe(next);
            other.Current.Fingerprint.ShouldNotBe(next);
        }
        await VerificationTests.Note(app, 3, 0);
        (await VerificationTests.Verify(app)).Faults.ShouldBeEmpty();

        var (_, after) = await app.Do(services => services.GetRequiredService<JournalRotation>().Run(CancellationToken.None));
        after.ShouldBe(next);
        (await VerificationTests.Verify(app)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_node_signs_with_the_key_that_another_process_made()
    {
        await using var app = await VerificationTests.Filled(Databases.Sqlite);
        var node = app.Services.GetRequiredService<JournalKeys>();
        var old = node.Current.Fingerprint;
        using (var other = JournalKeys.Open(app.Data))
        {
            other.BeginRotation();
            other.EndRotation();
        }
        node.Current.Fingerprint.ShouldNotBe(old);
        await VerificationTests.Note(app, 1, 0);
        SignedCheckpoint.Parse(await Latest(app)).StateOf(node.Current).ShouldBe(SignatureState.Valid);
        (await VerificationTests.Verify(app)).Faults.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Proofs_over_thousands_of_events_hold_for_the_program_and_for_the_script(string database)
    {
        await using var app = await App.Start(database);
        await VerificationTests.Note(app, 3000, 0);
        await app.Do(services => services.GetRequiredService<JournalRotation>().Run(CancellationToken.None));
        await VerificationTests.Note(app, 50, 3000);
        var keys = app.Services.GetRequiredService<JournalKeys>();
        var published = Path.Combine(app.Data.Path, "published.pem");
        await File.WriteAllTextAsync(published, keys.Current.Pem);
        foreach (var index in new long[] { 0, 255, 256, 1500, 2999, 3000, 3050 })
        {
            var proof = (await app.Do(services => services.GetRequiredService<JournalProofs>().Of(index, CancellationToken.None)))!.ToJson();
            ProofBundle.Verify(proof, [.. keys.All]).Faults.ShouldBeEmpty();
            var file = Path.Combine(app.Data.Path, $"proof-{index}.json");
            await File.WriteAllBytesAsync(file, proof);
            using var script = Process.Start(new ProcessStartInfo("python3", [Script(), file, published]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = await script.StandardOutput.ReadToEndAsync() + await script.StandardError.ReadToEndAsync();
            await script.WaitForExitAsync();
            script.ExitCode.ShouldBe(0, said);
            said.ShouldContain($"is event {index} of the log {keys.Origin}, which had 3051 events");
        }
        (await app.Do(services => services.GetRequiredService<JournalProofs>().Of(3051, CancellationToken.None))).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_kept_checkpoint_is_continued_until_something_before_it_is_changed(string database)
    {
        await using var app = await VerificationTests.Filled(database);
        var kept = await Latest(app);
        await VerificationTests.Note(app, 700, 300);
        (await Continues(app, kept)).ShouldBe(ContinuationResult.Holds);
        (await Continues(app, kept.Replace("time 2026", "time 2027", StringComparison.Ordinal))).ShouldBe(ContinuationResult.NotSigned);
        (await Continues(app, "halo\n")).ShouldBe(ContinuationResult.Unreadable);
        // 290 lies in the part of the tree that has no stored subtree of its own at 300.
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var row = await db.Set<JournalEvent>().SingleAsync(item => item.Index == 290);
            row.LeafHash = MerkleTree.LeafHash("{}"u8);
            await db.SaveChangesAsync();
        });
        (await Continues(app, kept)).ShouldBe(ContinuationResult.Changed);
    }

    [Fact]
    public async Task The_head_is_published_once_when_the_program_stops()
    {
        await using var app = await VerificationTests.Filled(Databases.Sqlite);
        var latest = await Latest(app);
        await app.Do(async services => (await services.GetRequiredService<JournalPublication>().Publish(CancellationToken.None)).ShouldBe(300));
        await app.Do(async services => (await services.GetRequiredService<JournalPublication>().Publish(CancellationToken.None)).ShouldBeNull());
        await VerificationTests.Note(app, 1, 300);
        await using var again = await App.Start();
        await VerificationTests.Note(again, 7, 0);
        var data = again.Data;
        await again.Stop();
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={data.Database};Pooling=False").Options);
        (await db.Set<JournalCheckpoint>().SingleAsync()).Size.ShouldBe(7);
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalCheckpoint>().SingleAsync())).Note.ShouldBe(latest);
    }

    private static Task<string> Latest(App app) => app.Do(async services => (await services.GetRequiredService<JournalPublication>().Latest(CancellationToken.None))!);

    private static async Task<ContinuationResult> Continues(App app, string note) =>
        (await app.Do(services => services.GetRequiredService<JournalProofs>().Continues(note, CancellationToken.None))).Result;

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tools", "verify-proof.py");
            if (File.Exists(script))
            {
                return script;
            }
        }
        throw new FileNotFoundException("tools/verify-proof.py");
    }
}
