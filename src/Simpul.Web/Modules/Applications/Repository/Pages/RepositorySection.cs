using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository.Releases;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Repository.Pages;

/// <summary>What the page of an application says of its repository.</summary>
public sealed record RepositoryBrief(bool There, DateTimeOffset? PushedAt, int Releases, string Href);

/// <summary>Where other pages lead to repositories: the page of an application, and the portal.</summary>
public static class RepositorySection
{
    /// <summary>For the register of applications.</summary>
    public static readonly Section OfApplication = new("Repositori kode", "/Modules/Applications/Repository/Pages/_Section.cshtml", async (services, id, cancel) =>
    {
        if (!services.GetRequiredService<Acting>().Actor.May(RepositoryPermissions.View))
        {
            return null;
        }
        var db = services.GetRequiredService<PlatformDb>();
        var found = !(await services.GetRequiredService<ShownApplication>().Has(id, cancel)).Repository ? null : await db.Set<CodeRepository>().AsNoTracking().Where(item => item.Id == id).Select(item => new { item.PushedAt }).SingleOrDefaultAsync(cancel);
        var releases = found is null ? 0 : await db.Set<RepositoryRelease>().AsNoTracking().CountAsync(item => item.ApplicationId == id, cancel);
        return new RepositoryBrief(found is not null, found?.PushedAt, releases, $"/kerja/aplikasi/{id}/repositori");
    });
}

/// <summary>The link of the portal to what other governments may use, once there is something.</summary>
internal sealed class ReusePortalSection(PlatformDb db) : IPortalSection
{
    public string Title => "Aplikasi yang boleh dipakai ulang";

    public int Order => 70;

    public string Partial => "/Modules/Applications/Repository/Pages/_ReuseLink.cshtml";

    public async Task<object?> Load(CancellationToken cancel) =>
        await db.Set<CodeRepository>().AsNoTracking().CountAsync(item => item.Reuse == ReuseBy.Governments, cancel) is > 0 and var count ? count : null;
}
