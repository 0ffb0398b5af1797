using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>What the index would be with other values. The address holds them, so that it can be sent.</summary>
[Permission(EvaluationPermissions.View)]
public sealed class WhatIfModel(PlatformDb db, NationalData national) : PageModel
{
    private readonly Dictionary<string, decimal> values = new(StringComparer.Ordinal);

    public CycleBook Book { get; private set; } = null!;

    public IndexResult Now { get; private set; } = null!;

    public IndexResult Then { get; private set; } = null!;

    public string Field(string key) => values[key].ToString("0.##########", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book)
        {
            return NotFound();
        }
        (Book, Now) = (book, book.Standing());
        var scale = book.Instrument.Scale;
        foreach (var one in Now.Contributions)
        {
            values[one.Key] = one.Value;
            if (Request.Query[$"n-{one.Key}"].FirstOrDefault() is not { Length: > 0 } typed)
            {
                continue;
            }
            if (CycleWords.Typed(typed) is { } value && value >= scale.Min && value <= scale.Max && (!scale.WholeOnly || value == decimal.Truncate(value)))
            {
                values[one.Key] = value;
            }
            else
            {
                ModelState.AddModelError($"n-{one.Key}", $"Indikator {one.Key}: isi {(scale.WholeOnly ? "tingkat" : "nilai")} {scale.Min} sampai {scale.Max}.");
            }
        }
        Then = book.Of(entry => values[entry.Item.Key]);
        return Page();
    }
}
