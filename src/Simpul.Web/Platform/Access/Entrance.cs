using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Access;

/// <summary>
/// A sign-in that is under way: between the first proof and the session lie a code, the set-up of a second factor, a password to be chosen. What
/// was proved so far travels in a cookie that only this program can write and read, for ten minutes, and falls with the account's stamp.
/// </summary>
public sealed class Entrance(IDataProtectionProvider protection, PlatformDb db, SignIn signIn, CurrentRegulation regulation, TimeProvider clock)
{
    public const string CodePage = "/masuk/kode";
    public const string SetUpPage = "/masuk/siapkan";
    public const string PasswordPage = "/masuk/sandi";

    private const string Cookie = "simpul-masuk";

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("Simpul.Entrance");

    /// <summary>Goes on after the first proof, a password or an OpenID provider's word.</summary>
    /// <param name="back">The page to go to in the end; of this origin.</param>
    /// <returns>The next page; a session has started where nothing more is asked.</returns>
    public Task<string> Begin(HttpContext context, Account account, string? back, CancellationToken cancel) =>
        GoOn(context, account, new Proved(account.Id, "", false, Local(back), clock.GetUtcNow() + longest), cancel);

    /// <summary>Goes on after the code, too, was right.</summary>
    /// <inheritdoc cref="Begin" path="/returns"/>
    public async Task<string> GoOnWithCode(HttpContext context, Account account, CancellationToken cancel) =>
        Read(context) is { } proved ? await GoOn(context, account, proved with { Code = true }, cancel) : "/masuk";

    /// <summary>Goes on after a password was chosen.</summary>
    /// <inheritdoc cref="Begin" path="/returns"/>
    public async Task<string> GoOn(HttpContext context, Account account, CancellationToken cancel) =>
        Read(context) is { } proved ? await GoOn(context, account, proved, cancel) : "/masuk";

    /// <summary>Whose sign-in is under way and waits at this page; null where none does.</summary>
    public async Task<Account?> WaitingAt(string page, HttpContext context, CancellationToken cancel)
    {
        if (Read(context) is not { } proved)
        {
            return null;
        }
        var account = await db.Users.SingleOrDefaultAsync(item => item.Id == proved.Account && item.ClosedAt == null, cancel);
        return account is not null && account.SecurityStamp == proved.Stamp && Asked(account, proved.Code) == page ? account : null;
    }

    /// <summary>Where a page of this origin was meant, that one; else the workspace.</summary>
    public static string Local(string? href) =>
        href is ['/', ..] && href is not ['/', '/' or '\\', ..] && !href.Any(char.IsControl) && !href.StartsWith("/masuk", StringComparison.Ordinal) ? href : "/kerja";

    private async Task<string> GoOn(HttpContext context, Account account, Proved proved, CancellationToken cancel)
    {
        if (Asked(account, proved.Code) is { } page)
        {
            Write(context, proved with { Stamp = account.SecurityStamp ?? "" });
            return page;
        }
        context.Response.Cookies.Delete(Cookie, Options(context));
        await signIn.Start(context, account, cancel);
        return proved.Back;
    }

    private string? Asked(Account account, bool code) =>
        !code && account.TwoFactorEnabled ? CodePage
        : !account.TwoFactorEnabled && regulation.Instance.RequiresSecondFactor ? SetUpPage
        : account.MustChangePassword ? PasswordPage
        : null;

    private Proved? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } value)
        {
            return null;
        }
        try
        {
            var proved = JsonSerializer.Deserialize<Proved>(protector.Unprotect(value));
            return proved is not null && proved.Until > clock.GetUtcNow() ? proved : null;
        }
        catch (Exception damaged) when (damaged is System.Security.Cryptography.CryptographicException or JsonException)
        {
            return null;
        }
    }

    private void Write(HttpContext context, Proved proved) =>
        context.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(proved)), Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/masuk",
        MaxAge = longest,
    };

    private sealed record Proved(Guid Account, string Stamp, bool Code, string Back, DateTimeOffset Until);
}
