using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>Makes a token for the API.</summary>
[SignedIn, EnableRateLimiting(SignInLimit.Name)]
public sealed class NewTokenModel(Acting acting, AccessTokens tokens) : PageModel
{
    [BindProperty, Display(Name = "Dipakai untuk"), Required, StringLength(AccessToken.NameLength)]
    public string Name { get; set; } = "";

    [BindProperty, Display(Name = "Bertindak sebagai"), Required]
    public Guid? OfficeId { get; set; }

    [BindProperty, Display(Name = "Token boleh")]
    public TokenScope Scope { get; set; }

    [BindProperty, Display(Name = "Berlaku selama"), Range(1, AccessToken.Longest)]
    public int Days { get; set; } = 90;

    [BindProperty, Display(Name = "Kata sandi"), DataType(DataType.Password), Required, StringLength(Passwords.Longest)]
    public string Password { get; set; } = "";

    public IReadOnlyList<SelectListItem> Offices => [.. acting.Offices.Select(office => new SelectListItem($"{office.Title}, {office.AgencyName}".TrimEnd(',', ' '), office.OfficeId.ToString()))];

    public void OnGet() => OfficeId = acting.Actor.OfficeId;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await tokens.Create(Name, Scope, OfficeId!.Value, Days, Password, cancel);
        if (!ModelState.Accepts(outcome.Refusals, ""))
        {
            return Page();
        }
        TempData["Token"] = outcome.Value.Secret;
        return this.Done("/kerja/akun#token", "Token dibuat.");
    }
}
