using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>Begins the next version of a process from the newest, with its diagram and links. The version in force stays so until the next is enacted.</summary>
[Permission(PlanningPermissions.Processes)]
public sealed class NewVersionModel(PlatformDb db, Diagrams diagrams, Acting acting) : PageModel
{
    public BusinessProcess Process { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Refused(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (await db.Set<BusinessProcess>().AnyAsync(item => item.Code == Process.Code && item.Edition > Process.Edition, cancel))
        {
            ModelState.AddModelError("", "Versi yang lebih baru dari proses ini sudah ada. Buka versi itu.");
            return Page();
        }
        if (Process.State == ProcessState.Drafting)
        {
            ModelState.AddModelError("", "Versi ini masih disusun. Ubah versi ini, tidak perlu memulai yang baru.");
            return Page();
        }
        var next = new BusinessProcess
        {
            Code = Process.Code, Edition = Process.Edition + 1, Name = Process.Name, ParentId = Process.ParentId, AgencyId = Process.AgencyId, Areas = [.. Process.Areas], Actors = [.. Process.Actors],
            Inputs = [.. Process.Inputs], Outputs = [.. Process.Outputs], Data = [.. Process.Data], Applications = [.. Process.Applications], Services = [.. Process.Services],
            LegalBasis = [.. Process.LegalBasis], LegalDocumentId = Process.LegalDocumentId, ArchitectureBasis = Process.ArchitectureBasis, RenstraBasis = Process.RenstraBasis,
            DraftedBy = [.. Process.DraftedBy], Enactor = Process.Enactor, ReplacesId = Process.Id,
        };
        await diagrams.Carry(Process.Id, next, cancel);
        var kept = await new RegisterWork<BusinessProcess>(ProcessRegister.Declared, HttpContext.RequestServices).Keep([next], cancel);
        return ModelState.Accepts(kept.Refusals, "") ? this.Done($"/kerja/proses-bisnis/{next.Id}", $"Versi {next.Edition} dimulai. Versi {Process.Edition} tetap berlaku sampai versi ini ditetapkan.") : Page();
    }

    private async Task<IActionResult?> Refused(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } process)
        {
            return NotFound();
        }
        Process = process;
        return acting.Actor.May(PlanningPermissions.Processes, process.AgencyId) ? null : Forbid();
    }
}
