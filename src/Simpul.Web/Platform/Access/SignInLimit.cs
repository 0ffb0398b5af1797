using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Simpul.Web.Platform.Access;

/// <summary>How often one address may try to sign in: lock-out guards an account, this guards all of them from one guesser.</summary>
internal static class SignInLimit
{
    public const string Name = "sign-in";

    public static void Add(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        limiter.AddPolicy(Name, context => RateLimitPartition.GetSlidingWindowLimiter(
            HttpMethods.IsPost(context.Request.Method) ? context.Connection.RemoteIpAddress?.ToString() ?? "" : "reading",
            address => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = address == "reading" ? int.MaxValue : 30,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }));
    }
}
