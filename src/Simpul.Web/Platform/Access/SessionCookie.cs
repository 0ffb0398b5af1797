using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Access;

/// <summary>Asks of each request's cookie whether its session still stands.</summary>
internal sealed class SessionCookie : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignIn>();
        if (!await signIn.Resume(context.Principal!, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }
}

/// <summary>Answers the API with a problem where a page would be sent to the sign-in form.</summary>
internal sealed class Refused : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            if (authorizeResult.Forbidden)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
            await usual.HandleAsync(next, context, policy, authorizeResult);
            return;
        }
        await (authorizeResult.Forbidden
            ? Results.Problem(statusCode: 403, type: ProblemTypes.NotAllowed, title: "Jabatan Anda tidak berwenang untuk ini.")
            : Results.Problem(statusCode: 401, type: ProblemTypes.NotSignedIn, title: "Masuk terlebih dahulu.")).ExecuteAsync(context);
    }
}
