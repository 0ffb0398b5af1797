using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Takes an attestation back, with the reason.</summary>
[Permission(ObligationsModule.View)]
public sealed class WithdrawModel(PlatformDb db, Board board, Attestations attestations, Today today) : PageModel
{
    public BoardRow Row { get; private set; } = null!;

    public Attestation Statement { get; private set; } = null!;

    [BindProperty]
    public Typed Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string id, Guid statement, CancellationToken cancel) => await Prepare(id, statement, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id, Guid statement, CancellationToken cancel)
    {
        if (await Prepare(id, statement, cancel) is { } other)
        {
            return other;
        }
        var outcome = await attestations.Withdraw(statement, Input.Reason, cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done($"{Row.Href}{(Statement.AgencyId is { } agency ? $"?perangkat={agency}" : "")}", "Pernyataan dicabut.") : Page();
    }

    private async Task<IActionResult?> Prepare(string id, Guid statement, CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        var found = await db.Set<Attestation>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == statement && item.ObligationId == id, cancel);
        if (found is null || !view.Rows.TryGet(id, out var row))
        {
            return NotFound();
        }
        (Row, Statement) = (row, found);
        return attestations.May(row with { By = AnsweredBy.Attestation }, found.AgencyId) ? null : Forbid();
    }

    /// <summary>What the form holds.</summary>
    public sealed class Typed
    {
        [Display(Name = "Alasan pencabutan"), DataType(DataType.MultilineText)]
        public string? Reason { get; set; }
    }
}
