using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>One's own account: password, second factor, offices, sessions, tokens.</summary>
[SignedIn]
public sealed class OwnModel(
    PlatformDb db, Acting acting, SignIn signIn, SecondFactor factor, Accounts accounts, AccessTokens tokens, OpenIdOptions openId, TimeProvider clock) : PageModel
{
    public Account Account { get; private set; } = null!;

    public int CodesLeft { get; private set; }

    public IReadOnlyList<HeldOffice> Offices => acting.Offices;

    public Guid? ActingAs => acting.Actor.OfficeId;

    public Guid? ThisSession => User.Session();

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public IReadOnlyList<AccessToken> Tokens { get; private set; } = [];

    public string? OpenIdTitle => openId.IsOn ? openId.Title : null;

    /// <summary>A token that was just made: shown by the page that answers, and never again.</summary>
    public string? Secret { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Account = await Own(cancel);
        CodesLeft = await factor.CodesLeft(Account, cancel);
        Sessions = await db.Standing(Account.Id, now, cancel);
        Tokens = await db.Set<AccessToken>().AsNoTracking().Where(token => token.AccountId == Account.Id && token.EndedAt == null && token.ExpiresAt > now).OrderBy(token => token.Id).ToListAsync(cancel);
        Secret = TempData["Token"] as string;
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        await signIn.End(id, cancel);
        return this.Done("/kerja/akun#sesi", "Sesi itu diakhiri.");
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancel)
    {
        await signIn.EndAll(acting.Actor.AccountId!.Value, ThisSession, cancel);
        return this.Done("/kerja/akun#sesi", "Semua sesi lain diakhiri.");
    }

    public async Task<IActionResult> OnPostEndTokenAsync(Guid id, CancellationToken cancel) =>
        await tokens.End(id, cancel) ? this.Done("/kerja/akun#token", "Token itu tidak berlaku lagi.") : NotFound();

    public async Task<IActionResult> OnPostUnlinkAsync(CancellationToken cancel)
    {
        await accounts.Link(await Own(cancel), null, cancel);
        return this.Done("/kerja/akun#openid", "Hubungan diputuskan.");
    }

    private Task<Account> Own(CancellationToken cancel) => db.Users.SingleAsync(account => account.Id == acting.Actor.AccountId, cancel);
}
