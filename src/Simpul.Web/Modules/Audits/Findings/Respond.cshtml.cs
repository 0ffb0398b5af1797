using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>The audited agency agrees with a finding, or objects to it.</summary>
[Permission(AuditsPermissions.Answer)]
public sealed class RespondModel(PlatformDb db, IServiceProvider services) : PageModel
{
    public static readonly IReadOnlyList<SelectListItem> Choices = [new("Setuju", nameof(FindingResponse.Agreed)), new("Menyanggah", nameof(FindingResponse.Objected))];

    public AuditFinding Finding { get; private set; } = null!;

    /// <summary>Of the finding as it was read.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty, Display(Name = "Tanggapan")]
    public string? Choice { get; set; }

    [BindProperty, Display(Name = "Alasan atau rencana")]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        (Version, Choice, Words) = (Finding.Version, Finding.Response is FindingResponse.Agreed or FindingResponse.Objected ? Finding.Response.ToString() : null, Finding.ResponseWords);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<FindingWork>().Respond(Finding, Version, Enum.TryParse<FindingResponse>(Choice, out var chosen) ? chosen : FindingResponse.None, Words, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Finding(id), "Tanggapan terkirim.");
        }
        if (outcome.Refusals.Any(refusal => refusal.Message == FindingWork.Changed))
        {
            db.Forget();
            if (await Load(id, cancel) is { } gone)
            {
                return gone;
            }
            // Whoever sends it again has what is there now before them.
            Version = Finding.Version;
        }
        return Page();
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
