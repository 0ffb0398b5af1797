using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Platform.Modules;

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
        LifecycleParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => LifecycleParts.AddSample(services, cancel);
}
