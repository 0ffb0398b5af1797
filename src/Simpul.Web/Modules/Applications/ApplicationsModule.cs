using Simpul.Web.Modules.Applications.Hosting;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications;

/// <summary>Every application from the idea to its retirement. Each part says itself what it brings.</summary>
public sealed class ApplicationsModule : IModule
{
    public string Name => "Applications";

    public string Title => "Aplikasi";

    public IReadOnlyList<RailLink> Rail => [.. InventoryParts.Rail, .. HostingParts.Rail, .. RepositoryParts.Rail];

    public IReadOnlyList<Permission> Permissions => [.. ApplicationsPermissions.All, .. RepositoryPermissions.All];

    public void AddServices(IServiceCollection services)
    {
        InventoryParts.AddServices(services);
        LifecycleParts.AddServices(services);
        HostingParts.AddServices(services);
        RepositoryParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        InventoryParts.Map(routes);
        HostingParts.Map(routes);
        RepositoryParts.Map(routes);
    }

    public async Task AddSample(IServiceProvider services, CancellationToken cancel)
    {
        await InventoryParts.AddSample(services, cancel);
        await LifecycleParts.AddSample(services, cancel);
        await HostingParts.AddSample(services, cancel);
        await RepositoryParts.AddSample(services, cancel);
    }

    public async Task AddCity(City city, CancellationToken cancel)
    {
        await InventoryParts.AddCity(city, cancel);
        await LifecycleParts.AddCity(city, cancel);
        await HostingParts.AddCity(city, cancel);
    }
}
