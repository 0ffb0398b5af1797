using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Http;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Calls;

/// <summary>A request's body: held where it must be looked at or is short, otherwise passed on as it comes. Its digest is computed either way.</summary>
sealed class RequestBody : IDisposable
{
    /// <summary>Bytes up to which a body is held although nobody must look at it: then the request can be tried again elsewhere.</summary>
    const int Short = 64 * 1024;

    /// <summary>Bytes up to which a body is held because it must be looked at.</summary>
    const int Held = Bus.Snapshots.ServicePolicy.MaxCheckedBytes;

    const int MaxInline = 16 * 1024;

    readonly Call call;
    readonly byte[]? expected256;
    readonly byte[]? expected512;
    byte[]? rented;
    int length;

    RequestBody(Call call, byte[]? expected256, byte[]? expected512) => (this.call, this.expected256, this.expected512) = (call, expected256, expected512);

    /// <summary>Whether the request can be made a second time.</summary>
    internal bool IsRepeatable => !Exists || rented is not null;

    internal bool Exists { get; private init; }

    /// <exception cref="RefusedException">The body is not what the operation takes, or not what its digest says.</exception>
    internal static async ValueTask<RequestBody> Read(Call call, string rawTarget, DateTimeOffset now, CancellationToken cancel)
    {
        var context = call.Context;
        var exists = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        if (MessageSignatures.Check(call, rawTarget, now, exists) is { } unsigned) throw new RefusedException(unsigned);
        byte[]? sha256 = null, sha512 = null;
        if (context.Request.Headers.TryGetValue("Content-Digest", out var digest) && !ContentDigest.TryRead(digest.ToString(), out sha256, out sha512)) throw new RefusedException(Refusals.BadDigest);
        var policy = call.Service.Policy;
        var body = new RequestBody(call, sha256, sha512) { Exists = exists };
        if (!exists)
        {
            if (policy.ValidateRequests && call.Operation.RequestRequired) throw new RefusedException(Refusals.RequestInvalid([new("", "required")]));
            if (sha256 is not null || sha512 is not null) body.Compare(SHA256.HashData([]), SHA512.HashData([]));
            return body;
        }
        if (context.Request.ContentLength > policy.MaxRequestBytes) throw new RefusedException(Refusals.TooLarge(policy.MaxRequestBytes));
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = policy.MaxRequestBytes;
        var schema = policy.ValidateRequests && !call.Operation.TakesOther(context.Request.ContentType) ? call.Operation.RequestSchema : null;
        if (policy.ValidateRequests && !call.Operation.TakesBody) throw new RefusedException(Refusals.NoBodyTaken);
        if (schema is not null && !ApiOperation.IsJson(context.Request.ContentType)) throw new RefusedException(Refusals.NotJson);
        if (schema is null && context.Request.ContentLength is null or > Short) return body;
        await body.Hold(cancel);
        if (schema is not null) body.Check(schema);
        return body;
    }

    /// <summary>What tells this body from another: its digest, or for one that goes by unheld the digest that was sent with it, which it is held against; null where none was.</summary>
    internal string? Print => call.RequestDigest is { } digest ? Convert.ToHexString(digest) : !Exists ? "" : expected256 is not null ? Convert.ToHexString(expected256) : expected512 is not null ? Convert.ToHexString(expected512) : null;

    /// <summary>Reads what was not held and lets it go, when nobody is to get it.</summary>
    /// <exception cref="RefusedException">It is not what its digest says.</exception>
    internal async ValueTask Pass(CancellationToken cancel)
    {
        if (!Exists || rented is not null) return;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = expected512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var piece = ArrayPool<byte>.Shared.Rent(Short);
        try
        {
            for (int read; (read = await Take(piece, cancel)) > 0;)
            {
                sha256.AppendData(piece, 0, read);
                sha512?.AppendData(piece, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
        call.RequestDigest = sha256.GetHashAndReset();
        Compare(call.RequestDigest, sha512?.GetHashAndReset());
    }

    /// <summary>Its length, where it is known before it is there.</summary>
    internal long? Length => !Exists ? null : rented is null ? call.Context.Request.ContentLength : length;

    /// <summary>A body that is held and short enough to leave with the head.</summary>
    internal ReadOnlyMemory<byte> Inline => rented is not null && length <= MaxInline ? rented.AsMemory(0, length) : default;

    /// <summary>Sends what does not leave with the head. The last piece is held back until the digest is known to be right: a provider never gets a wrong body whole.</summary>
    /// <exception cref="RefusedException">The body is not what its digest says, or the caller let it wait.</exception>
    internal async ValueTask SendTo(UpstreamTarget target, UpstreamConnection connection, int patience)
    {
        if (rented is not null)
        {
            if (length > MaxInline) await connection.Send(rented.AsMemory(0, length));
            return;
        }
        if (!Exists) return;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = expected512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var (now, next) = (ArrayPool<byte>.Shared.Rent(Short), ArrayPool<byte>.Shared.Rent(Short));
        var chunked = call.Context.Request.ContentLength is null;
        using var stalls = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted);
        // What the caller lets wait is no fault of the provider's, nor a reason to keep others from trying it.
        connection.Rest();
        target.Unknown();
        try
        {
            var held = await Take(now, stalls, patience);
            while (held > 0)
            {
                sha256.AppendData(now, 0, held);
                sha512?.AppendData(now, 0, held);
                var read = await Take(next, stalls, patience);
                if (read == 0) break;
                connection.Wait(patience);
                await Piece(connection, now.AsMemory(0, held), chunked);
                connection.Rest();
                (now, next, held) = (next, now, read);
            }
            call.RequestDigest = sha256.GetHashAndReset();
            Compare(call.RequestDigest, sha512?.GetHashAndReset());
            call.MayBeWhole = true;
            connection.Wait(patience);
            if (held > 0) await Piece(connection, now.AsMemory(0, held), chunked);
            if (chunked) await connection.SendChunk(default);
            connection.Wait(patience);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(now, clearArray: true);
            ArrayPool<byte>.Shared.Return(next, clearArray: true);
        }
    }

    static ValueTask Piece(UpstreamConnection connection, ReadOnlyMemory<byte> piece, bool chunked) => chunked ? connection.SendChunk(piece) : connection.Send(piece);

    public void Dispose()
    {
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        rented = null;
    }

    async ValueTask Hold(CancellationToken cancel)
    {
        var limit = (int)Math.Min(call.Service.Policy.MaxRequestBytes, Held);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, call.Context.Request.ContentLength ?? 4096) + 1);
        rented = buffer;
        while (true)
        {
            var read = await Take(buffer.AsMemory(length), cancel);
            if (read == 0) break;
            length += read;
            if (length > limit) throw new RefusedException(limit == Held ? Refusals.TooLargeToCheck(limit) : Refusals.TooLarge(limit));
            if (length < buffer.Length) continue;
            rented = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(rented);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = rented;
        }
        if (length > Scheduling.Long) await Scheduling.Elsewhere();
        call.RequestDigest = SHA256.HashData(buffer.AsSpan(0, length));
        Compare(call.RequestDigest, expected512 is null ? null : SHA512.HashData(buffer.AsSpan(0, length)));
    }

    // The provider's connection is open meanwhile: the caller may let it wait for as long as the provider might let the caller wait.
    async ValueTask<int> Take(Memory<byte> to, CancellationTokenSource stalls, int patience)
    {
        stalls.CancelAfter(TimeSpan.FromSeconds(patience));
        try
        {
            var read = await Take(to, stalls.Token);
            stalls.CancelAfter(Timeout.InfiniteTimeSpan);
            return read;
        }
        catch (OperationCanceledException) when (!call.Context.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(Refusals.Stalled);
        }
    }

    // The server says in several ways that a body's framing is broken; which one is no business of the caller's.
    async ValueTask<int> Take(Memory<byte> to, CancellationToken cancel)
    {
        try
        {
            return await call.Context.Request.Body.ReadAsync(to, cancel);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or OverflowException or InvalidOperationException && !call.Context.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(Refusals.BadRequest);
        }
    }

    void Check(Schema schema)
    {
        try
        {
            using var json = JsonDocument.Parse(rented.AsMemory(0, length), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (schema.Check(json.RootElement) is { Count: > 0 } faults) throw new RefusedException(Refusals.RequestInvalid(faults));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RefusedException(Refusals.RequestInvalid([new("", "json")]));
        }
    }

    void Compare(byte[] sha256, byte[]? sha512)
    {
        if ((expected256 is not null && !expected256.AsSpan().SequenceEqual(sha256)) || (expected512 is not null && !expected512.AsSpan().SequenceEqual(sha512))) throw new RefusedException(Refusals.BadDigest);
    }
}
