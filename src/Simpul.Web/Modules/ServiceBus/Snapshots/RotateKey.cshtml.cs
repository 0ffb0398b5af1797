using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Lets another key of the hub take over.</summary>
[Permission(ServiceBusPermissions.Connect)]
public sealed class RotateKeyModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    private readonly HubTrust trust = services.GetRequiredService<HubTrust>();

    /// <summary>The key that signs now.</summary>
    public HubKey Key { get; private set; } = null!;

    /// <summary>The key as the person saw it.</summary>
    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    [BindProperty]
    public RotateInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await Load(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await Load(cancel) is { } refused)
        {
            return refused;
        }
        if (ModelState.IsValid && ModelState.Accepts((await trust.Rotate(Seen, Input.Reason, cancel)).Refusals))
        {
            return this.Done(OverviewModel.Href, "Kunci penghubung diganti. Gerbang memakai kunci baru sejak cuplikan berikutnya.");
        }
        db.Forget();
        return await Load(cancel) ?? Page();
    }

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(ServiceBusPermissions.Connect))
        {
            return Forbid();
        }
        if (await trust.Newest(HubKeyPurpose.Hub, cancel) is not { } found)
        {
            return NotFound();
        }
        Key = found;
        return null;
    }

    /// <summary>What the form asks.</summary>
    public sealed class RotateInput
    {
        [Display(Name = "Alasan"), StringLength(BusBlock.ReasonLength)]
        public string? Reason { get; set; }
    }
}
