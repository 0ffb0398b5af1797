using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Simpul.Bus;

/// <summary>The public half of a log's key: ECDSA on P-256 with SHA-256. Safe to share between threads.</summary>
public sealed class VerifyingKey
{
    /// <summary>C2SP signed-note, signature type 0x02: ECDSA, signature in DER, key ID from the public key alone.</summary>
    public const byte SignatureType = 0x02;

    const string Label = "PUBLIC KEY";
    const int MaxPemLength = 4096;

    // SubjectPublicKeyInfo of an uncompressed point on P-256 in DER, up to the point's two coordinates of 32 bytes. Comparing it
    // keeps every other curve, which the platform may not even know, away from the platform's reader.
    static readonly byte[] P256 = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    readonly byte[] subjectPublicKeyInfo;

    internal VerifyingKey(string name, byte[] subjectPublicKeyInfo)
    {
        if (!NoteText.IsName(name)) throw new ArgumentException("A key name is 1 to 256 characters without spaces, plus signs and control characters.", nameof(name));
        if (!IsOnP256(subjectPublicKeyInfo)) throw new FormatException("Not a public key for ECDSA on the curve P-256.");
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        var hash = SHA256.HashData(subjectPublicKeyInfo);
        Name = name;
        Id = BinaryPrimitives.ReadUInt32BigEndian(hash);
        Fingerprint = Convert.ToHexStringLower(hash);
    }

    /// <summary>The origin of the log that signs with it; a log's successive keys share the name.</summary>
    public string Name { get; }

    /// <summary>First four bytes of the fingerprint: which signature line to look at, nothing more.</summary>
    public uint Id { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo in lower-case hexadecimal, for publishing where people can compare it.</summary>
    public string Fingerprint { get; }

    /// <summary>SubjectPublicKeyInfo in PEM, which <c>openssl</c> reads.</summary>
    public string Pem => PemEncoding.WriteString(Label, subjectPublicKeyInfo) + '\n';

    /// <summary>The same key as the verifier string of the Go note tools: name+id+base64.</summary>
    public string NoteKey => $"{Name}+{Id:x8}+{Convert.ToBase64String([SignatureType, .. subjectPublicKeyInfo])}";

    /// <exception cref="FormatException">Not one PEM block with a public key on P-256.</exception>
    public static VerifyingKey FromPem(string name, string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (pem.Length > MaxPemLength || !PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != Label)
            throw new FormatException("Not a public key in PEM.");
        var read = new VerifyingKey(name, Convert.FromBase64String(pem[fields.Base64Data]));
        try
        {
            using var key = read.Open();
            return read;
        }
        catch (CryptographicException e)
        {
            throw new FormatException("The public key is not a point of its curve.", e);
        }
    }

    /// <summary>Whether this key signed the text. A signature that is not DER is simply wrong.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        using var key = Open();
        try { return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence); }
        catch (CryptographicException) { return false; }
    }

    internal static bool IsOnP256(ReadOnlySpan<byte> subjectPublicKeyInfo) => subjectPublicKeyInfo.Length == P256.Length + 64 && subjectPublicKeyInfo.StartsWith(P256);

    ECDsa Open()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
