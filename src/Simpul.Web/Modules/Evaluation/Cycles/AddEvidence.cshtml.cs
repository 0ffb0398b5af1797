using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>Adds evidence to a level of an indicator: a file, a link, a record of Simpul, or a document that is there already.</summary>
[Permission(EvaluationPermissions.Answer)]
[RequestSizeLimit(UploadLimits.RequestBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadLimits.RequestBytes)]
public sealed class AddEvidenceModel(PlatformDb db, NationalData national, CycleRights rights, EvidenceWork work, EvidenceSources sources, Attachments attachments, Acting acting) : PageModel
{
    private const int Most = 20;

    public CycleBook Book { get; private set; } = null!;

    public IndicatorEntry Entry { get; private set; } = null!;

    public int Level { get; private set; }

    public string? Words { get; private set; }

    public string? WhyNot => rights.WhyNotEvidence(Book, Entry);

    public IReadOnlyList<OfferedRecord> Offered { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Title, EvidenceForm Form, DateOnly? IssuedOn)> Existing { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Levels => [.. Enumerable.Range(Book.Instrument.Scale.Min, Book.Instrument.Scale.Max - Book.Instrument.Scale.Min + 1).Select(level => new SelectListItem(CycleWords.LevelOf(Book.Instrument, Entry.Indicator, level), $"{level}"))];

    public IReadOnlyList<SelectListItem> Classifications => FileList.Choices(acting.Actor.Clearance);

    public IReadOnlyList<SelectListItem> OfferedItems => [.. Offered.Select(offered => new SelectListItem($"{offered.Title}{(offered.On is { } on ? $", {Indonesian.Date(on)}" : "")}", $"{offered.Kind}:{offered.Id}"))];

    public IReadOnlyList<SelectListItem> ExistingItems => [.. Existing.Select(one => new SelectListItem($"{one.Title} ({CycleWords.Forms[(int)one.Form].Title.ToLowerInvariant()}{(one.IssuedOn is { } on ? $", {Indonesian.Date(on)}" : "")})", $"{one.Id}"))];

    [BindProperty]
    public NewFile Upload { get; set; } = new();

    [BindProperty]
    public NewLink Link { get; set; } = new();

    [BindProperty]
    public Chosen Record { get; set; } = new();

    [BindProperty]
    public Chosen Existed { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, string key, int? tingkat, CancellationToken cancel)
    {
        if (!await Load(id, key, tingkat, cancel))
        {
            return NotFound();
        }
        (Upload.Level, Link.Level, Record.Level, Existed.Level) = (Level, Level, Level, Level);
        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync(Guid id, string key, CancellationToken cancel)
    {
        if (!await Load(id, key, Upload.Level, cancel))
        {
            return NotFound();
        }
        if (!Reads(nameof(Upload)))
        {
            return Page();
        }
        if (Upload.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Upload.File", "Pilih berkas yang diunggah.");
            return Page();
        }
        var document = New(EvidenceForm.File, Upload.Title ?? Path.GetFileNameWithoutExtension(file.FileName), Upload.IssuedOn);
        var put = await work.Put(Book, Entry, document, Upload.Level, isNew: true, cancel);
        if (!ModelState.Accepts(Upper(put), nameof(Upload)))
        {
            db.Forget();
            return Page();
        }
        await using var content = file.OpenReadStream();
        var subject = new FileSubject(EvidenceRegister.Kind, document.Id, document.Title, document.Href, EvaluationPermissions.View, document.AgencyId, MayView: true, MayAttach: true);
        var attached = await attachments.Attach(subject, new Upload(null, file.FileName, content, Upload.Classification), cancel);
        if (!ModelState.Accepts(attached.Refusals, nameof(Upload)))
        {
            db.Forget();
            return Page();
        }
        return Back("Bukti tersimpan.");
    }

    public async Task<IActionResult> OnPostLinkAsync(Guid id, string key, CancellationToken cancel)
    {
        if (!await Load(id, key, Link.Level, cancel))
        {
            return NotFound();
        }
        if (!Reads(nameof(Link)))
        {
            return Page();
        }
        var document = New(EvidenceForm.Link, Link.Title ?? "", Link.IssuedOn);
        document.Link = Link.Link?.Trim();
        return await Attach(document, Link.Level, isNew: true, nameof(Link), cancel);
    }

    public async Task<IActionResult> OnPostRecordAsync(Guid id, string key, CancellationToken cancel)
    {
        if (!await Load(id, key, Record.Level, cancel))
        {
            return NotFound();
        }
        if (!Reads(nameof(Record)))
        {
            return Page();
        }
        if (Offered.FirstOrDefault(one => $"{one.Kind}:{one.Id}" == Record.Which) is not { } offered)
        {
            ModelState.AddModelError("Record.Which", "Pilih catatan yang dipakai.");
            return Page();
        }
        // One that is not frozen yet serves again; what was frozen for another answer stays as it stood there.
        var known = await db.Set<EvidenceDocument>().FirstOrDefaultAsync(one => one.RecordKind == offered.Kind && one.RecordId == offered.Id && one.FrozenOn == null && one.AgencyId == Entry.Item.AgencyId, cancel);
        var document = known ?? New(EvidenceForm.Record, offered.Title.Length <= EvidenceDocument.TitleLength ? offered.Title : offered.Title[..EvidenceDocument.TitleLength], offered.On);
        (document.RecordKind, document.RecordId) = (offered.Kind, offered.Id);
        return await Attach(document, Record.Level, known is null, nameof(Record), cancel);
    }

    public async Task<IActionResult> OnPostExistingAsync(Guid id, string key, CancellationToken cancel)
    {
        if (!await Load(id, key, Existed.Level, cancel))
        {
            return NotFound();
        }
        if (!Reads(nameof(Existed)))
        {
            return Page();
        }
        if (!Guid.TryParse(Existed.Which, out var chosen) || await Visible().SingleOrDefaultAsync(one => one.Id == chosen, cancel) is not { } document)
        {
            ModelState.AddModelError("Existed.Which", "Pilih bukti yang dipakai.");
            return Page();
        }
        return await Attach(document, Existed.Level, isNew: false, nameof(Existed), cancel);
    }

    /// <summary>Whether the form that was sent could be read. The others were not sent, so what they would miss is no error.</summary>
    private bool Reads(string form)
    {
        foreach (var other in ModelState.Keys.Where(key => !key.StartsWith(form + ".", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(other);
        }
        return ModelState.IsValid;
    }

    private async Task<IActionResult> Attach(EvidenceDocument document, int level, bool isNew, string prefix, CancellationToken cancel)
    {
        var outcome = await work.Attach(Book, Entry, document, level, isNew, cancel);
        if (ModelState.Accepts(Upper(outcome), prefix))
        {
            return Back("Bukti tersimpan.");
        }
        db.Forget();
        return Page();
    }

    private IActionResult Back(string message) => this.Done(EvaluationAddress.Indicator(Book.Cycle.Id, Entry.Item.Key), message);

    private EvidenceDocument New(EvidenceForm form, string title, DateOnly? issued) => new() { Form = form, Title = title.Trim(), IssuedOn = issued, AgencyId = Entry.Item.AgencyId };

    /// <summary>What the actor may use again: their own agency's documents, and the government's.</summary>
    private IQueryable<EvidenceDocument> Visible()
    {
        var agency = Entry.Item.AgencyId;
        return acting.Actor.MayEverywhere(EvaluationPermissions.Answer) ? db.Set<EvidenceDocument>() : db.Set<EvidenceDocument>().Where(one => one.AgencyId == agency || one.AgencyId == null);
    }

    private static List<Refusal> Upper(Outcome outcome) => [.. outcome.Refusals.Select(refusal => refusal.Field.Length == 0 ? refusal : refusal with { Field = char.ToUpperInvariant(refusal.Field[0]) + refusal.Field[1..] })];

    private async Task<bool> Load(Guid id, string key, int? level, CancellationToken cancel)
    {
        if (await CycleBook.Read(db, national, id, cancel) is not { } book || book.Find(key) is not { } entry || !acting.Actor.May(EvaluationPermissions.Answer, entry.Item.AgencyId))
        {
            return false;
        }
        (Book, Entry) = (book, entry);
        Level = level is { } wanted && wanted >= book.Instrument.Scale.Min && wanted <= book.Instrument.Scale.Max ? wanted : book.Instrument.Scale.Min;
        // An indicator of a newer instrument is served by what served those that it continues.
        var before = book.Instrument.InForce.Replaces is { } replaced ? national.Instrument(replaced) : null;
        string?[] topics = [entry.Indicator.Id, .. before?.Indicators.Where(one => book.Instrument.Continues(entry.Indicator.Number).Contains(one.Number)).Select(one => one.Id) ?? []];
        List<OfferedRecord> offered = [];
        foreach (var topic in topics.OfType<string>().Distinct())
        {
            offered.AddRange(await sources.Offer(topic, entry.Item.AgencyId, cancel));
        }
        Offered = [.. offered.DistinctBy(one => (one.Kind, one.Id)).Take(Most)];
        Words = Request.Query["cari"].FirstOrDefault()?.Trim() is { Length: > 0 } words ? words : null;
        var found = Words is { } search ? Visible().Where(one => one.Title.ToLower().Contains(search.ToLower())) : Visible();
        Existing = [.. (await found.AsNoTracking().OrderByDescending(one => one.Id).Take(Most).Select(one => new { one.Id, one.Title, one.Form, one.IssuedOn }).ToListAsync(cancel)).Select(one => (one.Id, one.Title, one.Form, one.IssuedOn))];
        return true;
    }

    /// <summary>A file that is sent.</summary>
    public sealed class NewFile
    {
        [Display(Name = "Tingkat yang dibuktikan")]
        public int Level { get; set; }

        [Display(Name = "Nama bukti"), StringLength(EvidenceDocument.TitleLength)]
        public string? Title { get; set; }

        [Display(Name = "Tanggal dokumen")]
        public DateOnly? IssuedOn { get; set; }

        [Display(Name = "Berkas")]
        public IFormFile? File { get; set; }

        [Display(Name = "Klasifikasi")]
        public Classification Classification { get; set; } = Classification.Restricted;
    }

    /// <summary>An address.</summary>
    public sealed class NewLink
    {
        [Display(Name = "Tingkat yang dibuktikan")]
        public int Level { get; set; }

        [Display(Name = "Nama bukti"), StringLength(EvidenceDocument.TitleLength)]
        public string? Title { get; set; }

        [Display(Name = "Tanggal dokumen")]
        public DateOnly? IssuedOn { get; set; }

        [Display(Name = "Alamat"), StringLength(EvidenceDocument.LinkLength)]
        public string? Link { get; set; }
    }

    /// <summary>One of what is offered.</summary>
    public sealed class Chosen
    {
        [Display(Name = "Tingkat yang dibuktikan")]
        public int Level { get; set; }

        [Display(Name = "Pilihan")]
        public string? Which { get; set; }
    }
}
