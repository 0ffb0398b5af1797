using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Simpul.Bus;

/// <summary>Makes the 64 bytes of an ES256 signature over the given bytes; a token or a service elsewhere may hold the key.</summary>
public delegate byte[] JwsSigner(ReadOnlySpan<byte> input);

/// <summary>JSON Web Signatures in their compact form (RFC 7515), of which the bus needs little: one signature, a key id, a type.</summary>
public static class CompactJws
{
    /// <summary>Characters that a reader accepts.</summary>
    public const int MaxLength = 64 * 1024;

    /// <param name="Type">The header's <c>typ</c>; empty where there is none.</param>
    /// <param name="KeyId">The header's <c>kid</c>; empty where there is none.</param>
    /// <param name="Payload">What was signed.</param>
    public sealed record Content(string Algorithm, string Type, string KeyId, byte[] Payload);

    public static JwsSigner Signer(ECDsa key) => input => key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public static string Sign(ReadOnlySpan<byte> payload, string keyId, string type, JwsSigner signer)
    {
        var input = $"{Base64Url.EncodeToString(Header(keyId, type))}.{Base64Url.EncodeToString(payload)}";
        return $"{input}.{Base64Url.EncodeToString(signer(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <exception cref="FormatException">Not a compact JWS, or one with critical headers, which none of ours has.</exception>
    public static Content Read(string jws)
    {
        ArgumentNullException.ThrowIfNull(jws);
        var parts = jws.Length > MaxLength ? [] : jws.Split('.');
        if (parts.Length != 3) throw new FormatException("A JWS has three parts with dots between them.");
        var (algorithm, type, keyId) = ReadHeader(parts[0]);
        return new(algorithm, type, keyId, Decode(parts[1]));
    }

    /// <summary>Whether this key signed it, by the algorithm in its header; one that the key is not for is simply wrong.</summary>
    public static bool Verify(string jws, PartyKey key)
    {
        var end = jws.LastIndexOf('.');
        if (end < 0) return false;
        try
        {
            var (algorithm, _, _) = ReadHeader(jws[..jws.IndexOf('.', StringComparison.Ordinal)]);
            return key.Verify(algorithm, Encoding.ASCII.GetBytes(jws[..end]), Decode(jws[(end + 1)..]));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static byte[] Header(string keyId, string type, bool unencoded = false) => Encoding.UTF8.GetBytes(
        $$"""{"alg":"ES256",{{(unencoded ? "\"b64\":false,\"crit\":[\"b64\"]," : "")}}"kid":{{JsonSerializer.Serialize(keyId)}},"typ":"{{type}}"}""");

    internal static (string Algorithm, string Type, string KeyId) ReadHeader(string part, bool unencoded = false)
    {
        try
        {
            using var header = JsonDocument.Parse(Decode(part), BusJson.Strict);
            var root = header.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new FormatException("The header of a JWS is an object.");
            if (root.TryGetProperty("crit", out var critical) != unencoded || (unencoded && critical.GetRawText() != "[\"b64\"]"))
                throw new FormatException("The JWS has critical headers that are not ours.");
            return (Text(root, "alg"), Text(root, "typ"), Text(root, "kid"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("The header of the JWS is not JSON.", e);
        }
    }

    internal static byte[] Decode(string part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        if (!Base64Url.TryDecodeFromChars(part, bytes, out var written)) throw new FormatException("A part of the JWS is not base64url.");
        return bytes[..written];
    }

    static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
