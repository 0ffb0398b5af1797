using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Simpul.Gateway.Calls;

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header-07) for POST and PATCH: the first answer is kept for a day and given again for the same request; another
/// request with the same key is refused. Kept in memory: after a restart the key goes on to the provider again, which gets it in any case. A body that is passed on as it comes is
/// known by the <c>Content-Digest</c> that was sent with it; without one the key is refused, unless the provider keeps keys itself. Each caller has room of its own, and where
/// it is full a new key is refused: none is forgotten before its day is over (decision 0240).
/// </summary>
sealed class Idempotency(TimeProvider clock)
{
    internal const string Header = "Idempotency-Key";

    /// <summary>Bytes of an answer that are kept.</summary>
    internal const int MaxAnswer = 64 * 1024;

    /// <summary>Bytes that one caller's keys and answers may take.</summary>
    internal const long MaxOfCaller = 32 * 1024 * 1024;

    /// <summary>Bytes that all of them may take; beyond it nobody is given more than a small share.</summary>
    internal const long MaxOfAll = 128 * 1024 * 1024;

    /// <summary>Bytes that every caller is given all the same.</summary>
    internal const long Share = 1024 * 1024;

    // What an entry takes beside its name and its answer.
    const int Overhead = 512;

    // An answer must find room when it comes: then the provider has done what was asked. A call under way holds this much.
    const int Reserve = MaxAnswer + (16 * 1024);
    const int MaxKey = 255;
    static readonly TimeSpan life = TimeSpan.FromHours(24);

    readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    long bytes;

    /// <returns>Null for a call without a key. A key that was seen brings the kept answer; otherwise the call's own answer is to be kept in it.</returns>
    /// <exception cref="RefusedException">The key was used for something else, is in use, its answer is not known, or it cannot be honoured.</exception>
    internal Running? Begin(Call call, RequestBody body)
    {
        var request = call.Context.Request;
        if (request.Method is not ("POST" or "PATCH") || !request.Headers.TryGetValue(Header, out var sent)) return null;
        if (sent is not [{ Length: > 0 and <= MaxKey } key]) throw new RefusedException(Refusals.IdempotencyInvalid);
        if (body.Print is not { } digest) return call.Service.Policy.IdempotencyKeys ? null : throw new RefusedException(Refusals.IdempotencyDigest);
        // Contracts of one chain are one agreement: what was asked under the one is not done again under the next.
        var print = SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Contract.First.Contract.Id} {call.Operation.Id} {call.Target.Path}{call.Target.Query} {digest}"));
        var shelf = shelves.GetOrAdd(call.Contract.Consumer.Code, _ => new Shelf());
        var now = clock.GetUtcNow();
        lock (shelf)
        {
            Sweep(shelf, now);
            var name = $"{call.Target.Service} {key}";
            if (shelf.Entries.TryGetValue(name, out var known))
            {
                if (!known.Print.AsSpan().SequenceEqual(print)) throw new RefusedException(Refusals.IdempotencyReused);
                if (known.Answer is not { } answer) throw new RefusedException(known.IsLost ? Refusals.IdempotencyLost : Refusals.IdempotencyRunning);
                // One that was cut down to other data elements is not this contract's to give.
                if (!known.Fields.SequenceEqual(FieldsOf(call))) throw new RefusedException(Refusals.IdempotencyLost);
                return new(this, shelf, known) { Kept = answer };
            }
            var entry = new Entry(name, print, FieldsOf(call), now + life);
            if (IsFull(shelf, now)) throw new RefusedException(Refusals.IdempotencyFull with { RetryAfter = shelf.UntilRoom(now) });
            shelf.Entries.Add(name, entry);
            entry.Place = shelf.Order.AddLast(entry);
            Take(shelf, Overhead + (2L * name.Length));
            Hold(shelf, entry);
            return new(this, shelf, entry);
        }
    }

    static IReadOnlyList<string> FieldsOf(Call call) => call.Contract.Contract.Fields.GetValueOrDefault(call.Operation.Id) ?? [];

    bool IsFull(Shelf shelf, DateTimeOffset now)
    {
        if (shelf.Bytes + Reserve > MaxOfCaller) return true;
        if (Interlocked.Read(ref bytes) + Reserve <= MaxOfAll) return false;
        // Of those who came long ago nobody has swept.
        foreach (var other in shelves.Values)
        {
            if (other == shelf || !Monitor.TryEnter(other)) continue;
            try { Sweep(other, now); }
            finally { Monitor.Exit(other); }
        }
        return Interlocked.Read(ref bytes) + Reserve > MaxOfAll && shelf.Bytes + Reserve > Share;
    }

    void Sweep(Shelf shelf, DateTimeOffset now)
    {
        while (shelf.Order.First is { } oldest && oldest.Value.Until <= now) Remove(shelf, oldest.Value);
    }

    void Remove(Shelf shelf, Entry entry)
    {
        if (entry.Place is null) return;
        shelf.Order.Remove(entry.Place);
        entry.Place = null;
        shelf.Entries.Remove(entry.Name);
        Free(shelf, entry);
        Take(shelf, -Overhead - (2L * entry.Name.Length) - (entry.Answer?.Size ?? 0));
    }

    void Hold(Shelf shelf, Entry entry)
    {
        entry.IsHeld = true;
        shelf.Held++;
        Take(shelf, Reserve);
    }

    void Free(Shelf shelf, Entry entry)
    {
        if (!entry.IsHeld) return;
        entry.IsHeld = false;
        shelf.Held--;
        Take(shelf, -Reserve);
    }

    void Take(Shelf shelf, long more)
    {
        shelf.Bytes += more;
        Interlocked.Add(ref bytes, more);
    }

    /// <summary>One caller's keys, oldest first. Locked by whoever looks into it.</summary>
    internal sealed class Shelf
    {
        internal Dictionary<string, Entry> Entries { get; } = new(StringComparer.Ordinal);

        internal LinkedList<Entry> Order { get; } = new();

        internal long Bytes { get; set; }

        /// <summary>Entries that hold room for an answer.</summary>
        internal int Held { get; set; }

        /// <summary>Seconds until the oldest goes, or a call that is under way gives back what it holds and does not need.</summary>
        internal int UntilRoom(DateTimeOffset now) => Held > 0 && Bytes - ((Held - 1L) * Reserve) <= MaxOfCaller ? 1 : Order.First is { } oldest ? Math.Max(1, (int)Math.Ceiling((oldest.Value.Until - now).TotalSeconds)) : 60;
    }

    /// <param name="fields">What of the answer the contract lets through.</param>
    internal sealed class Entry(string name, byte[] print, IReadOnlyList<string> fields, DateTimeOffset until)
    {
        internal string Name { get; } = name;

        internal byte[] Print { get; } = print;

        internal IReadOnlyList<string> Fields { get; } = fields;

        internal DateTimeOffset Until { get; } = until;

        /// <summary>Null once it is no longer kept.</summary>
        internal LinkedListNode<Entry>? Place { get; set; }

        internal KeptAnswer? Answer { get; set; }

        internal bool IsLost { get; set; }

        /// <summary>Whether room is held for its answer.</summary>
        internal bool IsHeld { get; set; }
    }

    /// <summary>A call that has a key.</summary>
    internal sealed class Running(Idempotency book, Shelf shelf, Entry entry) : IDisposable
    {
        Call? call;

        /// <summary>The answer that was kept; null for the first call with the key.</summary>
        internal KeptAnswer? Kept { get; init; }

        /// <summary>Before anything goes to the provider, so that the end is known if it never came back.</summary>
        internal void Of(Call started) => call = started;

        internal void Keep(KeptAnswer answer)
        {
            lock (shelf)
            {
                if (entry.Place is null) return;
                book.Free(shelf, entry);
                entry.Answer = answer;
                book.Take(shelf, answer.Size);
            }
        }

        public void Dispose()
        {
            if (Kept is not null) return;
            lock (shelf)
            {
                if (entry.Answer is not null) return;
                book.Free(shelf, entry);
                // What never reached the provider whole may be tried again with the same key.
                if (call is { MayBeWhole: false }) book.Remove(shelf, entry);
                else entry.IsLost = true;
            }
        }
    }
}

/// <summary>An answer to be given again.</summary>
sealed record KeptAnswer(int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    /// <summary>Bytes that it takes.</summary>
    internal long Size { get; } = Body.Length + Headers.Sum(field => 64L + (2 * (field.Key.Length + field.Value.Sum(line => line?.Length ?? 0))));

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
