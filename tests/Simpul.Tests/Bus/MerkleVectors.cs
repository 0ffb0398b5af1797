using Simpul.Bus;

namespace Simpul.Tests.Bus;

/// <summary>The eight-leaf tree that implementations of Certificate Transparency share as test vectors.</summary>
static class MerkleVectors
{
    internal static readonly byte[][] Inputs =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    /// <summary>The root by size, from none to eight leaves.</summary>
    internal static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    internal static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];

    /// <summary>MTH of RFC 9162 section 2.1.1, word for word, to hold the faster forms against.</summary>
    internal static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.IsEmpty) return Convert.FromHexString(Roots[0]);
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return MerkleTree.NodeHash(Root(leaves[..k]), Root(leaves[k..]));
    }

    /// <summary>A log that serves what a journal would have stored, and notes what was read.</summary>
    internal static MerkleLog Log(byte[][] leaves, List<(int Level, long From, long To)>? reads = null)
    {
        var stored = new Dictionary<int, List<byte[]>> { [0] = [.. leaves] };
        var frontier = new MerkleFrontier();
        foreach (var leaf in leaves)
            frontier.Append(leaf, (level, index, hash) =>
            {
                if (!stored.TryGetValue(level, out var nodes)) stored[level] = nodes = [];
                if (nodes.Count != index) throw new InvalidOperationException($"Level {level}: subtree {index} reported after {nodes.Count}.");
                nodes.Add(hash.ToArray());
            });
        return new MerkleLog((level, from, to, _) =>
        {
            reads?.Add((level, from, to));
            return new(stored[level].GetRange((int)from, (int)(to - from)));
        });
    }
}
