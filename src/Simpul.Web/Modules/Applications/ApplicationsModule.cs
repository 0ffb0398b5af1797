using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications;

/// <summary>Every application from the idea to its retirement. Each part says itself what it brings.</summary>
public sealed class ApplicationsModule : IModule
{
    public string Name => "Applications";

    public string Title => "Aplikasi";

    public IReadOnlyList<RailLink> Rail => [.. InventoryParts.Rail];

    public IReadOnlyList<Permission> Permissions => ApplicationsPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        InventoryParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        InventoryParts.Map(routes);
    }

    public async Task AddSample(IServiceProvider services, CancellationToken cancel)
    {
        await InventoryParts.AddSample(services, cancel);
    }

    public async Task AddCity(City city, CancellationToken cancel)
    {
        await InventoryParts.AddCity(city, cancel);
    }
}
