using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simpul.Bus;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Trust;

/// <summary>A public key that somebody brought in a certificate signing request (PKCS #10). The request is signed by the key itself: whoever brings it has the private half.</summary>
/// <param name="Spki">SubjectPublicKeyInfo in DER.</param>
internal sealed record BroughtKey(PublicKey Key, byte[] Spki, string? CommonName, bool IsElliptic)
{
    /// <summary>Characters that are read.</summary>
    public const int MaxLength = 16_000;

    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;

    public string KeyId => PartyKey.Thumbprint(Spki);

    /// <param name="field">The form's field at which a refusal stands.</param>
    public static Outcome<BroughtKey> Read(string? pem, string field)
    {
        if (string.IsNullOrWhiteSpace(pem))
        {
            return Refusal.At(field, "Tempelkan permintaan sertifikat (CSR), dari baris BEGIN CERTIFICATE REQUEST sampai baris END CERTIFICATE REQUEST.");
        }
        if (pem.Length > MaxLength)
        {
            return Refusal.At(field, "Ini terlalu panjang untuk sebuah CSR. Tempelkan satu permintaan saja.");
        }
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return Refusal.At(field, "Ini kunci privat. Jangan kirimkan kepada siapa pun; buat kunci baru, lalu tempelkan CSR-nya.");
        }
        try
        {
            // Its own signature is checked on the way.
            var request = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
            return Of(request.PublicKey, request.SubjectName, field);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException or FormatException)
        {
            return Refusal.At(field, "CSR ini tidak terbaca, atau tanda tangannya tidak cocok dengan kuncinya. Buat dengan perintah pada petunjuk, lalu tempelkan seluruhnya.");
        }
    }

    /// <summary>A certificate of another authority.</summary>
    public static Outcome<(BroughtKey Key, X509Certificate2 Certificate)> ReadCertificate(string? pem, string field)
    {
        if (string.IsNullOrWhiteSpace(pem) || pem.Length > MaxLength || pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return Refusal.At(field, "Tempelkan satu sertifikat, dari baris BEGIN CERTIFICATE sampai baris END CERTIFICATE, tanpa kunci privat.");
        }
        try
        {
            var certificate = X509Certificate2.CreateFromPem(pem);
            var key = Of(certificate.PublicKey, certificate.SubjectName, field);
            return key.Succeeded ? (key.Value, certificate) : key.Refusals.ToList();
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return Refusal.At(field, "Sertifikat ini tidak terbaca. Tempelkan dalam bentuk PEM, dari baris BEGIN CERTIFICATE sampai baris END CERTIFICATE.");
        }
    }

    private static Outcome<BroughtKey> Of(PublicKey key, X500DistinguishedName name, string field)
    {
        var spki = key.ExportSubjectPublicKeyInfo();
        using var elliptic = key.GetECDsaPublicKey();
        if (elliptic is not null)
        {
            // The bus knows one curve, by its bytes.
            return IsP256(spki) ? new BroughtKey(key, spki, NameIn(name), true) : Refusal.At(field, "Kunci eliptik harus pada kurva P-256 (prime256v1). Buat kunci baru dengan kurva itu.");
        }
        using var rsa = key.GetRSAPublicKey();
        return rsa is { KeySize: >= LeastRsaBits and <= MostRsaBits } ? new BroughtKey(key, spki, NameIn(name), false)
            : Refusal.At(field, "Kunci harus ECDSA P-256, atau RSA 2.048 sampai 8.192 bit. Buat kunci baru.");
    }

    private static bool IsP256(byte[] spki)
    {
        try
        {
            _ = VerifyingKey.FromPem("x", PemEncoding.WriteString("PUBLIC KEY", spki));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? NameIn(X500DistinguishedName name)
    {
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3")
            {
                return part.GetSingleElementValue();
            }
        }
        return null;
    }
}
