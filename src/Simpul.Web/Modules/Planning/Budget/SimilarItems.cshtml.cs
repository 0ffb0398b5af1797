using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Pairs of items that may be the same purchase, each with why.</summary>
[Permission(PlanningPermissions.View)]
public sealed class SimilarItemsModel(PlatformDb db, BudgetOffices offices, IOrganisation organisation, Today today) : PageModel
{
    private Dictionary<Guid, string> names = [];

    public int Year { get; private set; }

    public Listed<SimilarItems> Rows { get; private set; } = null!;

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "";

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return NotFound();
        }
        Year = year;
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        Rows = Listed.Of(Similarity.Find([.. book.Entries.Select(entry => entry.Item)]), Request);
        return Page();
    }
}
