using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>One release: what is new, its packages and documents, its history.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class ReleaseModel(RepositoryContexts contexts, PlatformDb db, IOrganisation organisation, History history) : PageModel
{
    public RepositoryContext Context { get; private set; } = null!;

    public RepositoryRelease Release { get; private set; } = null!;

    public IHtmlContent Notes { get; private set; } = null!;

    public string? By { get; private set; }

    public FileList? Attached { get; private set; }

    public HistoryPage Events { get; private set; } = null!;

    /// <summary>The tag leads elsewhere now, or nowhere: it was not protected.</summary>
    public bool TagMoved => Context.Refs.FirstOrDefault(item => item.IsTag && item.Name == Release.Tag)?.Commit != Release.Commit;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid release, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Releases, cancel) is not { } context)
        {
            return NotFound();
        }
        Context = context;
        if (context.Right == RepositoryRight.None)
        {
            return Forbid();
        }
        if (await db.Set<RepositoryRelease>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == release && item.ApplicationId == id, cancel) is not { } found)
        {
            return NotFound();
        }
        Release = found;
        Notes = MarkdownText.Render(found.Notes, path => context.FilesHref(found.Tag, path.Trim('/')));
        By = found.ReleasedBy is { } person && await organisation.People([person], cancel) is [var known] ? known.Name : null;
        Attached = await FileList.Of(HttpContext.RequestServices, "repository-releases", found.Id, cancel);
        Events = await history.Of("repository-releases", found.Id, Request, cancel);
        return Page();
    }
}
