using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Access;

/// <summary>How often the password or the code of an account was tried since it last was right. Outside the journal, like sessions.</summary>
public sealed class AttemptCount
{
    public Guid AccountId { get; set; }

    public int Tried { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>The newest time step whose code signed in: a code that was looked at over a shoulder does not sign in again.</summary>
    public long UsedStep { get; set; }
}

/// <summary>
/// Lock-out. An attempt is taken before it is looked at, in one statement, so that guesses sent at the same moment cannot share one.
/// </summary>
public sealed class Attempts(PlatformDb db, TimeProvider clock)
{
    /// <summary>Wrong ones in a row after which an account is locked.</summary>
    public const int Most = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Takes an attempt; false where the account is locked or is no account.</summary>
    public async Task<bool> Take(Guid account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var opened = now - LockedFor;
        return await db.Set<AttemptCount>()
            .Where(count => count.AccountId == account && (count.Tried < Most || count.LastAt <= opened))
            .ExecuteUpdateAsync(set => set
                .SetProperty(count => count.Tried, count => count.Tried < Most ? count.Tried + 1 : 1)
                .SetProperty(count => count.LastAt, now), cancel) == 1;
    }

    /// <summary>Gives an attempt back that was right but did not finish the sign-in: guessing at the next step goes on counting.</summary>
    public Task GiveBack(Guid account, CancellationToken cancel) => db.Set<AttemptCount>()
        .Where(count => count.AccountId == account && count.Tried > 0)
        .ExecuteUpdateAsync(set => set.SetProperty(count => count.Tried, count => count.Tried - 1), cancel);

    /// <summary>Forgets what was tried: somebody signed in, or an administrator unlocked the account.</summary>
    public Task Clear(Guid account, CancellationToken cancel) => db.Set<AttemptCount>()
        .Where(count => count.AccountId == account)
        .ExecuteUpdateAsync(set => set.SetProperty(count => count.Tried, 0), cancel);

    public Task<bool> IsLocked(Guid account, CancellationToken cancel)
    {
        var opened = clock.GetUtcNow() - LockedFor;
        return db.Set<AttemptCount>().AnyAsync(count => count.AccountId == account && count.Tried >= Most && count.LastAt > opened, cancel);
    }

    /// <summary>Uses a time step up; false where it, or a later one, was used before.</summary>
    public async Task<bool> UseStep(Guid account, long step, CancellationToken cancel) => await db.Set<AttemptCount>()
        .Where(count => count.AccountId == account && count.UsedStep < step)
        .ExecuteUpdateAsync(set => set.SetProperty(count => count.UsedStep, step), cancel) == 1;
}

internal sealed class AttemptMapping : IEntityTypeConfiguration<AttemptCount>
{
    public void Configure(EntityTypeBuilder<AttemptCount> builder)
    {
        builder.ToTable("access_attempts").HasKey(count => count.AccountId);
        builder.Property(count => count.AccountId).ValueGeneratedNever();
    }
}
