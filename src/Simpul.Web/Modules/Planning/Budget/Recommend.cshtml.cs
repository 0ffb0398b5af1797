using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The working list of who recommends: narrowed as wanted, the next one a key away, the harmless ones together.</summary>
[Permission(PlanningPermissions.View)]
public sealed class RecommendModel(PlatformDb db, BudgetOffices offices, BudgetDecisions decisions, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    public const int Size = 50;

    private Dictionary<Guid, string> names = [];

    public BudgetBook Book { get; private set; } = null!;

    public BudgetFilter Filter { get; private set; } = null!;

    public Listed<BudgetEntry> Rows { get; private set; } = null!;

    public ILookup<Guid, (BudgetItem Other, string Why)> Similar { get; private set; } = null!;

    public string? NextHref { get; private set; }

    public int Undecided => Book.Entries.Count(entry => entry.Item.Recommendation == Recommendation.Undecided);

    public bool MayRecommend => offices.MayRecommend && acting.Actor.May(PlanningPermissions.BudgetWork) && !Book.IsFinal;

    public string Recommender => offices.Names([offices.Recommender]);

    public IEnumerable<(Guid Id, string Name)> Agencies => Book.Entries.Select(entry => entry.Item.AgencyId).OfType<Guid>().Distinct().Select(id => (id, NameOf(id))).OrderBy(pair => pair.Item2, StringComparer.Ordinal);

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "";

    public string Href(BudgetItem item) => BudgetAddress.Decide(Book.Cycle.Year, item.Id) + ListAddress.With(Request, (ListAddress.Page, null))[Request.Path.Value!.Length..];

    /// <summary>Whether recommending it needs no look: nothing resembles it and it traces to what the regulation wants.</summary>
    public bool MayBulk(BudgetEntry entry) =>
        entry.Item.Recommendation == Recommendation.Undecided && !Similar.Contains(entry.Item.Id) && !BudgetBook.Untraced(offices.Basis, entry.Item).Any() && Book.WhyNotDecide(entry) is null;

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancel) => await Load(year, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int year, string[]? chosen, CancellationToken cancel)
    {
        if (!await Load(year, cancel))
        {
            return NotFound();
        }
        if (!acting.Actor.May(PlanningPermissions.BudgetWork) || !offices.MayRecommend)
        {
            ModelState.AddModelError("", $"Rekomendasi diberikan oleh {Recommender}. Pilih jabatan yang sesuai.");
            return Page();
        }
        var wanted = new Dictionary<Guid, int>();
        foreach (var parts in (chosen ?? []).Take(BudgetDecisions.MostAtOnce).Select(text => text.Split(':')))
        {
            if (parts is [var id, var version] && Guid.TryParse(id, out var item) && int.TryParse(version, out var read))
            {
                wanted[item] = read;
            }
        }
        if (wanted.Count == 0)
        {
            ModelState.AddModelError("", "Pilih dahulu butir yang direkomendasikan.");
            return Page();
        }
        var (done, left) = await decisions.RecommendAll(Book, wanted, Similar, cancel);
        var rest = left.Count == 0 ? "" : $" Tidak ikut: {string.Join("; ", left.Take(5))}{(left.Count > 5 ? $" dan {left.Count - 5} lainnya" : "")}.";
        if (done == 0)
        {
            TempData.Warn($"Tidak ada butir yang direkomendasikan.{rest}");
            return LocalRedirect(ListAddress.With(Request));
        }
        return this.Done(ListAddress.With(Request), $"{Indonesian.Number(done)} butir direkomendasikan.{rest}");
    }

    private async Task<bool> Load(int year, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return false;
        }
        (Book, Filter) = (book, BudgetFilter.From(Request.Query));
        Similar = Similarity.ByItem(Similarity.Find([.. book.Entries.Select(entry => entry.Item)]));
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var found = Filter.Of(book, Similar);
        Rows = Listed.Of(found, Request, Size);
        NextHref = MayRecommend && found.FirstOrDefault(entry => entry.Item.Recommendation == Recommendation.Undecided && book.WhyNotDecide(entry) is null) is { } next ? Href(next.Item) : null;
        return true;
    }
}
