using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Takes a gateway's key out of what the bus trusts.</summary>
[Permission(ServiceBusPermissions.Connect)]
public sealed class RetireGatewayModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    public BusGateway Gateway { get; private set; } = null!;

    /// <summary>SHA-256 of the key, as receipts and its owner's announcements show it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(Gateway.Spki)));

    [BindProperty]
    public RetireInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } refused)
        {
            return refused;
        }
        if (!Input.IsStopped)
        {
            ModelState.AddModelError("Input.IsStopped", "Pastikan lebih dahulu program gerbang ini sudah berhenti atau mesinnya terputus dari jaringan, lalu centang.");
        }
        if (ModelState.IsValid && ModelState.Accepts((await services.GetRequiredService<GatewayWork>().Retire(Gateway, Input.Reason, cancel)).Refusals))
        {
            return this.Done(OverviewModel.Href, "Gerbang dipensiunkan. Kuncinya tidak diterima lagi begitu gerbang mengambil cuplikan berikutnya, biasanya dalam satu detik.");
        }
        db.Forget();
        return await Load(id, cancel) ?? Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (!acting.Actor.MayEverywhere(ServiceBusPermissions.Connect))
        {
            return Forbid();
        }
        if (await db.Set<BusGateway>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Gateway = found;
        return null;
    }

    /// <summary>What the form asks.</summary>
    public sealed class RetireInput
    {
        [Display(Name = "Alasan"), StringLength(BusBlock.ReasonLength)]
        public string? Reason { get; set; }

        [Display(Name = "Gerbang ini sudah berhenti, atau mesinnya terputus dari jaringan")]
        public bool IsStopped { get; set; }
    }
}
