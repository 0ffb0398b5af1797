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
    private const int MostSuggestions = 20;
    private const string ArchitectureKind = "architecture-items";

    /// <summary>What the place that the request names is called; null where it names none.</summary>
    private string? named;

    public Placement Item { get; private set; } = null!;

    public string Called { get; private set; } = "";

    /// <summary>Null where there are too many to choose from: the name is typed.</summary>
    public IReadOnlyList<SelectListItem>? Hosts { get; private set; }

    public string SuggestHref => $"{PlacementRegister.Href}/{Item.Id}/tindakan?handler=Suggest";

    /// <summary>What is given away already: of the place at hand, and of those that hold most.</summary>
    public IReadOnlyList<HostCapacity> Given { get; private set; } = [];

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
        Input = new PlacementInput { HostId = Hosts is null ? named : Item.HostId?.ToString(), Cpu = Item.CpuAsked, Memory = Item.MemoryAsked, Storage = Item.StorageAsked, StartsOn = Item.StartsOn, ExpiresOn = Item.AskedUntil ?? Item.ExpiresOn };
        return Page();
    }

    public async Task<IActionResult> OnGetSuggestAsync(string? q, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        return new JsonResult((await titles.Like(ArchitectureKind, q is { Length: > 100 } ? q[..100] : q ?? "", MostSuggestions, cancel, HostingRecord.Infrastructure(db))).Select(place => place.Title));
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken cancel) => Do(id, async work =>
    {
        var (host, wrong) = await Chosen(cancel);
        return wrong is not null ? wrong
            : await work.Approve(Item, new PlacementGrant(host, Input.Cpu, Input.Memory, Input.Storage, Input.StartsOn, Input.ExpiresOn), cancel);
    }, "Permintaan disetujui. Penempatan berjalan.", cancel);

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

    /// <summary>The place that was chosen or typed.</summary>
    private async Task<(Guid? Host, Refusal? Wrong)> Chosen(CancellationToken cancel)
    {
        if (Input.HostId?.Trim() is not { Length: > 0 } typed)
        {
            return (null, null);
        }
        if (Guid.TryParse(typed, out var id))
        {
            return (id, null);
        }
        if (typed == named)
        {
            return (Item.HostId, null);
        }
        var found = await titles.Named(ArchitectureKind, typed, cancel, HostingRecord.Infrastructure(db));
        return found.Count == 1 ? (Guid.Parse(found[0].Value), null)
            : (null, Refusal.At(nameof(PlacementInput.HostId), found.Count == 0 ? "Tempat ini tidak ada di arsitektur infrastruktur. Periksa ejaannya, atau daftarkan dahulu."
                : $"Nama ini cocok dengan beberapa tempat: {string.Join("; ", found.Take(5).Select(place => place.Title))}. Tulis salah satunya selengkap itu."));
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
        named = found.HostId is { } host ? (await titles.Of(ArchitectureKind, host, cancel))?.Title : null;
        if (found.State != RequestState.Requested)
        {
            return true;
        }
        var places = await titles.Some(ArchitectureKind, ListQuery.MostChoices + 1, cancel, HostingRecord.Infrastructure(db));
        Hosts = places.Count > ListQuery.MostChoices ? null
            : [.. places.Select(place => new SelectListItem(place.Title, place.Value)), .. found.HostId is { } own && places.All(place => place.Value != own.ToString()) ? [new SelectListItem(named ?? "", own.ToString())] : Array.Empty<SelectListItem>()];
        Given = await HostCapacity.Fullest(db, Guid.TryParse(Input.HostId, out var typed) ? typed : found.HostId, cancel);
        return true;
    }
}

/// <summary>What the forms of the page ask.</summary>
public sealed class PlacementInput
{
    /// <summary>The item's id or, where there are too many to choose from, its name.</summary>
    [Display(Name = "Tempat"), StringLength(ArchitectureItem.NameLength)]
    public string? HostId { get; set; }

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
