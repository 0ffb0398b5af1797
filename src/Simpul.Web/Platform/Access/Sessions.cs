using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Access;

/// <summary>A session, as its person recognises it.</summary>
public sealed record SessionRow(Guid Id, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

/// <summary>The standing sessions of an account.</summary>
public static class Sessions
{
    public static async Task<IReadOnlyList<SessionRow>> Standing(this PlatformDb db, Guid account, DateTimeOffset now, CancellationToken cancel)
    {
        var (seen, started) = (now - SignIn.Idle, now - SignIn.Longest);
        var rows = await db.Set<Session>().AsNoTracking()
            .Where(item => item.AccountId == account && item.EndedAt == null && item.SeenAt >= seen && item.StartedAt >= started)
            .OrderByDescending(item => item.SeenAt).Take(50).ToListAsync(cancel);
        return [.. rows.Select(item => new SessionRow(item.Id, Device(item.Device), item.StartedAt, item.SeenAt))];
    }

    /// <summary>The session that the cookie names, standing or not.</summary>
    public static Guid? Session(this ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(SignIn.SessionClaim), out var id) ? id : null;

    /// <summary>"Chrome di Android", from what a browser calls itself.</summary>
    internal static string Device(string agent)
    {
        var browser = First(agent, ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"));
        var system = First(agent, ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"));
        return (browser, system) switch
        {
            (null, null) => "Perangkat tak dikenal",
            (null, _) => system,
            (_, null) => browser,
            _ => $"{browser} di {system}",
        };
    }

    private static string? First(string agent, params ReadOnlySpan<(string Mark, string Name)> known)
    {
        foreach (var (mark, name) in known)
        {
            if (agent.Contains(mark, StringComparison.Ordinal))
            {
                return name;
            }
        }
        return null;
    }
}
