using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>How the bus stands: what the gateways know, what is switched off.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class OverviewModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    public const string Href = "/kerja/penghubung";

    /// <summary>Rows that are shown.</summary>
    private const int Most = 100;

    public int Members { get; private set; }

    public int Versions { get; private set; }

    public int Contracts { get; private set; }

    public SnapshotState? State { get; private set; }

    public bool HasAuthority { get; private set; }

    public IReadOnlyList<BusGateway> Gateways { get; private set; } = [];

    public IReadOnlyList<BusBlock> Blocks { get; private set; } = [];

    public IReadOnlyList<string> Problems => services.GetRequiredService<SnapshotNews>().Problems;

    public string? Failure => services.GetRequiredService<SnapshotNews>().Failure;

    public bool MaySwitch => acting.Actor.MayEverywhere(ServiceBusPermissions.Switch);

    public bool MayRotate => acting.Actor.MayEverywhere(ServiceBusPermissions.Connect);

    public IReadOnlyList<SelectListItem> Kinds { get; } = [.. Enum.GetValues<BlockKind>().Select(kind => new SelectListItem(kind.Word(), kind.ToString()))];

    [BindProperty]
    public SwitchInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancel) => await Load(cancel);

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancel)
    {
        if (!MaySwitch)
        {
            return Forbid();
        }
        if (ModelState.IsValid && ModelState.Accepts((await services.GetRequiredService<SwitchWork>().Off(Input.Kind, Input.Target, Input.Reason, cancel)).Refusals))
        {
            return this.Done(Href, "Dimatikan. Gerbang menolak panggilannya dalam satu detik.");
        }
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostOnAsync(Guid block, CancellationToken cancel)
    {
        if (!MaySwitch)
        {
            return Forbid();
        }
        ModelState.Clear();
        if (ModelState.Accepts((await services.GetRequiredService<SwitchWork>().On(block, cancel)).Refusals))
        {
            return this.Done(Href, "Dihidupkan kembali.");
        }
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancel)
    {
        if (!MayRotate)
        {
            return Forbid();
        }
        await services.GetRequiredService<HubTrust>().Rotate(cancel);
        return this.Done(Href, "Kunci penghubung diganti. Gerbang memakai kunci baru sejak cuplikan berikutnya.");
    }

    private async Task Load(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Members = await db.Set<BusMember>().CountAsync(one => one.State == MemberState.Active, cancel);
        Versions = await db.Set<BusServiceVersion>().CountAsync(one => one.State == ServiceVersionState.Published, cancel);
        Contracts = await db.Set<BusContract>().CountAsync(one => one.State == ContractState.InForce && one.ValidFrom <= now && one.ValidUntil > now, cancel);
        State = await db.Set<SnapshotState>().AsNoTracking().SingleOrDefaultAsync(cancel);
        HasAuthority = await db.Set<HubKey>().AnyAsync(one => one.Purpose == HubKeyPurpose.Authority, cancel);
        Gateways = await db.Set<BusGateway>().AsNoTracking().OrderBy(one => one.Origin).Take(Most).ToListAsync(cancel);
        Blocks = await db.Set<BusBlock>().AsNoTracking().Where(one => one.EndedAt == null).OrderByDescending(one => one.From).Take(Most).ToListAsync(cancel);
    }

    /// <summary>What the form asks.</summary>
    public sealed class SwitchInput
    {
        [Display(Name = "Yang dimatikan")]
        public BlockKind Kind { get; set; }

        [Display(Name = "Nomor atau kode"), StringLength(BusBlock.TargetLength)]
        public string? Target { get; set; }

        [Display(Name = "Alasan"), StringLength(BusBlock.ReasonLength)]
        public string? Reason { get; set; }
    }
}
