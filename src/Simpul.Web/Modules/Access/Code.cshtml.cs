using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
[Public, EnableRateLimiting(SignInLimit.Name)]
public sealed class CodeModel(Credentials credentials, Entrance entrance) : PageModel
{
    [BindProperty, Display(Name = "Kode"), Required, StringLength(20)]
    public string Code { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await entrance.WaitingAt(Entrance.CodePage, HttpContext, cancel) is null ? LocalRedirect("/masuk") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await entrance.WaitingAt(Entrance.CodePage, HttpContext, cancel) is not { } account)
        {
            return LocalRedirect("/masuk");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (!await credentials.CheckCode(account, Code, cancel))
        {
            // What was typed is no use any more, whatever was wrong with it.
            ModelState.Clear();
            Code = "";
            ModelState.AddModelError(nameof(Code), "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu ketik. Setelah lima kali keliru, akun terkunci selama 15 menit.");
            return Page();
        }
        return LocalRedirect(await entrance.GoOnWithCode(HttpContext, account, cancel));
    }
}
