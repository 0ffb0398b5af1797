using Simpul.Web.Modules.Audits.Checks;
using Simpul.Web.Modules.Audits.Contract;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Modules.Audits.Coordinations;
using Simpul.Web.Modules.Audits.Engagements;
using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Modules.Audits.Papers;
using Simpul.Web.Modules.Audits.Programme;
using Simpul.Web.Modules.Audits.Reports;
using Simpul.Web.Modules.Audits.Tools;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Audits;

/// <summary>ICT audits: the programme, the audits with their working papers and tools, findings until they are closed, reports.</summary>
public sealed class AuditsModule : IModule
{
    public string Name => "Audits";

    public string Title => "Audit TIK";

    public IReadOnlyList<RailLink> Rail => [new("Audit", "Program audit TIK", ProgrammeModel.Href, "calendar3", AuditsPermissions.ViewProgramme)];

    public IReadOnlyList<Permission> Permissions => AuditsPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Audits").Get<AuditOptions>() ?? new AuditOptions());
        services.AddScoped<Universe>();
        services.AddSingleton<KeptByJournal<DateOnly, AuditedDay>>();
        services.AddScoped<Conflicts>();
        services.AddScoped<AuditRights>();
        services.AddScoped<AuditFlow>();
        services.AddScoped<AuditTeam>();
        services.AddScoped<PaperWork>();
        services.AddSingleton<ReadToolFiles>();
        services.AddScoped<ToolWork>();
        services.AddScoped<FindingWork>();
        services.AddScoped<AuditsKnown>();
        services.AddScoped<IFileSubjects, AuditFiles>();
        services.AddScoped<IFileSubjects, PaperFiles>();
        services.AddScoped<IFileSubjects, FindingFiles>();
        services.AddScoped<IFileSubjects, FollowUpFiles>();
        services.AddScoped<IFileSubjects, RunFiles>();
        services.AddScoped<IFindingSource, AuditFindingSource>();
        services.AddScoped<IEvidenceSource, AuditEvidence>();
        foreach (var key in AuditCase.Keys)
        {
            services.AddScoped<ICaseProcedure>(provider => ActivatorUtilities.CreateInstance<AuditCase>(provider, key));
        }
        services.AddSingleton<Register>(AuditRegister.Declared);
        services.AddSingleton<Register>(FindingRegister.Declared);
        services.AddSingleton<Register>(PlannedAuditRegister.Declared);
        services.AddSingleton<Register>(CoordinationRegister.Declared);
        services.AddSingleton<Register>(AuditBodyRegister.Declared);
        foreach (var words in AuditsRecordWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddScoped<IRailCount, WaitingFindings>();
        services.AddSingleton(Escalation.Job);
        services.AddScoped<ICheck, AuditWithin>();
        services.AddScoped<ICheck, AuditScopeCovered>();
        services.AddScoped<ICheck, AuditPerformedBy>();
        services.AddScoped<ICheck, AuditStandardCited>();
        services.AddScoped<ICheck, AuditToolsUsed>();
        services.AddScoped<ICheck, AuditCoordinated>();
    }

    public void Map(IEndpointRouteBuilder routes) => ReportFiles.Map(routes);

    public Task AddCity(City city, CancellationToken cancel) => AuditsCity.Plan(city, cancel);

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => AuditsSample.Add(services, services.GetRequiredService<CurrentRegulation>().Profile, cancel);
}
