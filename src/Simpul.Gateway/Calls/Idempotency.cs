using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Simpul.Gateway.Calls;

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header-07) for POST and PATCH: the first answer is kept for a day and given again for the same request; another
/// request with the same key is refused. Kept in memory: after a restart the key goes on to the provider again, which gets it in any case. A body that is passed on as it comes is
/// known by the <c>Content-Digest</c> that was sent with it; without one the key is refused, unless the provider keeps keys itself.
/// </summary>
sealed class Idempotency(TimeProvider clock)
{
    internal const string Header = "Idempotency-Key";

    /// <summary>Bytes of an answer that are kept.</summary>
    internal const int MaxAnswer = 64 * 1024;

    const int MaxKey = 255;
    const int MaxKeys = 10_000;
    const long MaxBytes = 64 * 1024 * 1024;
    static readonly TimeSpan life = TimeSpan.FromHours(24);

    readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    long bytes;

    /// <returns>Null for a call without a key. A key that was seen brings the kept answer; otherwise the call's own answer is to be kept in it.</returns>
    /// <exception cref="RefusedException">The key was used for something else, is in use, its answer is not known, or it cannot be honoured.</exception>
    internal Running? Begin(Call call, RequestBody body)
    {
        var request = call.Context.Request;
        if (request.Method is not ("POST" or "PATCH") || !request.Headers.TryGetValue(Header, out var sent)) return null;
        if (sent is not [{ Length: > 0 and <= MaxKey } key]) throw new RefusedException(Refusals.IdempotencyInvalid);
        if (body.Print is not { } digest) return call.Service.Policy.IdempotencyKeys ? null : throw new RefusedException(Refusals.IdempotencyDigest);
        var print = SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Operation.Id} {call.Target.Path}{call.Target.Query} {digest}"));
        var name = $"{call.Contract.Contract.Id} {key}";
        var mine = new Entry(print, clock.GetUtcNow() + life);
        while (true)
        {
            Sweep();
            if (entries.TryAdd(name, mine)) return new(this, name, mine);
            if (!entries.TryGetValue(name, out var known)) continue;
            if (known.Until <= clock.GetUtcNow())
            {
                Remove(name, known);
                continue;
            }
            if (!known.Print.AsSpan().SequenceEqual(print)) throw new RefusedException(Refusals.IdempotencyReused);
            if (known.Answer is { } answer) return new(this, name, known) { Kept = answer };
            throw new RefusedException(known.IsLost ? Refusals.IdempotencyLost : Refusals.IdempotencyRunning);
        }
    }

    void Sweep()
    {
        if (entries.Count < MaxKeys && Interlocked.Read(ref bytes) < MaxBytes) return;
        foreach (var (name, entry) in entries.OrderBy(one => one.Value.Until).Take(MaxKeys / 10)) Remove(name, entry);
    }

    void Remove(string name, Entry entry)
    {
        if (entries.TryRemove(new(name, entry)) && entry.Answer is { } answer) Interlocked.Add(ref bytes, -answer.Body.Length);
    }

    internal sealed class Entry(byte[] print, DateTimeOffset until)
    {
        internal byte[] Print { get; } = print;

        internal DateTimeOffset Until { get; } = until;

        internal KeptAnswer? Answer { get; set; }

        internal bool IsLost { get; set; }
    }

    /// <summary>A call that has a key.</summary>
    internal sealed class Running(Idempotency book, string name, Entry entry) : IDisposable
    {
        Call? call;

        /// <summary>The answer that was kept; null for the first call with the key.</summary>
        internal KeptAnswer? Kept { get; init; }

        /// <summary>Before anything goes to the provider, so that the end is known if it never came back.</summary>
        internal void Of(Call started) => call = started;

        internal void Keep(KeptAnswer answer)
        {
            entry.Answer = answer;
            Interlocked.Add(ref book.bytes, answer.Body.Length);
        }

        public void Dispose()
        {
            if (Kept is not null || entry.Answer is not null) return;
            // What never reached the provider whole may be tried again with the same key.
            if (call is { MayBeWhole: false }) book.Remove(name, entry);
            else entry.IsLost = true;
        }
    }
}

/// <summary>An answer to be given again.</summary>
sealed record KeptAnswer(int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    internal async Task Answer(Call call)
    {
        var response = call.Context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers) response.Headers[name] = value;
        response.Headers[HeaderNames.Transaction] = call.Transaction;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }
}
