using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Which agency answers which indicator, and by when.</summary>
[Permission(EvaluationPermissions.Cycles)]
public sealed class DelegateModel(PlatformDb db, NationalData national, CycleWork work, IOrganisation organisation, Today today) : PageModel
{
    public CycleBook Book { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Name)> Agencies { get; private set; } = [];

    /// <summary>Agencies of indicators that exist no more, by what they were called.</summary>
    public IReadOnlyDictionary<Guid, string> Gone { get; private set; } = new Dictionary<Guid, string>();

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    /// <summary>What was typed, else what stands there.</summary>
    public Row RowOf(IndicatorEntry entry) => Rows.FirstOrDefault(row => row.Key == entry.Item.Key) ?? new Row { Key = entry.Item.Key, Agency = entry.Item.AgencyId, DueOn = entry.Item.DueOn, Service = entry.Item.Service };

    /// <summary>Whether the indicator is about a service that the government chooses.</summary>
    public bool AsksService(IndicatorEntry entry) => entry.Indicator.MostValues > 1 || entry.Indicator.Id?.StartsWith("public-service", StringComparison.Ordinal) == true;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await Load(id, cancel))
        {
            return NotFound();
        }
        foreach (var (at, row) in Rows.Index().Where(pair => pair.Item.DueOn is null))
        {
            ModelState.Remove($"Rows[{at}].DueOn");
            ModelState.AddModelError($"Rows[{row.Key}]", $"Isi tenggat indikator {row.Key}.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var outcome = await work.Delegate(Book, [.. Rows.Take(Book.Entries.Count).Select(row => (row.Key ?? "", row.Version, row.Agency, row.DueOn!.Value, row.Service))], cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done(Book.Cycle.Href, "Pembagian indikator tersimpan.") : await Load(id, cancel) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return false;
        }
        Book = book;
        Agencies = [.. (await organisation.Agencies(today.Date, cancel)).Select(agency => (agency.Id, agency.Called))];
        var gone = book.Entries.Select(entry => entry.Item.AgencyId).OfType<Guid>().Distinct().Except(Agencies.Select(agency => agency.Id)).ToList();
        if (gone.Count > 0)
        {
            var called = (await organisation.Agencies(book.Cycle.OpensOn < today.Date ? book.Cycle.OpensOn : today.Date, today.Date, cancel)).ToDictionary(days => days.Agency.Id, days => days.Agency.Called);
            Gone = gone.ToDictionary(id => id, id => called.GetValueOrDefault(id, "Perangkat daerah"));
        }
        return true;
    }

    /// <summary>A line of the form.</summary>
    public sealed class Row
    {
        public string? Key { get; set; }

        public int Version { get; set; }

        public Guid? Agency { get; set; }

        public DateOnly? DueOn { get; set; }

        public string? Service { get; set; }
    }
}
