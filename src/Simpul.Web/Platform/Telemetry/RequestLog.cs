using System.Diagnostics;

namespace Simpul.Web.Platform.Telemetry;

/// <summary>
/// One line for each request: method, route, status, milliseconds. The route is the template that matched, <c>/kerja/pegawai/{id}</c>, and never
/// the address itself, into which people type. The visitor's address and browser are written only where <c>Simpul:LogClients</c> is true.
/// </summary>
internal static partial class RequestLog
{
    /// <summary>The framework's own spans, one for each request.</summary>
    public const string FrameworkSource = "Microsoft.AspNetCore";

    /// <summary>Category of the lines.</summary>
    public const string Category = "Simpul.Requests";

    private const string None = "(none)";

    /// <summary>First in the pipeline: sees the answer as it goes out.</summary>
    public static void Use(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        var clients = app.Configuration.GetValue<bool>("Simpul:LogClients");
        app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            var route = new MatchedRoute();
            context.Features.Set(route);
            var status = StatusCodes.Status500InternalServerError;
            try
            {
                await next(context);
                status = context.Response.StatusCode;
            }
            finally
            {
                Tell(Activity.Current, Method(context), route.Template, status);
                var took = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
                var level = Level(context, status);
                if (log.IsEnabled(level))
                {
                    if (clients)
                    {
                        Answered(log, level, Method(context), route.Template, status, took, context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent);
                    }
                    else
                    {
                        Answered(log, level, Method(context), route.Template, status, took);
                    }
                }
            }
        });
    }

    /// <summary>After routing: keeps the first route, before an error page takes the request over.</summary>
    public static Task Note(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<MatchedRoute>() is { Template: None } route && context.GetEndpoint() is RouteEndpoint matched)
        {
            route.Template = "/" + matched.RoutePattern.RawText?.TrimStart('/');
        }
        return next(context);
    }

    private static void Tell(Activity? activity, string method, string route, int status)
    {
        if (activity is { IsAllDataRequested: true, Source.Name: FrameworkSource })
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
            if (status >= 500)
            {
                activity.SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    /// <summary>Probes and assets come by the thousand and say nothing while they are answered.</summary>
    private static LogLevel Level(HttpContext context, int status) =>
        status < 500 && (context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/assets")) ? LogLevel.Debug : LogLevel.Information;

    /// <summary>The methods that there are; anything may stand in a request's first word.</summary>
    private static string Method(HttpContext context) => context.Request.Method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" or "OPTIONS" ? context.Request.Method : "(other)";

    [LoggerMessage(EventId = 1, Message = "{Method} {Route} {Status} {Milliseconds} ms")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double milliseconds);

    [LoggerMessage(EventId = 2, Message = "{Method} {Route} {Status} {Milliseconds} ms, {Client} {Browser}")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double milliseconds, System.Net.IPAddress? client, string? browser);

    private sealed class MatchedRoute
    {
        public string Template { get; set; } = None;
    }
}
