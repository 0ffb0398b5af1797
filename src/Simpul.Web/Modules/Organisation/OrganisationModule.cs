using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Agencies, offices, people, teams, officials, internal policies and legal documents.</summary>
public sealed class OrganisationModule : IModule
{
    public string Name => "Organisation";

    public string Title => "Organisasi";

    public IReadOnlyList<RailLink> Rail => [];

    public IReadOnlyList<Permission> Permissions => [];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IOfficeDirectory, OfficeDirectory>();
        services.AddScoped<IOrganisation, OrganisationFacts>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
