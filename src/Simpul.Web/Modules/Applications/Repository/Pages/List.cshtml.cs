using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>A repository in a line.</summary>
public sealed record RepositoryRow(Guid Id, string Name, string Code, DateTimeOffset? PushedAt, bool? Sound, long? Bytes);

/// <summary>All repositories, by the name of their application.</summary>
[Permission(RepositoryPermissions.View)]
public sealed class ListModel(PlatformDb db, GitProgram git) : PageModel
{
    public const string Href = "/kerja/repositori";
    public const int Size = 25;

    public IReadOnlyList<RepositoryRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public bool GitIsThere => git.IsThere;

    public async Task OnGetAsync(string? q, CancellationToken cancel)
    {
        Number = ListAddress.NumberOf(Request, 10_000);
        var sought = q?.Trim().ToLowerInvariant() ?? "";
        var found = from repository in db.Set<CodeRepository>().AsNoTracking()
                    join application in db.Set<Application>().AsNoTracking() on repository.Id equals application.Id
                    join check in db.Set<RepositoryCheck>().AsNoTracking() on repository.Id equals check.RepositoryId into checks
                    from check in checks.DefaultIfEmpty()
                    where sought == "" || application.Item.Name.ToLower().Contains(sought) || application.Item.Code.ToLower().Contains(sought)
                    orderby application.Item.Name, repository.Id
                    select new RepositoryRow(repository.Id, application.Item.Name, application.Item.Code, repository.PushedAt, check == null ? null : check.Sound, check == null ? null : check.Bytes);
        Total = await found.CountAsync(cancel);
        Rows = await found.Skip((Number - 1) * Size).Take(Size).ToListAsync(cancel);
    }
}
