using Simpul.Web.Modules.Organisation.Checks;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
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
        new("Tata Kelola", "Kebijakan yang diminta peraturan", "/kerja/kebijakan-diminta", "clipboard-check", OrganisationPermissions.View),
        new("Organisasi", "Pengelola TIK per perangkat daerah", CoverageModel.Href, "building", OrganisationPermissions.View),
    ];

    public IReadOnlyList<Permission> Permissions => OrganisationPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<KeptOffices>();
        services.AddScoped<IOfficeDirectory, OfficeDirectory>();
        services.AddScoped<IOrganisation, OrganisationFacts>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<Contract.LegalDocuments>();
        services.AddScoped<IPortalSection, LatestLegalDocuments>();
        services.AddScoped<ICheck, TeamAppointed>();
        services.AddScoped<ICheck, OfficialsAppointed>();
        services.AddScoped<ICheck, FunctionHeld>();
        services.AddScoped<ICheck, PolicyInForce>();
        services.AddScoped<ICheck, PolicyDrafted>();
        services.AddScoped<ICheck, PolicyReviewed>();
        services.AddScoped<ICheck, DecreeInForce>();
        services.AddScoped<ICheck, LegalDocumentRegistered>();
        services.AddScoped<ICheck, ProgrammeOfWork>();
        services.AddScoped<ICheck, MeetingsHeld>();
        services.AddScoped<ICheck, ReportSent>();
        services.AddScoped<ICaseProcedure, PolicyEnactmentCase>();
        services.AddScoped<ICaseProcedure, PolicyReviewCase>();
        services.AddScoped<ICaseProcedure, AppointmentCase>();
        services.AddScoped<Contract.CaseReports>();
        services.AddScoped<ICaseProcedure, TeamReportCase>();
        services.AddSingleton(new RecordWords("reports", "laporan", new Dictionary<string, string> { ["passedOn"] = "Diteruskan", ["receivedOn"] = "Diterima" }));
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

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => Sample.Add(services, services.GetRequiredService<CurrentRegulation>().Profile, cancel);
}
