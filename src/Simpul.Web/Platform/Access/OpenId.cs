using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Simpul.Web.Platform.Access;

/// <summary>Somebody came back from the provider.</summary>
/// <param name="Subject"><c>issuer|subject</c>: who they are there.</param>
/// <param name="LinkTo">The account that asked to be linked; null for a sign-in.</param>
public sealed record OpenIdReturn(string Subject, Guid? LinkTo, string? Back);

/// <summary>
/// The relying party of OpenID Connect Core 1.0: authorization code with PKCE (S256), state and nonce. What was sent along waits in a cookie that
/// only this program can read; nothing the browser brings back is believed without it.
/// </summary>
public sealed class OpenId(OpenIdOptions options, IHttpClientFactory clients, IDataProtectionProvider protection, TimeProvider clock, ILogger<OpenId> log)
{
    public const string Http = "openid";
    public const string ReturnPath = "/masuk/openid/kembali";

    private const string Cookie = "simpul-openid";

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan skew = TimeSpan.FromMinutes(2);

    private readonly IDataProtector protector = protection.CreateProtector("Simpul.OpenId");
    private readonly JsonWebTokenHandler tokens = new() { MapInboundClaims = false };
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? discovery = options.IsOn
        ? new(options.Authority!.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(clients.CreateClient(Http)) { RequireHttps = new Uri(options.Authority).Scheme == Uri.UriSchemeHttps })
        : null;

    /// <summary>Where to send the browser.</summary>
    /// <param name="linkTo">The signed-in account that asks to be linked; null for a sign-in.</param>
    /// <exception cref="InvalidOperationException">The provider's configuration cannot be had, or no provider is set.</exception>
    public async Task<string> Begin(HttpContext context, Guid? linkTo, string? back, CancellationToken cancel)
    {
        var provider = await Provider(cancel);
        var sent = new Sent(Token.New(), Token.New(), Token.New(), linkTo, back, clock.GetUtcNow() + longest);
        context.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(sent)), CookieFor(context));
        return QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = ReturnTo(context),
            ["scope"] = "openid",
            ["state"] = sent.State,
            ["nonce"] = sent.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(sent.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Exchanges what the browser brought back and looks at who it is.</summary>
    /// <returns>Null where anything is not as it must be; the log says what, the person only that it did not work.</returns>
    public async Task<OpenIdReturn?> Finish(HttpContext context, string? code, string? state, string? issuer, CancellationToken cancel)
    {
        var sent = Read(context);
        context.Response.Cookies.Delete(Cookie, CookieFor(context));
        if (sent is null || string.IsNullOrEmpty(code) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent.State), Encoding.UTF8.GetBytes(state ?? "")))
        {
            return Refuse("the state is not the one that was sent from this browser");
        }
        try
        {
            var provider = await Provider(cancel);
            if (issuer is not null && issuer != provider.Issuer)
            {
                return Refuse("the answer names another issuer (RFC 9207)");
            }
            if (await Exchange(context, provider, code, sent.Verifier, cancel) is not { } idToken)
            {
                return Refuse("the token endpoint gave no id_token");
            }
            return await Validate(idToken, sent, cancel) is { } subject ? new OpenIdReturn(subject, sent.LinkTo, sent.Back) : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or JsonException or IOException || (failure is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning(failure, "The OpenID provider did not answer as it should");
            return null;
        }
    }

    /// <summary>What the provider says of itself, as long as it speaks of itself (OpenID Connect Discovery 1.0, 4.3).</summary>
    /// <exception cref="InvalidOperationException">It cannot be had, or another issuer stands in it: that one's subjects would sign in here.</exception>
    private async Task<OpenIdConnectConfiguration> Provider(CancellationToken cancel)
    {
        var provider = await Discovery.GetConfigurationAsync(cancel);
        if (!string.Equals(provider.Issuer?.TrimEnd('/'), options.Authority!.TrimEnd('/'), StringComparison.Ordinal))
        {
            log.LogWarning("The OpenID provider's configuration names another issuer than the configured authority");
            throw new InvalidOperationException("The provider's configuration names another issuer.");
        }
        return provider;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Discovery => discovery ?? throw new InvalidOperationException("No OpenID provider is set.");

    private async Task<string?> Exchange(HttpContext context, OpenIdConnectConfiguration provider, string code, string verifier, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = ReturnTo(context),
            ["code_verifier"] = verifier,
        };
        if (provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_post") && !provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_basic"))
        {
            (form["client_id"], form["client_secret"]) = (options.ClientId!, options.ClientSecret!);
        }
        else
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            var pair = $"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(options.ClientSecret!)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        request.Content = new FormUrlEncodedContent(form);
        using var client = clients.CreateClient(Http);
        client.MaxResponseContentBufferSize = 256 * 1024;
        using var response = await client.SendAsync(request, cancel);
        response.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel));
        return body.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
    }

    private async Task<string?> Validate(string idToken, Sent sent, CancellationToken cancel)
    {
        var provider = await Provider(cancel);
        var result = await tokens.ValidateTokenAsync(idToken, Rules(provider));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys since they were fetched.
            Discovery.RequestRefresh();
            provider = await Provider(cancel);
            result = await tokens.ValidateTokenAsync(idToken, Rules(provider));
        }
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            log.LogWarning("An id_token was refused: {Reason}", result.Exception?.GetType().Name);
            return null;
        }
        var nonce = token.TryGetPayloadValue<string>("nonce", out var given) ? given : "";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(nonce), Encoding.UTF8.GetBytes(sent.Nonce)))
        {
            return RefuseToken("its nonce is not the one that was sent");
        }
        if (token.Audiences.Skip(1).Any() && !(token.TryGetPayloadValue<string>("azp", out var party) && party == options.ClientId))
        {
            return RefuseToken("it is for several and was not made for this one");
        }
        return string.IsNullOrEmpty(token.Subject) || token.Subject.Length > 255 ? RefuseToken("it names nobody") : $"{provider.Issuer}|{token.Subject}";
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration provider) => new()
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = options.ClientId,
        IssuerSigningKeys = provider.SigningKeys,
        // Public keys only: a token signed with what everybody can read, or not at all, is no token.
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        LifetimeValidator = (from, until, _, _) => until + skew > clock.GetUtcNow().UtcDateTime && !(from - skew > clock.GetUtcNow().UtcDateTime),
    };

    private Sent? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } value && JsonSerializer.Deserialize<Sent>(protector.Unprotect(value)) is { } sent && sent.Until > clock.GetUtcNow() ? sent : null;
        }
        catch (Exception damaged) when (damaged is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private OpenIdReturn? Refuse(string reason)
    {
        log.LogWarning("A return from the OpenID provider was refused: {Reason}", reason);
        return null;
    }

    private string? RefuseToken(string reason)
    {
        log.LogWarning("An id_token was refused: {Reason}", reason);
        return null;
    }

    private static string ReturnTo(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{ReturnPath}";

    private static CookieOptions CookieFor(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/masuk/openid",
        MaxAge = longest,
    };

    private sealed record Sent(string State, string Nonce, string Verifier, Guid? LinkTo, string? Back, DateTimeOffset Until);
}
