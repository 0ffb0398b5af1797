using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Access;

/// <summary>Opens an account for a person of the organisation.</summary>
[Permission(AccessModule.ManageAccounts)]
public sealed class NewUserModel(PlatformDb db, IOrganisation organisation, Accounts accounts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty, Display(Name = "Orang"), Required]
    public Guid? PersonId { get; set; }

    [BindProperty, Display(Name = "Nama pengguna"), Required, StringLength(40)]
    public string UserName { get; set; } = "";

    public IReadOnlyList<SelectListItem> Found { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => Find(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            var outcome = await accounts.Invite(PersonId!.Value, UserName, cancel);
            if (ModelState.Accepts(outcome.Refusals, ""))
            {
                TempData["Invitation"] = outcome.Value.Path;
                return this.Done($"/kerja/pengguna/{outcome.Value.Account.Id}", "Akun dibuat. Sampaikan undangannya.");
            }
        }
        await Find(cancel);
        return Page();
    }

    private async Task Find(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Search))
        {
            return;
        }
        var people = await organisation.FindPeople(Search, 20, cancel);
        Guid[] ids = [.. people.Select(person => person.Id)];
        var having = await db.Users.Where(account => ids.Contains(account.PersonId)).Select(account => account.PersonId).ToListAsync(cancel);
        Found = [.. people.Where(person => !having.Contains(person.Id)).Select(person => new SelectListItem(person.AgencyName is null ? person.Name : $"{person.Name}, {person.AgencyName}", person.Id.ToString()))];
    }
}
