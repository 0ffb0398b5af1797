using System.Security.Cryptography;

namespace Simpul.Bus;

/// <summary>A log's private key: ECDSA on P-256 with SHA-256. Safe to share between threads; dispose it to clear it from memory.</summary>
public sealed class SigningKey : IDisposable
{
    const string Label = "PRIVATE KEY";
    const int MaxPemLength = 4096;

    readonly ECDsa key;
    readonly Lock signing = new();

    SigningKey(string name, ECDsa key)
    {
        this.key = key;
        Public = new VerifyingKey(name, key.ExportSubjectPublicKeyInfo());
    }

    public VerifyingKey Public { get; }

    /// <param name="name">The origin of the log that it signs for.</param>
    public static SigningKey Create(string name) => Owned(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="FormatException">Not one PEM block with an unencrypted PKCS #8 private key on P-256.</exception>
    public static SigningKey FromPem(string name, string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (pem.Length > MaxPemLength || !PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != Label)
            throw new FormatException("Not a PKCS #8 private key in PEM.");
        var key = ECDsa.Create();
        var bytes = Convert.FromBase64String(pem[fields.Base64Data]);
        try
        {
            key.ImportPkcs8PrivateKey(bytes, out _);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new FormatException("Not a private key for ECDSA.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
        return Owned(name, key);
    }

    /// <summary>PKCS #8 in PEM, unencrypted: whoever stores it must protect it.</summary>
    public string ToPem() => key.ExportPkcs8PrivateKeyPem() + '\n';

    /// <summary>The signature in DER. Two signatures over one text differ.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (signing) return key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose() => key.Dispose();

    static SigningKey Owned(string name, ECDsa key)
    {
        try
        {
            return new SigningKey(name, key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
