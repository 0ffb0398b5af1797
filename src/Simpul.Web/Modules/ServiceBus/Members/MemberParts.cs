namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Members, their keys and certificates, the case of connecting them: what this part of the module brings.</summary>
internal static class MemberParts
{
    public static void AddServices(IServiceCollection services)
    {
    }
}
