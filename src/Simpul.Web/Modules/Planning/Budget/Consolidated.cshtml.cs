using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The consolidated list with its totals, and what is not in it with the reasons.</summary>
[Permission(PlanningPermissions.View)]
public sealed class ConsolidatedModel(PlatformDb db, BudgetOffices offices, BudgetDecisions decisions, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    public const int Size = 50;

    private Dictionary<Guid, string> names = [];

    public BudgetBook Book { get; private set; } = null!;

    public Listed<BudgetEntry> Rows { get; private set; } = null!;

    public IReadOnlyList<BudgetTotal> ByContent { get; private set; } = [];

    public IReadOnlyList<BudgetTotal> ByAgency { get; private set; } = [];

    public bool ShowsExcluded { get; private set; }

    public int Listed { get; private set; }

    public decimal Amount { get; private set; }

    public int Excluded => Book.Entries.Count - Listed;

    /// <summary>Items in the draft whose case has not come to its end: they fall out when the list becomes final.</summary>
    public int StillRunning => Book.Listed.Count(entry => entry.Proposal?.Standing == Standing.Submitted);

    public int Ready => Listed - StillRunning;

    /// <summary>Where one case holds all items, its last step consolidates, unless they were agreed on without one; opening the list again is the same for all.</summary>
    public bool ByCase => offices.IsCentral && !Book.IsFinal && Book.Whole?.Proposal.SettledOn is null;

    public bool MayConsolidate => offices.MayCoordinate && acting.Actor.May(PlanningPermissions.BudgetWork) && !ByCase && (Book.IsFinal || Ready > 0);

    /// <summary>What can be changed once the list is open again.</summary>
    public string AfterReopening => offices.IsCentral && Book.Whole?.Proposal.SettledOn is null ? "Sesudah dibuka, butirnya dapat diubah lagi dan diajukan dalam urusan baru, yang langkah terakhirnya mengonsolidasikan daftar ini kembali."
        : "Sesudah dibuka, usulan yang belum selesai dapat diajukan dan dikoordinasikan, lalu daftarnya dikonsolidasikan lagi. Usulan yang sudah disepakati tidak berubah.";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty, Display(Name = "Mengapa daftar dibuka kembali"), MaxLength(BudgetItem.ReasonLength, ErrorMessage = "Paling banyak 1.000 huruf.")]
    public string? Because { get; set; }

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "";

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancel) => await Load(year, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(int year, CancellationToken cancel) => Do(year, reopen: false, "Daftar dikonsolidasikan.", cancel);

    public Task<IActionResult> OnPostReopenAsync(int year, CancellationToken cancel) => Do(year, reopen: true, "Daftar dibuka kembali.", cancel);

    private async Task<IActionResult> Do(int year, bool reopen, string said, CancellationToken cancel)
    {
        if (!await Load(year, cancel))
        {
            return NotFound();
        }
        if (!acting.Actor.May(PlanningPermissions.BudgetWork))
        {
            ModelState.AddModelError("", $"Daftar dikonsolidasikan oleh {offices.Names(offices.Coordinators)}.");
        }
        else if (!reopen && ByCase)
        {
            ModelState.AddModelError("", "Di sini daftar dikonsolidasikan oleh langkah terakhir urusannya.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await decisions.Consolidate(Book, Version, Because, reopen, cancel);
        if (ModelState.Accepts(outcome.Refusals, ""))
        {
            return this.Done(BudgetAddress.List(year), said);
        }
        ModelState.Remove(nameof(Version));
        await Load(year, cancel);
        return Page();
    }

    private async Task<bool> Load(int year, CancellationToken cancel)
    {
        if (await BudgetBook.Read(db, offices, year, cancel) is not { } book)
        {
            return false;
        }
        Book = book;
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var listed = book.Listed.ToList();
        (Listed, Amount) = (listed.Count, listed.Sum(entry => entry.Item.Wanted));
        ByContent = BudgetBook.Totals(listed, item => item.Content, content => ActivityRegister.Areas.First(area => area.Value == content).Title);
        ByAgency = BudgetBook.Totals(listed, item => item.AgencyId, NameOf);
        ShowsExcluded = Request.Query["bagian"] == "luar";
        Rows = Planning.Listed.Of(ShowsExcluded ? [.. book.Excluded] : (IReadOnlyList<BudgetEntry>)listed, Request, Size);
        return true;
    }
}
