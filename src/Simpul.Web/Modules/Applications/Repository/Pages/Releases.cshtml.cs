using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Access;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>The versions that were given out, newest first.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class ReleasesModel(RepositoryContexts contexts, PlatformDb db) : PageModel
{
    public const int Size = 25;

    public RepositoryContext Context { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Tag, string Title, DateTimeOffset At)> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public bool MayRelease => Context.Right == RepositoryRight.Write && Context.Refs.Any(item => item.IsTag);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
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
        Number = ListAddress.NumberOf(Request, 1000);
        var all = db.Set<RepositoryRelease>().AsNoTracking().Where(item => item.ApplicationId == id);
        Total = await all.CountAsync(cancel);
        Rows = [.. (await all.OrderByDescending(item => item.ReleasedAt).ThenByDescending(item => item.Id).Skip((Number - 1) * Size).Take(Size)
            .Select(item => new { item.Id, item.Tag, item.Title, item.ReleasedAt }).ToListAsync(cancel)).Select(item => (item.Id, item.Tag, item.Title, item.ReleasedAt))];
        return Page();
    }
}
