using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>Makes repositories when they are first wanted, and opens those that are there.</summary>
public sealed class Repositories(PlatformDb db, RepositoryFolders folders, Platform.Journal.Journal journal)
{
    /// <summary>The repository of an application, tracked.</summary>
    /// <param name="makes">Whether to make it where there is none; the caller has asked whether the actor may write.</param>
    public async Task<CodeRepository?> Open(RepositoryApplication application, bool makes, CancellationToken cancel)
    {
        var found = await db.Set<CodeRepository>().SingleOrDefaultAsync(item => item.Id == application.Id, cancel);
        if (found is null && makes)
        {
            found = await Make(application.Id, cancel);
        }
        if (found is not null)
        {
            // A row without its folder was made when the program was killed in between.
            await folders.Create(found.Id, found.DefaultBranch, cancel);
        }
        return found;
    }

    private async Task<CodeRepository> Make(Guid application, CancellationToken cancel)
    {
        var made = new CodeRepository { Id = application };
        db.Add(made);
        journal.Record("repositories.made", made);
        try
        {
            await db.SaveChangesAsync(cancel);
            return made;
        }
        catch (DbUpdateException twice) when (db.Dialect.IsDuplicate(twice))
        {
            db.Forget();
            return await db.Set<CodeRepository>().SingleAsync(item => item.Id == application, cancel);
        }
    }
}
