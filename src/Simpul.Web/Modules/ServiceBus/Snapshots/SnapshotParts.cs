using Microsoft.EntityFrameworkCore.Diagnostics;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Snapshots for the gateways, and what is switched off: what this part of the module brings.</summary>
internal static class SnapshotParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Penghubung Layanan", "Keadaan penghubung", OverviewModel.Href, "diagram-3", ServiceBusPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SnapshotNews>();
        services.AddSingleton<CheckedContracts>();
        services.AddSingleton<SnapshotSignal>();
        services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<SnapshotSignal>());
        services.AddScoped<SnapshotComposer>();
        services.AddScoped<SnapshotWriter>();
        services.AddSingleton<GatewayFolder>();
        services.AddScoped<SwitchWork>();
        services.AddScoped<GatewayWork>();
        services.AddHostedService<SnapshotService>();
        services.AddSingleton(new RecordWords("bus-blocks", "pemutusan", new Dictionary<string, string> { ["target"] = "Yang dimatikan", ["endedAt"] = "Dihidupkan pada", ["endReason"] = "Alasan dihidupkan" },
            new Dictionary<string, string> { ["Contract"] = "Kontrak", ["Service"] = "Layanan", ["Member"] = "Anggota" }));
        services.AddSingleton(new RecordWords("bus-gateways", "gerbang", new Dictionary<string, string> { ["origin"] = "Nama", ["spki"] = "Kunci publik", ["foundAt"] = "Ditemukan", ["retiredAt"] = "Dipensiunkan", ["retireReason"] = "Alasan dipensiunkan" }));
    }
}
