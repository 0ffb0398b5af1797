using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Opens a cycle.</summary>
[Permission(EvaluationPermissions.Cycles)]
public sealed class OpenModel(CycleOpening opening, NationalData national, CurrentRegulation regulation, Today today) : PageModel
{
    public IReadOnlyList<SelectListItem> Purposes { get; } = [.. CycleWords.Purposes.Select(item => new SelectListItem(item.Title, item.Value.ToString()))];

    public IReadOnlyList<SelectListItem> Parts { get; } = [.. CycleWords.Parts.Select(item => new SelectListItem(item.Title, item.Value.ToString()))];

    /// <summary>Whether the regulation, as it is read here, has SPBE evaluated more often than once a year.</summary>
    public bool AsksPart => regulation.Profile.Period("evaluation.cadence") is { } every && every.After(today.Date) < today.Date.AddYears(1);

    public string? CadenceCite => regulation.Profile.CitationOf("evaluation.cadence")?.ToString();

    public IReadOnlyList<SelectListItem> Instruments => [.. national.Instruments.Reverse().Select(one => new SelectListItem($"{one.IndexName}, {one.Regulation} ({one.Indicators.Count()} indikator)", one.Id))];

    /// <summary>Whether the instrument that is chosen has an indicator of several services; any may be chosen before the page knows which.</summary>
    public bool AsksSlots => Chosen is { } chosen && Most(chosen) > 1;

    public string SlotsHelp => Chosen is { } chosen ? $"Banyaknya layanan pada indikator {string.Join(", ", chosen.Indicators.Where(one => one.MostValues > 1).Select(one => one.Number))}: 1 sampai {Most(chosen)}." : "";

    private Instrument? Chosen => Input.Instrument is { } id ? national.Instrument(id) : null;

    [BindProperty]
    public Form Input { get; set; } = new();

    private static int Most(Instrument instrument) => instrument.Indicators.Max(one => one.MostValues);

    public void OnGet()
    {
        var day = today.Date;
        Input = new Form
        {
            Year = day.Year, Part = !AsksPart ? CyclePart.Whole : day.Month <= 6 ? CyclePart.FirstHalf : CyclePart.SecondHalf, Instrument = regulation.Profile.List("evaluation.instruments") is [.., var prescribed] ? prescribed : national.InstrumentOn(day)?.Id, Carry = true,
            OpensOn = day, AnswersUntil = day.AddDays(30), AssessedUntil = day.AddDays(45), ValidatedUntil = day.AddDays(52), SignedUntil = day.AddDays(60), ClosesOn = day.AddDays(150),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        // An instrument of several services asks how many, once it is chosen.
        if (AsksSlots && Input.Slots is null)
        {
            ModelState.AddModelError("Input.Slots", $"Isi banyaknya layanan yang dinilai. {SlotsHelp}");
            return Page();
        }
        var cycle = new EvaluationCycle
        {
            Target = string.IsNullOrWhiteSpace(Input.Target) ? null : Input.Target.Trim(), Year = Input.Year!.Value, Purpose = Input.Purpose, Part = AsksPart ? Input.Part : CyclePart.Whole, Instrument = Input.Instrument!, OpensOn = Input.OpensOn!.Value, AnswersUntil = Input.AnswersUntil!.Value, AssessedUntil = Input.AssessedUntil!.Value,
            ValidatedUntil = Input.ValidatedUntil!.Value, SignedUntil = Input.SignedUntil!.Value, ClosesOn = Input.ClosesOn!.Value,
        };
        var outcome = await opening.Open(cycle, AsksSlots ? Input.Slots ?? 1 : 1, Input.Carry, cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done(EvaluationAddress.Delegate(cycle.Id), $"{cycle.Title} dibuka. Periksa pembagian indikatornya.{(opening.Carried is { } carried ? $" {carried.Words}" : "")}") : Page();
    }

    /// <summary>What the form asks.</summary>
    public sealed class Form
    {
        private const string Wanted = "Isi tanggalnya.";

        [Display(Name = "Tahun"), Required(ErrorMessage = "Isi tahunnya.")]
        public int? Year { get; set; }

        [Display(Name = "Program")]
        public CyclePurpose Purpose { get; set; }

        [Display(Name = "Masa")]
        public CyclePart Part { get; set; }

        [Display(Name = "Instrumen"), Required(ErrorMessage = "Pilih instrumen yang dipakai.")]
        public string? Instrument { get; set; }

        [Display(Name = "Banyaknya layanan publik yang dinilai")]
        public int? Slots { get; set; }

        [Display(Name = "Target indeks"), StringLength(14)]
        public string? Target { get; set; }

        [Display(Name = "Dibuka"), Required(ErrorMessage = Wanted)]
        public DateOnly? OpensOn { get; set; }

        [Display(Name = "Jawaban paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? AnswersUntil { get; set; }

        [Display(Name = "Penilaian asesor paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? AssessedUntil { get; set; }

        [Display(Name = "Validasi paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? ValidatedUntil { get; set; }

        [Display(Name = "Berita acara paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? SignedUntil { get; set; }

        [Display(Name = "Hasil asesor eksternal paling lambat"), Required(ErrorMessage = Wanted)]
        public DateOnly? ClosesOn { get; set; }

        [Display(Name = "Pakai lagi bukti putaran sebelumnya")]
        public bool Carry { get; set; }
    }
}
