namespace Simpul.Web.Modules.ServiceBus.Receipts;

/// <summary>Verification of receipts, and the keys for it: what this part of the module brings.</summary>
internal static class ReceiptParts
{
    public static void AddServices(IServiceCollection services) => services.AddScoped<KeyList>();

    public static void Map(IEndpointRouteBuilder routes) => KeyList.Map(routes);
}
