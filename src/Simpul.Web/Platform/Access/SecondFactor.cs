using System.Security.Cryptography;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Platform.Access;

/// <summary>Turns an account's second factor on and off.</summary>
public sealed class SecondFactor(
    PlatformDb db, AccountStore store, Attempts attempts, Credentials credentials, CurrentRegulation regulation, Journal.Journal journal, TimeProvider clock)
{
    /// <summary>How many recovery codes there are at first.</summary>
    public const int Codes = 10;

    // Without 0, 1, I, L, O and U, which people misread and read into.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Turns it on for whoever is signed in already, with the password too: a browser that was left open locks nobody out.</summary>
    /// <inheritdoc cref="TurnOn(Account, string, string, CancellationToken)" path="/returns"/>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOn(Account account, string secret, string code, string password, CancellationToken cancel) =>
        await credentials.Confirm(account, password, cancel) ? await TurnOn(account, secret, code, cancel) : WrongPassword;

    /// <summary>Turns it on for whoever shows that their app makes the secret's codes, on the way in.</summary>
    /// <returns>The recovery codes, which are shown this one time.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOn(Account account, string secret, string code, CancellationToken cancel)
    {
        if (Totp.Match(secret, code, clock.GetUtcNow()) is not { } step || !await attempts.UseStep(account.Id, step, cancel))
        {
            return Refusal.At("Code", "Kode tidak cocok. Periksa jam ponsel Anda, lalu ketik kode yang sedang tampil.");
        }
        await store.SetAuthenticatorKeyAsync(account, secret, cancel);
        account.TwoFactorEnabled = true;
        account.SecurityStamp = Guid.NewGuid().ToString();
        journal.Record("accounts.second-factor-on", account);
        return await Renew(account, cancel);
    }

    /// <summary>Turns it off with the password; refused where the instance requires it.</summary>
    public async Task<Outcome> TurnOff(Account account, string password, CancellationToken cancel)
    {
        if (regulation.Instance.RequiresSecondFactor)
        {
            return Refusal.Whole("Verifikasi dua langkah diwajibkan di instansi ini, jadi tidak dapat dimatikan.");
        }
        if (!await credentials.Confirm(account, password, cancel))
        {
            return WrongPassword;
        }
        await Remove(account, cancel);
        journal.Record("accounts.second-factor-off", account);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>New recovery codes in place of the old ones.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> RenewCodes(Account account, string password, CancellationToken cancel)
    {
        if (!await credentials.Confirm(account, password, cancel))
        {
            return WrongPassword;
        }
        journal.Note("accounts.recovery-codes-renewed", "accounts", account.Id);
        return await Renew(account, cancel);
    }

    public Task<int> CodesLeft(Account account, CancellationToken cancel) => store.CountCodesAsync(account, cancel);

    /// <summary>A recovery code as it is kept: capitals and digits, however it was typed.</summary>
    internal static string Clean(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    /// <summary>Takes secret and codes away. The caller records why, and saves.</summary>
    internal async Task Remove(Account account, CancellationToken cancel)
    {
        await store.RemoveTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey", cancel);
        await store.RemoveTokenAsync(account, "[AspNetUserStore]", "RecoveryCodes", cancel);
        account.TwoFactorEnabled = false;
        account.SecurityStamp = Guid.NewGuid().ToString();
    }

    private static Refusal WrongPassword => Refusal.At("Password", "Kata sandi tidak cocok.");

    private async Task<Outcome<IReadOnlyList<string>>> Renew(Account account, CancellationToken cancel)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Letters, 10)).ToList();
        await store.ReplaceCodesAsync(account, codes, cancel);
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        await db.SaveChangesAsync(cancel);
        return codes.ConvertAll(code => $"{code[..5]}-{code[5..]}");
    }
}
