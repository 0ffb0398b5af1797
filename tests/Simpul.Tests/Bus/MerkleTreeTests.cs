using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_known_tree_has_the_known_roots()
    {
        for (var size = 0; size <= 8; size++)
            Convert.ToHexStringLower(MerkleTree.Root(MerkleVectors.Inputs[..size].Select(i => MerkleTree.LeafHash(i)))).ShouldBe(MerkleVectors.Roots[size]);
    }

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(0, 2, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")]
    [InlineData(1, 2, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public async Task The_known_tree_has_the_known_inclusion_proofs(int index, int size, string expected)
    {
        var leaves = MerkleVectors.Inputs.Select(i => MerkleTree.LeafHash(i)).ToArray();
        var path = await MerkleVectors.Log(leaves).InclusionProof(index, size);
        string.Join(',', path.Select(Convert.ToHexStringLower)).ShouldBe(expected);
        MerkleTree.VerifyInclusion(index, size, leaves[index], path, Convert.FromHexString(MerkleVectors.Roots[size])).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public async Task The_known_tree_has_the_known_consistency_proofs(int first, int second, string expected)
    {
        var path = await MerkleVectors.Log([.. MerkleVectors.Inputs.Select(i => MerkleTree.LeafHash(i))]).ConsistencyProof(first, second);
        string.Join(',', path.Select(Convert.ToHexStringLower)).ShouldBe(expected);
        MerkleTree.VerifyConsistency(first, second, Convert.FromHexString(MerkleVectors.Roots[first]), Convert.FromHexString(MerkleVectors.Roots[second]), path).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_inclusion_proof_up_to_130_leaves_verifies_and_no_altered_one_does()
    {
        var random = new Random(9162);
        var leaves = MerkleVectors.Leaves(130);
        var log = MerkleVectors.Log(leaves);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var root = MerkleVectors.Root(leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var path = await log.InclusionProof(index, size);
                bool Holds(long i, long n, byte[] leaf, IReadOnlyList<byte[]> p, byte[] r) => MerkleTree.VerifyInclusion(i, n, leaf, p, r);
                Holds(index, size, leaves[index], path, root).ShouldBeTrue($"{index} of {size}");
                Holds(index, size, leaves[index], path, Flipped(root, random)).ShouldBeFalse();
                Holds(index, size, Flipped(leaves[index], random), path, root).ShouldBeFalse();
                Holds(index, size, leaves[index], [.. path, root], root).ShouldBeFalse();
                Holds(index, size, leaves[index], [.. path.Prepend(leaves[index])], root).ShouldBeFalse();
                Holds(size, size, leaves[index], path, root).ShouldBeFalse();
                Holds(-1, size, leaves[index], path, root).ShouldBeFalse();
                if (size > 1)
                {
                    Holds((index + 1) % size, size, leaves[index], path, root).ShouldBeFalse($"{index} of {size} elsewhere");
                    Holds(index, size, leaves[index], [.. path.Skip(1)], root).ShouldBeFalse();
                    Holds(index, size, leaves[index], [.. path.SkipLast(1)], root).ShouldBeFalse();
                    Holds(index, size, leaves[index], Altered(path, random), root).ShouldBeFalse();
                    Holds(index, size, leaves[index], [.. path.SkipLast(1), [.. path[^1], 0]], root).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public async Task Every_consistency_proof_up_to_130_leaves_verifies_and_no_altered_one_does()
    {
        var random = new Random(6962);
        var leaves = MerkleVectors.Leaves(130);
        var log = MerkleVectors.Log(leaves);
        var roots = Enumerable.Range(0, leaves.Length + 1).Select(n => MerkleVectors.Root(leaves.AsSpan(0, n))).ToArray();
        for (var second = 0; second <= leaves.Length; second++)
            for (var first = 0; first <= second; first++)
            {
                var path = await log.ConsistencyProof(first, second);
                bool Holds(long m, long n, byte[] a, byte[] b, IReadOnlyList<byte[]> p) => MerkleTree.VerifyConsistency(m, n, a, b, p);
                Holds(first, second, roots[first], roots[second], path).ShouldBeTrue($"{first} in {second}");
                Holds(first, second, Flipped(roots[first], random), roots[second], path).ShouldBeFalse();
                Holds(first, second, roots[first], roots[second], [.. path, roots[first]]).ShouldBeFalse();
                Holds(second + 1, second, roots[first], roots[second], path).ShouldBeFalse();
                if (first == 0) continue;
                Holds(first, second, roots[first], Flipped(roots[second], random), path).ShouldBeFalse();
                if (first == second) continue;
                Holds(first, second, roots[first], roots[second], [.. path.Skip(1)]).ShouldBeFalse();
                Holds(first, second, roots[first], roots[second], [.. path.SkipLast(1)]).ShouldBeFalse();
                Holds(first, second, roots[first], roots[second], Altered(path, random)).ShouldBeFalse();
                Holds(first - 1, second, roots[first], roots[second], path).ShouldBeFalse();
            }
    }

    [Fact]
    public async Task A_node_does_not_pass_for_a_leaf()
    {
        var leaves = MerkleVectors.Leaves(8);
        var root = MerkleVectors.Root(leaves);
        MerkleTree.VerifyInclusion(0, 8, root, [], root).ShouldBeFalse();
        var path = await MerkleVectors.Log(leaves).InclusionProof(2, 8);
        MerkleTree.VerifyInclusion(2, 8, MerkleTree.NodeHash(leaves[2], leaves[3]), [.. path.Skip(1)], root).ShouldBeFalse();
        MerkleTree.VerifyInclusion(1, 8, MerkleTree.NodeHash(leaves[2], leaves[3]), [.. path.Skip(1)], root).ShouldBeFalse();
    }

    [Fact]
    public void A_leaf_of_any_length_hashes_with_its_prefix()
    {
        foreach (var length in new[] { 0, 1, 1022, 1023, 1024, 1025, 100_000 })
        {
            var data = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            MerkleTree.LeafHash(data).ShouldBe(System.Security.Cryptography.SHA256.HashData([0x00, .. data]));
        }
    }

    static byte[] Flipped(byte[] hash, Random random)
    {
        var other = hash.ToArray();
        other[random.Next(other.Length)] ^= (byte)(1 << random.Next(8));
        return other;
    }

    static byte[][] Altered(IReadOnlyList<byte[]> path, Random random)
    {
        var other = path.ToArray();
        var at = random.Next(other.Length);
        other[at] = Flipped(other[at], random);
        return other;
    }
}
