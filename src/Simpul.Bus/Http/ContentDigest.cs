using System.Security.Cryptography;

namespace Simpul.Bus.Http;

/// <summary>Content-Digest of RFC 9530, of which <c>sha-256</c> and <c>sha-512</c> are known.</summary>
public static class ContentDigest
{
    /// <summary>As the header writes it.</summary>
    public static string Sha256(ReadOnlySpan<byte> hash) => $"sha-256=:{Convert.ToBase64String(hash)}:";

    /// <summary>The digests that a header names, where it can be read and names one that is known.</summary>
    public static bool TryRead(string header, out byte[]? sha256, out byte[]? sha512)
    {
        (sha256, sha512) = (null, null);
        if (!StructuredFields.TryDictionary(header, out var digests)) return false;
        if (digests.TryGetValue("sha-256", out var short_) && short_.Value is byte[] { Length: SHA256.HashSizeInBytes } bytes) sha256 = bytes;
        if (digests.TryGetValue("sha-512", out var long_) && long_.Value is byte[] { Length: SHA512.HashSizeInBytes } more) sha512 = more;
        return sha256 is not null || sha512 is not null;
    }
}
