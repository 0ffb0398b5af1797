using System.Text;
using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class LogCheckTests : IDisposable
{
    const string Origin = "simpul.example/jurnal";
    const int Size = 600;

    sealed record Row(long Index, byte[] Content, byte[] Leaf);

    readonly SigningKey key = SigningKey.Create(Origin);
    readonly List<Row> rows = [];
    readonly List<StoredSubtree> subtrees = [];
    readonly List<string> checkpoints = [];

    public LogCheckTests()
    {
        var frontier = new MerkleFrontier();
        for (var i = 0; i < Size; i++)
        {
            rows.Add(Made(i));
            frontier.Append(rows[i].Leaf, (level, index, hash) => subtrees.Add(new(level, index, hash.ToArray())));
            if (frontier.Size % 100 == 0 || frontier.Size == 1) checkpoints.Add(SignedCheckpoint.Sign(new Checkpoint(Origin, frontier.Size, frontier.Root()), key).Text);
        }
    }

    public void Dispose() => key.Dispose();

    static Row Made(int index, string word = "asli")
    {
        var content = Encoding.UTF8.GetBytes($$$"""{"changes":{"index":[1,2],"name":[null,"{{{word}}} {{{index}}}"]},"index":{{{index}}}}""");
        return new(index, content, MerkleTree.LeafHash(content));
    }

    List<(LogFaultKind Kind, long First, long Last)> Faults(IEnumerable<StoredSubtree>? stored = null)
    {
        var check = new LogCheck(Origin, checkpoints, [key.Public]);
        foreach (var row in rows) check.Next(row.Index, row.Content, row.Leaf);
        return [.. check.Finish(stored ?? subtrees).Select(f => (f.Kind, f.First, f.Last))];
    }

    [Fact]
    public void An_untouched_log_has_no_fault_and_the_signed_root()
    {
        var check = new LogCheck(Origin, checkpoints, [key.Public]);
        foreach (var row in rows) check.Next(row.Index, row.Content, row.Leaf);
        check.Finish(subtrees).ShouldBeEmpty();
        (check.Count, check.SealedTo).ShouldBe((Size, Size));
        check.Root.ShouldBe(MerkleTree.Root(rows.Select(r => r.Leaf)));
        subtrees.Count.ShouldBe(2);
    }

    [Fact]
    public void Every_edited_event_is_named_and_nothing_else()
    {
        rows[42] = rows[42] with { Content = Made(42, "palsu").Content };
        rows[599] = rows[599] with { Leaf = MerkleTree.EmptyRoot() };
        Faults().ShouldBe([(LogFaultKind.EventAltered, 42, 42), (LogFaultKind.CheckpointDiffers, 500, 599), (LogFaultKind.EventAltered, 599, 599)]);
    }

    [Fact]
    public void An_event_edited_with_its_leaf_hash_shows_at_the_next_checkpoint_and_in_its_subtree()
    {
        rows[300] = Made(300, "palsu");
        Faults().ShouldBe([(LogFaultKind.SubtreeDiffers, 256, 511), (LogFaultKind.CheckpointDiffers, 300, 399)]);
    }

    [Fact]
    public void A_removed_event_is_named()
    {
        rows.RemoveAt(250);
        Faults().ShouldBe([(LogFaultKind.EventMissing, 250, 250)]);
    }

    [Fact]
    public void Events_cut_from_the_end_are_named()
    {
        rows.RemoveRange(590, 10);
        Faults().ShouldBe([(LogFaultKind.EventMissing, 590, 599)]);
    }

    [Fact]
    public void An_inserted_event_is_named()
    {
        rows.Insert(250, Made(249, "sisipan"));
        Faults().ShouldBe([(LogFaultKind.EventRepeated, 249, 249)]);
    }

    [Fact]
    public void Two_events_that_changed_places_are_both_named()
    {
        (rows[10], rows[20]) = (rows[20] with { Index = 10 }, rows[10] with { Index = 20 });
        Faults().ShouldBe(
            [(LogFaultKind.SubtreeDiffers, 0, 255), (LogFaultKind.CheckpointDiffers, 1, 99), (LogFaultKind.EventMoved, 10, 10), (LogFaultKind.EventMoved, 20, 20)], ignoreOrder: true);
    }

    [Fact]
    public void Subtrees_that_are_altered_lost_or_made_up_are_named()
    {
        Faults([subtrees[0], subtrees[1] with { Hash = MerkleTree.EmptyRoot() }]).ShouldBe([(LogFaultKind.SubtreeDiffers, 256, 511)]);
        Faults([subtrees[1]]).ShouldBe([(LogFaultKind.SubtreeDiffers, 0, 255)]);
        Faults([.. subtrees, new(8, 2, MerkleTree.EmptyRoot())]).ShouldBe([(LogFaultKind.SubtreeDiffers, 512, 767)]);
    }

    [Fact]
    public void Checkpoints_that_cannot_be_relied_on_are_named()
    {
        using var stranger = SigningKey.Create(Origin);
        using var elsewhere = SigningKey.Create("simpul.example/lain");
        checkpoints[1] = SignedCheckpoint.Sign(SignedCheckpoint.Parse(checkpoints[1]).Checkpoint, stranger).Text;
        checkpoints[2] = checkpoints[2].Replace("\n200\n", "\n201\n", StringComparison.Ordinal);
        checkpoints[3] = "rusak";
        checkpoints[4] = SignedCheckpoint.Sign(new Checkpoint("simpul.example/lain", 400, MerkleTree.EmptyRoot()), elsewhere).Text;
        Faults().ShouldBe(
        [
            (LogFaultKind.CheckpointUnreadable, 0, -1), (LogFaultKind.CheckpointUnsigned, 0, 99),
            (LogFaultKind.CheckpointUnsigned, 0, 200), (LogFaultKind.CheckpointUnreadable, 0, 399),
        ]);
    }

    [Fact]
    public void A_log_without_events_has_none_missing_unless_some_were_signed()
    {
        new LogCheck(Origin, [], []).Finish([]).ShouldBeEmpty();
        new LogCheck(Origin, checkpoints, [key.Public]).Finish([]).ShouldHaveSingleItem().Last.ShouldBe(599);
    }

    [Fact]
    public void Any_single_byte_changed_anywhere_is_found_at_its_event()
    {
        var random = new Random(300);
        for (var i = 0; i < 200; i++)
        {
            var at = random.Next(Size);
            var row = rows[at];
            var altered = row with { Content = [.. row.Content], Leaf = [.. row.Leaf] };
            var bytes = random.Next(2) == 0 ? altered.Content : altered.Leaf;
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            rows[at] = altered;
            Faults().ShouldContain((LogFaultKind.EventAltered, at, at));
            rows[at] = row;
        }
    }
}
