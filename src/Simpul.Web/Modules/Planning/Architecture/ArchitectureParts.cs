using Microsoft.Extensions.DependencyInjection.Extensions;
using Simpul.Web.Modules.Planning.Architecture.Exchange;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Architecture items, their relations, pictures, reports and interchange: what this part of the module brings.</summary>
internal static class ArchitectureParts
{
    public static IReadOnlyList<RailLink> Rail =>
    [
        new("Perencanaan", "Arsitektur", OverviewModel.Href, "diagram-3", PlanningPermissions.View),
    ];

    public static void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(_ => ReferenceTree.Load());
        services.AddSingleton<ReferenceTree>();
        services.AddSingleton<Register>(provider => ItemRegister.Declare(provider.GetRequiredService<ReferenceTree>()));
        services.AddSingleton<Register>(RelationRegister.Declared);
        services.AddScoped<ArchitectureItems>();
        services.AddScoped<IArchitectureItems>(provider => provider.GetRequiredService<ArchitectureItems>());
        services.AddScoped<IArchitectureCoverage, ArchitectureCoverage>();
        services.AddScoped<IArchitecturePictures, ArchitecturePictures>();
        services.AddScoped<Evaluation.Contract.IEvidenceSource, ServiceEvidence>();
        services.AddScoped<DomainSheets>();
        services.AddScoped<ExchangeWriter>();
        services.AddScoped<ExchangeImport>();
        services.AddScoped<IDocumentExchange, ArchitectureDocument>();
        services.AddSingleton<ExchangeRuns>();
        services.AddSingleton(ExchangeRuns.Cleaning);
        services.AddSingleton(new RecordWords("architecture-exchange", "pertukaran model arsitektur", new Dictionary<string, string>
        {
            ["added"] = "Butir baru",
            ["changed"] = "Butir berubah",
            ["relationsAdded"] = "Hubungan baru",
            ["relationsChanged"] = "Hubungan berubah",
            ["kept"] = "Bagian lain yang disimpan",
            ["sha256"] = "SHA-256",
        }));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => ArchitectureSample.Add(services, cancel);
}
