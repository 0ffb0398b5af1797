using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Exchanges;
using Simpul.Bus.Http;
using Simpul.Gateway.Log;

namespace Simpul.Gateway.Calls;

/// <summary>
/// Brings the provider's answer to the caller. A short one is held until its record is durable. A long one is opened by a record that is durable before its first byte goes
/// out, and its last piece is held until the second record is durable: an answer without a record is never whole.
/// </summary>
sealed class AnswerRelay(Call call, ExchangeLog log, HttpResponseMessage response, CancellationTokenSource patience, Idempotency.Running? key)
{
    /// <summary>Bytes up to which an answer that goes through untouched is held.</summary>
    internal const int Short = 128 * 1024;

    /// <summary>Bytes up to which an answer is held to be checked and projected as one; also the longest element of a list in one that is longer.</summary>
    internal const int Held = 1024 * 1024;

    readonly HttpContext context = call.Context;
    readonly CancellationToken cancel = patience.Token;
    byte[] buffer = [];
    int length;

    bool IsSuccess => (int)response.StatusCode is >= 200 and < 300;

    bool HasNoBody => HttpMethods.IsHead(context.Request.Method) || (int)response.StatusCode is 204 or 304;

    Schema? Expected => call.Service.Policy.ValidateResponses && IsSuccess ? call.Operation.ResponseSchema : null;

    internal async Task Relay()
    {
        if (response.StatusCode == System.Net.HttpStatusCode.SwitchingProtocols) throw new RefusedException(Refusals.WebSocket);
        await using var source = await response.Content.ReadAsStreamAsync(cancel);
        if (response.Content.Headers.ContentLength > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
        try
        {
            if (HasNoBody) await Whole(default, null, changed: false);
            else if (!call.Fields.IsWhole) await Restricted(source);
            else await Untouched(source);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && !call.IsOpened)
        {
            throw new RefusedException(Refusals.TimedOut);
        }
        catch (Exception e) when (!call.IsOpened && e is HttpRequestException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(Refusals.Unreachable);
        }
        catch (Exception e) when (call.IsOpened && e is OperationCanceledException or IOException or HttpRequestException or JsonException or SchemaException or RefusedException or LogUnavailableException)
        {
            await Broken();
        }
        finally
        {
            if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    async Task Untouched(Stream source)
    {
        var checkedAs = ApiOperation.IsJson(response.Content.Headers.ContentType?.MediaType) && response.Content.Headers.ContentEncoding.Count == 0 ? Expected : null;
        if (await Fill(source, checkedAs is null ? Short : Held))
        {
            if (checkedAs is not null) Check(checkedAs);
            await Whole(buffer.AsMemory(0, length), null, changed: false);
            return;
        }
        await Open(response.Content.Headers.ContentLength, changed: false);
        await Stream(source);
    }

    async Task Restricted(Stream source)
    {
        var fields = IsSuccess ? call.Fields : ProblemFields;
        var isJson = ApiOperation.IsJson(response.Content.Headers.ContentType?.MediaType) && response.Content.Headers.ContentEncoding.Count == 0;
        if (!isJson || (int)response.StatusCode == 206)
        {
            // Of an error only what every problem has goes through; what is not JSON cannot be told apart.
            if (IsSuccess && !(await Fill(source, 1) && length == 0)) throw new RefusedException(Refusals.ResponseNotProjectable);
            await Whole(default, null, changed: true);
            return;
        }
        if (await Fill(source, Held))
        {
            if (Expected is { } schema) Check(schema);
            var projected = new ArrayBufferWriter<byte>(Math.Max(256, length));
            try { Projection.Write(buffer.AsSpan(0, length), fields, projected); }
            catch (JsonException) { throw new RefusedException(Refusals.ResponseNotProjectable); }
            await Whole(projected.WrittenMemory, SHA256.HashData(buffer.AsSpan(0, length)), changed: true);
            return;
        }
        if (!IsSuccess) throw new RefusedException(Refusals.ResponseNotProjectable);
        await StreamProjected(source);
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
    /// <returns>Whether the end was reached.</returns>
    async ValueTask<bool> Fill(Stream source, int limit)
    {
        if (buffer.Length == 0) buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(16, Math.Min(response.Content.Headers.ContentLength + 1 ?? 4096, Math.Min(limit, Short) + 1)));
        while (length <= limit)
        {
            if (length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                buffer = larger;
            }
            var read = await source.ReadAsync(buffer.AsMemory(length), cancel);
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
        await call.Record(log, Outcome.Answered, (int)response.StatusCode, digest, produced);
        var to = context.Response;
        if (HasNoBody)
        {
            if (HttpMethods.IsHead(context.Request.Method) && !changed && call.Fields.IsWhole) to.ContentLength = response.Content.Headers.ContentLength;
            return;
        }
        if (!to.Headers.ContainsKey("Content-Digest")) to.Headers["Content-Digest"] = ContentDigest.Sha256(digest);
        if ((int)response.StatusCode != 205) to.ContentLength = body.Length;
        if (key is not null && body.Length <= Idempotency.MaxAnswer) key.Keep(new(to.StatusCode, [.. to.Headers], body.ToArray()));
        if (body.Length == 0) return;
        var output = to.BodyWriter;
        output.Write(body.Span);
        await output.FlushAsync(context.RequestAborted);
    }

    async Task Open(long? contentLength, bool changed)
    {
        Begin(changed);
        await call.Record(log, Outcome.Opened, (int)response.StatusCode);
        if (!changed) context.Response.ContentLength = contentLength;
    }

    async Task Stream(Stream source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var output = context.Response.Body;
        long total = 0;
        var next = ArrayPool<byte>.Shared.Rent(Short);
        try
        {
            while (true)
            {
                hash.AppendData(buffer, 0, length);
                if ((total += length) > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
                patience.CancelAfter(TimeSpan.FromSeconds(call.Service.Policy.Timeout));
                var read = await source.ReadAsync(next, cancel);
                if (read == 0) break;
                await output.WriteAsync(buffer.AsMemory(0, length), context.RequestAborted);
                (buffer, next, length) = (next, buffer, read);
            }
            await call.Record(log, Outcome.Answered, (int)response.StatusCode, hash.GetHashAndReset());
            await output.WriteAsync(buffer.AsMemory(0, length), context.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(next, clearArray: true);
        }
    }

    async Task StreamProjected(Stream source)
    {
        var projected = new ArrayBufferWriter<byte>(Short);
        var projection = new StreamingProjection(call.Fields, Expected, projected);
        using var produced = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var delivered = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        produced.AppendData(buffer, 0, length);
        long total = length;
        var final = false;
        // What is held already is gone through before anything is opened: its faults can still be told.
        Advance(projection, final);
        await Open(null, changed: true);
        while (true)
        {
            if (final)
            {
                delivered.AppendData(projected.WrittenSpan);
                await call.Record(log, Outcome.Answered, (int)response.StatusCode, delivered.GetHashAndReset(), produced.GetHashAndReset());
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
            patience.CancelAfter(TimeSpan.FromSeconds(call.Service.Policy.Timeout));
            var read = await source.ReadAsync(buffer.AsMemory(length), cancel);
            produced.AppendData(buffer, length, read);
            length += read;
            if ((total += read) > call.Service.Policy.MaxResponseBytes) throw new RefusedException(Refusals.ResponseTooLarge);
            final = read == 0;
            Advance(projection, final);
        }
    }

    void Advance(StreamingProjection projection, bool final)
    {
        int taken;
        try
        {
            taken = projection.Advance(buffer.AsSpan(0, length), final);
        }
        catch (JsonException) when (!call.IsOpened)
        {
            throw new RefusedException(Refusals.ResponseNotProjectable);
        }
        catch (SchemaException e) when (!call.IsOpened)
        {
            throw new RefusedException(Refusals.ResponseInvalid(e.Faults));
        }
        buffer.AsSpan(taken, length - taken).CopyTo(buffer);
        length -= taken;
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
        to.StatusCode = (int)response.StatusCode;
        HeaderRules.ToCaller(call, response, changed);
    }

    /// <summary>The caller sees that the answer is not whole: the connection ends before its length or its last chunk.</summary>
    async Task Broken()
    {
        context.Abort();
        try { await call.Record(log, Outcome.Broken, (int)response.StatusCode); }
        catch (LogUnavailableException) { /* The first record says that it was opened; without a second one nobody got it whole. */ }
    }

    static readonly FieldTree ProblemFields = FieldTree.OfMembers("type", "title", "status", "detail", "instance");
}
