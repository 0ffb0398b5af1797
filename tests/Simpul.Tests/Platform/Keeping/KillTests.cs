using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Platform.Keeping;

public sealed class KillTests
{
    private static readonly int kills = int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_KILLS"), out var asked) ? asked : 10;

    /// <summary>The test script asks for forty kills on the file, SIMPUL_KILLS for more; fewer on the server, where the process that is killed holds no data.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_acknowledged_outlives_a_kill_in_the_middle_of_writing(string database)
    {
        await using var app = await App.Start(database);
        var acknowledged = new HashSet<Guid>();
        var random = new Random(7);
        for (var round = 0; round < (database == Databases.Sqlite ? kills : Math.Max(2, kills / 10)); round++)
        {
            acknowledged.UnionWith(WriteUntilKilled(app, TimeSpan.FromMilliseconds(random.Next(1, 120))));
        }

        acknowledged.Count.ShouldBeGreaterThan(1);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var stored = await db.Set<Agency>().Select(agency => agency.Id).ToListAsync();
            acknowledged.Except(stored).ShouldBeEmpty();
            var events = await db.Set<JournalEvent>().AsNoTracking().OrderBy(item => item.Index).ToListAsync();
            events.Select(item => item.SubjectId).Order().ShouldBe(stored.Order());
            events.Select(item => item.Index).ShouldBe(Enumerable.Range(0, events.Count).Select(index => (long)index));
            events.ShouldAllBe(item => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(item.Body)).SequenceEqual(item.LeafHash));
            var head = SignedCheckpoint.Parse((await db.Set<JournalHead>().AsNoTracking().SingleAsync()).Checkpoint);
            head.Checkpoint.Size.ShouldBe(events.Count);
            head.Checkpoint.Root.ShouldBe(MerkleTree.Root(events.Select(item => item.LeafHash)));
            head.StateOf(app.Services.GetRequiredService<JournalKeys>().All).ShouldBe(SignatureState.Valid);
        });
    }

    private static List<Guid> WriteUntilKilled(App app, TimeSpan after)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Simpul.Tests", "Simpul.Writer", StringComparison.Ordinal), "Simpul.Writer.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add(app.Data.Path);
        if (app.Database is { } connection)
        {
            start.ArgumentList.Add(connection);
        }
        using var process = Process.Start(start)!;
        var lines = new List<Guid>();
        // The clock runs from the first acknowledged save, so that the kill falls into the writing and not into the start.
        var first = process.StandardOutput.ReadLine();
        if (first is not null)
        {
            lines.Add(Guid.Parse(first));
            Thread.Sleep(after);
        }
        process.Kill();
        process.WaitForExit();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            // The last line may be cut in the middle; a cut line was not acknowledged.
            if (Guid.TryParse(line, out var id))
            {
                lines.Add(id);
            }
        }
        first.ShouldNotBeNull("the writer must have saved something before it was killed");
        return lines;
    }
}
