using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Lint;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Developer;

/// <summary>
/// The sandbox (lingkungan uji): answers of services that nobody runs, made from their descriptions. Open services answer everybody at
/// <c>/uji-coba/{code}/{version}/...</c>; the address of a limited one holds a key, which those who may read of it are shown, and gateways are given.
/// </summary>
public sealed class Sandbox(PlatformDb db, ServiceCatalogue catalogue, DataFolder data)
{
    public const string Path = "/uji-coba";

    /// <summary>Segment of the keyed addresses, which stands where those of open services have their code: no service may be called so.</summary>
    public const string KeySegment = "kunci";

    /// <summary>Says that an answer was made up: <c>example</c> or <c>schema</c>.</summary>
    public const string Header = "Simpul-Sandbox";

    private const int MaxBody = 1024 * 1024;
    private const int MostKept = 64;

    // Compiled descriptions, by hash: they never change.
    private static readonly ConcurrentDictionary<string, SampleAnswers> compiled = new(StringComparer.Ordinal);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var pattern in new[] { $"{Path}/{{code}}/{{label}}/{{**rest}}", $"{Path}/{KeySegment}/{{key}}/{{code}}/{{label}}/{{**rest}}" })
            routes.MapMethods(pattern, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], Handle).WithMetadata(new PublicAttribute()).RequireRateLimiting(SandboxLimit.Name).ExcludeFromDescription();
    }

    /// <summary>The address of a version in the sandbox, from the root.</summary>
    public string AddressOf(BusService service, string label) =>
        service.Classification == Classification.Public ? $"{Path}/{service.Code}/{label}" : KeyedAddressOf(service.Code, label);

    /// <summary>The same as a caller types it.</summary>
    internal string WholeAddressOf(HttpRequest request, BusService service, string label) => $"{request.Scheme}://{request.Host}{AddressOf(service, label)}";

    /// <summary>The same for a gateway that only knows the names.</summary>
    internal string KeyedAddressOf(string code, string label) => $"{Path}/{KeySegment}/{KeyOf(code, label)}/{code}/{label}";

    /// <summary>The description of a version, compiled; null where it cannot be.</summary>
    public async Task<SampleAnswers?> Compiled(string sha256, CancellationToken cancel)
    {
        if (compiled.TryGetValue(sha256, out var known)) return known;
        if (await Documents.Of(db, sha256, cancel) is not { } document) return null;
        try
        {
            var fresh = SampleAnswers.Of(document);
            if (compiled.Count >= MostKept) compiled.Clear();
            return compiled[sha256] = fresh;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Answers one call. The same call is always answered alike.</summary>
    /// <param name="path">Decoded segments behind the version.</param>
    /// <param name="body">Null where there was none.</param>
    public static SandboxAnswer Answer(SampleAnswers samples, string method, IReadOnlyList<string> path, IReadOnlyList<KeyValuePair<string, string>> query, Func<string, string?> header, string? mediaType, byte[]? body)
    {
        var operation = samples.Description.Match(method, path, out var anyMethod);
        if (operation is null)
            return anyMethod ? SandboxAnswer.Refused(405, "no-such-method", "Metode ini tidak ada pada alamat tersebut.", "Lihat metode yang tersedia pada dokumentasi layanan.")
                : SandboxAnswer.Refused(404, "no-such-operation", "Layanan ini tidak mempunyai operasi pada alamat tersebut.", "Periksa alamat dengan dokumentasi layanan; versi menjadi bagian alamat.");
        var faults = operation.CheckParameters(path, query, header).ToList();
        if (body is { Length: > 0 } && !operation.TakesBody) return SandboxAnswer.Refused(400, "no-body-taken", "Operasi ini tidak menerima badan permintaan.", "Kirim permintaan tanpa badan.");
        if (operation.RequestSchema is { } schema && !operation.TakesOther(mediaType))
        {
            if (body is { Length: > 0 })
            {
                if (!ApiOperation.IsJson(mediaType)) return SandboxAnswer.Refused(415, "not-json", "Badan permintaan bukan JSON.", "Kirim header Content-Type: application/json.");
                try
                {
                    using var sent = JsonDocument.Parse(body);
                    faults.AddRange(schema.Check(sent.RootElement));
                }
                catch (JsonException)
                {
                    return SandboxAnswer.Refused(400, "request-invalid", "Badan permintaan bukan JSON yang sah.", "Periksa tanda kutip, koma, dan kurungnya.");
                }
            }
            else if (operation.RequestRequired) return SandboxAnswer.Refused(400, "request-invalid", "Operasi ini memerlukan badan permintaan.", "Kirim badan JSON menurut dokumentasi.");
        }
        if (faults.Count > 0) return SandboxAnswer.Refused(400, "request-invalid", "Permintaan tidak sesuai dengan dokumentasi layanan.", "Perbaiki bagian yang disebut pada errors.", faults);
        // Nothing of what was sent is in the answer, but the same call is answered alike.
        var seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{method} {string.Join('/', path)}?{string.Join('&', query.Select(one => $"{one.Key}={one.Value}"))}")), 0);
        return samples.Answer(operation.Id, seed) is { } answer ? new SandboxAnswer(answer.Status, answer.MediaType, answer.Body, answer.IsExample ? "example" : "schema")
            : SandboxAnswer.Refused(501, "no-sample", "Jawaban contoh tidak dapat dibuat dari skema operasi ini.", "Penyedia layanan perlu menambahkan contoh jawaban pada dokumentasinya.");
    }

    private static async Task<IResult> Handle(string code, string label, HttpContext context, Sandbox sandbox, CancellationToken cancel)
    {
        // Of the path alone: the query is the operation's.
        var key = context.Request.RouteValues["key"] as string;
        var entry = key is null ? await sandbox.Open(code, cancel) : sandbox.Opens(key, code, label) ? await sandbox.Any(code, cancel) : null;
        if (entry?.Versions.FirstOrDefault(one => one.Label == label) is not { } version || await sandbox.Compiled(version.DescriptionSha256, cancel) is not { } samples)
        {
            return Result(context, SandboxAnswer.Refused(404, "no-such-service", "Layanan atau versi ini tidak ada di lingkungan uji.", "Buka direktori layanan untuk melihat layanan yang tersedia."));
        }
        byte[]? body = null;
        if (context.Request.ContentLength is not 0 && (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0))
        {
            if (context.Request.ContentLength > MaxBody) return Result(context, SandboxAnswer.Refused(413, "too-large", "Badan permintaan lebih dari 1 MB.", "Kirim badan yang lebih kecil."));
            using var held = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer, cancel)) > 0;)
            {
                held.Write(buffer, 0, read);
                if (held.Length > MaxBody) return Result(context, SandboxAnswer.Refused(413, "too-large", "Badan permintaan lebih dari 1 MB.", "Kirim badan yang lebih kecil."));
            }
            body = held.ToArray();
        }
        List<KeyValuePair<string, string>> query = [.. context.Request.Query.SelectMany(one => one.Value.Select(value => KeyValuePair.Create(one.Key, value ?? "")))];
        // The route's value is decoded but for %2F, which parts no segments.
        var rest = context.Request.RouteValues["rest"] as string ?? "";
        List<string> path = [.. rest.Split('/').Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
        return Result(context, Answer(samples, context.Request.Method, path, query, name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null, context.Request.ContentType, body));
    }

    private static IResult Result(HttpContext context, SandboxAnswer answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        // A page of anybody's may try what is made up.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (answer.Source is { } source) context.Response.Headers[Header] = source;
        if (answer.Error is { } error) context.Response.Headers["Simpul-Error"] = error;
        return answer.MediaType is { } type ? new BodyResult(answer.Status, type, answer.Body) : Results.StatusCode(answer.Status);
    }

    private Task<ServiceEntry?> Open(string code, CancellationToken cancel) => catalogue.Find(code, publicOnly: true, drafts: false, cancel);

    private Task<ServiceEntry?> Any(string code, CancellationToken cancel) => catalogue.FindForGateway(code, cancel);

    private string KeyOf(string code, string label) => Convert.ToHexStringLower(HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, data.DataKey(), 32, info: "sandbox"u8.ToArray()), Encoding.UTF8.GetBytes($"{code}/{label}")).AsSpan(0, 16));

    private bool Opens(string key, string code, string label) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(KeyOf(code, label)));

    private sealed class BodyResult(int status, string mediaType, byte[] body) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, mediaType, body.Length);
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        }
    }
}

/// <param name="MediaType">Null where there is no body.</param>
/// <param name="Source"><c>example</c> or <c>schema</c>; null for a refusal.</param>
/// <param name="Error">The refusal's code, as the gateway has it.</param>
public sealed record SandboxAnswer(int Status, string? MediaType, byte[] Body, string? Source, string? Error = null)
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A problem (RFC 9457) as the gateway would answer it.</summary>
    public static SandboxAnswer Refused(int status, string code, string title, string detail, IReadOnlyList<SchemaFault>? faults = null)
    {
        var problem = new Dictionary<string, object> { ["type"] = $"urn:simpul:gateway:{code}", ["title"] = title, ["status"] = status, ["detail"] = detail };
        if (faults is not null) problem["errors"] = faults.Select(one => new { at = one.At, rule = one.Rule, expected = one.Expected }).ToList();
        return new SandboxAnswer(status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, options), null, code);
    }
}

/// <summary>How often one address may call the sandbox.</summary>
internal sealed class SandboxLimit : IRateLimiterPolicy<string>
{
    public const string Name = "sandbox";

    /// <summary>Calls in a minute.</summary>
    public const int Calls = 120;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (rejected, cancel) =>
    {
        var context = rejected.HttpContext;
        context.Response.Headers.RetryAfter = "60";
        // Programs are answered as the gateway would answer them, people by the page for it.
        if (!context.Request.Path.StartsWithSegments(Sandbox.Path)) return;
        var answer = SandboxAnswer.Refused(StatusCodes.Status429TooManyRequests, "rate-exceeded", "Terlalu banyak panggilan ke lingkungan uji.", $"Paling banyak {Calls} panggilan semenit. Tunggu satu menit.");
        (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers["Simpul-Error"]) = (answer.Status, answer.MediaType, answer.Error);
        await context.Response.Body.WriteAsync(answer.Body, cancel);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetSlidingWindowLimiter(
        // A gateway calls for all of its callers, each with a quota of their own.
        (httpContext.Request.Path.StartsWithSegments($"{Sandbox.Path}/{Sandbox.KeySegment}") ? "key " : "") + SignInLimit.Counted(httpContext.Connection.RemoteIpAddress),
        address => new SlidingWindowRateLimiterOptions { PermitLimit = address.StartsWith("key ", StringComparison.Ordinal) ? Calls * 10 : Calls, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}

/// <summary>Where a gateway calls sandbox versions that name no address of their own: this program, on the machine where it runs, or where <c>ServiceBus:SandboxAddress</c> says.</summary>
internal sealed class SandboxAddress(Sandbox sandbox, IServiceProvider services) : ISandboxAddress
{
    public Uri Of(string service, string label) => new(Root() + sandbox.KeyedAddressOf(service, label));

    private string Root()
    {
        if (services.GetRequiredService<IConfiguration>()["ServiceBus:SandboxAddress"] is { Length: > 0 } named) return named.TrimEnd('/');
        var own = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? services.GetRequiredService<ServerOptions>().Urls?.Split(';')[0] ?? ServerOptions.DefaultUrls;
        // A server that listens on every address is reached on its own.
        return own.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }
}
