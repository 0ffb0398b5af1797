using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace Simpul.Gateway.Calls;

/// <summary>Which header fields go through, in either direction, and which ones the gateway says itself.</summary>
static class HeaderRules
{
    // RFC 9110 section 7.6.1, and what older programs send of the kind.
    static readonly FrozenSet<string> hopByHop = Set("Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings");

    // Read or said by the gateway, or no longer true behind it.
    static readonly FrozenSet<string> ownOfRequest = Set("Host", "Authorization", "Expect", "Content-Length", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
        "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Real-IP", "X-Content-Length", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL",
        HeaderNames.ApiKey, HeaderNames.Transaction, HeaderNames.Contract, HeaderNames.Caller, HeaderNames.Purpose, HeaderNames.Officer, Refusal.Header, "Via", "traceparent");

    static readonly FrozenSet<string> content = Set("Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range", "Content-Disposition", "Allow", "Expires", "Last-Modified");

    static readonly FrozenSet<string> ownOfResponse = Set(HeaderNames.Transaction, HeaderNames.Contract, HeaderNames.Caller, Refusal.Header, "Content-Length");

    // Of a body that was projected these say something about another body.
    static readonly FrozenSet<string> ofWholeBody = Set("Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "ETag", "Accept-Ranges", "Content-Range", "Signature", "Signature-Input");

    internal static bool IsContent(string name) => content.Contains(name);

    internal static void ToProvider(Call call, HttpRequestMessage request, bool restricted)
    {
        var context = call.Context;
        var headers = context.Request.Headers;
        var nominated = Nominated(headers.Connection);
        foreach (var (name, value) in headers)
        {
            // Many providers read Simpul_Caller and Simpul-Caller as the same variable: a name with an underscore could forge what the gateway says.
            if (hopByHop.Contains(name) || ownOfRequest.Contains(name) || content.Contains(name) || name.StartsWith(':') || name.Contains('_', StringComparison.Ordinal) || nominated?.Contains(name) == true) continue;
            // A part of a body, or a compressed one, cannot be projected.
            if (restricted && (name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase) || name.Equals("Range", StringComparison.OrdinalIgnoreCase) || name.Equals("If-Range", StringComparison.OrdinalIgnoreCase))) continue;
            if (value.Count == 1) request.Headers.TryAddWithoutValidation(name, value[0]);
            else request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }
        var to = request.Headers;
        to.TryAddWithoutValidation("Via", headers.Via.Count == 0 ? Via(context) : $"{headers.Via}, {Via(context)}");
        to.TryAddWithoutValidation("Forwarded", $"for=\"_{call.Contract.Consumer.Code}\";host=\"{Quoted(context.Request.Host.Value)}\";proto={context.Request.Scheme}");
        to.TryAddWithoutValidation("traceparent", TraceParent(headers.TraceParent));
        to.TryAddWithoutValidation(HeaderNames.Transaction, call.Transaction);
        to.TryAddWithoutValidation(HeaderNames.Contract, call.Contract.Contract.Id);
        to.TryAddWithoutValidation(HeaderNames.Caller, call.Contract.Consumer.Code);
        to.TryAddWithoutValidation(HeaderNames.Purpose, call.Contract.Contract.Purpose.Code);
        if (call.Officer is not null) to.TryAddWithoutValidation(HeaderNames.Officer, call.Officer);
    }

    internal static void ToCaller(Call call, HttpResponseMessage response, bool changed)
    {
        var to = call.Context.Response.Headers;
        HashSet<string>? nominated = null;
        if (response.Headers.NonValidated.TryGetValues("Connection", out var connection)) nominated = Nominated(connection.ToArray());
        foreach (var (name, values) in response.Headers.NonValidated) Pass(name, values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]));
        foreach (var (name, values) in response.Content.Headers.NonValidated) Pass(name, values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]));
        to[HeaderNames.Transaction] = call.Transaction;
        to.Via = to.Via.Count == 0 ? ResponseVia : $"{to.Via}, {ResponseVia}";

        void Pass(string name, StringValues value)
        {
            if (hopByHop.Contains(name) || ownOfResponse.Contains(name) || nominated?.Contains(name) == true || (changed && ofWholeBody.Contains(name))) return;
            to[name] = value;
        }
    }

    const string ResponseVia = "1.1 simpul";

    static string Via(HttpContext context) => context.Request.Protocol is "HTTP/2" ? "2 simpul" : context.Request.Protocol is "HTTP/1.0" ? "1.0 simpul" : ResponseVia;

    static string Quoted(string? host) => (host ?? "").Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    static string TraceParent(StringValues sent)
    {
        if (sent is [{ Length: 55 } text] && text.StartsWith("00-", StringComparison.Ordinal) && text[35] == '-' && text[52] == '-' && text.Where((c, i) => i is not (2 or 35 or 52)).All(char.IsAsciiHexDigitLower)) return text;
        return $"00-{Guid.NewGuid():N}-{Guid.NewGuid().ToString("N")[..16]}-00";
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
