using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Organisation;

/// <summary>An office records that it received a report.</summary>
[Permission(OrganisationPermissions.View)]
public sealed class ReceiveReportModel(PlatformDb db, Acting acting, Today today) : PageModel
{
    public Report Report { get; private set; } = null!;

    public DateOnly Today => today.Date;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } report)
        {
            return NotFound();
        }
        Report = report;
        return report.AwaitedFrom is { } awaited && !ReportReceipts.MayReceive(acting.Actor, awaited) ? Forbid() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } report)
        {
            return NotFound();
        }
        Report = report;
        var outcome = await ReportReceipts.Receive(HttpContext.RequestServices, report, cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done($"/kerja/laporan/{id}", "Penerimaan laporan tercatat.") : Page();
    }

    private Task<Report?> Find(Guid id, CancellationToken cancel) => db.Set<Report>().SingleOrDefaultAsync(item => item.Id == id, cancel);
}
