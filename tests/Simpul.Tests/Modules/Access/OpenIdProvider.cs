using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Simpul.Tests.Kit;

namespace Simpul.Tests.Modules.Access;

/// <summary>
/// A small OpenID provider of the tests: it signs everybody in at once as <see cref="Subject"/>, checks the client and its PKCE verifier, and signs with RS256,
/// unless the test tells it to do something wrong.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "simpul";
    public const string ClientSecret = "rahasia klien: 1 & 2";

    private readonly WebApplication web;
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> codes = new();

    private OpenIdProvider(WebApplication web) => this.web = web;

    public string Issuer { get; private set; } = "";

    /// <summary>What it calls itself in its configuration and tokens; its address unless a test says otherwise.</summary>
    public string? Named { get; set; }

    /// <summary>Sends the exchange of codes on to another address.</summary>
    public bool SendsOn { get; set; }

    public string Subject { get; set; } = "orang-1";

    /// <summary>Changes the claims before they are signed.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Changes the finished token.</summary>
    public Func<string, string> Token { get; set; } = token => token;

    /// <summary>Signs with a key that the provider does not publish.</summary>
    public bool ForeignKey { get; set; }

    public TestClock? Clock { get; set; }

    /// <summary>What the last exchange sent.</summary>
    public string? Refused { get; private set; }

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new OpenIdProvider(builder.Build());
        provider.web.MapGet("/.well-known/openid-configuration", provider.Configuration);
        provider.web.MapGet("/keys", provider.Keys);
        provider.web.MapGet("/authorize", provider.Authorize);
        provider.web.MapPost("/token", async (HttpRequest request) => provider.SendsOn ? Results.Redirect("/elsewhere", permanent: false, preserveMethod: true) : await provider.Exchange(request));
        provider.web.MapPost("/elsewhere", provider.Exchange);
        await provider.web.StartAsync();
        provider.Issuer = provider.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        key.Dispose();
    }

    private IResult Configuration() => Results.Json(new JsonObject
    {
        ["issuer"] = Named ?? Issuer,
        ["authorization_endpoint"] = Issuer + "/authorize",
        ["token_endpoint"] = Issuer + "/token",
        ["jwks_uri"] = Issuer + "/keys",
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic"),
    });

    private IResult Keys()
    {
        var parts = key.ExportParameters(false);
        return Results.Json(new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = "satu", ["n"] = Web(parts.Modulus!), ["e"] = Web(parts.Exponent!) }) });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["scope"] != "openid")
        {
            return Results.BadRequest();
        }
        var code = Guid.NewGuid().ToString("n");
        codes[code] = (query["code_challenge"]!, query["nonce"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"], ["iss"] = Named ?? Issuer }));
    }

    private async Task<IResult> Exchange(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}"));
        if (request.Headers.Authorization != basic || !codes.TryRemove(form["code"]!, out var sent)
            || Web(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) != sent.Challenge)
        {
            Refused = form.ToString();
            return Results.Json(new JsonObject { ["error"] = "invalid_grant" }, statusCode: 400);
        }
        var now = Clock!.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = Named ?? Issuer, ["sub"] = Subject, ["aud"] = ClientId, ["nonce"] = sent.Nonce, ["iat"] = now, ["exp"] = now + 300 };
        Claims(claims);
        return Results.Json(new JsonObject { ["access_token"] = "x", ["token_type"] = "Bearer", ["id_token"] = Token(Sign(claims)) });
    }

    private string Sign(JsonObject claims)
    {
        var signed = Web(Encoding.UTF8.GetBytes("""{"alg":"RS256","kid":"satu","typ":"JWT"}""")) + "." + Web(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        using var foreign = RSA.Create(2048);
        return signed + "." + Web((ForeignKey ? foreign : key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    internal static string Web(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
