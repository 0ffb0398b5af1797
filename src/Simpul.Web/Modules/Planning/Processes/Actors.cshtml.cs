using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>Which agencies take part in a process, with what, and when each took part in designing it.</summary>
[Permission(PlanningPermissions.Processes)]
public sealed class ActorsModel(PlatformDb db, IOrganisation organisation, Acting acting, Today today, Platform.Journal.Journal journal) : PageModel
{
    public BusinessProcess Process { get; private set; } = null!;

    public IReadOnlyList<ActorRow> Rows { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Agencies { get; private set; } = [];

    /// <summary>The citations by which processes that touch other agencies are designed together.</summary>
    public IReadOnlyList<(string Id, string Cite)> Asked { get; private set; } = [];

    [BindProperty]
    public Part Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? agency, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (Rows.FirstOrDefault(row => row.Agency == agency) is { } row)
        {
            Input = new Part { Agency = row.Agency, Role = row.Role, TookPartOn = row.TookPartOn };
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (Input.Agency is { } chosen && Agencies.All(agency => agency.Value != chosen.ToString()))
        {
            ModelState.AddModelError("Input.Agency", "Pilih perangkat daerah dari daftar.");
        }
        if (Input.TookPartOn > today.Date)
        {
            ModelState.AddModelError("Input.TookPartOn", "Tanggal ini belum tiba. Kosongkan sampai perangkat daerah itu ikut menyusun.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var actor = await db.Set<ProcessActor>().SingleOrDefaultAsync(item => item.ProcessId == id && item.AgencyId == Input.Agency, cancel);
        if (actor is null)
        {
            db.Add(actor = new ProcessActor { ProcessId = id, AgencyId = Input.Agency!.Value });
        }
        (actor.Role, actor.TookPartOn) = (Input.Role?.Trim() is { Length: > 0 } role ? role : null, Input.TookPartOn);
        journal.Record("business-processes.actor-kept", await db.Set<BusinessProcess>().SingleAsync(item => item.Id == id, cancel));
        await db.SaveChangesAsync(cancel);
        return this.Done($"/kerja/proses-bisnis/{id}/pelaku", "Pelaku tersimpan.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid agency, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (await db.Set<ProcessActor>().SingleOrDefaultAsync(item => item.ProcessId == id && item.AgencyId == agency, cancel) is { } actor)
        {
            db.Remove(actor);
            journal.Record("business-processes.actor-removed", await db.Set<BusinessProcess>().SingleAsync(item => item.Id == id, cancel));
            await db.SaveChangesAsync(cancel);
        }
        return this.Done($"/kerja/proses-bisnis/{id}/pelaku", "Pelaku dihapus dari proses ini.");
    }

    private async Task<IActionResult?> Refused(Guid id, CancellationToken cancel)
    {
        if (await db.Set<BusinessProcess>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } process)
        {
            return NotFound();
        }
        Process = process;
        if (!acting.Actor.May(PlanningPermissions.Processes, process.AgencyId) || process.State == ProcessState.Replaced)
        {
            return Forbid();
        }
        Agencies = [.. (await organisation.Agencies(today.Date, cancel)).Select(agency => new SelectListItem(agency.Name, agency.Id.ToString()))];
        Rows = await ActorList.RowsOf(HttpContext.RequestServices, id, cancel);
        Asked = ProcessObligations.Of(HttpContext.RequestServices, "processes-designed-jointly");
        return null;
    }

    /// <summary>An agency's part, as the form asks it.</summary>
    public sealed class Part
    {
        [Display(Name = "Perangkat daerah"), Required(ErrorMessage = "Pilih perangkat daerah yang terlibat.")]
        public Guid? Agency { get; set; }

        [Display(Name = "Perannya dalam proses"), StringLength(ProcessActor.RoleLength, ErrorMessage = "Paling banyak 200 huruf.")]
        public string? Role { get; set; }

        [Display(Name = "Ikut menyusun versi ini pada")]
        public DateOnly? TookPartOn { get; set; }
    }
}
