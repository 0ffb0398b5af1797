using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Obligations;

/// <summary>One question that the text leaves open: what holds, why, what else is possible; and the form that chooses another.</summary>
[Permission(ObligationsModule.View)]
public sealed class ReadingChoiceModel(Readings readings, CurrentRegulation regulation, Acting acting) : PageModel
{
    public Reading Reading { get; private set; } = null!;

    public Choice Chosen { get; private set; } = null!;

    public bool MayChoose => acting.Actor.May(ObligationsModule.ReadingsChoose);

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    /// <summary>The obligations that rest on it.</summary>
    public IReadOnlyList<EffectiveObligation> Obligations { get; private set; } = [];

    [BindProperty]
    public Typed Input { get; set; } = new();

    public IActionResult OnGet(string reading)
    {
        if (!Prepare(reading))
        {
            return NotFound();
        }
        Input.Choice = Chosen.Key;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reading, CancellationToken cancel)
    {
        if (!MayChoose)
        {
            return Forbid();
        }
        if (!Prepare(reading))
        {
            return NotFound();
        }
        var outcome = await readings.Choose(reading, Input.Choice, Input.Reason, cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done($"/kewajiban/tafsir/{reading}", "Tafsir dipilih. Papan kewajiban sudah mengikutinya.") : Page();
    }

    private bool Prepare(string reading)
    {
        var profile = regulation.Profile;
        if (!profile.Readings.TryGet(reading, out var found))
        {
            return false;
        }
        (Reading, Chosen) = (found, profile.Chosen(reading));
        Choices = [.. found.Choices.Values.Select(choice => new SelectListItem(choice.Says + (choice.Key == found.Chosen ? " (tafsir bawaan)" : ""), choice.Key))];
        Obligations = [.. profile.Obligations.Where(item => item.Reading == reading || found.Choices.Values.Any(choice => choice.Weights.ContainsKey(item.Id)))];
        return true;
    }

    /// <summary>What the form holds.</summary>
    public sealed class Typed
    {
        [Display(Name = "Tafsir")]
        public string? Choice { get; set; }

        [Display(Name = "Alasan"), DataType(DataType.MultilineText)]
        public string? Reason { get; set; }
    }
}
