using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>Gives a version out: names a tag that is there, and says what is new.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class NewReleaseModel(RepositoryContexts contexts, PlatformDb db, Acting acting, Platform.Journal.Journal journal, Today today, TimeProvider clock) : PageModel
{
    public RepositoryContext Context { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    [BindProperty]
    public Release Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Refused(id, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Refused(id, cancel) is { } refused)
        {
            return refused;
        }
        var tag = Context.Refs.FirstOrDefault(item => item.IsTag && item.Name == Input.Tag);
        if (tag is null && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Tag", "Pilih salah satu tag yang sudah dikirim.");
        }
        else if (tag is { Name.Length: > RepositoryRelease.TagLength })
        {
            ModelState.AddModelError("Input.Tag", $"Nama tag paling banyak {RepositoryRelease.TagLength} huruf.");
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var release = new RepositoryRelease
        {
            ApplicationId = id, Tag = tag!.Name, Commit = tag.Commit, Title = Input.Title!.Trim(), Notes = Input.Notes!.Trim(), ReleasedBy = acting.Actor.PersonId, ReleasedAt = clock.GetUtcNow(),
        };
        db.Add(release);
        journal.Record("repository-releases.published", release);
        await ReleasedVersion.Keep(HttpContext.RequestServices, release, today.Date, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            ModelState.AddModelError("Input.Tag", "Tag ini sudah dirilis.");
            return Page();
        }
        return this.Done($"{Context.HrefOf(RepositoryContext.Releases)}/{release.Id}", "Rilis diterbitkan. Lampirkan paket dan dokumennya.");
    }

    private async Task<IActionResult?> Refused(Guid id, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Releases, cancel) is not { } context)
        {
            return NotFound();
        }
        Context = context;
        if (context.Right < RepositoryRight.Write)
        {
            return Forbid();
        }
        var released = await db.Set<RepositoryRelease>().AsNoTracking().Where(item => item.ApplicationId == id).Select(item => item.Tag).ToListAsync(cancel);
        Tags = [.. context.Refs.Where(item => item.IsTag && !released.Contains(item.Name)).Select(item => new SelectListItem(item.Name, item.Name))];
        return null;
    }

    /// <summary>A release, as the form asks it.</summary>
    public sealed class Release
    {
        [Display(Name = "Tag"), Required(ErrorMessage = "Pilih tag yang dirilis.")]
        public string? Tag { get; set; }

        [Display(Name = "Judul"), Required(ErrorMessage = "Isi judul rilis, misalnya Versi 1.2."), StringLength(RepositoryRelease.TitleLength)]
        public string? Title { get; set; }

        [Display(Name = "Catatan rilis"), Required(ErrorMessage = "Tulis apa yang baru, yang diperbaiki, dan yang harus dilakukan saat memasangnya."), StringLength(RepositoryRelease.NotesLength)]
        public string? Notes { get; set; }
    }
}
