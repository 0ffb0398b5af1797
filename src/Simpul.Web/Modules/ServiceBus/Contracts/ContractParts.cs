namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Contracts, their statements and API keys: what this part of the module brings.</summary>
internal static class ContractParts
{
    public static void AddServices(IServiceCollection services)
    {
    }
}
