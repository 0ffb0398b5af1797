using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Somebody else than who proposed it says whether an application stops.</summary>
[Permission(ApplicationsPermissions.Retire)]
public sealed class DecideRetirementModel(PlatformDb db, IServiceProvider services) : PageModel
{
    public Guid Id { get; private set; }

    public string Application { get; private set; } = "";

    public DateOnly EndsOn { get; private set; }

    [BindProperty, Display(Name = "Alasan")]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Approve { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<Retirements>().Decide(id, Approve, Reason, cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done($"{RetirementRegisters.Href}/{id}", Approve ? "Penghentian disetujui." : "Usulan ditolak.") : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        var item = await db.Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (item is null)
        {
            return NotFound();
        }
        if (services.GetRequiredService<Retirements>().WhyNot(item) is not null)
        {
            return Forbid();
        }
        (Id, EndsOn) = (id, item.EndsOn);
        Application = await db.Set<ArchitectureItem>().Where(one => one.Id == item.ApplicationId).Select(one => one.Name).SingleOrDefaultAsync(cancel) ?? "";
        return null;
    }
}
