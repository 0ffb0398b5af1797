using System.Collections.Concurrent;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Gateway.Plan;

namespace Simpul.Gateway.Identity;

/// <summary>OAuth 2 client credentials: the client shows its certificate (RFC 8705) or signs an assertion (<c>private_key_jwt</c>, RFC 7523). Where it has a certificate, the token
/// is bound to it. Errors are those of RFC 6749, in English, because libraries read them.</summary>
sealed class TokenEndpoint(Tokens tokens, Callers callers, SnapshotWatch watch, TimeProvider clock, PublicUrls urls)
{
    const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    const int MaxForm = 16 * 1024;
    static readonly TimeSpan longest = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    internal Task Describe(HttpContext context)
    {
        var issuer = urls.Of(context);
        return Answer(context, 200, json =>
        {
            json.WriteString("issuer", issuer);
            json.WriteString("token_endpoint", issuer + "/token");
            Texts(json, "grant_types_supported", "client_credentials");
            Texts(json, "response_types_supported");
            Texts(json, "token_endpoint_auth_methods_supported", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");
            Texts(json, "token_endpoint_auth_signing_alg_values_supported", "ES256", "PS256", "RS256");
            json.WriteBoolean("tls_client_certificate_bound_access_tokens", true);
        });
    }

    internal async Task Token(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method)) { await Refuse(context, 405, "invalid_request", "Use POST."); return; }
        if (watch.Plan is not { } plan || plan.IsExpired(clock.GetUtcNow())) { await Refuse(context, 503, "temporarily_unavailable", "The gateway has no valid snapshot."); return; }
        if (!context.Request.HasFormContentType || context.Request.ContentLength > MaxForm) { await Refuse(context, 400, "invalid_request", "Send a short form."); return; }
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxForm;
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            await Refuse(context, 400, "invalid_request", "Send a short form.");
            return;
        }
        if (form["grant_type"] != "client_credentials") { await Refuse(context, 400, "unsupported_grant_type", "Only client_credentials."); return; }
        var thumbprint = Callers.Thumbprint(context);
        var byCertificate = thumbprint is null ? null : callers.ByCertificate(thumbprint, plan);
        string? clientKey = null;
        var member = form.ContainsKey("client_assertion") ? ByAssertion(form, plan, out clientKey) : byCertificate;
        if (member is null || member.Blocked is not null || (form["client_id"] is [{ } named] && named != member.Code)) { await Refuse(context, 401, "invalid_client", "The client is not known, or what it showed does not hold."); return; }
        if (!member.IsAt(context.Connection)) { await Refuse(context, 401, "invalid_client", $"The client's networks do not include this address, which is seen as {PlanMember.Seen(context.Connection)}."); return; }
        // A certificate on the connection that is another member's binds nothing.
        var bound = byCertificate == member ? thumbprint : null;
        var token = tokens.Issue(urls.Of(context), member.Code, clientKey, bound);
        await Answer(context, 200, json =>
        {
            json.WriteString("access_token", token);
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", (long)Tokens.Life.TotalSeconds);
        });
    }

    PlanMember? ByAssertion(IFormCollection form, CallPlan plan, out string? clientKey)
    {
        clientKey = null;
        if (form["client_assertion_type"] != AssertionType || form["client_assertion"] is not [{ Length: < 8192 } assertion]) return null;
        try
        {
            var read = CompactJws.Read(assertion);
            using var claims = JsonDocument.Parse(read.Payload);
            var root = claims.RootElement;
            var subject = root.GetProperty("sub").GetString() ?? "";
            if (root.GetProperty("iss").GetString() != subject || !plan.Members.TryGetValue(subject, out var member)) return null;
            var now = clock.GetUtcNow();
            var until = DateTimeOffset.FromUnixTimeSeconds((long)root.GetProperty("exp").GetDouble());
            if (until <= now || until > now + longest) return null;
            if (root.TryGetProperty("nbf", out var from) && DateTimeOffset.FromUnixTimeSeconds((long)from.GetDouble()) > now.AddSeconds(30)) return null;
            var audience = root.GetProperty("aud");
            string?[] audiences = audience.ValueKind == JsonValueKind.Array ? [.. audience.EnumerateArray().Select(one => one.GetString())] : [audience.GetString()];
            if (!audiences.Any(urls.IsAudience)) return null;
            var keys = member.KeysFor(KeyUse.Client).Where(key => key.IsValidAt(now) && (read.KeyId.Length == 0 || key.Id == read.KeyId));
            if (read.Algorithm is not ("ES256" or "PS256" or "RS256") || keys.FirstOrDefault(key => CompactJws.Verify(assertion, key)) is not { } signed) return null;
            clientKey = signed.Print;
            // Once only; remembered until it could not be used again anyway.
            foreach (var (old, end) in used)
                if (end <= now) used.TryRemove(old, out _);
            return root.TryGetProperty("jti", out var id) && id.GetString() is { Length: > 0 and < 256 } text && used.TryAdd($"{subject} {text}", until) ? member : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    static Task Refuse(HttpContext context, int status, string error, string description) => Answer(context, status, json =>
    {
        json.WriteString("error", error);
        json.WriteString("error_description", description);
    });

    static async Task Answer(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = to.Length;
        await context.Response.Body.WriteAsync(to.GetBuffer().AsMemory(0, (int)to.Length));
    }

    static void Texts(Utf8JsonWriter json, string name, params ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
