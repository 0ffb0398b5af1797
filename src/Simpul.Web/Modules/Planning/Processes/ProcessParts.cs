using Simpul.Web.Modules.Planning.Checks;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>Business processes and their diagrams: what this part of the module brings.</summary>
internal static class ProcessParts
{
    public static IReadOnlyList<RailLink> Rail =>
    [
        new("Perencanaan", "Peta proses bisnis", HierarchyModel.Href, "list-task", PlanningPermissions.View),
    ];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ProcessRegister.Declared);
        services.AddSingleton<Register>(ReengineeringRegister.Declared);
        services.AddScoped<Diagrams>();
        services.AddScoped<ProcessFiles>();
        services.AddScoped<ICheck, ProcessesHeld>();
        services.AddScoped<ICheck, ProcessesMapped>();
        services.AddScoped<ICheck, ProcessesDesignedJointly>();
        services.AddSingleton(new RecordWords("plan_process_actors", "pelaku", new Dictionary<string, string> { ["processId"] = "", ["role"] = "Peran", ["tookPartOn"] = "Ikut menyusun" }));
        services.AddSingleton(new RecordWords("plan_process_diagrams", "diagram", new Dictionary<string, string>
        {
            ["processId"] = "", ["fileName"] = "Nama berkas", ["sha256"] = "SHA-256", ["size"] = "Ukuran (byte)", ["byPersonId"] = "",
        }));
        services.AddSingleton(new RecordWords("plan_process_links", "tautan elemen", new Dictionary<string, string>
        {
            ["processId"] = "", ["elementId"] = "Elemen", ["recordKind"] = "", ["recordId"] = "", ["words"] = "Keterangan",
        }));
    }

    public static void Map(IEndpointRouteBuilder routes) => DiagramFile.Map(routes);

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => ProcessSample.Add(services, cancel);
}
