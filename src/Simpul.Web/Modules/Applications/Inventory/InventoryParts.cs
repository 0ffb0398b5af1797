using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The register of applications: what this part of the module brings.</summary>
internal static class InventoryParts
{
    /// <summary>What people start from; the overview leads to everything else.</summary>
    public static IReadOnlyList<RailLink> Rail =>
    [
        new("Aplikasi", "Aplikasi", ApplicationRegister.Href, "window-stack", ApplicationsPermissions.View),
        new("Aplikasi", "Ringkasan aplikasi", OverviewModel.Href, "clipboard-data", ApplicationsPermissions.View),
    ];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ApplicationRegister.Declare);
        services.AddSingleton<Register>(ApplicationVersionRegister.Declared);
        services.AddSingleton<Register>(ApplicationContractRegister.Declared);
        services.AddSingleton<Register>(ApplicationCostRegister.Declared);
        services.AddSingleton<Register>(OutsideUseRegister.Declared);
        services.AddSingleton<Register>(SimilarEvidenceRegister.Declared);
        services.AddSingleton<Register>(GeneralAdoptionRegister.Declared);
        services.AddSingleton(new RecordWords(ApplicationRegister.Kind, "aplikasi", new Dictionary<string, string> { ["components"] = "Banyaknya komponen", ["format"] = "Format", ["sha256"] = "SHA-256" }));
        services.AddScoped<IItemDetail, ApplicationOfItem>();
        services.AddSingleton(MissingApplications.Job);
        services.AddSingleton<ComparedApplicationsKept>();
        services.AddScoped<Contract.ApplicationsKnown>();
        services.AddScoped<ShownApplication>();
        services.AddSingleton<KeptByJournal<Guid, ComponentCount>>();
        services.AddScoped<Similarity>();
        services.AddScoped<Bills>();
        services.AddScoped<ICheck, ApplicationsMapped>();
        services.AddScoped<ICheck, OpenSourceFirst>();
        services.AddScoped<ICheck, GeneralApplicationsUsed>();
        services.AddScoped<ICheck, SimilarApplicationsJustified>();
        services.AddScoped<ICheck, ApplicationOwnershipRecorded>();
    }

    public static void Map(IEndpointRouteBuilder routes) => BillFile.Map(routes);

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => InventorySample.Add(services, cancel);

    public static Task AddCity(City city, CancellationToken cancel) => InventoryCity.Plan(city, cancel);
}
