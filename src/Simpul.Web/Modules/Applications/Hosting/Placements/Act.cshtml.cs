using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>Decides on a request for a placement, renews it, ends it.</summary>
[Permission(ApplicationsPermissions.HostingDecide)]
public sealed class PlacementActModel(PlatformDb db, IServiceProvider services, RecordTitles titles) : PageModel
{
    private const int MostHosts = 300;

    public Placement Item { get; private set; } = null!;

    public string Called { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Hosts { get; private set; } = [];

    /// <summary>Of the record as the person read it: nobody decides on what they did not see.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public PlacementInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        Input = new PlacementInput { HostId = Item.HostId, Cpu = Item.CpuAsked, Memory = Item.MemoryAsked, Storage = Item.StorageAsked, StartsOn = Item.StartsOn, ExpiresOn = Item.AskedUntil ?? Item.ExpiresOn };
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken cancel) => Do(id, work =>
        work.Approve(Item, new PlacementGrant(Input.HostId, Input.Cpu, Input.Memory, Input.Storage, Input.StartsOn, Input.ExpiresOn), cancel), "Permintaan disetujui. Penempatan berjalan.", cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Refuse(Item, Input.Reason?.Trim(), cancel), "Permintaan ditolak.", cancel);

    public Task<IActionResult> OnPostRenewAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Renew(Item, Input.ExpiresOn, cancel), "Penempatan diperpanjang.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel) => Do(id, work => work.End(Item, Input.EndedOn, Input.Reason?.Trim(), cancel), "Penempatan diakhiri.", cancel);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken cancel) => Do(id, _ => services.GetRequiredService<RenewalRequests>().Answer(Item, Input.Answer?.Trim(), cancel), "Jawaban terkirim.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<PlacementWork, Task<Outcome>> act, string done, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        if (Version != Item.Version)
        {
            ModelState.AddModelError("", "Data ini telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu putuskan.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await act(services.GetRequiredService<PlacementWork>());
        if (ModelState.Accepts([.. outcome.Refusals.Select(AtInput)]))
        {
            return this.Done($"{PlacementRegister.Href}/{id}", done);
        }
        // What was refused is not what stands.
        db.Forget();
        await Load(id, cancel);
        return Page();
    }

    private static Refusal AtInput(Refusal refusal) => refusal with
    {
        Field = refusal.Field switch { "host" => nameof(PlacementInput.HostId), "startsOn" => nameof(PlacementInput.StartsOn), "expiresOn" => nameof(PlacementInput.ExpiresOn), "facility" => "", var other => other },
    };

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Placement>().SingleOrDefaultAsync(item => item.Id == id && (item.State == RequestState.Requested || item.State == RequestState.Active), cancel) is not { } found)
        {
            return false;
        }
        Item = found;
        Called = $"{(await titles.Of("applications", found.ApplicationId, cancel))?.Title}, {found.Environment.Word()}";
        Hosts = [.. (await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Domain == ArchitectureDomain.Infrastructure).OrderBy(item => item.Name).Take(MostHosts)
            .Select(item => new { item.Id, item.Name, item.Code }).ToListAsync(cancel)).Select(item => new SelectListItem($"{item.Name} ({item.Code})", item.Id.ToString()))];
        return true;
    }
}

/// <summary>What the forms of the page ask.</summary>
public sealed class PlacementInput
{
    [Display(Name = "Tempat")]
    public Guid? HostId { get; set; }

    [Display(Name = "vCPU diberikan"), Range(1, 1_000_000)]
    public int? Cpu { get; set; }

    [Display(Name = "Memori diberikan"), Range(1, 1_000_000)]
    public int? Memory { get; set; }

    [Display(Name = "Penyimpanan diberikan"), Range(1, 1_000_000)]
    public int? Storage { get; set; }

    [Display(Name = "Mulai")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Berlaku sampai")]
    public DateOnly? ExpiresOn { get; set; }

    [Display(Name = "Hari terakhir")]
    public DateOnly? EndedOn { get; set; }

    [Display(Name = "Jawaban"), StringLength(Placement.ReasonLength)]
    public string? Answer { get; set; }

    [Display(Name = "Alasan"), StringLength(Placement.ReasonLength)]
    public string? Reason { get; set; }
}
