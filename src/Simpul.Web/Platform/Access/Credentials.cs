using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Telemetry;

namespace Simpul.Web.Platform.Access;

/// <summary>Looks at passwords and codes. Whatever is wrong, the answer and the work are the same, so that neither tells which accounts there are.</summary>
public sealed class Credentials(
    PlatformDb db, AccountStore store, IPasswordHasher<Account> hasher, Attempts attempts, Journal.Journal journal, TimeProvider clock)
{
    private static string? decoy;

    /// <summary>The account whose password this is; null where it is not, where the account is locked or closed, and where there is none.</summary>
    public async Task<Account?> CheckPassword(string userName, string password, CancellationToken cancel)
    {
        // A hash that no password has, made with the rounds of the real ones.
        decoy ??= hasher.HashPassword(new Account(), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        var account = await store.FindByNameAsync(Accounts.Normal(userName), cancel);
        var known = account is { ClosedAt: null, PasswordHash: not null } ? account : null;
        var taken = await attempts.Take(known?.Id ?? Guid.Empty, cancel);
        var verdict = hasher.VerifyHashedPassword(known ?? new Account(), known?.PasswordHash ?? decoy, password);
        if (known is null || !taken || verdict == PasswordVerificationResult.Failed)
        {
            await Failed(account?.Id ?? Guid.Empty, "password", taken, account is { ClosedAt: not null } ? "closed" : known is not null && !taken ? "locked" : "password", cancel);
            return null;
        }
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            known.PasswordHash = hasher.HashPassword(known, password);
            journal.Record("accounts.password-rehashed", known);
            await db.SaveChangesAsync(cancel);
        }
        await attempts.GiveBack(known.Id, cancel);
        return known;
    }

    /// <summary>Whether this is the password of an account whose holder is signed in: asked before the account's safety changes.</summary>
    public async Task<bool> Confirm(Account account, string password, CancellationToken cancel)
    {
        var taken = await attempts.Take(account.Id, cancel);
        if (!taken || account.PasswordHash is null
            || hasher.VerifyHashedPassword(account, account.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            await Failed(account.Id, "password", taken, taken ? "password" : "locked", cancel);
            return false;
        }
        await attempts.GiveBack(account.Id, cancel);
        return true;
    }

    /// <summary>Whether this is a code of the account's authenticator app, not used before, or one of its recovery codes, which is used up.</summary>
    public async Task<bool> CheckCode(Account account, string code, CancellationToken cancel)
    {
        var taken = await attempts.Take(account.Id, cancel);
        if (taken && await IsRight(account, code, cancel))
        {
            await attempts.GiveBack(account.Id, cancel);
            return true;
        }
        await Failed(account.Id, "code", taken, taken ? "code" : "locked", cancel);
        return false;
    }

    private async Task<bool> IsRight(Account account, string code, CancellationToken cancel)
    {
        if (await store.GetAuthenticatorKeyAsync(account, cancel) is { } secret && Totp.Match(secret, code, clock.GetUtcNow()) is { } step)
        {
            return await attempts.UseStep(account.Id, step, cancel);
        }
        if (!await store.RedeemCodeAsync(account, SecondFactor.Clean(code), cancel))
        {
            return false;
        }
        // The account's row changes with its codes, so that of two who use one code at the same moment only one is let in.
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        journal.Note("accounts.recovery-code-used", "accounts", account.Id, details: new JsonObject { ["left"] = await store.CountCodesAsync(account, cancel) });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Notes a failed try, with nothing of what was typed.</summary>
    /// <param name="why">As <see cref="Signals.SignInFailed"/> has it: for the operator, never for the page.</param>
    private async Task Failed(Guid account, string what, bool counted, string why, CancellationToken cancel)
    {
        Signals.SignInFailed(why);
        journal.Note("accounts.sign-in-failed", "accounts", account, details: new JsonObject { ["at"] = what });
        if (counted && await attempts.IsLocked(account, cancel))
        {
            journal.Note("accounts.locked", "accounts", account);
        }
        await db.SaveChangesAsync(cancel);
    }
}
