using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>The form that adds a record to any register.</summary>
[RegisterPermission(edit: true)]
public sealed class NewModel(RegisterCatalogue catalogue) : PageModel
{
    [BindProperty]
    public RecordForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string register, CancellationToken cancel)
    {
        if (catalogue.BySlug(register) is not { Adds: true } found)
        {
            return NotFound();
        }
        await Form.Prepare(found, null, HttpContext.RequestServices, cancel);
        Form.Fill(found.Work(HttpContext.RequestServices).Blank());
        // A link may bring what is known already: /kerja/jabatan/baru?agency=…
        Form.FillFrom(Request.Query);
        if (found.Starts is { } starts)
        {
            foreach (var (key, value) in await starts(HttpContext.RequestServices, Form.Input, cancel))
            {
                Form.Input[key] = value;
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string register, CancellationToken cancel)
    {
        if (catalogue.BySlug(register) is not { Adds: true } found)
        {
            return NotFound();
        }
        var outcome = await found.Work(HttpContext.RequestServices).Add(Form.Typed(found), cancel);
        if (outcome.Succeeded)
        {
            return this.Done(found.HrefOf(outcome.Value), $"Data {found.One} tersimpan.");
        }
        await Form.Prepare(found, null, HttpContext.RequestServices, cancel);
        Form.Refuse(ModelState, outcome.Refusals);
        return Page();
    }
}
