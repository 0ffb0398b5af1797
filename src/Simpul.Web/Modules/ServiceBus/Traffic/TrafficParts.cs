using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>Traffic, and exchanges past the bus: what this part of the module brings.</summary>
internal static class TrafficParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Penghubung Layanan", "Lalu lintas penghubung", TrafficModel.Href, "graph-up", ServiceBusPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<TrafficCollection>();
        services.AddSingleton(TrafficCollection.Job);
        services.AddScoped<TrafficBook>();
        services.AddScoped<ExchangeBook>();
    }

    public static void Map(IEndpointRouteBuilder routes) => TrafficSheet.Map(routes);
}
