using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Registers;

/// <summary>The form that changes a record of any register.</summary>
[RegisterPermission(edit: true)]
public sealed class ChangeModel(RegisterCatalogue catalogue, Acting acting) : PageModel
{
    [BindProperty]
    public RecordForm Form { get; set; } = new();

    public RecordView Record { get; private set; } = null!;

    /// <summary>What somebody else stored meanwhile, to compare with.</summary>
    public RecordView? Stored { get; private set; }

    public async Task<IActionResult> OnGetAsync(string register, Guid id, CancellationToken cancel)
    {
        if (await Load(register, id, cancel) is { } refused)
        {
            return refused;
        }
        Form.Fill(Record.Values);
        Form.Version = Record.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string register, Guid id, CancellationToken cancel)
    {
        if (await Load(register, id, cancel) is { } refused)
        {
            return refused;
        }
        var outcome = await Form.Register.Work(HttpContext.RequestServices).Change(id, Form.Version, Form.Typed(Form.Register), cancel);
        if (outcome.Succeeded)
        {
            return this.Done(Form.Register.HrefOf(id), "Perubahan tersimpan.");
        }
        if (outcome.Refusals.Any(refusal => refusal.Field == "version"))
        {
            Stored = await Form.Register.Work(HttpContext.RequestServices).Find(id, cancel);
            // The next save is against what is shown beside the form now.
            Form.Version = Stored?.Version ?? Form.Version;
            ModelState.Remove("Form.Version");
            Response.StatusCode = StatusCodes.Status409Conflict;
        }
        Form.Refuse(ModelState, outcome.Refusals);
        return Page();
    }

    private async Task<IActionResult?> Load(string register, Guid id, CancellationToken cancel)
    {
        var found = catalogue.BySlug(register)!;
        if (await found.Work(HttpContext.RequestServices).Find(id, cancel) is not { } record)
        {
            return NotFound();
        }
        Record = record;
        if (!acting.Actor.May(found.Edit, record.Agency))
        {
            return Forbid();
        }
        await Form.Prepare(found, record, HttpContext.RequestServices, cancel);
        return null;
    }
}
