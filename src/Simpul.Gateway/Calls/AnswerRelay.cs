using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Http;
using Simpul.Gateway.Log;
using Simpul.Gateway.Telemetry;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Calls;

/// <summary>
/// Brings the provider's answer to the caller. A short one is held until its record is durable. A long one, and one that comes bit by bit, is opened by a record that is durable before
/// its first byte goes out, and its end is held until the second record is durable: the last piece where the length was told, the mark of the end where it was not. An answer without a
/// record is never whole.
/// </summary>
sealed class AnswerRelay(Call call, ExchangeLog log, UpstreamTarget target, UpstreamConnection provider, Idempotency.Running? key)
{
    /// <summary>Bytes up to which an answer that goes through untouched is held.</summary>
    internal const int Short = 128 * 1024;

    /// <summary>Bytes up to which an answer is held to be checked and projected as one; also the longest element of a list in one that is longer.</summary>
    internal const int Held = 1024 * 1024;

    // How long an answer of unknown length may rest before what is there of it goes out. Most of them are short, and better held: they need one record less and carry their digest.
    static readonly TimeSpan patience = TimeSpan.FromMilliseconds(100);

    readonly HttpContext context = call.Context;
    readonly ResponseHead response = provider.Response;
    byte[] buffer = [];
    int length;

    // A reading into the buffer that had not ended when the answer was opened.
    Task<int>? reading;

    bool IsSuccess => response.Status is >= 200 and < 300;

    bool HasNoBody => HttpMethods.IsHead(context.Request.Method) || response.Status is 204 or 304;

    Schema? Expected => IsSuccess ? call.Expects(response.Status) : null;

    bool IsJson => ApiOperation.IsJson(response.ContentType);

    // A caller that is not told a length knows an answer that broke off by the missing mark of its end; one of HTTP/1.0 does not, and an answer to be kept for a key is held.
    bool MayOpenEarly => response.ContentLength is null && key is null && context.Request.Protocol != "HTTP/1.0";

    /// <summary>Where an answer broke off after its beginning had gone out, the call says by whom.</summary>
    internal async Task Relay()
    {
        if (response.Status == 101) throw new RefusedException(Refusals.WebSocket);
        if (response.ContentLength > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
        try
        {
            if (HasNoBody) await Whole(default, null, changed: false);
            else if (!call.Fields.IsWhole) await Restricted();
            else await Untouched();
        }
        catch (UpstreamException e) when (!call.IsOpened)
        {
            if (e.Failure == UpstreamFailure.CallerLeft) throw new OperationCanceledException("The caller left.", e);
            throw new RefusedException(e.Failure == UpstreamFailure.TimedOut ? Refusals.TimedOut : Refusals.Unreachable);
        }
        catch (Exception e) when (call.IsOpened && e is OperationCanceledException or IOException or UpstreamException or JsonException or SchemaException or RefusedException or LogUnavailableException)
        {
            var left = context.RequestAborted.IsCancellationRequested || e is OperationCanceledException or IOException or UpstreamException { Failure: UpstreamFailure.CallerLeft };
            call.Broke = left ? Traffic.CallerLeft : Traffic.AnswerBroken;
            await Broken();
        }
        finally
        {
            if (reading is not null) await EndReading();
            if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // The buffer is others' again only once nothing is read into it.
    async Task EndReading()
    {
        provider.Abort(UpstreamFailure.Broken);
        try { await reading!; }
        catch (UpstreamException) { /* As it was told to. */ }
    }

    async Task Untouched()
    {
        var checkedAs = IsJson ? Expected : null;
        // What is in a coding cannot be checked; it was asked for in none.
        if (checkedAs is not null && response.IsEncoded) throw new RefusedException(Refusals.ResponseInvalid([new("", "content-encoding")]));
        var early = checkedAs is null && MayOpenEarly;
        if (!(early && response.IsStream) && await Fill(checkedAs is null ? Short : Held, early))
        {
            if (checkedAs is not null)
            {
                if (length > Scheduling.Long) await Scheduling.Elsewhere();
                Check(checkedAs);
            }
            await Whole(buffer.AsMemory(0, length), null, changed: false);
            return;
        }
        if (checkedAs is not null)
        {
            await StreamProjected(FieldTree.Nothing, asItIs: true);
            return;
        }
        await Open(response.ContentLength, changed: false);
        await Stream();
    }

    async Task Restricted()
    {
        var fields = IsSuccess ? call.Fields : ProblemFields;
        if (!IsJson || response.IsEncoded || response.Status == 206)
        {
            // Of an error only what every problem has goes through; what is not JSON cannot be told apart.
            if (IsSuccess && !(await Fill(1) && length == 0)) throw new RefusedException(Refusals.ResponseNotProjectable);
            await Whole(default, null, changed: true);
            return;
        }
        if (await Fill(Held))
        {
            if (length > Scheduling.Long) await Scheduling.Elsewhere();
            if (Expected is { } schema) Check(schema);
            var projected = new ArrayBufferWriter<byte>(Math.Max(256, length));
            try { Projection.Write(buffer.AsSpan(0, length), fields, projected); }
            catch (JsonException) { throw new RefusedException(Refusals.ResponseNotProjectable); }
            await Whole(projected.WrittenMemory, SHA256.HashData(buffer.AsSpan(0, length)), changed: true);
            return;
        }
        if (!IsSuccess) throw new RefusedException(Refusals.ResponseNotProjectable);
        await StreamProjected(fields, asItIs: false);
    }

    void Check(Schema schema)
    {
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (schema.Check(json.RootElement) is { Count: > 0 } faults) throw new RefusedException(Refusals.ResponseInvalid(faults));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedException(Refusals.ResponseInvalid([new("", "json")]));
        }
    }

    /// <summary>Reads until the end or until there is more than the limit.</summary>
    /// <param name="early">Whether it also stops when something is there and nothing more comes for a while; the reading then goes on.</param>
    /// <returns>Whether the end was reached.</returns>
    async ValueTask<bool> Fill(int limit, bool early = false)
    {
        if (buffer.Length == 0) buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(16, Math.Min(response.ContentLength + 1 ?? 4096, Math.Min(limit, Short) + 1)));
        while (length <= limit)
        {
            if (provider.IsComplete) return true;
            if (length == buffer.Length) Grow();
            provider.Wait(call.Service.Policy.Timeout);
            var next = provider.ReadBody(buffer.AsMemory(length));
            int read;
            if (early && length > 0 && !next.IsCompleted)
            {
                // Kept before it is waited for: whatever happens then, the buffer stays until it has ended.
                reading = next.AsTask();
                if (await Task.WhenAny(reading, Task.Delay(patience)) != reading) return false;
                read = await reading;
                reading = null;
            }
            else read = await next;
            if (read == 0) return true;
            length += read;
        }
        return false;
    }

    async Task Whole(ReadOnlyMemory<byte> body, byte[]? produced, bool changed)
    {
        var digest = HasNoBody ? null : SHA256.HashData(body.Span);
        // Set before the record is made: a field that cannot be passed on is found while the call can still be refused.
        Begin(changed);
        await call.Record(log, Outcome.Answered, response.Status, digest, produced);
        var to = context.Response;
        if (HasNoBody)
        {
            if (HttpMethods.IsHead(context.Request.Method) && !changed && call.Fields.IsWhole) to.ContentLength = response.ContentLength;
            return;
        }
        if (!to.Headers.ContainsKey("Content-Digest")) to.Headers["Content-Digest"] = ContentDigest.Sha256(digest);
        if (response.Status != 205) to.ContentLength = body.Length;
        if (key is not null && body.Length <= Idempotency.MaxAnswer) key.Keep(new(to.StatusCode, [.. to.Headers], body.ToArray()));
        if (body.Length == 0) return;
        var output = to.BodyWriter;
        output.Write(body.Span);
        await output.FlushAsync(context.RequestAborted);
    }

    async Task Open(long? contentLength, bool changed)
    {
        // From here on the provider is waited for only while something is asked of it: neither the record nor a caller that takes its time is its fault.
        provider.Rest();
        Begin(changed);
        await call.Record(log, Outcome.Opened, response.Status);
        if (!changed) context.Response.ContentLength = contentLength;
    }

    async Task Stream()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var output = context.Response.Body;
        long total = 0;
        var marked = MayOpenEarly;
        // The head goes out with the first piece; where there is none yet, by itself.
        if (length == 0) await context.Response.StartAsync(context.RequestAborted);
        if (buffer.Length == 0) buffer = ArrayPool<byte>.Shared.Rent(Short);
        var next = ArrayPool<byte>.Shared.Rent(Short);
        try
        {
            while (true)
            {
                hash.AppendData(buffer, 0, length);
                if ((total += length) > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
                var held = length;
                // What is not the end goes out at once: nobody waits for what comes after it.
                if (held > 0 && (response.ContentLength is { } told ? total < told : marked))
                {
                    await output.WriteAsync(buffer.AsMemory(0, held), context.RequestAborted);
                    held = 0;
                }
                int read;
                provider.Wait(call.Service.Policy.Timeout);
                if (reading is null) read = await provider.ReadBody(next);
                else
                {
                    read = await reading;
                    reading = null;
                    buffer.AsSpan(length, read).CopyTo(next);
                }
                provider.Rest();
                length = held;
                if (read == 0) break;
                if (held > 0) await output.WriteAsync(buffer.AsMemory(0, held), context.RequestAborted);
                (buffer, next, length) = (next, buffer, read);
            }
            await call.Record(log, Outcome.Answered, response.Status, hash.GetHashAndReset());
            if (length > 0) await output.WriteAsync(buffer.AsMemory(0, length), context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(next, clearArray: true);
        }
    }

    /// <param name="asItIs">Whether the bytes go on as they came, and are only checked.</param>
    async Task StreamProjected(FieldTree fields, bool asItIs)
    {
        var projected = new ArrayBufferWriter<byte>(Short);
        var dropped = asItIs ? new ArrayBufferWriter<byte>(256) : null;
        var projection = new StreamingProjection(fields, Expected, dropped ?? projected);
        using var produced = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var delivered = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        produced.AppendData(buffer, 0, length);
        long total = length;
        var final = false;
        await Scheduling.Elsewhere();
        // What is held already is gone through before anything is opened: its faults can still be told.
        Take();
        if (length > Held) throw new RefusedException(Refusals.ResponseTooLarge);
        await Open(asItIs ? response.ContentLength : null, changed: !asItIs);
        while (true)
        {
            if (final)
            {
                delivered.AppendData(projected.WrittenSpan);
                await call.Record(log, Outcome.Answered, response.Status, delivered.GetHashAndReset(), asItIs ? null : produced.GetHashAndReset());
                await context.Response.Body.WriteAsync(projected.WrittenMemory, context.RequestAborted);
                return;
            }
            if (projected.WrittenCount > 2 * Short)
            {
                // All but the last piece.
                var ready = projected.WrittenMemory[..^Short];
                delivered.AppendData(ready.Span);
                await context.Response.Body.WriteAsync(ready, context.RequestAborted);
                var rest = projected.WrittenSpan[^Short..].ToArray();
                projected.ResetWrittenCount();
                projected.Write(rest);
            }
            if (length > Held) throw new RefusedException(Refusals.ResponseTooLarge);
            if (length == buffer.Length) Grow();
            provider.Wait(call.Service.Policy.Timeout);
            var read = await provider.ReadBody(buffer.AsMemory(length));
            provider.Rest();
            await Scheduling.Elsewhere();
            produced.AppendData(buffer, length, read);
            length += read;
            if ((total += read) > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
            final = read == 0;
            Take();
        }

        void Take()
        {
            var taken = Advance(projection, final);
            if (asItIs)
            {
                dropped!.ResetWrittenCount();
                // Behind the value's end there may be blanks.
                if (final) taken = length;
                projected.Write(buffer.AsSpan(0, taken));
            }
            buffer.AsSpan(taken, length - taken).CopyTo(buffer);
            length -= taken;
        }
    }

    int Advance(StreamingProjection projection, bool final)
    {
        try
        {
            return projection.Advance(buffer.AsSpan(0, length), final);
        }
        catch (JsonException) when (!call.IsOpened)
        {
            throw new RefusedException(call.Fields.IsWhole ? Refusals.ResponseInvalid([new("", "json")]) : Refusals.ResponseNotProjectable);
        }
        catch (SchemaException e) when (!call.IsOpened)
        {
            throw new RefusedException(Refusals.ResponseInvalid(e.Faults));
        }
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = larger;
    }

    void Begin(bool changed)
    {
        var to = context.Response;
        to.StatusCode = response.Status;
        HeaderRules.ToCaller(call, response, target, changed);
    }

    /// <summary>The caller sees that the answer is not whole: the connection ends before its length or its last chunk.</summary>
    async Task Broken()
    {
        context.Abort();
        try { await call.Record(log, Outcome.Broken, response.Status); }
        catch (LogUnavailableException) { /* The first record says that it was opened; without a second one nobody got it whole. */ }
    }

    static readonly FieldTree ProblemFields = FieldTree.OfMembers("type", "title", "status", "detail", "instance");
}
