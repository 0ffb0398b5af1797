using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Simpul.Bus;

/// <summary>
/// The Merkle tree of RFC 9162 section 2.1 over SHA-256: a leaf hashes as SHA-256(0x00 ‖ data), a node as
/// SHA-256(0x01 ‖ left ‖ right), and the tree of n leaves splits at the largest power of two below n.
/// </summary>
/// <remarks>The functions that write into a span do not allocate. A hash of another length than <see cref="HashSize"/> throws
/// <see cref="ArgumentException"/> when building; when verifying, it is simply not a proof.</remarks>
public static class MerkleTree
{
    /// <summary>Bytes in every hash of the tree.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    const int NodeSize = 1 + (2 * HashSize);
    const int SmallLeaf = 1024;

    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData(ReadOnlySpan<byte>.Empty);

    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashSize];
        LeafHash(data, hash);
        return hash;
    }

    public static void LeafHash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        var size = data.Length + 1;
        var rented = size > SmallLeaf ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> input = rented ?? stackalloc byte[SmallLeaf];
        input[0] = 0x00;
        data.CopyTo(input[1..]);
        SHA256.HashData(input[..size], destination);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[HashSize];
        NodeHash(left, right, hash);
        return hash;
    }

    /// <summary>The destination may be the memory of either child.</summary>
    public static void NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        RequireHash(left);
        RequireHash(right);
        Span<byte> input = stackalloc byte[NodeSize];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashSize)..]);
        SHA256.HashData(input, destination);
    }

    /// <summary>The root over leaf hashes in order; for logs too large to hold use <see cref="MerkleFrontier"/> or <see cref="MerkleLog"/>.</summary>
    public static byte[] Root(IEnumerable<byte[]> leafHashes)
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in leafHashes) frontier.Append(leaf);
        return frontier.Root();
    }

    /// <summary>Section 2.1.3.2: whether <paramref name="path"/> leads from the leaf at <paramref name="index"/> to the root of the tree of <paramref name="size"/> leaves.</summary>
    public static bool VerifyInclusion(long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != HashSize || !AreHashes(path)) return false;
        long fn = index, sn = size - 1;
        Span<byte> r = stackalloc byte[HashSize];
        leafHash.CopyTo(r);
        foreach (var p in path)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                NodeHash(p, r, r);
                SkipLevelsWithoutSibling(ref fn, ref sn);
            }
            else
            {
                NodeHash(r, p, r);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.SequenceEqual(root);
    }

    /// <summary>
    /// Section 2.1.4.2: whether the tree of <paramref name="second"/> leaves only appended to the tree of <paramref name="first"/>.
    /// The RFC defines it for 0 &lt; first &lt; second; here equal sizes are consistent when the roots are equal and the path is empty,
    /// and every tree is consistent with the empty one, by an empty path and its known root.
    /// </summary>
    public static bool VerifyConsistency(long first, long second, ReadOnlySpan<byte> firstRoot, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> path)
    {
        if (first < 0 || first > second || firstRoot.Length != HashSize || secondRoot.Length != HashSize || !AreHashes(path)) return false;
        if (first == second) return path.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        if (first == 0) return path.Count == 0 && firstRoot.SequenceEqual(EmptyRoot());
        if (path.Count == 0) return false;
        long fn = first - 1, sn = second - 1;
        while ((fn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
        }
        // Where first is a power of two, its root is the starting node, and the path does not repeat it.
        var used = BitOperations.IsPow2(first) ? 0 : 1;
        Span<byte> fr = stackalloc byte[HashSize], sr = stackalloc byte[HashSize];
        (used == 0 ? firstRoot : path[0]).CopyTo(fr);
        fr.CopyTo(sr);
        for (; used < path.Count; used++)
        {
            var c = path[used];
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                NodeHash(c, fr, fr);
                NodeHash(c, sr, sr);
                SkipLevelsWithoutSibling(ref fn, ref sn);
            }
            else
            {
                NodeHash(sr, c, sr);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.SequenceEqual(firstRoot) && sr.SequenceEqual(secondRoot);
    }

    /// <summary>The largest power of two below <paramref name="count"/>, where the RFC splits a tree of that many leaves (two or more).</summary>
    internal static long Split(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    // At the right edge a node moves up unhashed until it has a left sibling.
    static void SkipLevelsWithoutSibling(ref long fn, ref long sn)
    {
        while ((fn & 1) == 0 && fn != 0)
        {
            fn >>= 1;
            sn >>= 1;
        }
    }

    static bool AreHashes(IReadOnlyList<byte[]> path)
    {
        foreach (var hash in path)
            if (hash is not { Length: HashSize }) return false;
        return true;
    }

    internal static void RequireHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != HashSize) throw new ArgumentException($"A hash has {HashSize} bytes, this one has {hash.Length}.", nameof(hash));
    }
}
