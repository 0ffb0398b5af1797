using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Access;

/// <summary>Ends the session of this browser. Whoever has no session any more is told the same.</summary>
[Public]
public sealed class LeaveModel(SignIn signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await signIn.EndOwn(User, cancel);
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        // Drafts of forms that the browser keeps belong to the person who leaves.
        Response.Headers["Clear-Site-Data"] = "\"storage\"";
        TempData.Say("Anda sudah keluar.");
        return LocalRedirect("/masuk");
    }
}
