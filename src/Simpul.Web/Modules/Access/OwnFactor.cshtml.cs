using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Access;

/// <summary>Turns one's own second factor on and off, and renews its recovery codes.</summary>
[SignedIn, EnableRateLimiting(SignInLimit.Name)]
public sealed class OwnFactorModel(PlatformDb db, Acting acting, SecondFactor factor, IDataProtectionProvider protection, CurrentRegulation regulation) : PageModel
{
    [BindProperty]
    public FactorForm Factor { get; set; } = new();

    [BindProperty, Display(Name = "Kata sandi"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    public bool IsOn { get; private set; }

    public bool IsRequired => regulation.Instance.RequiresSecondFactor;

    public int CodesLeft { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await Show(await Own(cancel), cancel);

    public async Task<IActionResult> OnPostTurnOnAsync(CancellationToken cancel)
    {
        var account = await Own(cancel);
        Only(nameof(Factor), nameof(Password));
        if (account.TwoFactorEnabled || !ModelState.IsValid || Factor.Secret(protection, account) is not { } secret)
        {
            return await Show(account, cancel);
        }
        return await Codes(account, await factor.TurnOn(account, secret, Factor.Code, Password, cancel), cancel);
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancel)
    {
        var account = await Own(cancel);
        Only(nameof(Password));
        return account.TwoFactorEnabled && ModelState.IsValid ? await Codes(account, await factor.RenewCodes(account, Password, cancel), cancel) : await Show(account, cancel);
    }

    public async Task<IActionResult> OnPostTurnOffAsync(CancellationToken cancel)
    {
        var account = await Own(cancel);
        Only(nameof(Password));
        return ModelState.IsValid && ModelState.Accepts((await factor.TurnOff(account, Password, cancel)).Refusals, "")
            ? this.Done("/kerja/akun", "Verifikasi dua langkah dimatikan.")
            : await Show(account, cancel);
    }

    private async Task<IActionResult> Codes(Account account, Outcome<IReadOnlyList<string>> outcome, CancellationToken cancel)
    {
        if (!ModelState.Accepts(outcome.Refusals, outcome.Refusals.Any(refusal => refusal.Field == nameof(FactorForm.Code)) ? nameof(Factor) : ""))
        {
            return await Show(account, cancel);
        }
        Factor.Codes = outcome.Value;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task<IActionResult> Show(Account account, CancellationToken cancel)
    {
        IsOn = account.TwoFactorEnabled;
        CodesLeft = await factor.CodesLeft(account, cancel);
        if (!IsOn)
        {
            Factor.Show(protection, account, regulation.Profile.Region.Government);
        }
        return Page();
    }

    /// <summary>Of the page's two forms only one was sent.</summary>
    private void Only(params string[] sent)
    {
        foreach (var key in ModelState.Keys.Where(key => !sent.Any(form => key == form || key.StartsWith(form + ".", StringComparison.Ordinal))).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private Task<Account> Own(CancellationToken cancel) => db.Users.SingleAsync(account => account.Id == acting.Actor.AccountId, cancel);
}
