namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Made-up members, a service and a contract in force, with which a person tries the bus.</summary>
internal static class ServiceBusSample
{
    public static Task Add(IServiceProvider services, CancellationToken cancel) => Task.CompletedTask;
}
