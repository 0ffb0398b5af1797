using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Documents.Sheets;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>One item, what resembles it, and the decision; then the next one that waits.</summary>
[Permission(PlanningPermissions.View)]
public sealed class DecideModel(PlatformDb db, BudgetOffices offices, BudgetDecisions decisions, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    private IReadOnlyList<BudgetEntry> waiting = [];

    public BudgetBook Book { get; private set; } = null!;

    public BudgetEntry Entry { get; private set; } = null!;

    public IReadOnlyList<(BudgetItem Other, string Agency, string Why)> Similar { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name, string Href)> Architecture { get; private set; } = [];

    public (string Name, string Href)? Activity { get; private set; }

    public string AgencyName { get; private set; } = "";

    public string ContentTitle => ActivityRegister.Areas.First(area => area.Value == Entry.Item.Content).Title;

    public string Left => waiting.Count == 0 ? "Tidak ada lagi yang menunggu." : $"{Indonesian.Number(waiting.Count)} butir menunggu keputusan.";

    public string Recommender => offices.Names([offices.Recommender]);

    public bool MayRecommend => offices.MayRecommend && acting.Actor.May(PlanningPermissions.BudgetWork);

    public bool MayKeep => !offices.IsBlocking && !Book.IsFinal && offices.MayCoordinate && acting.Actor.May(PlanningPermissions.BudgetWork) && Entry.Item is { Recommendation: Recommendation.Refused, KeptBecause: null };

    public string? WhyNot => Book.WhyNotDecide(Entry);

    public string ListHref => BudgetAddress.Recommend(Book.Cycle.Year) + Request.QueryString.ToUriComponent();

    /// <summary>The next that waits after this one in the list, from its beginning again at its end.</summary>
    public string? NextHref => (waiting.FirstOrDefault(entry => Place(entry) > Place(Entry)) ?? waiting.FirstOrDefault(entry => entry.Item.Id != Entry.Item.Id)) is { } next
        ? BudgetAddress.Decide(Book.Cycle.Year, next.Item.Id) + Request.QueryString.ToUriComponent() : null;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Recommendation Recommendation { get; set; }

    [BindProperty, Display(Name = "Alasan atau perubahan yang diminta"), MaxLength(BudgetItem.ReasonLength, ErrorMessage = "Paling banyak 1.000 huruf.")]
    public string? Reason { get; set; }

    [BindProperty, Display(Name = "Jumlah yang direkomendasikan"), MaxLength(40, ErrorMessage = "Isi jumlah rupiah, misalnya 1.250.000.")]
    public string? Amount { get; set; }

    [BindProperty, Display(Name = "Mengapa tetap dimasukkan"), MaxLength(BudgetItem.ReasonLength, ErrorMessage = "Paling banyak 1.000 huruf.")]
    public string? Because { get; set; }

    public async Task<IActionResult> OnGetAsync(int year, Guid id, CancellationToken cancel)
    {
        if (!await Load(year, id, cancel))
        {
            return NotFound();
        }
        (Reason, Amount) = (Entry.Item.RecommendationReason, Entry.Item.RecommendedAmount is { } amount ? Indonesian.Number(amount, amount == decimal.Truncate(amount) ? 0 : 2) : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int year, Guid id, CancellationToken cancel)
    {
        if (!await Load(year, id, cancel))
        {
            return NotFound();
        }
        decimal? amount = null;
        if (!string.IsNullOrWhiteSpace(Amount))
        {
            amount = CellValue.Number(Amount.Trim());
            if (amount is not > 0 || amount > Fields.MostMoney || decimal.Round(amount.Value, 2) != amount)
            {
                ModelState.AddModelError(nameof(Amount), "Isi jumlah rupiah, misalnya 1.250.000 atau 1.250.000,50.");
            }
            else if (Recommendation != Recommendation.WithChanges)
            {
                ModelState.AddModelError(nameof(Amount), "Jumlah lain hanya untuk rekomendasi dengan perubahan. Kosongkan, atau pilih keputusan itu.");
            }
        }
        if (!acting.Actor.May(PlanningPermissions.BudgetWork))
        {
            ModelState.AddModelError("", $"Rekomendasi diberikan oleh {Recommender}.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var next = NextHref;
        var outcome = await decisions.Decide(Book, id, new ItemDecision(Version, Recommendation, Reason, amount), cancel);
        return await Answer(outcome, next ?? ListHref, $"{Entry.Item.Name}: {BudgetWords.Of(Recommendation).ToLowerInvariant()}.", year, id, cancel);
    }

    public async Task<IActionResult> OnPostKeepAsync(int year, Guid id, CancellationToken cancel)
    {
        if (!await Load(year, id, cancel))
        {
            return NotFound();
        }
        if (!ModelState.IsValid || !acting.Actor.May(PlanningPermissions.BudgetWork))
        {
            return ModelState.IsValid ? Forbid() : Page();
        }
        return await Answer(await decisions.Keep(Book, id, Version, Because, cancel), BudgetAddress.Decide(year, id), "Butir ini tetap dimasukkan.", year, id, cancel);
    }

    private async Task<IActionResult> Answer(Outcome outcome, string href, string said, int year, Guid id, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            return this.Done(href, said);
        }
        foreach (var refusal in outcome.Refusals)
        {
            var stale = refusal.Field == "Version";
            if (stale)
            {
                Response.StatusCode = StatusCodes.Status409Conflict;
            }
            ModelState.AddModelError(stale || refusal.Field == "Recommendation" ? "" : refusal.Field, refusal.Message);
        }
        // What was typed stays; the next decision is against what is there now.
        ModelState.Remove(nameof(Version));
        await Load(year, id, cancel);
        return Page();
    }

    private async Task<bool> Load(int year, Guid id, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book || book.Entries.FirstOrDefault(entry => entry.Item.Id == id) is not { } found)
        {
            return false;
        }
        (Book, Entry) = (book, found);
        var filter = BudgetFilter.From(Request.Query);
        // All pairs only where the rest of the work is narrowed by them.
        var similar = Similarity.ByItem(Similarity.Find([.. book.Entries.Select(entry => entry.Item)], filter.OnlySimilar ? null : id));
        var called = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        AgencyName = Called(found.Item.AgencyId);
        Similar = [.. similar[id].Select(pair => (pair.Other, Called(pair.Other.AgencyId), pair.Why))];
        waiting = [.. filter.Of(book, similar).Where(entry => entry.Item.Recommendation == Recommendation.Undecided && book.WhyNotDecide(entry) is null)];
        Architecture = [.. (await db.Set<ArchitectureItem>().AsNoTracking().Where(item => found.Item.Architecture.Contains(item.Code)).OrderBy(item => item.Code).Select(item => new { item.Id, item.Code, item.Name }).ToListAsync(cancel))
            .Select(item => (item.Code, item.Name, $"/kerja/{ItemRegister.Slug}/{item.Id}"))];
        Activity = found.Item.ActivityId is { } activity && await db.Set<RoadmapActivity>().AsNoTracking().Where(item => item.Id == activity).Select(item => item.Name).SingleOrDefaultAsync(cancel) is { } name
            ? (name, ActivityRegister.Declared.HrefOf(activity)) : null;
        return true;

        string Called(Guid? agency) => agency is { } one ? called.GetValueOrDefault(one, "perangkat daerah yang sudah dihapus") : "";
    }

    private int Place(BudgetEntry entry)
    {
        for (var at = 0; at < Book.Entries.Count; at++)
        {
            if (Book.Entries[at].Item.Id == entry.Item.Id)
            {
                return at;
            }
        }
        return -1;
    }
}
