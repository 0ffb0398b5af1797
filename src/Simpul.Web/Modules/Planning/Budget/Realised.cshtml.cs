using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>What each item of a year's list was given, and what was spent of it.</summary>
[Permission(PlanningPermissions.View)]
public sealed class RealisedModel(PlatformDb db, BudgetOffices offices, BudgetApproving approving, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    private IReadOnlyList<BudgetFigure> figures = [];
    private Dictionary<Guid, string> names = [];

    public BudgetBook Book { get; private set; } = null!;

    public Listed<BudgetFigure> Rows { get; private set; } = null!;

    public IReadOnlyList<(string Name, decimal Approved, decimal Spent)> ByAgency { get; private set; } = [];

    public decimal Approved => figures.Sum(figure => figure.Approved ?? 0);

    public decimal Spent => figures.Sum(figure => figure.Realised);

    public int Open => figures.Count(figure => figure.Approved is null);

    public bool MayApprove => offices.MayCoordinate && acting.Actor.May(PlanningPermissions.BudgetWork);

    [BindProperty, Display(Name = "Tanggal penetapan")]
    public DateOnly? ApprovedOn { get; set; }

    [BindProperty, Display(Name = "Dokumen penetapan"), MaxLength(BudgetApproval.NoteLength, ErrorMessage = "Paling banyak 500 huruf.")]
    public string? Document { get; set; }

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "";

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancel) => await Load(year, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int year, CancellationToken cancel)
    {
        if (!await Load(year, cancel))
        {
            return NotFound();
        }
        if (!acting.Actor.May(PlanningPermissions.BudgetWork))
        {
            ModelState.AddModelError("", $"Dicatat oleh {offices.Names(offices.Coordinators)}.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var done = await approving.ApproveRest(Book, ApprovedOn, Document, cancel);
        return ModelState.Accepts(done.Refusals, "") ? this.Done(BudgetAddress.Realised(year), $"{Indonesian.Number(done.Value)} butir dicatat disetujui.") : Page();
    }

    private async Task<bool> Load(int year, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return false;
        }
        Book = book;
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        figures = await approving.Figures(book, cancel);
        Rows = Listed.Of(figures, Request);
        ByAgency = [.. figures.Where(figure => figure.Approved is not null).GroupBy(figure => figure.Item.AgencyId)
            .Select(group => (NameOf(group.Key), group.Sum(figure => figure.Approved ?? 0), group.Sum(figure => figure.Realised))).OrderByDescending(row => row.Item2).ThenBy(row => row.Item1, StringComparer.Ordinal)];
        return true;
    }
}
