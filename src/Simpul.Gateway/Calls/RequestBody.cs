using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Http;

namespace Simpul.Gateway.Calls;

/// <summary>A request's body: held where it must be looked at or is short, otherwise passed on as it comes. Its digest is computed either way.</summary>
sealed class RequestBody : IDisposable
{
    /// <summary>Bytes up to which a body is held although nobody must look at it: then the request can be tried again elsewhere.</summary>
    const int Short = 64 * 1024;

    /// <summary>Bytes up to which a body is held because it must be looked at.</summary>
    const int Held = 16 * 1024 * 1024;

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
        if (context.Request.ContentLength > policy.MaxRequestBytes) throw new RefusedException(Refusals.TooLarge);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = policy.MaxRequestBytes;
        var schema = policy.ValidateRequests ? call.Operation.RequestSchema : null;
        if (policy.ValidateRequests && !call.Operation.TakesBody) throw new RefusedException(Refusals.NoBodyTaken);
        if (schema is not null && !ApiOperation.IsJson(context.Request.ContentType)) throw new RefusedException(Refusals.NotJson);
        if (schema is null && context.Request.ContentLength is null or > Short) return body;
        await body.Hold(cancel);
        if (schema is not null) body.Check(schema);
        return body;
    }

    /// <summary>As content of the request to the provider; each time a new one.</summary>
    internal HttpContent? Content()
    {
        if (!Exists) return null;
        var content = rented is null ? (HttpContent)new Relayed(this) : new ByteArrayContent(rented, 0, length);
        foreach (var (name, value) in call.Context.Request.Headers)
            if (HeaderRules.IsContent(name)) content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        return content;
    }

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
            if (length > limit) throw new RefusedException(Refusals.TooLarge);
            if (length < buffer.Length) continue;
            rented = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(rented);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = rented;
        }
        call.RequestDigest = SHA256.HashData(buffer.AsSpan(0, length));
        Compare(call.RequestDigest, expected512 is null ? null : SHA512.HashData(buffer.AsSpan(0, length)));
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

    /// <summary>Passes the body on as it comes. The last piece is held back until the digest is known to be right: a provider never gets a wrong body whole.</summary>
    sealed class Relayed(RequestBody body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var sha512 = body.expected512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
            var (now, next) = (ArrayPool<byte>.Shared.Rent(Short), ArrayPool<byte>.Shared.Rent(Short));
            try
            {
                var held = await body.Take(now, cancellationToken);
                while (held > 0)
                {
                    sha256.AppendData(now, 0, held);
                    sha512?.AppendData(now, 0, held);
                    var read = await body.Take(next, cancellationToken);
                    if (read == 0) break;
                    await stream.WriteAsync(now.AsMemory(0, held), cancellationToken);
                    (now, next, held) = (next, now, read);
                }
                body.call.RequestDigest = sha256.GetHashAndReset();
                body.Compare(body.call.RequestDigest, sha512?.GetHashAndReset());
                if (held > 0) await stream.WriteAsync(now.AsMemory(0, held), cancellationToken);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(now, clearArray: true);
                ArrayPool<byte>.Shared.Return(next, clearArray: true);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.call.Context.Request.ContentLength ?? 0;
            return body.call.Context.Request.ContentLength is not null;
        }
    }
}
