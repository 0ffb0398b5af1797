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
        if (context.HttpContext.Request.Path == "/galat/500")
        {
            // Whatever broke the page may break this as well: who is told of it is nobody in particular.
            context.RejectPrincipal();
            return;
        }
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignIn>();
        if (!await signIn.Resume(context.Principal!, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    /// <summary>A page that refuses is answered where it stands, not from another address.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>Answers the API with a problem where a page would be sent to the sign-in form.</summary>
internal sealed class Refused : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Succeeded && context.GetEndpoint() is null)
        {
            // There is nothing at this address, for anybody.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
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
