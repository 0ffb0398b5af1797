using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>Changes one's own password, with the old one.</summary>
[SignedIn, EnableRateLimiting(SignInLimit.Name)]
public sealed class OwnPasswordModel(PlatformDb db, Acting acting, Accounts accounts) : PageModel
{
    [BindProperty, Display(Name = "Kata sandi sekarang"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    [BindProperty, Display(Name = "Kata sandi baru"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string NewPassword { get; set; } = "";

    [BindProperty, Display(Name = "Ulangi kata sandi baru"), DataType(DataType.Password), Required, StringLength(Passwords.Longest), Compare(nameof(NewPassword))]
    public string Repeated { get; set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var account = await db.Users.SingleAsync(item => item.Id == acting.Actor.AccountId, cancel);
        return ModelState.Accepts((await accounts.ChangePassword(account, Password, NewPassword, User.Session(), cancel)).Refusals, "")
            ? this.Done("/kerja/akun", "Kata sandi diganti. Perangkat lain sudah keluar.")
            : Page();
    }
}
