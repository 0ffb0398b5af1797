using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class MerkleLogTests
{
    [Fact]
    public void A_frontier_knows_the_root_after_every_leaf_and_goes_on_from_its_saved_state()
    {
        var leaves = MerkleVectors.Leaves(300);
        var frontier = new MerkleFrontier();
        for (var size = 0; size <= leaves.Length; size++)
        {
            frontier.Root().ShouldBe(MerkleVectors.Root(leaves.AsSpan(0, size)), $"{size} leaves");
            frontier = MerkleFrontier.FromBytes(frontier.ToBytes());
            frontier.Size.ShouldBe(size);
            if (size < leaves.Length) frontier.Append(leaves[size]);
        }
    }

    [Fact]
    public void A_saved_state_of_the_wrong_length_is_refused()
    {
        var state = new MerkleFrontier();
        foreach (var leaf in MerkleVectors.Leaves(7)) state.Append(leaf);
        var bytes = state.ToBytes();
        foreach (var broken in new byte[][] { [], bytes[..7], bytes[..^1], [.. bytes, 0], [0xff, .. bytes[1..]] })
            Should.Throw<FormatException>(() => MerkleFrontier.FromBytes(broken));
    }

    [Fact]
    public async Task Proofs_over_seventy_thousand_leaves_read_a_handful_of_tiles()
    {
        const int size = 70_123;
        var leaves = MerkleVectors.Leaves(size);
        var reads = new List<(int Level, long From, long To)>();
        var log = MerkleVectors.Log(leaves, reads);
        var root = MerkleVectors.Root(leaves);
        (await log.Root(size)).ShouldBe(root);
        reads.ShouldBe([(16, 0, 1), (8, 256, 273), (0, 69_888, 70_123)]);

        foreach (var index in new[] { 0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, size - 1 })
        {
            reads.Clear();
            var path = await log.InclusionProof(index, size);
            MerkleTree.VerifyInclusion(index, size, leaves[index], path, root).ShouldBeTrue($"{index}");
            reads.Count.ShouldBeLessThanOrEqualTo(6);
            reads.ShouldAllBe(r => r.To - r.From <= 256 && r.To > r.From && r.To <= size >> r.Level);
        }
        foreach (var first in new[] { 1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999, size - 1 })
        {
            reads.Clear();
            var path = await log.ConsistencyProof(first, size);
            MerkleTree.VerifyConsistency(first, size, MerkleVectors.Root(leaves.AsSpan(0, first)), root, path).ShouldBeTrue($"{first}");
            reads.Count.ShouldBeLessThanOrEqualTo(6);
        }
    }

    [Fact]
    public async Task A_frontier_rebuilt_from_the_stored_hashes_is_the_one_that_grew()
    {
        var leaves = MerkleVectors.Leaves(1000);
        var log = MerkleVectors.Log(leaves);
        foreach (var size in new[] { 0, 1, 255, 256, 257, 511, 768, 1000 })
        {
            var grown = new MerkleFrontier();
            foreach (var leaf in leaves[..size]) grown.Append(leaf);
            (await log.Frontier(size)).ToBytes().ShouldBe(grown.ToBytes());
        }
    }

    [Fact]
    public async Task A_log_that_lacks_hashes_says_which()
    {
        var log = new MerkleLog((_, from, to, _) => new(MerkleVectors.Leaves((int)(to - from) - 1)));
        (await Should.ThrowAsync<InvalidDataException>(async () => await log.InclusionProof(3, 10))).Message.ShouldContain("level 0 for 0 to 9, got 9 of 10");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await log.InclusionProof(10, 10));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await log.ConsistencyProof(11, 10));
    }
}
