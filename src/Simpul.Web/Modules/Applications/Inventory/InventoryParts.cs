using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The register of applications: what this part of the module brings.</summary>
internal static class InventoryParts
{
    /// <summary>A register with a chapter stands in the rail by itself.</summary>
    public static IReadOnlyList<RailLink> Rail => [];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ApplicationRegister.Declare);
        services.AddScoped<IItemDetail, ApplicationOfItem>();
        services.AddSingleton(MissingApplications.Job);
    }
}
