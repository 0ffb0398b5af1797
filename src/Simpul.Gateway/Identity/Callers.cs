using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Identity;

/// <summary>Finds out who calls: by certificate, by token, by API key.</summary>
sealed class Callers(Tokens tokens, TimeProvider clock)
{
    static readonly object certificateKey = new();

    internal bool TryIdentify(HttpContext context, CallPlan plan, out Caller caller, out Refusal? refusal)
    {
        (caller, refusal) = (default, null);
        var thumbprint = Thumbprint(context);
        var headers = context.Request.Headers;
        if (headers.Authorization is { Count: > 0 } authorization)
        {
            refusal = authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? ByToken(value[7..].Trim(), thumbprint, plan, out caller) : Refusals.BadToken;
            return refusal is null && IsAtHome(context, caller, out refusal);
        }
        if (headers.TryGetValue(HeaderNames.ApiKey, out var key))
        {
            refusal = key is [{ } one] ? ByApiKey(one, context.Connection.RemoteIpAddress, plan, out caller) : Refusals.BadApiKey;
            return refusal is null && IsAtHome(context, caller, out refusal);
        }
        if (thumbprint is null) refusal = Refusals.NotIdentified;
        else if (ByCertificate(thumbprint, plan) is { } member) caller = new(member, true);
        else refusal = Refusals.UnknownCertificate;
        return refusal is null && IsAtHome(context, caller, out refusal);
    }

    // Only once it is known who calls: a stranger learns nothing of a member's networks.
    static bool IsAtHome(HttpContext context, Caller caller, out Refusal? refusal) => (refusal = caller.Member.IsAt(context.Connection) ? null : Refusals.NetworkNotAllowed(PlanMember.Seen(context.Connection))) is null;

    /// <summary>The member whose certificate this is, where it is valid now.</summary>
    internal PlanMember? ByCertificate(string thumbprint, CallPlan plan)
    {
        if (!plan.Certificates.TryGetValue(thumbprint, out var found)) return null;
        var now = clock.GetUtcNow();
        return (found.Certificate.From is null || found.Certificate.From <= now) && (found.Certificate.Until is null || now < found.Certificate.Until) ? found.Member : null;
    }

    /// <summary>SHA-256 of the connection's certificate, computed once a connection; null where it has none.</summary>
    internal static string? Thumbprint(HttpContext context)
    {
        if (!context.Request.IsHttps) return null;
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is null) return Of(context);
        // Many requests may be on one connection at once.
        lock (items)
        {
            if (items.TryGetValue(certificateKey, out var known)) return (string?)known;
            var thumbprint = Of(context);
            items[certificateKey] = thumbprint;
            return thumbprint;
        }

        static string? Of(HttpContext context) => context.Connection.ClientCertificate is { } certificate ? Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)) : null;
    }

    Refusal? ByToken(string token, string? thumbprint, CallPlan plan, out Caller caller)
    {
        caller = default;
        if (tokens.Read(token, plan) is not { } facts || !plan.Members.TryGetValue(facts.Member, out var member)) return Refusals.BadToken;
        // A token is as good as what it was got with is now, and no longer: the key that signed for it, the certificate that it is bound to.
        if (facts.ClientKey is null ? facts.Certificate is null : !member.HasClientKey(facts.ClientKey, clock.GetUtcNow())) return Refusals.BadToken;
        if (facts.Certificate is not null && (facts.Certificate != thumbprint || ByCertificate(thumbprint, plan) != member)) return Refusals.TokenNotBound;
        caller = new(member, facts.Certificate is not null);
        return null;
    }

    Refusal? ByApiKey(string key, IPAddress? from, CallPlan plan, out Caller caller)
    {
        caller = default;
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || key.Length > 200 || !plan.ApiKeys.TryGetValue(key[..dot], out var known)) return Refusals.BadApiKey;
        if (!CryptographicOperations.FixedTimeEquals(known.Hash, SHA256.HashData(Encoding.UTF8.GetBytes(key))) || known.Until <= clock.GetUtcNow()) return Refusals.BadApiKey;
        if (from is { IsIPv4MappedToIPv6: true }) from = from.MapToIPv4();
        if (known.Networks.Count > 0 && (from is null || !known.Networks.Any(network => network.Contains(from)))) return Refusals.BadApiKey;
        caller = new(known.Contract.Consumer, false, known.Contract.Contract.Id);
        return null;
    }
}
