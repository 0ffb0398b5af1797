using System.Diagnostics;
using System.Net;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;
using Simpul.Gateway.Telemetry;

namespace Simpul.Gateway.Calls;

/// <summary>One call from its first line to its last byte: admitted, passed to the provider, recorded, answered.</summary>
sealed class CallHandler(Admission admission, ExchangeLog log, Idempotency idempotency, Traffic traffic, TimeProvider clock, byte[] commitments, ILogger<CallHandler> logger)
{
    static readonly UriCreationOptions asWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    internal async Task Handle(HttpContext context, string rawTarget)
    {
        var call = new Call(context, clock, commitments);
        using var activity = Signals.Activities.HasListeners() ? Signals.Activities.StartActivity("call", ActivityKind.Server, context.Request.Headers.TraceParent.ToString()) : null;
        Refusal? refusal;
        try
        {
            refusal = admission.Admit(call, rawTarget);
            if (refusal is null) await Exchange(call, rawTarget);
        }
        catch (RefusedException e)
        {
            refusal = e.Refusal;
        }
        catch (LogUnavailableException e)
        {
            refusal = Refusals.LogUnavailable(e.Message);
        }
        catch (BadHttpRequestException e)
        {
            refusal = e.StatusCode == 413 ? Refusals.TooLarge : Refusals.BadRequest;
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // Nobody is there to be answered; what the provider may have got is recorded all the same.
            if (call is { HasLeft: true, IsOpened: false, IsRecorded: false }) await Record(call, Outcome.Broken, 499);
            else if (call is { IsCounted: true, HasLeft: false }) call.Contract.Usage.GiveBack();
            return;
        }
        catch (Exception e)
        {
            // Types and places only: messages quote what was sent.
            logger.LogError("Call {Transaction} failed: {Type} at {Place}", call.Transaction, e.GetType().FullName, e.StackTrace);
            refusal = Refusals.Unexpected;
        }
        activity?.SetTag("simpul.transaction", call.Transaction);
        if (refusal is null)
        {
            Signals.Called(call.Target.Service, call.Operation.Id, Outcome.Answered, context.Response.StatusCode, TimeSpan.FromMicroseconds(call.Answered - call.Received));
            traffic.Answered(call.Contract!.Contract.Id, call.Target.Service, context.Response.StatusCode, (call.Now() - call.Received) / 1000.0);
            return;
        }
        if (call is { IsCounted: true, HasLeft: false }) call.Contract.Usage.GiveBack();
        await Refuse(call, refusal);
    }

    async Task Exchange(Call call, string rawTarget)
    {
        var cancel = call.Context.RequestAborted;
        using var body = await RequestBody.Read(call, rawTarget, clock.GetUtcNow(), cancel);
        using var key = idempotency.Begin(call, body);
        if (key?.Kept is { } kept)
        {
            // The same data goes out a second time: that is an exchange of its own.
            call.Forwarded = call.Answered = call.Now();
            await call.Record(log, Outcome.Answered, kept.Status, System.Security.Cryptography.SHA256.HashData(kept.Body));
            await kept.Answer(call);
            return;
        }
        key?.Of(call);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var response = await Send(call, body, patience);
        using (response)
        {
            call.Answered = call.Now();
            await new AnswerRelay(call, log, response, patience, key).Relay();
        }
    }

    static async Task<HttpResponseMessage> Send(Call call, RequestBody body, CancellationTokenSource patience)
    {
        var target = call.Service.Upstreams.Pick() ?? throw new RefusedException(Refusals.CircuitOpen);
        for (var mayTurn = true; ; mayTurn = false)
        {
            var request = Request(call, target, body);
            patience.CancelAfter(TimeSpan.FromSeconds(call.Service.Policy.Timeout));
            call.Forwarded = call.Now();
            var left = call.HasLeft;
            UpstreamTarget? other;
            try
            {
                call.HasLeft = true;
                var response = await target.Send(request, patience.Token);
                if (response.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
                {
                    target.Worked();
                    return response;
                }
                target.Failed();
                other = mayTurn && MayRepeat(call, body) ? call.Service.Upstreams.Pick(target) : null;
                if (other is null) return response;
                response.Dispose();
            }
            catch (OperationCanceledException) when (!call.Context.RequestAborted.IsCancellationRequested)
            {
                target.Failed();
                throw new RefusedException(Refusals.TimedOut);
            }
            catch (HttpRequestException e) when (Refused(e) is null)
            {
                target.Failed();
                var never = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
                if (never) call.HasLeft = left;
                other = mayTurn && body.IsRepeatable && (never || MayRepeat(call, body)) ? call.Service.Upstreams.Pick(target) : null;
                if (other is null) throw new RefusedException(Refusals.Unreachable);
            }
            catch (Exception e)
            {
                // The caller left, or its own body was wrong or too long: nothing that says anything about the provider, which did not get it whole.
                target.Unknown();
                if (Refused(e) is { } refused) throw new RefusedException(refused);
                throw;
            }
            target = other;
        }
    }

    static HttpRequestMessage Request(Call call, UpstreamTarget target, RequestBody body)
    {
        var restricted = !call.Fields.IsWhole;
        var request = new HttpRequestMessage(HttpMethod.Parse(call.Context.Request.Method), new Uri(target.Base + call.Target.Path + call.Target.Query, asWritten))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body.Content(),
        };
        HeaderRules.ToProvider(call, request, restricted);
        return request;
    }

    /// <summary>Answers in the gateway's own name; where the provider may have got something, that is recorded first.</summary>
    async Task Refuse(Call call, Refusal refusal)
    {
        if (call is { HasLeft: true, IsOpened: false, IsRecorded: false } && refusal.Code != "log-unavailable" && await Record(call, Outcome.Refused, refusal.Status) is { } problem)
            refusal = Refusals.LogUnavailable(problem);
        traffic.Refused(call.Contract?.Contract.Id, call.Contract?.Service.Key, refusal.Code);
        if (call.Target is not null && call.Operation is not null)
            Signals.Called(call.Target.Service, call.Operation.Id, Outcome.Refused, refusal.Status, TimeSpan.FromMicroseconds(call.Now() - call.Received));
        try { await refusal.Answer(call.Context, call.Transaction); }
        catch (Exception e) when (e is IOException or OperationCanceledException) { /* The caller is gone. */ }
    }

    async Task<string?> Record(Call call, string outcome, int status)
    {
        try
        {
            await call.Record(log, outcome, status);
            return null;
        }
        catch (LogUnavailableException e)
        {
            return e.Message;
        }
    }

    static bool MayRepeat(Call call, RequestBody body) => body.IsRepeatable && (call.Context.Request.Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE"
        || (call.Service.Policy.IdempotencyKeys && call.Context.Request.Headers.ContainsKey(Idempotency.Header)));

    static Refusal? Refused(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
        {
            if (at is RefusedException refused) return refused.Refusal;
            if (at is BadHttpRequestException bad) return bad.StatusCode == 413 ? Refusals.TooLarge : Refusals.BadRequest;
        }
        return null;
    }
}
