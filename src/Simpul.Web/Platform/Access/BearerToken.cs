using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Access;

/// <summary><c>Authorization: Bearer simpul_…</c> at the API, and nowhere else: pages take the cookie only.</summary>
internal sealed class BearerToken(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, Acting acting)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme that looks whether a request carries a token, and takes its cookie otherwise.</summary>
    public const string CookieOrToken = "CookieOrToken";

    private const string Own = "Token";
    private const string ScopeClaim = "scope";
    private const string Begin = "Bearer ";

    /// <summary>A token that may only read gets no further with a method that changes things.</summary>
    public static Task HoldToScope(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        return !reads && context.User.FindFirstValue(ScopeClaim) == nameof(TokenScope.Read)
            ? Results.Problem(statusCode: 403, type: ProblemTypes.NotAllowed, title: "Token ini hanya boleh membaca.").ExecuteAsync(context)
            : next(context);
    }

    internal static string Choose(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Authorization.ToString().StartsWith(Begin, StringComparison.OrdinalIgnoreCase)
            ? Own
            : CookieAuthenticationDefaults.AuthenticationScheme;

    internal static AuthenticationBuilder Add(AuthenticationBuilder builder) => builder
        .AddScheme<AuthenticationSchemeOptions, BearerToken>(Own, null)
        .AddPolicyScheme(CookieOrToken, null, policy => policy.ForwardDefaultSelector = Choose);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = Request.Headers.Authorization.ToString()[Begin.Length..].Trim();
        if (secret.Length > 100 || await tokens.Resume(secret, Context.RequestAborted) is not { Scope: TokenScope.Read or TokenScope.Write } token)
        {
            // Resuming a token for repositories has set the actor; here it is nobody's.
            acting.Actor = Actor.Visitor;
            return AuthenticateResult.Fail("The token does not stand.");
        }
        var identity = new ClaimsIdentity([new Claim(ScopeClaim, token.Scope.ToString())], Own);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Own));
    }
}
