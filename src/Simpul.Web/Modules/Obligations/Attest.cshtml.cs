using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations;

/// <summary>The form in which an office states that an obligation is met.</summary>
[Permission(ObligationsModule.View)]
public sealed class AttestModel(Board board, Attestations attestations, Today today) : PageModel
{
    public BoardRow Row { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Agencies { get; private set; } = [];

    /// <summary>How long it counts, in words.</summary>
    public string ValidHelp { get; private set; } = "";

    [BindProperty]
    public Typed Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string id, Guid? perangkat, CancellationToken cancel)
    {
        Input = new Typed { Agency = perangkat, DoneOn = today.Date };
        return await Prepare(id, cancel) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancel)
    {
        if (await Prepare(id, cancel) is { } other)
        {
            return other;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await attestations.Attest(id, new AttestationInput(Input.Agency, Input.Statement, Input.DoneOn, Input.ValidUntil, Input.Link), cancel);
        return ModelState.Accepts(outcome.Refusals)
            ? this.Done($"{Row.Href}{(outcome.Value.AgencyId is { } agency ? $"?perangkat={agency}" : "")}", "Pernyataan tersimpan. Papan kewajiban sudah mengikutinya.")
            : Page();
    }

    private async Task<IActionResult?> Prepare(string id, CancellationToken cancel)
    {
        var view = await board.On(today.Date, cancel);
        if (!view.Rows.TryGet(id, out var row) || !row.Attested)
        {
            return NotFound();
        }
        Row = row;
        var open = attestations.Open(view, row);
        if (open.Count == 0)
        {
            return Forbid();
        }
        Agencies = [.. open.OfType<Guid>().Select(agency => new SelectListItem(view.Agency(agency)!.Called, agency.ToString()))];
        if (Input.Agency is null && Agencies.Count == 1)
        {
            Input.Agency = open[0];
        }
        ValidHelp = AttestationTerms.Longest(row.Obligation) is { } longest
            ? $"Kosongkan untuk berlaku {longest.Words()} sejak tanggal pelaksanaan, paling lama sampai {Indonesian.Date(longest.After(Input.DoneOn ?? today.Date))}. Boleh dipersingkat, tidak boleh diperpanjang."
            : "Kosongkan bila tidak berakhir.";
        return null;
    }

    /// <summary>What the form holds.</summary>
    public sealed class Typed
    {
        [Display(Name = "Perangkat daerah")]
        public Guid? Agency { get; set; }

        [Display(Name = "Apa yang sudah dilakukan"), DataType(DataType.MultilineText)]
        public string? Statement { get; set; }

        [Display(Name = "Tanggal pelaksanaan")]
        public DateOnly? DoneOn { get; set; }

        [Display(Name = "Berlaku sampai")]
        public DateOnly? ValidUntil { get; set; }

        [Display(Name = "Alamat bukti")]
        public string? Link { get; set; }
    }
}
