using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>One commit and what it changed.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class CommitModel(RepositoryContexts contexts, GitReader reader) : PageModel
{
    public RepositoryContext Context { get; private set; } = null!;

    public GitCommit Commit { get; private set; } = null!;

    /// <summary>What the message says below its first line.</summary>
    public string Message { get; private set; } = "";

    public GitDifference Difference { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, string commit, CancellationToken cancel)
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
        if (!context.Shows || await reader.Commit(context.Folder, commit, cancel) is not var (found, message, difference))
        {
            return NotFound();
        }
        (Commit, Message, Difference) = (found, message, difference);
        return Page();
    }
}
