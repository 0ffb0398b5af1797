using Simpul.Web.Modules.Evaluation.Checks;
using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>Instruments, cycles, evidence, the index and what follows from it.</summary>
public sealed class EvaluationModule : IModule
{
    private const string Chapter = "Evaluasi";

    public string Name => "Evaluation";

    public string Title => "Evaluasi";

    public IReadOnlyList<RailLink> Rail =>
    [
        new(Chapter, "Evaluasi SPBE", EvaluationAddress.Home, "speedometer2", EvaluationPermissions.View),
        new(Chapter, "Tindak lanjut", "/kerja/" + FollowRegisters.TasksSlug, "check2-square", EvaluationPermissions.View),
        new(Chapter, "Pemantauan perangkat daerah", "/kerja/" + FollowRegisters.MonitoringsSlug, "clipboard-check", EvaluationPermissions.View),
    ];

    public IReadOnlyList<Permission> Permissions => EvaluationPermissions.All;

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(FollowRegisters.Cycles);
        services.AddSingleton<Register>(EvidenceRegister.Declared);
        services.AddSingleton<Register>(FollowRegisters.Tasks);
        services.AddSingleton<Register>(FollowRegisters.Notes);
        services.AddSingleton<Register>(FollowRegisters.Monitorings);
        services.AddSingleton<Register>(FollowRegisters.Published);
        foreach (var words in EvaluationWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddScoped<EvidenceSources>();
        services.AddScoped<CycleOpening>();
        services.AddScoped<CycleRights>();
        services.AddScoped<EvidenceWork>();
        services.AddScoped<FrozenRecords>();
        services.AddScoped<JudgementWork>();
        services.AddScoped<CycleWork>();
        services.AddScoped<WaitingCycles>();
        services.AddScoped<Follow.PublishedTwice>();
        services.AddScoped<IHomeSection, WaitingSection>();
        services.AddSingleton<Ahead.PublicResultCopy>();
        services.AddScoped<IPortalSection, Ahead.PublicResult>();
        services.AddScoped<IFileSubjects, EvidenceFiles>();
        services.AddScoped<IFileSubjects, Follow.NoteFiles>();
        foreach (var key in EvaluationCase.Keys)
        {
            services.AddScoped<ICaseProcedure>(provider => ActivatorUtilities.CreateInstance<EvaluationCase>(provider, key));
        }
        services.AddSingleton(Follow.Schedule.Job);
        services.AddScoped<ICheck, EvaluationWithin>();
        services.AddScoped<ICheck, EvaluationGuidelineUsed>();
        services.AddScoped<ICheck, FindingsFollowed>();
        services.AddScoped<IFindingSource, Follow.EvaluationFindings>();
    }

    public void Map(IEndpointRouteBuilder routes) => CycleExport.Map(routes);

    public Task AddCity(City city, CancellationToken cancel) => EvaluationCity.Plan(city, cancel);

    public Task AddSample(IServiceProvider services, CancellationToken cancel) => EvaluationSample.Add(services, cancel);
}
