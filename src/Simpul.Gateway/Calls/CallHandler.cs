using System.Diagnostics;
using System.Runtime.CompilerServices;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Log;
using Simpul.Gateway.Telemetry;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Calls;

/// <summary>One call from its first line to its last byte: admitted, passed to the provider, recorded, answered.</summary>
sealed class CallHandler(Admission admission, ExchangeLog log, Idempotency idempotency, Traffic traffic, TimeProvider clock, byte[] commitments, ILogger<CallHandler> logger)
{
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
            refusal = e.StatusCode switch { 413 when call.IsCounted => Refusals.TooLarge(call.Service.Policy.MaxRequestBytes), 408 => Refusals.Stalled, _ => Refusals.BadRequest };
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // Nobody is there to be answered; what the provider may have got is recorded all the same.
            if (call is { HasLeft: true, IsOpened: false, IsRecorded: false }) await Record(call, Outcome.Broken, 499);
            if (call.HasLeft) NotWhole(call, Traffic.CallerLeft, 499);
            else if (call.IsCounted) call.Contract.Usage.GiveBack();
            return;
        }
        catch (Exception e)
        {
            // Types and places only: messages quote what was sent.
            logger.LogError("Call {Transaction} failed: {Type} at {Place}", call.Transaction, e.GetType().FullName, e.StackTrace);
            refusal = Refusals.Unexpected;
        }
        activity?.SetTag("simpul.transaction", call.Transaction);
        if (refusal is null && call.Broke is { } code)
        {
            NotWhole(call, code, context.Response.StatusCode);
            return;
        }
        if (refusal is null)
        {
            Signals.Called(call.Target.Service, call.Operation.Id, Outcome.Answered, context.Response.StatusCode, TimeSpan.FromMicroseconds(call.Answered - call.Received));
            traffic.Answered(call.Contract!.Contract.Id, call.Target.Service, context.Response.StatusCode, (call.Now() - call.Received) / 1000.0);
            return;
        }
        if (call is { IsCounted: true, HasLeft: false }) call.Contract.Usage.GiveBack();
        await Refuse(call, refusal);
    }

    /// <summary>An answer of which the caller did not get the end: no answer, for whoever counts them.</summary>
    void NotWhole(Call call, string code, int status)
    {
        Signals.Refused(code);
        Signals.Called(call.Target.Service, call.Operation.Id, Outcome.Broken, status, TimeSpan.FromMicroseconds(call.Now() - call.Received));
        traffic.Refused(call.Contract.Contract.Id, call.Contract.Service.Key, code);
    }

    async Task Exchange(Call call, string rawTarget)
    {
        var cancel = call.Context.RequestAborted;
        using var body = await RequestBody.Read(call, rawTarget, clock.GetUtcNow(), cancel);
        using var key = idempotency.Begin(call, body);
        if (key?.Kept is { } kept)
        {
            // A body that was not held is read all the same: only then is it known to be the one that its digest says.
            await body.Pass(cancel);
            // The same data goes out a second time: that is an exchange of its own.
            call.Forwarded = call.Answered = call.Now();
            await call.Record(log, Outcome.Answered, kept.Status, System.Security.Cryptography.SHA256.HashData(kept.Body));
            await kept.Answer(call);
            return;
        }
        key?.Of(call);
        var (target, connection) = await Send(call, body);
        try
        {
            call.Answered = call.Now();
            await new AnswerRelay(call, log, target, connection, key).Relay();
        }
        finally
        {
            target.Return(connection);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<(UpstreamTarget, UpstreamConnection)> Send(Call call, RequestBody body)
    {
        var target = call.Service.Upstreams.Pick() ?? throw new RefusedException(Refusals.CircuitOpen);
        var fresh = false;
        for (var mayTurn = true; ;)
        {
            call.Forwarded = call.Now();
            var began = Environment.TickCount64;
            var left = call.HasLeft;
            UpstreamTarget? other;
            UpstreamConnection? connection = null;
            try
            {
                connection = await target.Take(fresh, call.Context.RequestAborted);
                call.HasLeft = true;
                await Exchange(call, target, connection, body);
                if (connection.Response.Status is not (502 or 503 or 504))
                {
                    target.Worked();
                    return (target, connection);
                }
                target.Failed(began);
                other = mayTurn && MayRepeat(call, body) ? call.Service.Upstreams.Pick(target) : null;
                if (other is null) return (target, connection);
                target.Return(connection);
            }
            catch (Exception e)
            {
                if (connection is not null) target.Return(connection);
                if (e is not UpstreamException failed || failed.Failure == UpstreamFailure.CallerLeft)
                {
                    // The caller left, or its own body was wrong or too long: nothing that says anything about the provider, which did not get it whole.
                    target.Unknown();
                    if (e is UpstreamException) throw new OperationCanceledException("The caller left.", e);
                    throw;
                }
                // A connection that had been closed while it was kept says nothing either; a new one will.
                if (failed.Failure == UpstreamFailure.Stale && !fresh && MayRepeat(call, body))
                {
                    fresh = true;
                    continue;
                }
                target.Failed(began);
                if (failed.Failure == UpstreamFailure.TimedOut) throw new RefusedException(Refusals.TimedOut);
                var never = failed.Failure == UpstreamFailure.NotConnected;
                if (never) call.HasLeft = left;
                other = mayTurn && body.IsRepeatable && (never || MayRepeat(call, body)) ? call.Service.Upstreams.Pick(target) : null;
                if (other is null) throw new RefusedException(Refusals.Unreachable);
            }
            (target, fresh, mayTurn) = (other, false, false);
        }
    }

    /// <summary>The request out, the answer's head in.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    static async ValueTask Exchange(Call call, UpstreamTarget target, UpstreamConnection connection, RequestBody body)
    {
        var request = call.Context.Request;
        var patience = call.Service.Policy.Timeout;
        var head = connection.Request;
        head.Begin(request.Method, target.Path, call.Target.Path, call.Target.Query, target.Authority);
        HeaderRules.ToProvider(call, head, !call.Fields.IsWhole || call.IsChecked, body.Exists);
        // A method that has a body says so also where there is none.
        head.End(body.Length ?? (request.Method is "POST" or "PUT" or "PATCH" ? 0 : null), body.Exists && body.Length is null);
        head.Body(body.Inline.Span);
        connection.Begin(patience, call.Context.RequestAborted);
        var toHead = HttpMethods.IsHead(request.Method);
        // One that is not held says so itself, before its last piece.
        if (body.IsRepeatable) call.MayBeWhole = true;
        try
        {
            await connection.Send(head.Written);
            await body.SendTo(target, connection, patience);
            connection.Sent();
        }
        catch (UpstreamException e) when (e.Failure == UpstreamFailure.Broken && body.Exists)
        {
            // A provider that has heard enough answers and closes; what it said is worth more than that it closed.
            await connection.ReadHead(toHead);
            call.MayBeWhole = true;
            return;
        }
        await connection.ReadHead(toHead);
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
}
