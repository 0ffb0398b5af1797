using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Applications;

/// <summary>Every application from the idea to its retirement. Each part says itself what it brings.</summary>
public sealed class ApplicationsModule : IModule
{
    public string Name => "Applications";

    public string Title => "Aplikasi";

    public IReadOnlyList<RailLink> Rail => [.. InventoryParts.Rail, .. RepositoryParts.Rail];

    public IReadOnlyList<Permission> Permissions => [.. ApplicationsPermissions.All, .. RepositoryPermissions.All];

    public void AddServices(IServiceCollection services)
    {
        InventoryParts.AddServices(services);
        RepositoryParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes) => RepositoryParts.Map(routes);

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => RepositoryParts.AddSample(services, cancel);
}
