using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>The responsible agency says what it did about a finding.</summary>
[Permission(AuditsPermissions.Answer)]
public sealed class FollowModel(PlatformDb db, IServiceProvider services) : PageModel
{
    public AuditFinding Finding { get; private set; } = null!;

    [BindProperty, Display(Name = "Yang dilakukan")]
    public string? What { get; set; }

    [BindProperty, Display(Name = "Tanggal selesai dilakukan")]
    public DateOnly? On { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<FindingWork>().FollowUp(Finding, What, On, cancel);
        return ModelState.Accepts([.. outcome.Refusals.Select(refusal => refusal with { Field = refusal.Field == "Done" ? nameof(What) : refusal.Field })], "")
            ? this.Done(Pages.Finding(id), "Tindak lanjut tersimpan. Lampirkan buktinya di bawah.") : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<AuditFinding>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Finding = found;
        return services.GetRequiredService<AuditRights>().MayAnswer(found) ? null : Forbid();
    }
}
