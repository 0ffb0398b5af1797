using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Engagements;

/// <summary>Begins an audit, ends it, or calls it off.</summary>
[Permission(AuditsPermissions.Conduct)]
public sealed class StageModel(PlatformDb db, Today today, IServiceProvider services) : PageModel
{
    public Audit Audit { get; private set; } = null!;

    public IReadOnlyList<string> Against { get; private set; } = [];

    public bool MayCallOff { get; private set; }

    [BindProperty, Display(Name = "Laporan disampaikan")]
    public DateOnly? On { get; set; }

    [BindProperty, Display(Name = "Mengapa dibatalkan")]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        On = today.Date;
        return await Load(id, cancel) ?? Page();
    }

    public Task<IActionResult> OnPostBeginAsync(Guid id, CancellationToken cancel) => Do(id, (flow, audit) => flow.Begin(audit, cancel), "Audit dimulai.", cancel);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel) => Do(id, (flow, audit) => flow.End(audit, On, cancel), "Audit selesai.", cancel);

    public Task<IActionResult> OnPostCallOffAsync(Guid id, CancellationToken cancel) => Do(id, (flow, audit) => flow.CallOff(audit, Reason, cancel), "Audit dibatalkan.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<AuditFlow, Audit, Task<Outcome>> act, string said, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await act(services.GetRequiredService<AuditFlow>(), Audit);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(Pages.Audit(id), said);
        }
        // The refusals say it all; the list above them would say it twice.
        Against = [];
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Audit>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { IsOpen: true } audit)
        {
            return NotFound();
        }
        Audit = audit;
        var (flow, rights) = (services.GetRequiredService<AuditFlow>(), services.GetRequiredService<AuditRights>());
        MayCallOff = await rights.MayArrange(audit, cancel);
        Against = audit.State == AuditState.Preparing ? await flow.AgainstBeginning(audit, cancel) : await flow.AgainstEnding(audit, cancel);
        return rights.MayPrepare(audit) || await rights.MayWork(audit, cancel) ? null : Forbid();
    }
}
