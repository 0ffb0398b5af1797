using Simpul.Web.Platform.Checks;

namespace Simpul.Web.Modules.ServiceBus.Checks;

/// <summary>What the board asks of the bus.</summary>
internal static class CheckParts
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<ICheck, BusOperated>();
        services.AddScoped<ICheck, BusExchangesRegistered>();
        services.AddScoped<ICheck, BusStandardsApplied>();
        services.AddScoped<ICheck, BusInterconnected>();
        services.AddScoped<ICheck, BusOpinionHeld>();
    }
}
