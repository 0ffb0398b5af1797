using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Checks;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Receipts;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>The service bus's control plane: who is on it, what is offered, what was agreed. Each part says itself what it brings.</summary>
public sealed class ServiceBusModule : IModule
{
    public string Name => "ServiceBus";

    public string Title => "Penghubung Layanan";

    public IReadOnlyList<RailLink> Rail => [.. SnapshotParts.Rail, .. DirectoryParts.Rail, .. TrafficParts.Rail];

    public IReadOnlyList<Permission> Permissions => [.. ServiceBusPermissions.All];

    public void AddServices(IServiceCollection services)
    {
        MemberParts.AddServices(services);
        ServiceParts.AddServices(services);
        ContractParts.AddServices(services);
        SnapshotParts.AddServices(services);
        ReceiptParts.AddServices(services);
        DirectoryParts.AddServices(services);
        DeveloperParts.AddServices(services);
        TrafficParts.AddServices(services);
        CheckParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        MemberParts.Map(routes);
        ServiceParts.Map(routes);
        ContractParts.Map(routes);
        ReceiptParts.Map(routes);
        BusTools.Map(routes);
        DirectoryParts.Map(routes);
        DeveloperParts.Map(routes);
        TrafficParts.Map(routes);
    }

    public async Task AddSample(IServiceProvider services, CancellationToken cancel)
    {
        await ServiceBusSample.Add(services, cancel);
        await DirectorySample.Add(services, cancel);
        // Whoever tries the guide searches before the job has run for the first time.
        await DirectoryText.Fill(services.GetRequiredService<PlatformDb>(), cancel);
    }
}
