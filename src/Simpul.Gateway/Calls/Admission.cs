using Simpul.Gateway.Identity;
using Simpul.Gateway.Log;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Calls;

/// <summary>Everything that is decided before a request's body is looked at, in the order in which it is cheapest to say no.</summary>
sealed class Admission(SnapshotWatch watch, Callers callers, ExchangeLog log, TimeProvider clock)
{
    internal const int MaxOfficer = 128;

    static readonly string[] methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    static readonly string[] keyNames = ["api_key", "apikey", "api-key", "x-api-key", "access_token"];

    /// <returns>Null where the call may go on; then it knows contract, operation and fields, and a call of its quota is taken.</returns>
    internal Refusal? Admit(Call call, string rawTarget)
    {
        var now = clock.GetUtcNow();
        if (watch.Plan is not { } plan || plan.IsExpired(now)) return Refusals.NotReady;
        if (log.Problem is { } problem) return Refusals.LogUnavailable(problem);
        call.Plan = plan;
        return Message(call.Context) ?? Address(call, rawTarget) ?? Identity(call) ?? Agreed(call, now) ?? Parameters(call) ?? Limits(call, now);
    }

    static Refusal? Message(HttpContext context)
    {
        var request = context.Request;
        if (!methods.Contains(request.Method)) return Refusals.MethodRefused;
        var headers = request.Headers;
        if (headers.Upgrade.Count > 0 && headers.Upgrade.Any(value => value?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true)) return Refusals.WebSocket;
        // The server takes the chunked body and keeps the length apart; whatever stands in front of us may have taken the other one.
        if (headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length"))) return Refusals.AmbiguousLength;
        return null;
    }

    static Refusal? Address(Call call, string rawTarget)
    {
        if (RequestTarget.Read(rawTarget) is not { } target) return Refusals.BadTarget;
        call.Target = target;
        if (target.Query.Length > 1 && HasKey(target.Query)) return Refusals.KeyInAddress;
        return null;
    }

    Refusal? Identity(Call call)
    {
        if (!callers.TryIdentify(call.Context, call.Plan, out var caller, out var refusal)) return refusal;
        if (caller.Member.Blocked is { } reason) return Refusals.Switched($"anggota {caller.Member.Code}", reason);
        call.Caller = caller;
        return null;
    }

    static Refusal? Agreed(Call call, DateTimeOffset now)
    {
        if (!call.Plan.Services.TryGetValue(call.Target.Service, out var service)) return Refusals.NotFound;
        if (service.Blocked is { } stopped) return Refusals.Switched($"layanan {service.Key}", stopped);
        if (service.Provider.Blocked is { } reason) return Refusals.Switched($"anggota {service.Provider.Code}", reason);
        if (service.Description.Match(call.Context.Request.Method, call.Target.Segments, out var anyMethod) is not { } operation) return anyMethod ? Refusals.NotThisMethod : Refusals.NoOperation;
        call.Operation = operation;
        var refusal = Choose(call, service, operation.Id, now);
        if (refusal is not null) return refusal;
        call.Fields = call.Contract.Operations[operation.Id];
        return Required(call);
    }

    static Refusal? Choose(Call call, PlanService service, string operation, DateTimeOffset now)
    {
        if (!service.Contracts.TryGetValue(call.Caller.Member.Code, out var contracts)) return Refusals.NoContract;
        var headers = call.Context.Request.Headers;
        var named = call.Caller.OnlyContract ?? (headers.TryGetValue(HeaderNames.Contract, out var asked) ? asked.ToString() : null);
        var purpose = headers.TryGetValue(HeaderNames.Purpose, out var told) ? told.ToString() : null;
        PlanContract? found = null;
        Refusal? why = null;
        foreach (var contract in contracts)
        {
            if (named is not null && contract.Contract.Id != named) continue;
            var not = InForce(contract, now)
                ?? (contract.Operations.ContainsKey(operation) ? null : Refusals.OperationNotAllowed)
                ?? (purpose is null || purpose == contract.Contract.Purpose.Code ? null : Refusals.PurposeNotAllowed);
            if (not is not null)
            {
                why ??= not;
                continue;
            }
            // Of a contract and those that follow it the newest one counts; a fork is not for the gateway to decide.
            if (found is null || contract.Follows(found)) found = contract;
            else if (!found.Follows(contract)) return Refusals.ChooseContract;
        }
        if (found is null) return why is null ? named is null ? Refusals.NoContract : Refusals.UnknownContract : named is null || call.Caller.OnlyContract is not null ? why : WithSuccessor(why, contracts, named, operation, now);
        call.Contract = found;
        return found.NeedsPurpose && purpose is null ? Refusals.PurposeMissing : null;
    }

    /// <summary>Who names a contract gets that one or none: another has other data elements and another record. Which one is in force in its place is said.</summary>
    static Refusal WithSuccessor(Refusal why, PlanContract[] contracts, string named, string operation, DateTimeOffset now)
    {
        if (Array.Find(contracts, one => one.Contract.Id == named) is not { } asked || InForce(asked, now) is null) return why;
        PlanContract? newest = null;
        foreach (var contract in contracts)
            if (contract.Follows(asked) && contract.Operations.ContainsKey(operation) && InForce(contract, now) is null && (newest is null || contract.Follows(newest))) newest = contract;
        return newest is null ? why : Refusals.Followed(why, newest.Contract);
    }

    static Refusal? InForce(PlanContract contract, DateTimeOffset now) => contract.Ended
        ?? (now < contract.Contract.Valid.From ? Refusals.NotYet(contract.Contract) : now >= contract.Contract.Valid.Until ? Refusals.Expired(contract.Contract) : null);

    static Refusal? Required(Call call)
    {
        if (call.Contract.NeedsCertificate && !call.Caller.HasCertificate) return Refusals.CertificateNeeded;
        if (!call.Context.Request.Headers.TryGetValue(HeaderNames.Officer, out var officer)) return call.Contract.NeedsOfficer ? Refusals.OfficerMissing : null;
        if (officer is not [{ Length: > 0 and <= MaxOfficer } id] || string.IsNullOrWhiteSpace(id)) return Refusals.OfficerMissing;
        call.Officer = id;
        return null;
    }

    static Refusal? Parameters(Call call)
    {
        if (!call.Service.Policy.ValidateRequests) return null;
        if (call.Target.Pairs() is not { } pairs) return Refusals.BadTarget;
        var headers = call.Context.Request.Headers;
        var faults = call.Operation.CheckParameters(call.Target.Segments, pairs, name => headers.TryGetValue(name, out var value) ? value.ToString() : null);
        return faults.Count == 0 ? null : Refusals.RequestInvalid(faults);
    }

    static Refusal? Limits(Call call, DateTimeOffset now)
    {
        switch (call.Contract.Usage.Take(call.Contract.Contract, now, call.Plan.Snapshot.UtcOffset, Environment.TickCount64, out var wait))
        {
            case "rate": return Refusals.RateExceeded(wait);
            case "quota": return Refusals.QuotaExceeded(wait);
            default:
                call.IsCounted = true;
                return null;
        }
    }

    static bool HasKey(string query)
    {
        foreach (var pair in query[1..].Split('&'))
            if (keyNames.Contains(pair.Split('=')[0], StringComparer.OrdinalIgnoreCase)) return true;
        return false;
    }
}
