using Microsoft.AspNetCore.Http.Features;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Identity;
using Simpul.Gateway.Log;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway;

/// <summary>The gateway's addresses. Room is kept for <c>/r1/</c> (X-Road), <c>/peristiwa/</c> (events) and <c>/saksi/</c> (witnesses).</summary>
sealed class Endpoints(CallHandler calls, TokenEndpoint tokens, ReceiptEndpoint receipts, SnapshotWatch watch, ExchangeLog log, TimeProvider clock)
{
    internal Task Route(HttpContext context)
    {
        // The target as it was sent: what the server made of it has lost what must be refused.
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (raw.StartsWith(RequestTarget.Prefix, StringComparison.Ordinal)) return calls.Handle(context, raw);
        return Other(context, raw);
    }

    Task Other(HttpContext context, string raw)
    {
        var path = raw.AsSpan();
        if (path.IndexOf('?') is >= 0 and var mark) path = path[..mark];
        if (path is "/token") return Elsewhere(() => tokens.Token(context));
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return Refusals.NothingHere.Answer(context);
        if (path is "/health/live") return Text(context, 200, "ok\n");
        if (path is "/health/ready") return Ready(context);
        if (path is "/.well-known/oauth-authorization-server") return tokens.Describe(context);
        if (path is "/checkpoint") return receipts.Checkpoint(context);
        if (path.StartsWith("/bukti/") && path[7..].ToString() is var transaction) return Elsewhere(() => receipts.Receipt(context, transaction));
        if (path.StartsWith("/tile/") && path[1..].ToString() is var tile) return Elsewhere(() => receipts.Tile(context, tile));
        return raw.StartsWith('/') ? Refusals.NothingHere.Answer(context) : Refusals.BadTarget.Answer(context);
    }

    // These read files and sign.
    static async Task Elsewhere(Func<Task> answer)
    {
        await Scheduling.Elsewhere();
        await answer();
    }

    Task Ready(HttpContext context)
    {
        var ready = watch.Plan is { } plan && !plan.IsExpired(clock.GetUtcNow()) && log.Problem is null;
        return Text(context, ready ? 200 : 503, ready ? "ok\n" : "not ready\n");
    }

    static Task Text(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text);
    }
}
