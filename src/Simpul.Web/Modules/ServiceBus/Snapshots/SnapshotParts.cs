using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>Snapshots for the gateways, and what is switched off: what this part of the module brings.</summary>
internal static class SnapshotParts
{
    public static IReadOnlyList<RailLink> Rail => [];

    public static void AddServices(IServiceCollection services)
    {
    }
}
