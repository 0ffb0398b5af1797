using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Net.Http.Headers;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Telemetry;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web;

/// <summary>What every request passes through, in order.</summary>
internal static class Pipeline
{
    /// <summary>What a page may load and who may frame it; a page that needs more adds to it and says why.</summary>
    public const string ContentPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static void Use(WebApplication app)
    {
        RequestLog.Use(app);
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.Use(SecurityHeaders);
        app.UseWhen(IsApi, ApiProblems.Use);
        app.UseWhen(context => !IsApi(context), pages =>
        {
            pages.UseStatusCodePagesWithReExecute("/galat/{0}");
            // Unexpected has logged it, with the reference number that the page shows.
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/galat/500", SuppressDiagnosticsCallback = _ => true });
        });
        app.UseResponseCompression();
        app.UseUi();
        app.Use(Regulation);
        app.UseRouting();
        app.Use(RequestLog.Note);
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(BearerToken.HoldToScope);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapRazorPages();
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>
    /// Holds the program to the instance's row, and shows how to set the instance up where there is none and the page cannot do without.
    /// </summary>
    private static async Task Regulation(HttpContext context, RequestDelegate next)
    {
        // The page that says what went wrong must not stumble over the same stone.
        if (context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/galat"))
        {
            await next(context);
            return;
        }
        var services = context.RequestServices;
        var db = services.GetRequiredService<PlatformDb>();
        await db.BeginRequest(context.RequestAborted);
        var ready = await services.GetRequiredService<CurrentRegulation>().Refresh(db, context.RequestAborted);
        if (ready || !(context.Request.Path.Value is "/" or "/masuk" or "/kerja" || context.Request.Path.StartsWithSegments("/kewajiban")))
        {
            try
            {
                await next(context);
                return;
            }
            catch (NotSetUpException) when (!ready && !context.Response.HasStarted)
            {
                context.Response.Clear();
            }
        }
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/belum-disiapkan";
        await next(context);
    }

    /// <summary>No page needs script or style of its own in it, so none is allowed: what was injected does not run.</summary>
    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        // As the answer goes out: whatever stands in for a failed one has had its headers cleared, and has these all the same.
        context.Response.OnStarting(Secure, context);
        return next(context);
    }

    private static Task Secure(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ContentPolicy);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
        // What somebody who signed in was told stays in no cache, unless everybody may have it.
        var cache = headers.CacheControl.ToString();
        if (context.RequestServices.GetRequiredService<Acting>().Actor.SignedIn && !cache.StartsWith("public", StringComparison.Ordinal) && !cache.Contains("no-store", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }
        return Task.CompletedTask;
    }
}
