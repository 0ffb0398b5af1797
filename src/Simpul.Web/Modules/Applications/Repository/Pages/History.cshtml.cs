using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>The commits behind a branch or tag, or those that changed one path, newest first.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class HistoryModel(RepositoryContexts contexts, GitReader reader) : PageModel
{
    public const int Size = 25;

    /// <summary>Commits that are counted and paged through; a clone shows the rest.</summary>
    public const int Most = 10_000;

    public RepositoryContext Context { get; private set; } = null!;

    public string At { get; private set; } = "";

    public string Place { get; private set; } = "";

    public IReadOnlyList<GitCommit> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(Guid id, string? cabang, string? jalur, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.History, cancel) is not { } context)
        {
            return NotFound();
        }
        Context = context;
        if (context.Right == Access.RepositoryRight.None)
        {
            return Forbid();
        }
        if (!context.Shows)
        {
            return Page();
        }
        var commit = context.Find(cabang)?.Commit ?? (await reader.HasCommit(context.Folder, cabang ?? "", cancel) ? cabang : null);
        if (commit is null)
        {
            return NotFound();
        }
        (At, Place) = (context.Find(cabang)?.Name ?? commit, jalur?.Trim('/') ?? "");
        Number = ListAddress.NumberOf(Request, Most / Size);
        Total = await reader.Count(context.Folder, commit, Place, Most, cancel);
        Rows = await reader.History(context.Folder, commit, Place, (Number - 1) * Size, Size, cancel);
        return Page();
    }
}
