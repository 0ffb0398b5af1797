using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes.Bpmn;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>Says what an element of the diagram stands for: a record of any register, or a sentence.</summary>
[Permission(PlanningPermissions.Processes)]
public sealed class LinkModel(PlatformDb db, RegisterCatalogue catalogue, RecordTitles titles, Acting acting, Platform.Journal.Journal journal) : PageModel
{
    public DiagramView View { get; private set; } = null!;

    public BpmnElement Element { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Registers { get; private set; } = [];

    [BindProperty]
    public Meant Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, string? elemen, CancellationToken cancel) => await Refused(id, elemen, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, string? elemen, CancellationToken cancel)
    {
        if (await Refused(id, elemen, cancel) is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var link = new ProcessLink { ProcessId = id, ElementId = Element.Id };
        if (Input.Register is { Length: > 0 } kind)
        {
            if (Registers.All(item => item.Value != kind))
            {
                ModelState.AddModelError("Input.Register", "Pilih jenis catatan dari daftar.");
            }
            else if (await Found(kind, cancel) is { } record)
            {
                (link.RecordKind, link.RecordId) = (kind, record);
            }
        }
        else
        {
            link.Words = Input.Words!.Trim();
        }
        if (ModelState.IsValid && await db.Set<ProcessLink>().AnyAsync(item => item.ProcessId == id && item.ElementId == link.ElementId && item.RecordKind == link.RecordKind && item.RecordId == link.RecordId && item.Words == link.Words, cancel))
        {
            ModelState.AddModelError("Input.Words", "Elemen ini sudah ditautkan ke sana.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        db.Add(link);
        journal.Record("business-processes.element-linked", await db.Set<BusinessProcess>().SingleAsync(item => item.Id == id, cancel));
        await db.SaveChangesAsync(cancel);
        return this.Done(View.Href, "Elemen ditautkan.");
    }

    private async Task<Guid?> Found(string kind, CancellationToken cancel)
    {
        var found = await titles.Named(kind, Input.Words!, cancel);
        if (found.Count == 1)
        {
            return Guid.Parse(found[0].Value);
        }
        ModelState.AddModelError("Input.Words", found.Count == 0
            ? "Tidak ada catatan dengan nama itu. Tulis namanya seperti pada daftarnya."
            : $"Lebih dari satu yang cocok: {Indonesian.List([.. found.Select(item => item.Title)])}. Tulis nama lengkapnya.");
        return null;
    }

    private async Task<IActionResult?> Refused(Guid id, string? element, CancellationToken cancel)
    {
        if (await DiagramView.Read(HttpContext.RequestServices, id, null, cancel) is not { } view || view.Diagram?.Elements.FirstOrDefault(item => item.Id == element && item.Id.Length <= ProcessLink.ElementLength) is not { } found)
        {
            return NotFound();
        }
        (View, Element) = (view, found);
        Registers = [.. catalogue.All.Where(register => acting.Actor.May(register.View)).OrderBy(register => register.Title, StringComparer.Ordinal).Select(register => new SelectListItem(register.Title, register.Kind))];
        return view.CanEdit ? null : Forbid();
    }

    /// <summary>What the element stands for, as the form asks it.</summary>
    public sealed class Meant
    {
        [Display(Name = "Jenis catatan")]
        public string? Register { get; set; }

        [Display(Name = "Nama catatan atau keterangan"), Required(ErrorMessage = "Tulis nama catatannya, atau keterangan."), StringLength(ProcessLink.WordsLength, ErrorMessage = "Paling banyak 300 huruf.")]
        public string? Words { get; set; }
    }
}
