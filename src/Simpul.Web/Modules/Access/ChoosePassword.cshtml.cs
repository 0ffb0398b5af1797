using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>Replaces, on the way in, a password that somebody else chose.</summary>
[Public, EnableRateLimiting(SignInLimit.Name)]
public sealed class ChoosePasswordModel(Accounts accounts, Entrance entrance) : PageModel
{
    [BindProperty]
    public NewPassword Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await entrance.WaitingAt(Entrance.PasswordPage, HttpContext, cancel) is null ? LocalRedirect("/masuk") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await entrance.WaitingAt(Entrance.PasswordPage, HttpContext, cancel) is not { } account)
        {
            return LocalRedirect("/masuk");
        }
        if (!ModelState.IsValid || !ModelState.Accepts((await accounts.ReplacePassword(account, Input.Password, cancel)).Refusals))
        {
            return Page();
        }
        return LocalRedirect(await entrance.GoOn(HttpContext, account, cancel));
    }
}
