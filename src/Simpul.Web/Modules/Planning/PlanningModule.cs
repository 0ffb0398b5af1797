using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning;

/// <summary>Master plan, architecture, roadmap, plan and budget, business processes. Each part says itself what it brings.</summary>
public sealed class PlanningModule : IModule
{
    public string Name => "Planning";

    public string Title => "Perencanaan";

    public IReadOnlyList<RailLink> Rail => [.. PlanParts.Rail, .. ArchitectureParts.Rail, .. RoadmapParts.Rail, .. BudgetParts.Rail, .. ProcessParts.Rail];

    public IReadOnlyList<Permission> Permissions => PlanningPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        PlanParts.AddServices(services);
        ArchitectureParts.AddServices(services);
        RoadmapParts.AddServices(services);
        BudgetParts.AddServices(services);
        ProcessParts.AddServices(services);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        PlanParts.Map(routes);
        ArchitectureParts.Map(routes);
        BudgetParts.Map(routes);
        ProcessParts.Map(routes);
    }

    public async Task AddCity(City city, CancellationToken cancel)
    {
        await ArchitectureCity.Plan(city, cancel);
        RoadmapCity.Plan(city);
        await ProcessCity.Plan(city, cancel);
        await BudgetParts.AddCity(city, cancel);
    }

    public async Task AddSample(IServiceProvider services, CancellationToken cancel)
    {
        await ArchitectureParts.AddSample(services, cancel);
        await RoadmapParts.AddSample(services, cancel);
        await ProcessParts.AddSample(services, cancel);
        await PlanParts.AddSample(services, cancel);
        await BudgetParts.AddSample(services, cancel);
    }
}
