using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Repository;

/// <summary>An application, as its repository needs to know it.</summary>
/// <param name="IsRetired">What has ended is kept as it was: it is read, never written.</param>
public sealed record RepositoryApplication(Guid Id, string Code, string Name, Guid? AgencyId, bool IsRetired)
{
    public string Href => $"/kerja/aplikasi/{Id}/repositori";

    /// <summary>How its address names it: by its code where that can stand in an address as it is.</summary>
    public string Slug => Code.Length > 0 && Code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && Code[0] != '.' ? Code : Id.ToString();
}

/// <summary>Finds applications for their repositories.</summary>
public sealed class RepositoryApplications(PlatformDb db)
{
    public Task<RepositoryApplication?> Find(Guid id, CancellationToken cancel) => First(item => item.Id == id, cancel);

    /// <param name="slug">A code, or an id.</param>
    public Task<RepositoryApplication?> Find(string slug, CancellationToken cancel) =>
        Guid.TryParse(slug, out var id) ? Find(id, cancel) : First(item => item.Item.Code == slug, cancel);

    private Task<RepositoryApplication?> First(Expression<Func<Application, bool>> which, CancellationToken cancel) => db.Set<Application>().AsNoTracking().Where(which)
        .Select(item => new RepositoryApplication(item.Id, item.Item.Code, item.Item.Name, item.Item.AgencyId, item.Stage == ApplicationStage.Retired)).FirstOrDefaultAsync(cancel);
}
