using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>The directory of services and the metadata repository: what this part of the module brings.</summary>
internal static class DirectoryParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Penghubung Layanan", "Direktori layanan", ServiceCatalogue.StaffHref, "book", ServiceBusPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ElementLinkRegister.Declared);
        services.AddSingleton<Register>(BusComponentRegister.Declared);
        services.AddSingleton(new RecordWords("bus-subscriptions", "langganan perubahan layanan", new Dictionary<string, string> { ["serviceId"] = "Layanan", ["personId"] = "Pelanggan", ["from"] = "Sejak", ["endedAt"] = "Berakhir" }));
        services.AddSingleton(new RecordWords(ElementLinkRegister.Kind, "kaitan elemen data", new Dictionary<string, string> { ["heldAs"] = ServiceSecrecy.Label }, ServiceSecrecy.Levels));
        services.AddScoped<ServiceCatalogue>();
        services.AddScoped<ServiceSubscriptions>();
        services.AddScoped<RecipientBook>();
        services.AddScoped<EvidencePack>();
        services.AddScoped<Evaluation.Contract.IEvidenceSource, BusEvidence>();
        services.AddScoped<IPortalSection, PublicServices>();
        services.AddSingleton(DirectoryText.Job);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        RecipientSheet.Map(routes);
        EvidencePack.Map(routes);
    }
}
