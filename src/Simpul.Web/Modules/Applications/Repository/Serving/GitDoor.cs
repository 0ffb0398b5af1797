using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>How often an address may bring a wrong token. One in the program.</summary>
public sealed class GitDoorLimit : IDisposable
{
    /// <summary>Wrong ones a minute.</summary>
    public const int Most = 30;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    public bool MayTry(HttpContext context) => limiter.AttemptAcquire(SignInLimit.Counted(context.Connection.RemoteIpAddress), 0).IsAcquired;

    public void Failed(HttpContext context) => limiter.AttemptAcquire(SignInLimit.Counted(context.Connection.RemoteIpAddress)).Dispose();

    public void Dispose() => limiter.Dispose();
}

/// <summary>How many clones, fetches and pushes are served at once. One in the program; whoever comes when all places are taken is told to come again.</summary>
public sealed class GitPlaces(RepositoryOptions options) : IDisposable
{
    /// <summary>Seconds after which to come again.</summary>
    public const int Again = 10;

    private readonly SemaphoreSlim places = new(options.ServesAtOnce);

    public bool Take() => places.Wait(0);

    public void Leave() => places.Release();

    public void Dispose() => places.Dispose();
}

/// <summary>Who git comes for: HTTP Basic with the person's user name and an access token made for repositories. A password opens nothing here, so that none ends in a
/// configuration file.</summary>
public sealed class GitDoor(PlatformDb db, AccessTokens tokens, Acting acting, GitDoorLimit limit)
{
    private const string Begin = "Basic ";

    /// <summary>Lets the request act as the token's person.</summary>
    /// <returns>The token; null where none came that stands and is theirs.</returns>
    public async Task<AccessToken?> Enter(HttpContext context, CancellationToken cancel)
    {
        // Whoever the browser's cookie says that it is, here only the token counts.
        (acting.Actor, acting.Offices) = (Actor.Visitor, []);
        if (Read(context.Request.Headers.Authorization.ToString()) is not var (user, secret))
        {
            return null;
        }
        if (await tokens.Resume(secret, cancel) is { } token && await Names(token, user, cancel))
        {
            return token;
        }
        (acting.Actor, acting.Offices) = (Actor.Visitor, []);
        limit.Failed(context);
        return null;
    }

    private async Task<bool> Names(AccessToken token, string user, CancellationToken cancel)
    {
        var name = await db.Users.AsNoTracking().Where(account => account.Id == token.AccountId).Select(account => account.NormalizedUserName).SingleAsync(cancel);
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(user.ToUpperInvariant())), SHA256.HashData(Encoding.UTF8.GetBytes(name ?? "")));
    }

    private static (string User, string Secret)? Read(string header)
    {
        if (!header.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) || header.Length > 1000)
        {
            return null;
        }
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Begin.Length..].Trim(), bytes, out var length))
        {
            return null;
        }
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && pair.Length - colon is > 1 and <= 101 ? (pair[..colon], pair[(colon + 1)..]) : null;
    }
}
