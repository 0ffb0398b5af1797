using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Access;

/// <summary>User name and password. Whatever is wrong, the page says the same.</summary>
[Public, EnableRateLimiting(SignInLimit.Name)]
public sealed class EnterModel(Credentials credentials, Entrance entrance, OpenIdOptions openId, PlatformDb db, Acting acting) : PageModel
{
    internal const string Refused = "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya. Setelah lima kali keliru, akun terkunci selama 15 menit.";

    [BindProperty, Display(Name = "Nama pengguna"), Required, StringLength(100)]
    public string UserName { get; set; } = "";

    [BindProperty, Display(Name = "Kata sandi"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "kembali")]
    public string? Back { get; set; }

    public string? OpenIdTitle => openId.IsOn ? openId.Title : null;

    /// <summary>Whether there is no account at all, so that nobody can invite anybody from here.</summary>
    public bool IsFirst { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        IsFirst = !await db.Users.AnyAsync(cancel);
        return acting.Actor.SignedIn ? LocalRedirect(Entrance.Local(Back)) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (await credentials.CheckPassword(UserName, Password, cancel) is not { } account)
        {
            ModelState.AddModelError("", Refused);
            return Page();
        }
        return LocalRedirect(await entrance.Begin(HttpContext, account, Back, cancel));
    }
}
