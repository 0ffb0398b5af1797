using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>Sets a name that was asked for, refuses it, renews it, ends it.</summary>
[Permission(ApplicationsPermissions.HostingDecide)]
public sealed class DomainActModel(PlatformDb db, IServiceProvider services) : PageModel
{
    public DomainName Item { get; private set; } = null!;

    /// <summary>Of the record as the person read it: nobody decides on what they did not see.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public DomainInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        Input = new DomainInput { RenewOn = Item.AskedUntil };
        return Page();
    }

    public Task<IActionResult> OnPostSetAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Set(Item, Input.RenewOn, cancel), "Nama domain ditetapkan.", cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Refuse(Item, Input.Reason?.Trim(), cancel), "Permintaan ditolak.", cancel);

    public Task<IActionResult> OnPostRenewAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Renew(Item, Input.RenewOn, cancel), "Nama domain diperpanjang.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel) => Do(id, work => work.End(Item, Input.Reason?.Trim(), cancel), "Nama domain diakhiri.", cancel);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken cancel) => Do(id, _ => services.GetRequiredService<RenewalRequests>().Answer(Item, Input.Answer?.Trim(), cancel), "Jawaban terkirim.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<DomainWork, Task<Outcome>> act, string done, CancellationToken cancel)
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
        var outcome = await act(services.GetRequiredService<DomainWork>());
        // What stands against the record itself is corrected on its own form.
        var refusals = outcome.Refusals.Select(refusal => refusal.Field is "RenewOn" or "Reason" or "Answer" ? refusal : refusal.Field == "renewOn" ? refusal with { Field = "RenewOn" } : Refusal.Whole(refusal.Message));
        if (ModelState.Accepts([.. refusals]))
        {
            return this.Done($"{DomainRegister.Href}/{id}", done);
        }
        db.Forget();
        await Load(id, cancel);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<DomainName>().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } found)
        {
            return false;
        }
        Item = found;
        return true;
    }
}

/// <summary>What the forms of the page ask.</summary>
public sealed class DomainInput
{
    [Display(Name = "Perpanjang sebelum")]
    public DateOnly? RenewOn { get; set; }

    [Display(Name = "Jawaban"), StringLength(Placement.ReasonLength)]
    public string? Answer { get; set; }

    [Display(Name = "Alasan"), StringLength(DomainName.ReasonLength)]
    public string? Reason { get; set; }
}
