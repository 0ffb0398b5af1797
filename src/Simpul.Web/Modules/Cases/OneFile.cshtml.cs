using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Cases;

/// <summary>One attached file: what is known of it, a new version, and taking it away with a reason.</summary>
[SignedIn]
public sealed class OneFileModel(FileSubjects subjects, Attachments attachments) : PageModel
{
    [BindProperty, Display(Name = "Alasan menghapus")]
    public string? Reason { get; set; }

    public new FileRecord File { get; private set; } = null!;

    public FileSubject Subject { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string kind, Guid subject, Guid file, CancellationToken cancel) => await Load(kind, subject, file, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string kind, Guid subject, Guid file, CancellationToken cancel)
    {
        if (await Load(kind, subject, file, cancel) is { } refused)
        {
            return refused;
        }
        var outcome = await attachments.Remove(file, Reason, cancel);
        return ModelState.Accepts(outcome.Refusals, "") ? this.Done(Subject.Href, $"Berkas “{File.Name}” dihapus.") : Page();
    }

    private async Task<IActionResult?> Load(string kind, Guid id, Guid file, CancellationToken cancel)
    {
        if (await subjects.Find(kind, id, cancel) is not { } subject)
        {
            return NotFound();
        }
        if (!subject.MayView || !subject.MayAttach)
        {
            return Forbid();
        }
        Subject = subject;
        var documents = await attachments.Of(kind, id, cancel);
        if (documents.SelectMany(document => document.Versions).FirstOrDefault(item => item.Id == file && item.RemovedAt is null) is not { } found)
        {
            return NotFound();
        }
        File = found;
        return null;
    }
}
