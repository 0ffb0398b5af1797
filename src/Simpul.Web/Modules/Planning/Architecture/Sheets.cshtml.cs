using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Gives the items of each domain out as a sheet with that domain's own columns, and takes one in.</summary>
[Permission(PlanningPermissions.View)]
public sealed class SheetsModel(IServiceProvider services, Acting acting) : PageModel
{
    public const string Href = "/kerja/arsitektur/excel";

    [BindProperty, Display(Name = "Domain"), Required(ErrorMessage = "Pilih domain lembar ini.")]
    public string? Domain { get; set; }

    [BindProperty, Display(Name = "Berkas Excel"), Required(ErrorMessage = "Pilih berkas yang akan diimpor.")]
    public IFormFile? Sheet { get; set; }

    public bool MayImport => acting.Actor.May(PlanningPermissions.Architecture);

    public IReadOnlyList<SelectListItem> Domains { get; } = [.. ArchitectureWords.Domains.Select(one => new SelectListItem(one.Title, one.Value.Key()))];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetFileAsync(string? domain, CancellationToken cancel)
    {
        if (ArchitectureWords.DomainOf(domain) is not { } wanted)
        {
            return NotFound();
        }
        var content = new MemoryStream();
        await services.GetRequiredService<DomainSheets>().Write(wanted, content, cancel);
        content.Position = 0;
        return File(content, WorkbookWriter.ContentType, $"arsitektur-{wanted.Key()}.xlsx");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MayImport)
        {
            return Forbid();
        }
        if (ModelState.IsValid && ArchitectureWords.DomainOf(Domain) is null)
        {
            ModelState.AddModelError(nameof(Domain), "Pilih domain lembar ini.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        try
        {
            await using var file = Sheet!.OpenReadStream();
            return LocalRedirect(await services.GetRequiredService<DomainSheets>().Try(ArchitectureWords.DomainOf(Domain)!.Value, Path.GetFileName(Sheet.FileName), file, acting.Actor, cancel));
        }
        catch (UnreadableSheetException unreadable)
        {
            ModelState.AddModelError(nameof(Sheet), unreadable.Message);
            return Page();
        }
    }
}
