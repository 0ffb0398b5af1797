using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>A tool's file: what it would bring, what cannot come in and why; then it is taken in or not used.</summary>
[Permission(AuditsPermissions.View)]
public sealed class RunModel(PlatformDb db, Acting acting, IServiceProvider services) : PageModel
{
    /// <summary>Results that are shown before they come in.</summary>
    public const int Shown = 100;

    private Audit audit = null!;

    public ToolRun Run { get; private set; } = null!;

    public ToolTrial? Trial { get; private set; }

    public string? Unreadable { get; private set; }

    public bool MayWork { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public Task<IActionResult> OnPostImportAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Import(audit, Run, cancel), "Hasil alat dimasukkan.", cancel);

    public Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel) => Do(id, work => work.Drop(audit, Run, cancel), "Berkas tidak dipakai, dan tetap tersimpan.", cancel);

    private async Task<IActionResult> Do(Guid id, Func<ToolWork, Task<Outcome>> act, string said, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        var outcome = await act(services.GetRequiredService<ToolWork>());
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done(Pages.Tools(Run.AuditId), said) : Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<ToolRun>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } run || await db.Set<Audit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == run.AuditId, cancel) is not { } of)
        {
            return NotFound();
        }
        (Run, audit) = (run, of);
        var rights = services.GetRequiredService<AuditRights>();
        if (!rights.MayRead || !await db.RunsOf(of.Id, acting.Actor.Clearance).AnyAsync(one => one.Id == id, cancel))
        {
            return Forbid();
        }
        MayWork = of.State == AuditState.Running && await rights.MayWork(of, cancel);
        // What became of a file that is taken in stands in its row; only what could not come in is in the file itself.
        if (run.State != ToolRunState.Checked && run.Bad == 0)
        {
            return null;
        }
        try
        {
            Trial = await services.GetRequiredService<ToolWork>().Look(run, cancel);
        }
        catch (UnreadableToolFileException wrong)
        {
            Unreadable = wrong.Message;
        }
        return null;
    }
}
