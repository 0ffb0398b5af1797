using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>The cheapest rises that reach a target, with whose they are and which evidence they want.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class PlanModel(PlatformDb db, NationalData national, IOrganisation organisation, Today today) : PageModel
{
    private Dictionary<Guid, string> names = [];

    public CycleBook Book { get; private set; } = null!;

    public IndexResult Now { get; private set; } = null!;

    /// <summary>As it stands in the field.</summary>
    public string? Target { get; private set; }

    public decimal? Wanted { get; private set; }

    public RisePlan? Plan { get; private set; }

    public string NameOf(Guid? agency) => agency is { } id ? names.GetValueOrDefault(id, "") : "belum dibagi";

    /// <summary>Levels on the way that have no verified evidence.</summary>
    public string Missing(IndicatorEntry entry, PlannedRise rise)
    {
        var levels = Enumerable.Range((int)decimal.Floor(rise.From) + 1, rise.To - (int)decimal.Floor(rise.From)).Where(level => !entry.Proving(level, verified: true).Any()).Select(level => $"tingkat {level}").ToList();
        return levels.Count == 0 ? "lengkap" : Indonesian.List(levels);
    }

    public string WhatIfHref(RisePlan plan) => EvaluationAddress.WhatIf(Book.Cycle.Id) + "?" + string.Join('&', plan.Rises.Select(rise => $"n-{rise.Of.Key}={rise.To}"));

    public async Task<IActionResult> OnGetAsync(Guid id, string? target, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return NotFound();
        }
        (Book, Now) = (book, book.Standing());
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var scale = book.Instrument.Scale;
        var first = book.Target is { } wantedBy && wantedBy > Now.Published ? wantedBy : Now.Next?.From;
        Target = target ?? first?.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
        if (Target is null)
        {
            return Page();
        }
        if (CycleWords.Typed(Target) is not { } wanted || wanted < scale.Min || wanted > scale.Max)
        {
            ModelState.AddModelError("target", $"Isi target antara {scale.Min} dan {scale.Max}, misalnya 2,60.");
            return Page();
        }
        Wanted = wanted;
        Plan = RiseEfforts.Plan(book, wanted);
        return Page();
    }
}
