namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Services and their versions: what this part of the module brings.</summary>
internal static class ServiceParts
{
    public static void AddServices(IServiceCollection services)
    {
    }
}
