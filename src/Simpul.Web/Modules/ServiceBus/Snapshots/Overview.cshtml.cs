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
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>How the bus stands: what the gateways know, what is switched off.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class OverviewModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    public const string Href = "/kerja/penghubung";

    /// <summary>Gateways that are shown.</summary>
    private const int Most = 100;

    public const int Size = 25;

    public int Members { get; private set; }

    public int Versions { get; private set; }

    public int Contracts { get; private set; }

    public SnapshotState? State { get; private set; }

    public bool HasAuthority { get; private set; }

    public IReadOnlyList<BusGateway> Gateways { get; private set; } = [];

    /// <summary>The page of what is switched off, or of what was and is on again.</summary>
    public IReadOnlyList<BusBlock> Blocks { get; private set; } = [];

    public int BlockTotal { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Whether the list is of what was switched on again.</summary>
    [BindProperty(SupportsGet = true, Name = "dihidupkan")]
    public bool IsPast { get; set; }

    public IReadOnlyList<string> Problems => services.GetRequiredService<SnapshotNews>().Problems;

    public string? Failure => services.GetRequiredService<SnapshotNews>().Failure;

    /// <summary>When the gateways stop serving by that snapshot; null where never.</summary>
    public DateTimeOffset? Expires(SnapshotState state) => SnapshotWriter.ExpiryOf(services.GetRequiredService<BusOptions>(), state.IssuedAt);

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

    private async Task Load(CancellationToken cancel)
    {
        var (now, readable) = (clock.GetUtcNow(), acting.Actor.Readable());
        Members = await db.Set<BusMember>().CountAsync(one => one.State == MemberState.Active, cancel);
        Versions = await db.Set<BusServiceVersion>().CountAsync(one => one.State == ServiceVersionState.Published && readable.Contains(one.HeldAs), cancel);
        Contracts = await db.Set<BusContract>().CountAsync(one => one.State == ContractState.InForce && one.ValidFrom <= now && one.ValidUntil > now && readable.Contains(one.HeldAs), cancel);
        State = await db.Set<SnapshotState>().AsNoTracking().SingleOrDefaultAsync(cancel);
        HasAuthority = await db.Set<HubKey>().AnyAsync(one => one.Purpose == HubKeyPurpose.Authority, cancel);
        Gateways = await db.Set<BusGateway>().AsNoTracking().OrderBy(one => one.RetiredAt != null).ThenBy(one => one.Origin).Take(Most).ToListAsync(cancel);
        var seen = services.GetRequiredService<SwitchWork>().Seen().AsNoTracking();
        var blocks = IsPast ? seen.Where(one => one.EndedAt != null) : seen.Where(one => one.EndedAt == null);
        (BlockTotal, Number) = (await blocks.CountAsync(cancel), ListAddress.NumberOf(Request));
        Blocks = await (IsPast ? blocks.OrderByDescending(one => one.EndedAt) : blocks.OrderByDescending(one => one.From)).ThenByDescending(one => one.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
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
