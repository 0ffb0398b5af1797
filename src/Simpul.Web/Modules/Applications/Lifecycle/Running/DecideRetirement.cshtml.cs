using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>Somebody else than who proposed it says whether an application stops.</summary>
[Permission(ApplicationsPermissions.Retire)]
public sealed class DecideRetirementModel(PlatformDb db, RecordTitles titles, IServiceProvider services) : PageModel
{
    public Retirement Item { get; private set; } = null!;

    public string? Application { get; private set; }

    public string? Successor { get; private set; }

    /// <summary>What becomes of data, and what ends with the application.</summary>
    public RetirementView View { get; private set; } = null!;

    /// <summary>The version of what the page shows.</summary>
    public int Now { get; private set; }

    /// <summary>Of the proposal as the person read it: nobody decides on what they did not see.</summary>
    [BindProperty]
    public int Version { get; set; }

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
        var outcome = await services.GetRequiredService<Retirements>().Decide(id, Version, Approve, Reason, cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done($"{RetirementRegisters.Href}/{id}", Approve ? "Penghentian disetujui." : "Usulan ditolak.") : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } item)
        {
            return NotFound();
        }
        var view = await RetirementView.Of(services, item, cancel);
        if (view.WhyNot is not null)
        {
            return Forbid();
        }
        (Item, View, Now) = (item, view, await Retirements.VersionOf(db, item, cancel));
        var named = await titles.Of(ApplicationRegister.Kind, [.. new[] { item.ApplicationId, item.SuccessorId }.OfType<Guid>()], cancel);
        (Application, Successor) = (Name(item.ApplicationId), Name(item.SuccessorId));
        return null;

        string? Name(Guid? one) => one is { } known ? named.GetValueOrDefault(known) : null;
    }
}
