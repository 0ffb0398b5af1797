using Simpul.Web.Modules.Applications.Lifecycle.Cases;
using Simpul.Web.Modules.Applications.Lifecycle.Checks;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>From proposal to retirement: what this part of the module brings.</summary>
internal static class LifecycleParts
{
    public static void AddServices(IServiceCollection services)
    {
        foreach (var key in ApplicationProcedures.Keys)
        {
            services.AddScoped<ICaseProcedure>(provider => ActivatorUtilities.CreateInstance<ApplicationCase>(provider, key));
        }
        services.AddScoped<Contract.IApplicationEvaluations, Contract.ApplicationEvaluations>();
        services.AddScoped<Evaluation.Contract.IEvidenceSource, Inventory.ApplicationEvidence>();
        services.AddScoped<GateReader>();
        services.AddScoped<BasisReader>();
        services.AddScoped<Tests>();
        services.AddScoped<DocumentReview>();
        services.AddScoped<RequiredDocuments>();
        services.AddScoped<Handover>();
        services.AddScoped<PhaseRecording>();
        services.AddScoped<Retirements>();
        services.AddScoped<IStepRecord, OutsideUseRecord>();
        services.AddScoped<IStepRecord, ExceptionRecord>();
        services.AddSingleton<Register>(BuildPlanRegister.Declared);
        services.AddSingleton<Register>(PhaseRegisters.Phases);
        services.AddSingleton<Register>(PhaseRegisters.Consultations);
        services.AddSingleton<Register>(FindingRegister.Declared);
        services.AddSingleton<Register>(KnowledgeRegister.Declared);
        services.AddSingleton<Register>(EvaluationRegister.Declared);
        services.AddSingleton<Register>(RetirementRegisters.Retirements);
        services.AddSingleton<Register>(RetirementRegisters.Data);
        foreach (var words in LifecycleWords.All)
        {
            services.AddSingleton(words);
        }
        services.AddSingleton(Evaluations.Job);
        services.AddScoped<ICheck, ApplicationGatePassed>();
        services.AddScoped<ICheck, ApplicationPhasesKept>();
        services.AddScoped<ICheck, ApplicationConsulted>();
        services.AddScoped<ICheck, ApplicationsDocumented>();
    }

    public static Task AddCity(City city, CancellationToken cancel) => LifecycleCity.Plan(city, cancel);

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => LifecycleSample.Add(services, services.GetRequiredService<CurrentRegulation>().Profile, cancel);
}
