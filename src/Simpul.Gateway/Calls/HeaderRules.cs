using System.Buffers;
using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Calls;

/// <summary>Which header fields go through, in either direction, and which ones the gateway says itself.</summary>
static class HeaderRules
{
    // RFC 9110 section 7.6.1, and what older programs send of the kind.
    static readonly FrozenSet<string> hopByHop = Set("Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings");

    // Read or said by the gateway, or no longer true behind it.
    static readonly FrozenSet<string> ownOfRequest = Set("Host", "Authorization", "Expect", "Content-Length", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
        "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Real-IP", "X-Content-Length", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL",
        HeaderNames.ApiKey, HeaderNames.Transaction, HeaderNames.Contract, HeaderNames.Caller, HeaderNames.Purpose, HeaderNames.Officer, HeaderNames.Environment, Refusal.Header, "Via", "traceparent");

    // What describes a body that is not there.
    static readonly FrozenSet<string> ofBody = Set("Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range", "Content-Disposition");

    // A part of a body, or one in a coding, can be neither checked nor projected.
    static readonly FrozenSet<string> ofParts = Set("Accept-Encoding", "Range", "If-Range");

    static readonly FrozenSet<string> ownOfResponse = Set(HeaderNames.Transaction, HeaderNames.Contract, HeaderNames.Caller, HeaderNames.Environment, Refusal.Header, "Content-Length");

    // Both together, so that a field is looked for once.
    static readonly FrozenSet<string> dropped = Set([.. hopByHop, .. ownOfRequest]);
    static readonly FrozenSet<string> keptBack = Set([.. hopByHop, .. ownOfResponse]);

    static readonly SearchValues<char> hexadecimal = SearchValues.Create("0123456789abcdef");

    // Of a body that was projected these say something about another body.
    static readonly FrozenSet<string> ofWholeBody = Set("Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "ETag", "Accept-Ranges", "Content-Range", "Signature", "Signature-Input");

    /// <param name="plain">Whether the answer will be looked at: then it is asked for whole, and in no coding.</param>
    internal static void ToProvider(Call call, RequestHead to, bool plain, bool hasBody)
    {
        var context = call.Context;
        var headers = context.Request.Headers;
        var nominated = Nominated(headers.Connection);
        foreach (var (name, value) in headers)
        {
            // Many providers read Simpul_Caller and Simpul-Caller as the same variable: a name with an underscore could forge what the gateway says.
            if (dropped.Contains(name) || name.StartsWith(':') || name.Contains('_', StringComparison.Ordinal) || nominated?.Contains(name) == true) continue;
            if ((plain && ofParts.Contains(name)) || (!hasBody && ofBody.Contains(name))) continue;
            if (value.Count == 1) to.Field(name, value[0]);
            else foreach (var line in value) to.Field(name, line);
        }
        if (plain) to.Raw("Accept-Encoding: identity\r\n"u8);
        to.Field("Via: "u8, headers.Via.Count == 0 ? Via(context) : $"{headers.Via}, {Via(context)}");
        to.Raw("Forwarded: for=\"_"u8);
        to.Text(call.Contract.Consumer.Code);
        to.Raw("\";host=\""u8);
        to.Text(Quoted(context.Request.Host.Value));
        to.Raw("\";proto="u8);
        to.Field(""u8, context.Request.Scheme);
        if (IsTraceParent(headers.TraceParent)) to.Field("traceparent: "u8, headers.TraceParent);
        else
        {
            to.Raw("traceparent: 00-"u8);
            to.Text(call.Transaction);
            to.Raw("-"u8);
            to.Field(""u8, call.Span + "-00");
        }
        to.Field("Simpul-Transaction: "u8, call.Transaction);
        to.Field("Simpul-Contract: "u8, call.Contract.Contract.Id);
        to.Field("Simpul-Caller: "u8, call.Contract.Consumer.Code);
        to.Field("Simpul-Purpose: "u8, call.Contract.Contract.Purpose.Code);
        if (call.Officer is not null) to.Field("Simpul-Officer: "u8, call.Officer);
        if (call.Service.IsSandbox) to.Raw("Simpul-Environment: sandbox\r\n"u8);
    }

    internal static void ToCaller(Call call, ResponseHead head, UpstreamTarget target, bool changed)
    {
        var to = call.Context.Response.Headers;
        var nominated = head.Connection is null ? null : Nominated(head.Connection);
        for (var i = 0; i < head.Count; i++)
        {
            var (name, value) = head[i];
            if (keptBack.Contains(name) || nominated?.Contains(name) == true || (changed && ofWholeBody.Contains(name))) continue;
            if (head.HasAddresses)
            {
                if (ProviderAddresses.ToCaller(call, target, name, value) is not { } address) continue;
                value = address;
            }
            if (value.Length == 0 && !to.ContainsKey(name)) to[name] = "";
            else to[name] = to.TryGetValue(name, out var before) ? StringValues.Concat(before, value) : value;
        }
        to[HeaderNames.Transaction] = call.Transaction;
        if (call.Service.IsSandbox) to[HeaderNames.Environment] = "sandbox";
        to.Via = to.Via.Count == 0 ? ResponseVia : $"{to.Via}, {ResponseVia}";
    }

    const string ResponseVia = "1.1 simpul";

    static string Via(HttpContext context) => context.Request.Protocol is "HTTP/2" ? "2 simpul" : context.Request.Protocol is "HTTP/1.0" ? "1.0 simpul" : ResponseVia;

    static string Quoted(string? host) => (host ?? "").Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    static bool IsTraceParent(StringValues sent)
    {
        if (sent is not [{ Length: 55 } text] || !text.StartsWith("00-", StringComparison.Ordinal) || text[35] != '-' || text[52] != '-') return false;
        return !text.AsSpan(3, 32).ContainsAnyExcept(hexadecimal) && !text.AsSpan(36, 16).ContainsAnyExcept(hexadecimal) && !text.AsSpan(53).ContainsAnyExcept(hexadecimal);
    }

    static HashSet<string>? Nominated(StringValues connection)
    {
        if (connection.Count == 0 || connection is ["keep-alive" or "close"]) return null;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in connection) names.UnionWith((value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return names;
    }

    static FrozenSet<string> Set(params ReadOnlySpan<string> names) => FrozenSet.Create(StringComparer.OrdinalIgnoreCase, names);
}
