using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Identity;

/// <summary>What a token says.</summary>
/// <param name="Node">Id of the gateway's key that signed it.</param>
/// <param name="ClientKey">Thumbprint of the member's key whose assertion it was given for; null where a certificate was shown instead.</param>
/// <param name="Certificate">SHA-256 of the certificate that it is bound to (RFC 8705); null where it is bound to none.</param>
sealed record TokenFacts(string Node, string Member, string? ClientKey, string? Certificate, DateTimeOffset Until);

/// <summary>Access tokens: JWTs (RFC 9068) that this gateway or another one of the instance signed. Verifying costs more than everything else of a call, so a token is verified once.</summary>
sealed class Tokens(JwsSigner signer, string keyId, TimeProvider clock)
{
    /// <summary>A revoked member is refused at once whatever its tokens say; this only bounds how long a stolen one is of use.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    internal const string Type = "at+jwt";
    const int MaxKnown = 20_000;

    readonly ConcurrentDictionary<string, TokenFacts> known = new(StringComparer.Ordinal);

    const string ClientKey = "client_key";

    internal string Issue(string issuer, string member, string? clientKey, string? certificate)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss", issuer);
            json.WriteString("sub", member);
            json.WriteString("client_id", member);
            json.WriteString("aud", issuer);
            json.WriteNumber("iat", now);
            json.WriteNumber("exp", now + (long)Life.TotalSeconds);
            json.WriteString("jti", Guid.NewGuid().ToString("N"));
            if (clientKey is not null) json.WriteString(ClientKey, clientKey);
            if (certificate is not null)
            {
                json.WriteStartObject("cnf");
                json.WriteString("x5t#S256", Base64Url.EncodeToString(Convert.FromHexString(certificate)));
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return CompactJws.Sign(payload.ToArray(), keyId, Type, signer);
    }

    /// <returns>Null for a token that does not hold, whatever the reason.</returns>
    internal TokenFacts? Read(string token, CallPlan plan)
    {
        var now = clock.GetUtcNow();
        // Verified once; whether the gateway that signed it is still one is asked every time.
        if (known.TryGetValue(token, out var facts)) return facts.Until > now && plan.Nodes.ContainsKey(facts.Node) ? facts : null;
        try
        {
            var read = CompactJws.Read(token);
            if (read.Type != Type || !plan.Nodes.TryGetValue(read.KeyId, out var key) || !CompactJws.Verify(token, key)) return null;
            using var claims = JsonDocument.Parse(read.Payload);
            var root = claims.RootElement;
            var bound = root.TryGetProperty("cnf", out var confirmation) && confirmation.TryGetProperty("x5t#S256", out var hash) ? Convert.ToHexStringLower(Base64Url.DecodeFromChars(hash.GetString())) : null;
            var clientKey = root.TryGetProperty(ClientKey, out var signed) ? signed.GetString() : null;
            facts = new(read.KeyId, root.GetProperty("sub").GetString()!, clientKey, bound, DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()));
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
        if (facts.Until <= now) return null;
        if (known.Count >= MaxKnown) known.Clear();
        known[token] = facts;
        return facts;
    }
}
