using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>The indicators of a cycle, narrowed as wanted.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class ListModel(PlatformDb db, NationalData national, IOrganisation organisation, Today today) : PageModel
{
    public const int Size = 25;

    private Dictionary<Guid, string> names = [];

    public CycleBook Book { get; private set; } = null!;

    public IReadOnlyList<IndicatorEntry> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public string? Aspect { get; private set; }

    public Guid? Agency { get; private set; }

    public IndicatorState? State { get; private set; }

    public DateOnly Day => today.Date;

    public string Lead => $"{Indonesian.Number(Book.Entries.Count(entry => entry.Item.State >= IndicatorState.Submitted))} dari {Indonesian.Number(Book.Entries.Count)} sudah dijawab, {Indonesian.Number(Book.Entries.Count(entry => entry.Item.State == IndicatorState.Validated))} divalidasi.";

    public IEnumerable<(Guid Id, string Name)> Agencies => Book.Entries.Select(entry => entry.Item.AgencyId).OfType<Guid>().Distinct().Select(id => (id, NameOf(id))).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture);

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "perangkat daerah yang sudah dihapus") : "belum dibagi";

    /// <summary>Those of the self-assessment, each with a column.</summary>
    public IReadOnlyList<JudgementStage> Stages { get; } = [JudgementStage.Agency, JudgementStage.Assessor, JudgementStage.Officer];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return NotFound();
        }
        Book = book;
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        Aspect = Request.Query["aspek"].FirstOrDefault() is { Length: > 0 } aspect ? aspect : null;
        Agency = Guid.TryParse(Request.Query["agency"].FirstOrDefault(), out var agency) ? agency : null;
        State = Enum.TryParse<IndicatorState>(Request.Query["keadaan"].FirstOrDefault(), out var state) && Enum.IsDefined(state) ? state : null;
        var words = Request.Query[ListAddress.Search].FirstOrDefault()?.Trim();
        var found = book.Entries.Where(entry => (Aspect is null || entry.Of.Aspect.Id == Aspect) && (Agency is null || entry.Item.AgencyId == Agency) && (State is null || entry.Item.State == State)
            && (string.IsNullOrEmpty(words) || entry.Item.Key == words || entry.Name.Contains(words, StringComparison.OrdinalIgnoreCase))).ToList();
        Total = found.Count;
        Number = ListAddress.NumberOf(Request, Math.Max(1, (Total + Size - 1) / Size));
        Rows = [.. found.Skip((Number - 1) * Size).Take(Size)];
        return Page();
    }
}
