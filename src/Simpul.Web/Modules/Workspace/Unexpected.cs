using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Simpul.Web.Modules.Workspace;

/// <summary>Logs what nobody expected, once, under the number that the person sees and can quote.</summary>
internal sealed class Unexpected(ILogger<Unexpected> log) : IExceptionHandler
{
    public static string Reference(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (ProblemModel.Expected(exception) is null)
        {
            // The route and not the address: addresses carry what people searched for, and invitations.
            var route = (httpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            log.LogError(exception, "Unexpected failure {Reference} at {Method} {Route}", Reference(httpContext), httpContext.Request.Method, route);
        }
        return ValueTask.FromResult(false);
    }
}
