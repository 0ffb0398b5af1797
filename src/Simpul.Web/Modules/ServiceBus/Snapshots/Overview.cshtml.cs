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
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>How the bus stands: what the gateways know, what is switched off.</summary>
[Permission(ServiceBusPermissions.View)]
public sealed class OverviewModel(PlatformDb db, Acting acting, TimeProvider clock, IServiceProvider services) : PageModel
{
    public const string Href = "/kerja/penghubung";

    /// <summary>Gateways that are shown.</summary>
    private const int Most = 100;

    private const int MostProblems = 20;

    /// <summary>How long after its making a snapshot may be unknown to the gateway before that is told of.</summary>
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(1);

    public const int Size = 25;

    public int Members { get; private set; }

    public int Versions { get; private set; }

    public int Contracts { get; private set; }

    public SnapshotState? State { get; private set; }

    public bool HasAuthority { get; private set; }

    public IReadOnlyList<BusGateway> Gateways { get; private set; } = [];

    /// <summary>The one that runs on this folder: only of it is known here what it took; null where none does.</summary>
    public BusGateway? Here { get; private set; }

    /// <summary>Number of the snapshot that it took last.</summary>
    public long? Taken { get; private set; }

    /// <summary>Whether it goes by an older one than the last: what was switched off or revoked since, it does not know of.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>The page of what is switched off, or of what was and is on again.</summary>
    public IReadOnlyList<BusBlock> Blocks { get; private set; } = [];

    public int BlockTotal { get; private set; }

    public int Number { get; private set; } = 1;

    /// <summary>Whether the list is of what was switched on again.</summary>
    [BindProperty(SupportsGet = true, Name = "dihidupkan")]
    public bool IsPast { get; set; }

    /// <summary>What is left out of snapshots, for whoever mends it and may know of it: it names services and contracts.</summary>
    public IReadOnlyList<string> Problems => !MayRotate ? [] : [.. services.GetRequiredService<SnapshotNews>().Problems.Where(one => acting.Actor.MayRead(one.HeldAs)).Take(MostProblems).Select(one => one.Text)];

    /// <summary>All that is left out, whoever may know of it.</summary>
    public int ProblemTotal => services.GetRequiredService<SnapshotNews>().Problems.Count;

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
            return this.Done(Href, await Told(Input.Kind, Input.Target!.Trim(), cancel));
        }
        await Load(cancel);
        return Page();
    }

    /// <summary>What came of a switch: it is off where the gateway has it, not where the platform wrote it.</summary>
    private async Task<string> Told(BlockKind kind, string target, CancellationToken cancel)
    {
        var folder = services.GetRequiredService<GatewayFolder>();
        var origin = folder.Origin;
        var known = await db.Set<BusGateway>().AsNoTracking().Where(one => one.Origin == origin || one.RetiredAt == null).ToListAsync(cancel);
        var here = known.FindAll(one => one.Origin == origin);
        var others = known.Count - here.Count;
        var elsewhere = others == 0 ? "" : $" {Indonesian.Number(others)} gerbang di mesin lain tidak terlihat dari sini: periksa di sana.";
        // One that was never seen may be taking its first snapshot; one that was retired is not waited for.
        if (origin is null || (here.Count > 0 && here.TrueForAll(one => one.RetiredAt is not null)))
        {
            return $"Dimatikan dan diumumkan.{(others == 0 ? " Belum ada gerbang yang memakai pengumuman ini." : elsewhere)}";
        }
        return (await folder.Takes(kind, target, cancel) ? $"Dimatikan. Gerbang {origin} sudah menolak panggilannya."
            : $"Dimatikan dan diumumkan, tetapi gerbang {origin} belum mengambilnya: panggilannya mungkin masih dijawab. Periksa gerbang itu, atau hentikan programnya.") + elsewhere;
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
        var folder = services.GetRequiredService<GatewayFolder>();
        (Here, Taken) = (folder.Origin is { } origin ? Gateways.FirstOrDefault(one => one.RetiredAt is null && one.Origin == origin) : null, folder.Epoch);
        IsBehind = Here is not null && State is { } last && Taken != last.Epoch && now - last.IssuedAt >= grace;
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
