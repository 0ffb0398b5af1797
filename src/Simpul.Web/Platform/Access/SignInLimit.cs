using System.Net;
using System.Net.Sockets;
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
            HttpMethods.IsPost(context.Request.Method) ? Counted(context.Connection.RemoteIpAddress) : "reading",
            address => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = address == "reading" ? int.MaxValue : 30,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }));
    }

    /// <summary>Whom an address counts for: of IPv6 the network of 64 bits, because one who guesses has all the addresses in it.</summary>
    internal static string Counted(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4().ToString();
        }
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }
}
