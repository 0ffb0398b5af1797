using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Switches on again what was switched off.</summary>
[Permission(ServiceBusPermissions.Switch)]
public sealed class SwitchOnModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    private readonly SwitchWork work = services.GetRequiredService<SwitchWork>();

    public BusBlock Block { get; private set; } = null!;

    [BindProperty]
    public SwitchOnInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (ModelState.IsValid && ModelState.Accepts((await work.On(Block, Input.Reason, cancel)).Refusals))
        {
            return this.Done(OverviewModel.Href, "Dihidupkan kembali. Gerbang menerima panggilannya begitu mengambil cuplikan berikutnya, biasanya dalam satu detik.");
        }
        db.Forget();
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await work.Seen().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Block = found;
        return acting.Actor.MayEverywhere(ServiceBusPermissions.Switch) ? null : Forbid();
    }

    /// <summary>What the form asks.</summary>
    public sealed class SwitchOnInput
    {
        [Display(Name = "Alasan dihidupkan"), StringLength(BusBlock.ReasonLength)]
        public string? Reason { get; set; }
    }
}
