using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Access;

/// <summary>Where somebody who was invited chooses their password. Opening the page uses nothing up: mail scanners open links too.</summary>
[Public, EnableRateLimiting(SignInLimit.Name)]
public sealed class InvitationModel(Accounts accounts) : PageModel
{
    [BindProperty]
    public NewPassword Input { get; set; } = new();

    public string? UserName { get; private set; }

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => Show(token, cancel);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        if (!ModelState.IsValid || !ModelState.Accepts((await accounts.Accept(token, Input.Password, cancel)).Refusals))
        {
            return await Show(token, cancel);
        }
        TempData.Say("Kata sandi tersimpan. Sekarang masuk dengan kata sandi itu.");
        return LocalRedirect("/masuk");
    }

    private async Task<IActionResult> Show(string token, CancellationToken cancel)
    {
        UserName = token.Length <= 100 ? (await accounts.InvitedBy(token, cancel))?.UserName : null;
        Response.Headers.CacheControl = "no-store";
        // The address is the secret: no other page is told of it.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        return Page();
    }
}
