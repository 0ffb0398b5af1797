using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>A tester tries again what was found; never one of the agency that mended it.</summary>
[Permission(ApplicationsPermissions.Test)]
public sealed class RetestModel(PlatformDb db, Acting acting, Today today, IServiceProvider services) : PageModel
{
    public Finding Finding { get; private set; } = null!;

    [BindProperty, Display(Name = "Hasil uji ulang")]
    public string? Result { get; set; }

    /// <summary>Of the finding as the tester read it.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool Close { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } other)
        {
            return other;
        }
        Result = Result?.Trim();
        if (string.IsNullOrEmpty(Result) || Result.Length > Finding.AnswerLength)
        {
            ModelState.AddModelError(nameof(Result), string.IsNullOrEmpty(Result) ? "Tulis hasil uji ulangnya." : $"Paling banyak {Finding.AnswerLength} huruf.");
        }
        if (Version != Finding.Version)
        {
            ModelState.AddModelError("", Finding.State == FindingState.Closed
                ? "Temuan ini baru saja ditutup oleh rekan Anda. Tidak ada yang perlu diuji ulang lagi."
                : "Temuan ini telah diubah sejak Anda membukanya. Periksa isinya yang sekarang, lalu simpan lagi.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        (Finding.Retest, Finding.RetestedOn, Finding.RetestedBy) = (Result, today.Date, acting.Actor.PersonId);
        Finding.State = Close ? FindingState.Closed : FindingState.Open;
        await FindingRegister.Declared.Keep(services, Finding, isNew: false, cancel);
        if (ModelState.Accepts((await HostingSave.Try(db, cancel)).Refusals))
        {
            return this.Done($"{FindingRegister.Href}/{id}", Close ? "Temuan ditutup." : "Temuan tetap terbuka.");
        }
        return await Load(id, cancel) ?? Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Finding>().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Finding = found;
        // One that was closed while the form lay open is said to be so, and not refused as if the tester had no right.
        return found.MayBeRetestedBy(acting.Actor) || (HttpMethods.IsPost(Request.Method) && found.State == FindingState.Closed && found.IsTestedBy(acting.Actor)) ? null : Forbid();
    }
}
