using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>The branches and tags of a repository, and which of them are protected.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class BranchesModel(RepositoryContexts contexts) : PageModel
{
    public RepositoryContext Context { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await contexts.Of(id, RepositoryContext.Branches, cancel) is not { } context)
        {
            return NotFound();
        }
        Context = context;
        return context.Right == Access.RepositoryRight.None ? Forbid() : Page();
    }

    public bool Protects(GitRef item) => (item.IsTag ? Context.Repository!.ProtectedTags : Context.Repository!.ProtectedBranches).Any(pattern => GitName.Fits(item.Name, pattern));
}
