using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Agencies, offices, people, teams, officials, internal policies and legal documents.</summary>
public sealed class OrganisationModule : IModule
{
    public string Name => "Organisation";

    public string Title => "Organisasi";

    public IReadOnlyList<RailLink> Rail =>
    [
        new("Tata Kelola", "Tim Koordinasi", "/kerja/tim-koordinasi", "people", OrganisationPermissions.View),
    ];

    public IReadOnlyList<Permission> Permissions => OrganisationPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IOfficeDirectory, OfficeDirectory>();
        services.AddScoped<IOrganisation, OrganisationFacts>();
        services.AddSingleton<Register>(AgencyRegister.Declared);
        services.AddSingleton<Register>(OfficeRegister.Declared);
        services.AddSingleton<Register>(provider => PersonRegister.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<Register>(AppointmentRegister.Declared);
        services.AddSingleton<Register>(OfficialRegister.Declared);
        services.AddSingleton<Register>(FunctionRegister.Declared);
        services.AddSingleton<Register>(LegalDocumentRegister.Declared);
        services.AddSingleton<Register>(PolicyRegister.Declared);
        services.AddSingleton<Register>(SeatRegister.Declared);
        services.AddSingleton<Register>(TeamRegisters.Programmes);
        services.AddSingleton<Register>(TeamRegisters.Meetings);
        services.AddSingleton<Register>(TeamRegisters.Decisions);
        services.AddSingleton<Register>(TeamRegisters.Reports);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    public Task AddCity(City city, CancellationToken cancel) =>
        new OrganisationCity(city, city.Services.GetRequiredService<Data.PlatformDb>(), city.Services.GetRequiredService<Sealer>()).Plan(cancel);
}
