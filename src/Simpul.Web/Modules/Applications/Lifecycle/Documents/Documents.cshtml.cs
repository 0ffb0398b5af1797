using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Documents;

/// <summary>The documents of an application's case, accepted or returned one by one by whoever examines them.</summary>
[Permission(CaseRules.View)]
public sealed class DocumentsModel(RecordTitles titles, IServiceProvider services) : PageModel
{
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    public Case Item { get; private set; } = null!;

    public string? WhyNot { get; private set; }

    internal IReadOnlyList<(string Title, IReadOnlyList<ReviewedFile> Files)> Slots { get; private set; } = [];

    [BindProperty]
    public Guid Document { get; set; }

    [BindProperty]
    public bool Accept { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public static string Href(string number) => $"/kerja/aplikasi/dokumen/{number}";

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) => await Load(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancel)
    {
        if (!await Load(number, cancel))
        {
            return NotFound();
        }
        var outcome = await services.GetRequiredService<DocumentReview>().Judge(Item, Document, Accept, Reason, cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done(Href(number), Accept ? "Dokumen diterima." : "Dokumen dikembalikan; pengunggahnya melihat alasan Anda di halaman aplikasi.") : Page();
    }

    public string NameOf(Guid? person) => person is { } id && names.TryGetValue(id, out var name) ? name : "seorang petugas";

    private async Task<bool> Load(string number, CancellationToken cancel)
    {
        var item = await services.GetRequiredService<CaseFlow>().Seen().AsNoTracking().SingleOrDefaultAsync(one => one.Number == number && ApplicationProcedures.Keys.Contains(one.Procedure), cancel);
        if (item is null)
        {
            return false;
        }
        Item = item;
        var (_, procedure) = services.GetRequiredService<Procedures>().Of(item);
        var review = services.GetRequiredService<DocumentReview>();
        var files = (await review.Files(item.Id, cancel)).ToLookup(file => file.Slot);
        var submitted = procedure is null ? new HashSet<string>() : DocumentReview.Submitted(procedure);
        Slots = [.. (procedure?.Documents.Values ?? []).Where(document => submitted.Contains(document.Key) && files.Contains(document.Key))
            .Select(document => (document.Title, (IReadOnlyList<ReviewedFile>)[.. files[document.Key]]))];
        names = await titles.Of("people", [.. Slots.SelectMany(slot => slot.Files).Select(file => file.Verdict?.ByPersonId).OfType<Guid>().Distinct()], cancel);
        WhyNot = await review.WhyNot(item, cancel);
        return true;
    }
}
