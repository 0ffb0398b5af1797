using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Opens a cycle, for who draws the budget up.</summary>
[Permission(PlanningPermissions.BudgetWork)]
public sealed class OpenModel(BudgetOpening opening, BudgetOffices offices, Today today) : PageModel
{
    public bool MayOpen => offices.MayOpen;

    public string Openers => offices.Names(offices.Openers);

    public string Recommender => offices.Names([offices.Recommender]);

    [BindProperty]
    public Dates Input { get; set; } = new();

    public void OnGet()
    {
        var year = today.Date.Year + 1;
        // The months of the yearly planning: work plans in the first half, the budget before the year ends.
        var start = today.Date > new DateOnly(year - 1, 6, 30) ? today.Date : new DateOnly(year - 1, 1, 15);
        var left = new DateOnly(year - 1, 12, 31).DayNumber - start.DayNumber;
        Input = new Dates
        {
            Year = year, OpensOn = start, ProposalsUntil = start.AddDays(left * 4 / 10), RecommendationsUntil = start.AddDays(left * 6 / 10), CoordinationUntil = start.AddDays(left * 8 / 10), ClosesOn = start.AddDays(left * 9 / 10),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var cycle = new BudgetCycle
        {
            Year = Input.Year!.Value, OpensOn = Input.OpensOn!.Value, ProposalsUntil = Input.ProposalsUntil!.Value, RecommendationsUntil = Input.RecommendationsUntil!.Value,
            CoordinationUntil = Input.CoordinationUntil!.Value, ClosesOn = Input.ClosesOn!.Value,
        };
        var outcome = await opening.Open(cycle, cancel);
        return ModelState.Accepts([.. outcome.Refusals.Select(refusal => refusal with { Field = refusal.Field.Length == 0 ? "" : char.ToUpperInvariant(refusal.Field[0]) + refusal.Field[1..] })])
            ? this.Done(cycle.Href, $"Siklus anggaran {cycle.Year} dibuka.")
            : Page();
    }

    /// <summary>The year and its dates, as the form asks them.</summary>
    public sealed class Dates
    {
        private const string Wanted = "Isi tanggalnya.";

        [Display(Name = "Tahun anggaran"), Required(ErrorMessage = "Isi tahun anggaran.")]
        public int? Year { get; set; }

        [Display(Name = "Dibuka"), Required(ErrorMessage = Wanted)]
        public DateOnly? OpensOn { get; set; }

        [Display(Name = "Usulan paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? ProposalsUntil { get; set; }

        [Display(Name = "Rekomendasi paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? RecommendationsUntil { get; set; }

        [Display(Name = "Koordinasi paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? CoordinationUntil { get; set; }

        [Display(Name = "Konsolidasi paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? ClosesOn { get; set; }
    }
}
