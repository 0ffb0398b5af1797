using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>The instruments that the program knows, with what they weigh and continue.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class InstrumentsModel(NationalData national, Today today) : PageModel
{
    public IReadOnlyList<Instrument> All => national.Instruments;

    public Instrument Shown { get; private set; } = null!;

    public IActionResult OnGet(string? kode)
    {
        if ((kode is null ? national.InstrumentOn(today.Date) ?? national.Instruments[^1] : national.Instrument(kode)) is not { } found)
        {
            return NotFound();
        }
        Shown = found;
        return Page();
    }
}
