using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Bus.Exchanges;

/// <summary>What a time stamp says.</summary>
/// <param name="Time">When the authority saw the data.</param>
/// <param name="Authority">The subject of the certificate that signed. It is only a name where <paramref name="IsKnown"/> is null: anybody can make a certificate of that name.</param>
/// <param name="CertificateSha256">Of that certificate, in lower-case hexadecimal.</param>
/// <param name="IsKnown">True where it was held against certificates of authorities that the reader trusts, and is one or is issued under one; null where there were none to hold it against.</param>
public sealed record TimeStampFacts(DateTimeOffset Time, string Authority, string CertificateSha256, bool? IsKnown = null);

/// <summary>Time stamps of RFC 3161: asked over HTTP of an authority, and read again years later.</summary>
public static class TimeStamp
{
    const int MaxAnswer = 1024 * 1024;
    const string ForTimeStamps = "1.3.6.1.5.5.7.3.8";

    /// <summary>Asks for a stamp over the data, with a nonce and the authority's certificate in it.</summary>
    /// <returns>The token in DER, checked against what was asked.</returns>
    /// <exception cref="HttpRequestException">The authority cannot be reached or refuses.</exception>
    /// <exception cref="CryptographicException">What it answered is not a stamp over this data.</exception>
    public static async Task<byte[]> Ask(HttpClient client, Uri authority, byte[] data, CancellationToken cancel = default)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(data, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(16), requestSignerCertificates: true);
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var message = new HttpRequestMessage(HttpMethod.Post, authority) { Content = content };
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MaxAnswer, cancel);
        return request.ProcessResponse(await response.Content.ReadAsByteArrayAsync(cancel), out _).AsSignedCms().Encode();
    }

    /// <summary>Reads certificates of authorities out of PEM text.</summary>
    /// <exception cref="CryptographicException">None is in it, or one cannot be read.</exception>
    public static IReadOnlyList<X509Certificate2> ReadAuthorities(string pem)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPem(pem);
        return read.Count > 0 ? [.. read] : throw new CryptographicException("There is no certificate in it.");
    }

    /// <summary>Whether the token is a stamp over this data, signed by the certificate in it.</summary>
    /// <param name="authorities">Certificates of time-stamping authorities, or of those who issue theirs, that the reader got elsewhere and trusts; null or empty where there are none: then
    /// the stamp proves only that somebody signed it, and the facts say so.</param>
    public static bool TryRead(ReadOnlyMemory<byte> token, ReadOnlySpan<byte> data, [NotNullWhen(true)] out TimeStampFacts? facts, out string problem, IReadOnlyCollection<X509Certificate2>? authorities = null)
    {
        (facts, problem) = (null, "");
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(token, out var stamp, out _)) problem = "It cannot be read.";
            else if (!stamp.VerifySignatureForData(data, out X509Certificate2? certificate)) problem = "It is over something else, or its certificate did not sign it.";
            else if (authorities is { Count: > 0 } && !IsOf(certificate, stamp, authorities)) problem = "Its certificate is not of an authority that is trusted here.";
            else facts = new(stamp.TokenInfo.Timestamp, certificate.Subject, Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)), authorities is { Count: > 0 } ? true : null);
        }
        catch (CryptographicException e)
        {
            problem = e.Message;
        }
        return facts is not null;
    }

    // As of the time that it says: certificates end, and what they signed before stays signed.
    static bool IsOf(X509Certificate2 certificate, Rfc3161TimestampToken stamp, IReadOnlyCollection<X509Certificate2> authorities)
    {
        var at = stamp.TokenInfo.Timestamp;
        if (authorities.Any(one => one.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))) return at.UtcDateTime >= certificate.NotBefore.ToUniversalTime() && at.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
        // One after the other: of two of one name, the wrong one would be tried and the other not.
        return authorities.Any(authority => IsUnder(authority, certificate, stamp, authorities));
    }

    static bool IsUnder(X509Certificate2 authority, X509Certificate2 certificate, Rfc3161TimestampToken stamp, IReadOnlyCollection<X509Certificate2> authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        // Trusted may also be one who issues and was issued a certificate: the chain need not end there, and must lead through it. Everything else is held against the rules as ever.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        // Those between may be in the token, or among what the reader has. Another of the same name would be tried in its place.
        foreach (var other in stamp.AsSignedCms().Certificates.Concat(authorities))
            if (!other.SubjectName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData)) chain.ChainPolicy.ExtraStore.Add(other);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ForTimeStamps));
        chain.ChainPolicy.VerificationTime = stamp.TokenInfo.Timestamp.UtcDateTime;
        // Nothing is fetched: a receipt is verified without a network.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate) && chain.ChainElements.Any(one => one.Certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span));
    }
}
