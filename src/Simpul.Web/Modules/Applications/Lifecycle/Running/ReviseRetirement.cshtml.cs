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

/// <summary>What was approved is put off or taken back, until the day has come: a successor that is late stops no service.</summary>
[Permission(ApplicationsPermissions.Retire)]
public sealed class ReviseRetirementModel(PlatformDb db, RecordTitles titles, IServiceProvider services) : PageModel
{
    public Retirement Item { get; private set; } = null!;

    public string? Application { get; private set; }

    /// <summary>Of the retirement as the person read it.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool TakesBack { get; set; }

    [BindProperty]
    public RevisionInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var retirements = services.GetRequiredService<Retirements>();
        var outcome = TakesBack ? await retirements.TakeBack(id, Version, Input.Reason, cancel) : await retirements.PutOff(id, Version, Input.EndsOn, Input.Reason, cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done($"{RetirementRegisters.Href}/{id}", TakesBack ? "Penghentian dibatalkan." : "Penghentian ditunda.") : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Retirement>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } item)
        {
            return NotFound();
        }
        if (services.GetRequiredService<Retirements>().WhyNotRevise(item) is not null)
        {
            return Forbid();
        }
        Item = item;
        Application = item.ApplicationId is { } application ? (await titles.Of(ApplicationRegister.Kind, application, cancel))?.Title : null;
        return null;
    }
}

/// <summary>What the form asks.</summary>
public sealed class RevisionInput
{
    [Display(Name = "Hari terakhir yang baru")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Alasan"), StringLength(Retirement.TextLength)]
    public string? Reason { get; set; }
}
