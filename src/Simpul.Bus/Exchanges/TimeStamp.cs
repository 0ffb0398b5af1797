using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Simpul.Bus.Exchanges;

/// <summary>What a time stamp says.</summary>
/// <param name="Time">When the authority saw the data.</param>
/// <param name="Authority">The subject of the certificate that signed; whether it is to be trusted is for the reader to say.</param>
/// <param name="CertificateSha256">Of that certificate, in lower-case hexadecimal.</param>
public sealed record TimeStampFacts(DateTimeOffset Time, string Authority, string CertificateSha256);

/// <summary>Time stamps of RFC 3161: asked over HTTP of an authority, and read again years later.</summary>
public static class TimeStamp
{
    const int MaxAnswer = 1024 * 1024;

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

    /// <summary>Whether the token is a stamp over this data, signed by the certificate in it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> token, ReadOnlySpan<byte> data, [NotNullWhen(true)] out TimeStampFacts? facts, out string problem)
    {
        (facts, problem) = (null, "");
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(token, out var stamp, out _)) problem = "It cannot be read.";
            else if (!stamp.VerifySignatureForData(data, out X509Certificate2? certificate)) problem = "It is over something else, or its certificate did not sign it.";
            else facts = new(stamp.TokenInfo.Timestamp, certificate.Subject, Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
        }
        catch (CryptographicException e)
        {
            problem = e.Message;
        }
        return facts is not null;
    }
}
