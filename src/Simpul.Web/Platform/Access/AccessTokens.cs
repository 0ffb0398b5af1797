using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Access;

/// <summary>A token that was just made.</summary>
/// <param name="Secret">Shown this one time; only its hash is kept.</param>
public sealed record NewToken(AccessToken Token, string Secret);

/// <summary>Makes, ends and recognises tokens for the API.</summary>
public sealed class AccessTokens(PlatformDb db, SignIn signIn, Credentials credentials, IOfficeDirectory directory, Acting acting, Journal.Journal journal, Today today, TimeProvider clock)
{
    /// <summary>What every token begins with, so that one that was left in a file is recognised.</summary>
    public const string Prefix = "simpul_";

    /// <summary>Standing tokens of an account at most.</summary>
    public const int Most = 20;

    /// <param name="office">One that the actor holds.</param>
    /// <param name="days">1 to <see cref="AccessToken.Longest"/>.</param>
    /// <param name="password">The actor's: a browser that was left open makes no way in that outlives it.</param>
    public async Task<Outcome<NewToken>> Create(string name, TokenScope scope, Guid office, int days, string password, CancellationToken cancel)
    {
        var (account, now) = (acting.Actor.AccountId!.Value, clock.GetUtcNow());
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(name))
        {
            refusals.Add(Refusal.At("Name", "Tulis untuk apa token ini dipakai."));
        }
        if (days is < 1 or > AccessToken.Longest)
        {
            refusals.Add(Refusal.At("Days", $"Isi antara 1 dan {AccessToken.Longest} hari."));
        }
        if (acting.Offices.All(held => held.OfficeId != office))
        {
            refusals.Add(Refusal.At("OfficeId", "Pilih salah satu jabatan Anda."));
        }
        if (await Standing(account).CountAsync(cancel) >= Most)
        {
            refusals.Add(Refusal.Whole($"Anda sudah mempunyai {Most} token. Akhiri yang tidak dipakai lagi."));
        }
        if (!await credentials.Confirm(await db.Users.SingleAsync(item => item.Id == account, cancel), password, cancel))
        {
            refusals.Add(Refusal.At("Password", "Kata sandi tidak cocok."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var secret = Prefix + Token.New();
        var made = new AccessToken
        {
            AccountId = account, OfficeId = office, Name = name.Trim(), Scope = scope, TokenHash = Token.Hash(secret), CreatedAt = now, ExpiresAt = now.AddDays(days),
        };
        db.Add(made);
        journal.Record("access-tokens.made", made);
        await db.SaveChangesAsync(cancel);
        return new NewToken(made, secret);
    }

    /// <summary>The tokens of an account that count today, oldest first.</summary>
    public IQueryable<AccessToken> Standing(Guid account)
    {
        var now = clock.GetUtcNow();
        return db.Set<AccessToken>().Where(token => token.AccountId == account && token.EndedAt == null && token.ExpiresAt > now).OrderBy(token => token.Id);
    }

    /// <summary>Ends one token of an account.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> End(Guid account, Guid id, CancellationToken cancel)
    {
        if (await Standing(account).SingleOrDefaultAsync(token => token.Id == id, cancel) is not { } found)
        {
            return false;
        }
        End(found);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Ends every token of an account, because whoever has one may be who the account is kept from. The caller saves.</summary>
    public async Task EndAll(Guid account, CancellationToken cancel)
    {
        foreach (var token in await Standing(account).ToListAsync(cancel))
        {
            End(token);
        }
    }

    private void End(AccessToken token)
    {
        token.EndedAt = clock.GetUtcNow();
        journal.Record("access-tokens.ended", token);
    }

    /// <summary>Lets the request act as the token's person, for the token's office.</summary>
    /// <returns>The token; null where it does not stand, its account is closed, or its person no longer holds the office.</returns>
    public async Task<AccessToken?> Resume(string secret, CancellationToken cancel)
    {
        var (hash, now) = (Token.Hash(secret), clock.GetUtcNow());
        var token = await db.Set<AccessToken>().AsNoTracking().SingleOrDefaultAsync(item => item.TokenHash == hash, cancel);
        if (token?.StandsAt(now) != true
            || await db.Users.AsNoTracking().SingleOrDefaultAsync(item => item.Id == token.AccountId && item.ClosedAt == null, cancel) is not { } account
            || (await directory.HeldBy(account.PersonId, today.Date, cancel)).FirstOrDefault(held => held.OfficeId == token.OfficeId) is not { } office)
        {
            return null;
        }
        acting.Actor = signIn.ActorOf(account, office) with { Via = "api" };
        acting.Offices = [office];
        var minute = now.AddMinutes(-1);
        if (token.UsedAt is null || token.UsedAt < minute)
        {
            await db.Set<AccessToken>().Where(item => item.Id == token.Id && (item.UsedAt == null || item.UsedAt < minute))
                .ExecuteUpdateAsync(set => set.SetProperty(item => item.UsedAt, now), cancel);
        }
        return token;
    }
}
