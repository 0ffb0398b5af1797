using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Access;

/// <summary>Sets a second factor up on the way in, where the instance requires one.</summary>
[Public, EnableRateLimiting(SignInLimit.Name)]
public sealed class SetUpFactorModel(
    SecondFactor factor, Entrance entrance, SignIn signIn, Acting acting, IDataProtectionProvider protection, CurrentRegulation regulation) : PageModel
{
    [BindProperty]
    public FactorForm Factor { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await entrance.WaitingAt(Entrance.SetUpPage, HttpContext, cancel) is { } account ? Form(account) : LocalRedirect("/masuk");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await entrance.WaitingAt(Entrance.SetUpPage, HttpContext, cancel) is not { } account)
        {
            return LocalRedirect("/masuk");
        }
        if (!ModelState.IsValid || Factor.Secret(protection, account) is not { } secret)
        {
            return Form(account);
        }
        acting.Actor = signIn.ActorOf(account, null);
        var outcome = await factor.TurnOn(account, secret, Factor.Code, cancel);
        if (!ModelState.Accepts(outcome.Refusals, nameof(Factor)))
        {
            return Form(account);
        }
        Factor.Codes = outcome.Value;
        Factor.Next = await entrance.GoOnWithCode(HttpContext, account, cancel);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private PageResult Form(Account account)
    {
        Factor.Show(protection, account, regulation.Profile.Region.Government);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
