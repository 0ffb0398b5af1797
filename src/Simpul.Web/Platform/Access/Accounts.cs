using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Access;

/// <summary>Somebody who was invited to choose a password.</summary>
/// <param name="Token">Shown this one time; only its hash is kept.</param>
public sealed record Invited(Account Account, string Token, DateTimeOffset Until)
{
    /// <summary>The page where the password is chosen, on this instance.</summary>
    public string Path => "/masuk/undangan/" + Token;
}

/// <summary>
/// What is done to accounts. Each operation is an event and one save. Passwords change only by who has the old one or an invitation; an administrator
/// never learns one.
/// </summary>
public sealed partial class Accounts(
    PlatformDb db, SecondFactor factor, SignIn signIn, AccessTokens tokens, Attempts attempts, Credentials credentials, IPasswordHasher<Account> hasher,
    IOrganisation organisation, Journal.Journal journal, Acting acting, TimeProvider clock)
{
    /// <summary>Opens an account with a password that somebody else chose: setup, samples and tests.</summary>
    /// <param name="person">Of the organisation; has no account yet.</param>
    /// <param name="mustChange">Whether the person must choose another at the first sign-in.</param>
    public async Task<Outcome<Account>> Create(Guid person, string userName, string password, bool mustChange, CancellationToken cancel)
    {
        var name = userName.Trim().ToLowerInvariant();
        List<Refusal> refusals = [.. await RefuseNew(person, name, cancel), .. Passwords.Refuse("Password", password, name)];
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var account = New(person, name);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.MustChangePassword = mustChange;
        await db.SaveChangesAsync(cancel);
        return account;
    }

    /// <summary>Opens an account whose person chooses the password by an invitation.</summary>
    public async Task<Outcome<Invited>> Invite(Guid person, string userName, CancellationToken cancel)
    {
        var name = userName.Trim().ToLowerInvariant();
        if (await RefuseNew(person, name, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        var account = New(person, name);
        journal.Note("accounts.invited", "accounts", account.Id);
        var invited = Invitation(account);
        await db.SaveChangesAsync(cancel);
        return invited;
    }

    /// <summary>Takes the password away, ends every session and token, and invites the person to choose another.</summary>
    public async Task<Outcome<Invited>> Reset(Guid id, string reason, CancellationToken cancel)
    {
        if (await Refuse(id, reason, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        var account = await Find(id, cancel);
        account.PasswordHash = null;
        account.MustChangePassword = false;
        Restamp(account);
        journal.Note("accounts.password-reset", "accounts", id, reason);
        await tokens.EndAll(id, cancel);
        await UseUp(id, cancel);
        var invited = Invitation(account);
        await db.SaveChangesAsync(cancel);
        await signIn.EndAll(id, null, cancel);
        return invited;
    }

    /// <summary>The account that an invitation is for, while it may be used.</summary>
    public async Task<Account?> InvitedBy(string token, CancellationToken cancel)
    {
        var hash = Token.Hash(token);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(item => item.TokenHash == hash, cancel);
        return invitation is null || invitation.UsedAt is not null || invitation.ExpiresAt <= clock.GetUtcNow()
            ? null
            : await db.Users.SingleOrDefaultAsync(account => account.Id == invitation.AccountId && account.ClosedAt == null, cancel);
    }

    /// <summary>Sets the password of whoever was invited. An invitation works once.</summary>
    public async Task<Outcome> Accept(string token, string password, CancellationToken cancel)
    {
        if (await InvitedBy(token, cancel) is not { } account)
        {
            return Refusal.Whole("Undangan ini sudah dipakai atau sudah lewat masanya. Minta undangan baru kepada pengelola sistem.");
        }
        if (Passwords.Refuse("Password", password, account.UserName!).ToList() is { Count: > 0 } refusals)
        {
            return refusals;
        }
        acting.Actor = signIn.ActorOf(account, null);
        account.PasswordHash = hasher.HashPassword(account, password);
        Restamp(account);
        journal.Note("accounts.invitation-accepted", "accounts", account.Id);
        if (await UseUp(account.Id, cancel) == 0)
        {
            return Refusal.Whole("Undangan ini sudah dipakai. Masuk dengan kata sandi yang Anda pilih.");
        }
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Changes one's own password; every other session and every token ends.</summary>
    /// <param name="session">The one that stays.</param>
    public async Task<Outcome> ChangePassword(Account account, string old, string fresh, Guid? session, CancellationToken cancel)
    {
        var refusals = Passwords.Refuse("NewPassword", fresh, account.UserName!).ToList();
        if (refusals.Count == 0 && old == fresh)
        {
            refusals.Add(Refusal.At("NewPassword", "Kata sandi baru sama dengan yang lama. Pilih yang lain."));
        }
        if (!await credentials.Confirm(account, old, cancel))
        {
            refusals.Insert(0, Refusal.At("Password", "Kata sandi sekarang tidak cocok."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        account.PasswordHash = hasher.HashPassword(account, fresh);
        account.MustChangePassword = false;
        Restamp(account);
        journal.Note("accounts.password-changed", "accounts", account.Id);
        await tokens.EndAll(account.Id, cancel);
        await db.SaveChangesAsync(cancel);
        await signIn.EndAll(account.Id, session, cancel);
        return Outcome.Done;
    }

    /// <summary>Replaces a password that somebody else chose, by the person who has just signed in with it.</summary>
    public async Task<Outcome> ReplacePassword(Account account, string fresh, CancellationToken cancel)
    {
        var refusals = Passwords.Refuse("Password", fresh, account.UserName!).ToList();
        if (refusals.Count == 0 && account.PasswordHash is { } hash && hasher.VerifyHashedPassword(account, hash, fresh) != PasswordVerificationResult.Failed)
        {
            refusals.Add(Refusal.At("Password", "Ini kata sandi yang lama. Pilih yang lain."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        acting.Actor = signIn.ActorOf(account, null);
        account.PasswordHash = hasher.HashPassword(account, fresh);
        account.MustChangePassword = false;
        journal.Record("accounts.password-changed", account);
        await tokens.EndAll(account.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Closes an account: its person cannot sign in, its sessions and tokens end. It stays, because the journal names it.</summary>
    public async Task<Outcome> Close(Guid id, string reason, CancellationToken cancel)
    {
        if (await Refuse(id, reason, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        var account = await Find(id, cancel);
        account.ClosedAt ??= clock.GetUtcNow();
        Restamp(account);
        journal.Record("accounts.closed", account, reason);
        await tokens.EndAll(id, cancel);
        await UseUp(id, cancel);
        await db.SaveChangesAsync(cancel);
        await signIn.EndAll(id, null, cancel);
        return Outcome.Done;
    }

    public async Task<Outcome> Reopen(Guid id, string reason, CancellationToken cancel)
    {
        if (await Refuse(id, reason, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        var account = await Find(id, cancel);
        account.ClosedAt = null;
        journal.Record("accounts.reopened", account, reason);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Lets an account that was tried too often sign in again before its time.</summary>
    public async Task Unlock(Guid id, CancellationToken cancel)
    {
        journal.Note("accounts.unlocked", "accounts", id);
        await db.SaveChangesAsync(cancel);
        await attempts.Clear(id, cancel);
    }

    /// <summary>Ends the sessions of an account, and its tokens with them.</summary>
    /// <param name="except">One's own session that stays.</param>
    public async Task EndSessions(Guid id, Guid? except, CancellationToken cancel)
    {
        journal.Note("accounts.sessions-ended", "accounts", id);
        await tokens.EndAll(id, cancel);
        await db.SaveChangesAsync(cancel);
        await signIn.EndAll(id, except, cancel);
    }

    /// <summary>Takes the second factor of somebody who lost their phone and their codes. They set it up anew.</summary>
    public async Task<Outcome> ResetSecondFactor(Guid id, string reason, CancellationToken cancel)
    {
        if (await Refuse(id, reason, cancel) is { Count: > 0 } refusals)
        {
            return refusals;
        }
        var account = await Find(id, cancel);
        await factor.Remove(account, cancel);
        journal.Record("accounts.second-factor-reset", account, reason);
        await tokens.EndAll(id, cancel);
        await db.SaveChangesAsync(cancel);
        await signIn.EndAll(id, null, cancel);
        return Outcome.Done;
    }

    /// <summary>The account that an OpenID provider's subject signs in to.</summary>
    public Task<Account?> LinkedTo(string subject, CancellationToken cancel) =>
        db.Users.SingleOrDefaultAsync(account => account.OpenIdSubject == subject && account.ClosedAt == null, cancel);

    /// <summary>Lets a subject at the OpenID provider sign in to one's own account. Asked with the password before the way there began.</summary>
    public async Task<Outcome> Link(Account account, string subject, CancellationToken cancel)
    {
        if (await db.Users.AnyAsync(other => other.OpenIdSubject == subject && other.Id != account.Id, cancel))
        {
            return Refusal.Whole("Akun penyedia itu sudah dihubungkan dengan pengguna lain.");
        }
        account.OpenIdSubject = subject;
        journal.Note("accounts.openid-linked", "accounts", account.Id);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Takes that away, with the password.</summary>
    public async Task<Outcome> Unlink(Account account, string password, CancellationToken cancel)
    {
        if (!await credentials.Confirm(account, password, cancel))
        {
            return Refusal.At("Password", "Kata sandi tidak cocok.");
        }
        account.OpenIdSubject = null;
        journal.Note("accounts.openid-unlinked", "accounts", account.Id);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>A user name as it is compared.</summary>
    internal static string Normal(string userName) => userName.Trim().ToUpperInvariant();

    private Task<Account> Find(Guid id, CancellationToken cancel) => db.Users.SingleAsync(account => account.Id == id, cancel);

    private Account New(Guid person, string name)
    {
        var account = new Account { Id = Guid.CreateVersion7(), PersonId = person, UserName = name, NormalizedUserName = Normal(name) };
        Restamp(account);
        db.Add(account);
        db.Add(new AttemptCount { AccountId = account.Id });
        journal.Record("accounts.opened", account);
        return account;
    }

    private Invited Invitation(Account account)
    {
        var token = Token.New();
        var invitation = new Invitation { AccountId = account.Id, TokenHash = Token.Hash(token), ExpiresAt = clock.GetUtcNow() + Access.Invitation.Valid };
        db.Add(invitation);
        return new Invited(account, token, invitation.ExpiresAt);
    }

    private Task<int> UseUp(Guid account, CancellationToken cancel) => db.Set<Invitation>()
        .Where(item => item.AccountId == account && item.UsedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(item => item.UsedAt, clock.GetUtcNow()), cancel);

    /// <summary>Whatever was half-way through signing in with the old stamp starts again.</summary>
    private static void Restamp(Account account) => account.SecurityStamp = Guid.NewGuid().ToString();

    private async Task<List<Refusal>> RefuseNew(Guid person, string name, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (!UserName().IsMatch(name))
        {
            refusals.Add(Refusal.At("UserName", "Nama pengguna 3 sampai 40 karakter: huruf kecil, angka, titik, garis bawah, atau tanda hubung, diawali huruf."));
        }
        else if (await db.Users.AnyAsync(account => account.NormalizedUserName == Normal(name), cancel))
        {
            refusals.Add(Refusal.At("UserName", "Nama pengguna ini sudah dipakai. Pilih yang lain."));
        }
        if ((await organisation.People([person], cancel)).Count == 0)
        {
            refusals.Add(Refusal.At("PersonId", "Pilih orang dari daftar pegawai."));
        }
        else if (await db.Users.AnyAsync(account => account.PersonId == person, cancel))
        {
            refusals.Add(Refusal.At("PersonId", "Orang ini sudah mempunyai akun."));
        }
        return refusals;
    }

    /// <summary>Nobody administers their own account, and nobody another's without saying why.</summary>
    private async Task<List<Refusal>> Refuse(Guid id, string reason, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (id == acting.Actor.AccountId)
        {
            refusals.Add(Refusal.Whole("Ini akun Anda sendiri. Minta pengelola lain melakukannya."));
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(Refusal.At("Reason", "Tulis alasannya. Alasan tercatat dalam jurnal."));
        }
        if (!await db.Users.AnyAsync(account => account.Id == id, cancel))
        {
            refusals.Add(Refusal.Whole("Akun ini tidak ada."));
        }
        return refusals;
    }

    [GeneratedRegex("^[a-z][a-z0-9._-]{2,39}$")]
    private static partial Regex UserName();
}
