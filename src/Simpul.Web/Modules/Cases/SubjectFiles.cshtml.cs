using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Cases;

/// <summary>The form that attaches a file to a record of any kind; the record's own rules say who may.</summary>
/// <remarks>The limits of the request lie above the 20 MB of a file, so that a file somewhat too large is refused in words and not by the server.</remarks>
[SignedIn]
[RequestSizeLimit(UploadLimits.RequestBytes), RequestFormLimits(MultipartBodyLengthLimit = UploadLimits.RequestBytes)]
public sealed class SubjectFilesModel(FileSubjects subjects, Attachments attachments) : PageModel
{
    [BindProperty]
    public UploadInput Input { get; set; } = new();

    public FileList Files { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string kind, Guid subject, string? slot, CancellationToken cancel)
    {
        Input.Slot = slot;
        return await Load(kind, subject, cancel) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(string kind, Guid subject, CancellationToken cancel)
    {
        if (await Load(kind, subject, cancel) is { } refused)
        {
            return refused;
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (Input.File is not { } file)
        {
            ModelState.AddModelError("Input.File", "Pilih berkas yang akan diunggah.");
            return Page();
        }
        await using var content = file.OpenReadStream();
        var outcome = await attachments.Attach(Files.Subject, new Upload(string.IsNullOrEmpty(Input.Slot) ? null : Input.Slot, file.FileName, content, Input.Classification), cancel);
        return ModelState.Accepts(outcome.Refusals) ? this.Done($"{Files.Subject.Href}#berkas", $"Berkas “{file.FileName}” tersimpan.") : Page();
    }

    private async Task<IActionResult?> Load(string kind, Guid id, CancellationToken cancel)
    {
        if (await subjects.Find(kind, id, cancel) is not { } subject)
        {
            return NotFound();
        }
        if (!subject.MayView || !subject.MayAttach)
        {
            return Forbid();
        }
        Files = await FileList.Of(HttpContext.RequestServices, subject, cancel);
        return null;
    }
}
