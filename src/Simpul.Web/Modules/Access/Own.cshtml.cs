using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>One's own account: password, second factor, offices, sessions, tokens.</summary>
[SignedIn, EnableRateLimiting(SignInLimit.Name)]
public sealed class OwnModel(
    PlatformDb db, Acting acting, SignIn signIn, SecondFactor factor, Accounts accounts, AccessTokens tokens, Credentials credentials, OpenId provider, OpenIdOptions openId, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Kata sandi"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    /// <summary>What a token may do, in a table's few words.</summary>
    public static string ScopeOf(TokenScope scope) => scope switch
    {
        TokenScope.Read => "Membaca",
        TokenScope.Write => "Membaca dan mengubah",
        TokenScope.RepositoryRead => "Mengambil kode",
        _ => "Mengambil dan mengirim kode",
    };

    public Account Account { get; private set; } = null!;

    public int CodesLeft { get; private set; }

    public IReadOnlyList<HeldOffice> Offices => acting.Offices;

    public Guid? ActingAs => acting.Actor.OfficeId;

    public Guid? ThisSession => User.Session();

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public IReadOnlyList<AccessToken> Tokens { get; private set; } = [];

    public string? OpenIdTitle => openId.IsOn ? openId.Title : null;

    /// <summary>Where the provider asks its own sign-in, once the password was right. A link and no redirect: a form may send nobody elsewhere.</summary>
    public string? ContinueAt { get; private set; }

    /// <summary>A token that was just made: shown by the page that answers, and never again.</summary>
    public string? Secret { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await Show(cancel);
        Secret = TempData["Token"] as string;
    }

    private async Task Show(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Account = await Own(cancel);
        CodesLeft = await factor.CodesLeft(Account, cancel);
        Sessions = await db.Standing(Account.Id, now, cancel);
        Tokens = await tokens.Standing(Account.Id).AsNoTracking().ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        await signIn.End(id, cancel);
        return this.Done("/kerja/akun#sesi", "Sesi itu diakhiri.");
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancel)
    {
        await accounts.EndSessions(acting.Actor.AccountId!.Value, ThisSession, cancel);
        return this.Done("/kerja/akun#sesi", "Semua sesi lain dan semua token diakhiri.");
    }

    public async Task<IActionResult> OnPostEndTokenAsync(Guid id, CancellationToken cancel) =>
        await tokens.End(acting.Actor.AccountId!.Value, id, cancel) ? this.Done("/kerja/akun#token", "Token itu tidak berlaku lagi.") : NotFound();

    public async Task<IActionResult> OnPostUnlinkAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid && ModelState.Accepts((await accounts.Unlink(await Own(cancel), Password, cancel)).Refusals, ""))
        {
            return this.Done("/kerja/akun#openid", "Hubungan diputuskan.");
        }
        await Show(cancel);
        return Page();
    }

    /// <summary>Begins the way to the provider. Who signs in there is linked when they come back to this session.</summary>
    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancel)
    {
        if (!openId.IsOn)
        {
            return NotFound();
        }
        await Show(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (!await credentials.Confirm(await Own(cancel), Password, cancel))
        {
            ModelState.AddModelError(nameof(Password), "Kata sandi tidak cocok.");
            return Page();
        }
        try
        {
            ContinueAt = await provider.Begin(HttpContext, Account.Id, null, cancel);
            return Page();
        }
        catch (InvalidOperationException)
        {
            return LocalRedirect(OpenIdSignIn.RefusedPath + "?alasan=gagal");
        }
    }

    private Task<Account> Own(CancellationToken cancel) => db.Users.SingleAsync(account => account.Id == acting.Actor.AccountId, cancel);
}
