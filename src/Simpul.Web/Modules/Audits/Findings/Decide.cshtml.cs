using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>The auditor looks at what was done about a finding and closes it or sends it back; never somebody of the agency that it is addressed to.</summary>
[Permission(AuditsPermissions.Conduct)]
public sealed class DecideModel(PlatformDb db, IServiceProvider services) : PageModel
{
    private Audit audit = null!;

    public AuditFinding Finding { get; private set; } = null!;

    public IReadOnlyList<(FollowUp Entry, FileList? Files)> Waiting { get; private set; } = [];

    [BindProperty]
    public int Version { get; set; }

    [BindProperty, Display(Name = "Hasil pemeriksaan")]
    public string? Words { get; set; }

    [BindProperty]
    public FindingDecision Decision { get; set; }

    /// <summary>The evidence that the auditor had before them, as their page carried it.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The evidence that is there now.</summary>
    public string Shown { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        Version = Finding.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await services.GetRequiredService<FindingWork>().Decide(audit, Finding, Version, Seen, Decision, Words, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Finding(id), Decision switch { FindingDecision.Close => "Temuan ditutup.", FindingDecision.Uphold => "Sanggahan dijawab. Temuan tetap berlaku.", _ => "Tindak lanjut dikembalikan kepada perangkat daerah." });
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
        if (await db.Set<AuditFinding>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == found.AuditId, cancel) is not { } of)
        {
            return NotFound();
        }
        (Finding, audit) = (found, of);
        if (!await services.GetRequiredService<AuditRights>().MayClose(of, found, cancel))
        {
            return Forbid();
        }
        // Before the list: what comes in between was not shown.
        Shown = await services.GetRequiredService<FindingWork>().Evidence(id, cancel);
        var rows = new List<(FollowUp, FileList?)>();
        foreach (var entry in await db.Set<FollowUp>().AsNoTracking().Where(one => one.FindingId == id && one.Verdict == ReviewVerdict.Waiting).OrderBy(one => one.Id).Take(50).ToListAsync(cancel))
        {
            rows.Add((entry, await FileList.Of(services, FollowUpFiles.FollowUpKind, entry.Id, cancel)));
        }
        Waiting = rows;
        return null;
    }
}
