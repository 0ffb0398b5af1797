using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>Takes a sheet for any register and tries it.</summary>
[RegisterPermission(edit: true)]
public sealed class ImportModel(RegisterCatalogue catalogue, Imports imports, Acting acting) : PageModel
{
    public Register Register { get; private set; } = null!;

    [BindProperty, Display(Name = "Berkas Excel"), Required(ErrorMessage = "Pilih berkas yang akan diimpor.")]
    public IFormFile? Sheet { get; set; }

    public IActionResult OnGet(string register)
    {
        Register = catalogue.BySlug(register)!;
        return Register.Adds ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string register, CancellationToken cancel)
    {
        Register = catalogue.BySlug(register)!;
        if (!Register.Adds)
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        try
        {
            await using var file = Sheet!.OpenReadStream();
            return LocalRedirect($"{Register.Href}/impor/{await imports.Try(Register, Path.GetFileName(Sheet.FileName), file, acting.Actor, cancel)}");
        }
        catch (UnreadableSheetException unreadable)
        {
            ModelState.AddModelError(nameof(Sheet), unreadable.Message);
            return Page();
        }
    }
}
