using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Jobs;

namespace Simpul.Web.Platform.Access;

/// <summary>Takes away, each night, what let people in long ago and does so no more. What the journal says of it stays.</summary>
public static class AccessCleaning
{
    /// <summary>How long something is kept after its end, for whoever looks into what happened.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public static readonly ScheduledJob Job = new("access.cleaning", "Menghapus sesi, undangan, dan token yang sudah lama berakhir", "0 30 2 * * ?", Clean);

    /// <summary>Tokens that one save takes away: each is an event.</summary>
    private const int Batch = 200;

    private static async Task<string> Clean(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var last = services.GetRequiredService<TimeProvider>().GetUtcNow() - Kept;
        var (seen, started) = (last - SignIn.Idle, last - SignIn.Longest);
        var sessions = await db.Set<Session>().Where(item => item.EndedAt < last || item.SeenAt < seen || item.StartedAt < started).ExecuteDeleteAsync(cancel);
        var invitations = await db.Set<Invitation>().Where(item => item.UsedAt < last || item.ExpiresAt < last).ExecuteDeleteAsync(cancel);
        var tokens = 0;
        var journal = services.GetRequiredService<Journal.Journal>();
        while (await db.Set<AccessToken>().Where(item => item.EndedAt < last || item.ExpiresAt < last).OrderBy(item => item.Id).Take(Batch).ToListAsync(cancel) is { Count: > 0 } old)
        {
            foreach (var token in old)
            {
                db.Remove(token);
                journal.Record("access-tokens.removed", token);
            }
            await db.SaveChangesAsync(cancel);
            tokens += old.Count;
        }
        return $"{sessions} sesi, {invitations} undangan, dan {tokens} token dihapus.";
    }
}
