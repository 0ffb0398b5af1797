using Simpul.Bus;
using Simpul.Bus.Http;

namespace Simpul.Gateway.Calls;

/// <summary>The caller's signature over its message (RFC 9421): checked where it is sent, asked for where the contract says.</summary>
static class MessageSignatures
{
    /// <summary>Characters of either field. Both go into the record, which has room for so much: what could not be recorded must not be called.</summary>
    internal const int MaxLength = 2048;

    static readonly TimeSpan oldest = TimeSpan.FromMinutes(5);
    static readonly TimeSpan skew = TimeSpan.FromSeconds(60);

    internal static Refusal? Check(Call call, string rawTarget, DateTimeOffset now, bool hasBody)
    {
        var headers = call.Context.Request.Headers;
        var sent = headers.TryGetValue("Signature-Input", out var input);
        if (!sent && !headers.ContainsKey("Signature")) return call.Contract.NeedsSignature ? Refusals.SignatureNeeded : null;
        if (!headers.TryGetValue("Signature", out var values) || !sent) return Refusals.BadSignature;
        if (Length(input) > MaxLength || Length(values) > MaxLength) return Refusals.SignatureTooLong;
        if (!HttpSignature.TryRead(string.Join(", ", (string?[])input!), string.Join(", ", (string?[])values!), out var signatures)) return Refusals.BadSignature;
        var message = Message(call.Context, rawTarget);
        foreach (var signature in signatures)
        {
            if (signature.Created is not { } created || created > now + skew || created < now - oldest || signature.Expires < now) continue;
            var keys = call.Caller.Member.KeysFor(KeyUse.Message).Where(key => key.IsValidAt(now) && (signature.KeyId is null || key.Id == signature.KeyId));
            if (!keys.Any(key => signature.IsValid(message, key))) continue;
            if (call.Contract.NeedsSignature && !IsEnough(signature, call.Target.Query.Length > 0, hasBody)) return Refusals.SignatureNeeded;
            call.Signature = signature.Recorded();
            return null;
        }
        return Refusals.BadSignature;
    }

    static int Length(Microsoft.Extensions.Primitives.StringValues lines)
    {
        var length = 0;
        foreach (var line in lines) length += line?.Length ?? 0;
        return length;
    }

    static bool IsEnough(HttpSignature signature, bool hasQuery, bool hasBody) => signature.Covers("@method")
        && (signature.Covers("@target-uri") || signature.Covers("@request-target") || (signature.Covers("@path") && (!hasQuery || signature.Covers("@query"))))
        && (!hasBody || signature.Covers("content-digest"));

    static SignedMessage Message(HttpContext context, string rawTarget)
    {
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return new()
        {
            Method = context.Request.Method,
            Scheme = context.Request.Scheme,
            Authority = context.Request.Host.Value ?? "",
            Path = mark < 0 ? rawTarget : rawTarget[..mark],
            Query = mark < 0 ? "" : rawTarget[mark..],
            Field = name => context.Request.Headers.TryGetValue(name, out var lines) ? [.. lines.OfType<string>()] : [],
        };
    }
}
