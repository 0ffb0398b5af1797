using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The diagram of a process: its picture, its elements in a table, its versions; drawn here or brought from elsewhere.</summary>
[Permission(PlanningPermissions.View)]
[RequestSizeLimit(4 * (long)BpmnReader.MostBytes)]
[RequestFormLimits(ValueLengthLimit = BpmnReader.MostBytes + 1, MultipartBodyLengthLimit = 2 * BpmnReader.MostBytes)]
public sealed class DiagramModel(PlatformDb db, Diagrams diagrams, Acting acting) : PageModel
{
    public BusinessProcess Process { get; private set; } = null!;

    public DiagramView View { get; private set; } = null!;

    /// <summary>Whether the editor was asked for; without script it stays a page with table, upload and download.</summary>
    public bool Edits { get; private set; }

    /// <summary>What was drawn and refused, so that it is not lost.</summary>
    public string? Drawn { get; private set; }

    [BindProperty]
    public Sent Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, int? versi, bool gambar, CancellationToken cancel)
    {
        if (!await Load(id, versi, cancel))
        {
            return NotFound();
        }
        if (gambar && !View.CanEdit)
        {
            return Forbid();
        }
        Edits = gambar;
        return Page();
    }

    public async Task<IActionResult> OnPostUploadAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (Input.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Input.File", "Pilih berkas BPMN yang akan diunggah.");
            return Page();
        }
        if (file.Length > BpmnReader.MostBytes)
        {
            ModelState.AddModelError("Input.File", "Berkas lebih dari 5 MB. Bagi proses menjadi beberapa diagram.");
            return Page();
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        return await Keep(id, content.ToArray(), file.FileName, null, cancel);
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        (Edits, Drawn) = (true, Input.Xml);
        if (string.IsNullOrWhiteSpace(Input.Xml))
        {
            ModelState.AddModelError("", "Tidak ada gambar yang dikirim. Muat ulang halaman, lalu gambar lagi.");
            return Page();
        }
        // A form sends its lines ended as on a typewriter; the editor wrote them otherwise.
        var name = View.Shown?.FileName ?? $"{Process.Code}.bpmn";
        return await Keep(id, Encoding.UTF8.GetBytes(Input.Xml.ReplaceLineEndings("\n")), name, Input.BasedOn, cancel);
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Guid id, Guid link, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        if (await db.Set<ProcessLink>().SingleOrDefaultAsync(item => item.Id == link && item.ProcessId == id, cancel) is { } found)
        {
            db.Remove(found);
            HttpContext.RequestServices.GetRequiredService<Platform.Journal.Journal>().Record("business-processes.element-unlinked", await db.Set<BusinessProcess>().SingleAsync(item => item.Id == id, cancel));
            await db.SaveChangesAsync(cancel);
        }
        return this.Done(View.Href, "Tautan dilepas.");
    }

    private async Task<IActionResult> Keep(Guid id, byte[] content, string fileName, int? basedOn, CancellationToken cancel)
    {
        var kept = await diagrams.Keep(id, content, fileName, Input.Note?.Trim(), basedOn, cancel);
        if (ModelState.Accepts([.. kept.Refusals.Select(refusal => Edits ? refusal with { Field = "" } : refusal)]))
        {
            return this.Done(DiagramView.HrefOf(id), $"Diagram tersimpan sebagai versi {kept.Value.Number}.");
        }
        await Load(id, null, cancel);
        return Page();
    }

    private async Task<IActionResult?> Refused(Guid id, CancellationToken cancel) =>
        !await Load(id, null, cancel) ? NotFound() : View.CanEdit && acting.Actor.May(PlanningPermissions.Processes, Process.AgencyId) ? null : Forbid();

    private async Task<bool> Load(Guid id, int? number, CancellationToken cancel)
    {
        if (await DiagramView.Read(HttpContext.RequestServices, id, number, cancel) is not { } view)
        {
            return false;
        }
        View = view;
        Process = await db.Set<BusinessProcess>().AsNoTracking().SingleAsync(item => item.Id == id, cancel);
        DiagramPolicy.Allow(HttpContext);
        return true;
    }

    /// <summary>What was sent: a file, or what the editor drew.</summary>
    public sealed class Sent
    {
        [Display(Name = "Berkas BPMN")]
        public IFormFile? File { get; set; }

        [Display(Name = "Catatan perubahan"), StringLength(ProcessDiagram.NoteLength, ErrorMessage = "Paling banyak 300 huruf.")]
        public string? Note { get; set; }

        public string? Xml { get; set; }

        /// <summary>The version that the editor was opened on; 0 for none.</summary>
        public int BasedOn { get; set; }
    }
}
