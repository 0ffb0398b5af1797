using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Simpul.Bus;

/// <summary>What a member's key may sign.</summary>
public static class KeyUse
{
    /// <summary>Statements about contracts.</summary>
    public const string Contract = "contract";

    /// <summary>HTTP messages (RFC 9421).</summary>
    public const string Message = "message";

    /// <summary>Client assertions at the token endpoint (<c>private_key_jwt</c>).</summary>
    public const string Client = "client";
}

/// <summary>A member's public key: ECDSA P-256 for everything, RSA for messages and client assertions only. Safe to share between threads.</summary>
public sealed class PartyKey
{
    const int MinRsaBits = 2048;
    const int Pooled = 8;

    readonly byte[] subjectPublicKeyInfo;
    readonly bool elliptic;

    // Opening a key costs as much as verifying with it, and one that is open serves one thread at a time.
    readonly ConcurrentBag<AsymmetricAlgorithm> open = [];

    /// <param name="id">Unique among the keys of its member.</param>
    /// <param name="subjectPublicKeyInfo">In DER.</param>
    /// <exception cref="FormatException">Neither on P-256 nor RSA of 2,048 bits or more.</exception>
    public PartyKey(string id, byte[] subjectPublicKeyInfo, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        (Id, this.subjectPublicKeyInfo, From, Until) = (id, subjectPublicKeyInfo, from, until);
        elliptic = VerifyingKey.IsOnP256(subjectPublicKeyInfo);
        Print = Thumbprint(subjectPublicKeyInfo);
        try
        {
            open.Add(Open());
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"Key {id} is neither ECDSA P-256 nor RSA.", e);
        }
    }

    public string Id { get; }

    /// <summary>Its <see cref="Thumbprint"/>, whatever its member calls it.</summary>
    public string Print { get; }

    public DateTimeOffset? From { get; }

    public DateTimeOffset? Until { get; }

    /// <summary>Base64url of the SHA-256 of a SubjectPublicKeyInfo: a good key id.</summary>
    public static string Thumbprint(ReadOnlySpan<byte> subjectPublicKeyInfo) => Base64Url.EncodeToString(SHA256.HashData(subjectPublicKeyInfo));

    public bool IsValidAt(DateTimeOffset at) => (From is null || From <= at) && (Until is null || at < Until);

    /// <param name="algorithm">ES256, RS256, PS256, or the names of RFC 9421: ecdsa-p256-sha256, rsa-pss-sha512, rsa-v1_5-sha256.</param>
    /// <returns>Whether it is this key's signature; false for an algorithm that the key is not for.</returns>
    public bool Verify(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = open.TryTake(out var pooled) ? pooled : Open();
        try
        {
            return (algorithm, key) switch
            {
                ("ES256" or "ecdsa-p256-sha256", ECDsa ec) => signature.Length == 64 && ec.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                ("PS256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                ("RS256" or "rsa-v1_5-sha256", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                ("rsa-pss-sha512", RSA rsa) => rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            if (open.Count < Pooled) open.Add(key);
            else key.Dispose();
        }
    }

    /// <summary>The algorithm of RFC 9421 that this key has, where a signature does not name one; null for RSA, which has several.</summary>
    internal string? OnlyAlgorithm => elliptic ? "ecdsa-p256-sha256" : null;

    AsymmetricAlgorithm Open()
    {
        if (elliptic)
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key;
        }
        var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return rsa.KeySize >= MinRsaBits ? rsa : throw new FormatException($"Key {Id} has fewer than {MinRsaBits} bits.");
    }
}
