using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Hosting.Renewals;

/// <summary>The owner of a placement or a name asks that it is prolonged or changed.</summary>
[Permission(ApplicationsPermissions.HostingEdit)]
public sealed class AskModel(PlatformDb db, IServiceProvider services, Acting acting) : PageModel
{
    public IRenewed Item { get; private set; } = null!;

    public string Called { get; private set; } = "";

    /// <summary>Who answers.</summary>
    public string Office { get; private set; } = "";

    /// <summary>Of the record as the person read it.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public AskInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string what, Guid id, CancellationToken cancel)
    {
        if (!await Load(what, id, cancel))
        {
            return NotFound();
        }
        Input = new AskInput { Until = Item.AskedUntil, Note = Item.AskedNote };
        return RenewalRequests.MayAsk(acting.Actor, Item) ? Page() : Forbid();
    }

    public async Task<IActionResult> OnPostAsync(string what, Guid id, CancellationToken cancel)
    {
        if (!await Load(what, id, cancel))
        {
            return NotFound();
        }
        if (!RenewalRequests.MayAsk(acting.Actor, Item))
        {
            return Forbid();
        }
        if (Version != Item.Version)
        {
            ModelState.AddModelError("", "Data ini telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu kirim lagi.");
        }
        if (ModelState.IsValid)
        {
            var outcome = await services.GetRequiredService<RenewalRequests>().Ask(Item, Input.Until, Input.Note?.Trim(), cancel);
            if (ModelState.Accepts([.. outcome.Refusals]))
            {
                return this.Done(RenewalRequests.Href(Item), "Permintaan terkirim.");
            }
        }
        // The next attempt is made against what stands now.
        ModelState.Remove(nameof(Version));
        return Page();
    }

    private async Task<bool> Load(string what, Guid id, CancellationToken cancel)
    {
        IRenewed? found = what switch
        {
            PlacementRegister.Slug => await db.Set<Placement>().SingleOrDefaultAsync(item => item.Id == id, cancel),
            DomainRegister.Slug => await db.Set<DomainName>().SingleOrDefaultAsync(item => item.Id == id, cancel),
            _ => null,
        };
        if (found is null)
        {
            return false;
        }
        Item = found;
        var requests = services.GetRequiredService<RenewalRequests>();
        Called = await requests.Called(found, cancel);
        Office = requests.Answering(found);
        return true;
    }
}

/// <summary>What the form asks.</summary>
public sealed class AskInput
{
    [Display(Name = "Berlaku sampai")]
    public DateOnly? Until { get; set; }

    [Display(Name = "Perubahan yang diminta"), StringLength(RenewalRequests.NoteLength)]
    public string? Note { get; set; }
}
