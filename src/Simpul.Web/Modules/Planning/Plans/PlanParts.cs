using Simpul.Web.Modules.Planning.Checks;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>Plan documents, their contents, consultations, triggers and reviews: what this part of the module brings.</summary>
internal static class PlanParts
{
    /// <summary>Kinds of plan that the procedures of regulations draft and review.</summary>
    private static readonly PlanKind[] WithProcedures = [PlanKind.MasterPlan, PlanKind.Architecture, PlanKind.Roadmap];

    public static IReadOnlyList<RailLink> Rail =>
    [
        new("Perencanaan", "Dokumen rencana", PlanRegister.Declared.Href, "journal-text", PlanningPermissions.View),
        new("Perencanaan", "Reviu rencana", ReviewRegisters.Reviews.Href, "arrow-counterclockwise", PlanningPermissions.View),
        new("Perencanaan", "Alasan reviu", ReviewRegisters.Triggers.Href, "lightning", PlanningPermissions.View),
        new("Perencanaan", "Konsultasi rencana", ConsultationRegister.Declared.Href, "chat-left-text", PlanningPermissions.View),
    ];

    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<Evaluation.Contract.IEvidenceSource, PlanEvidence>();
        services.AddSingleton<Register>(PlanRegister.Declared);
        services.AddSingleton<Register>(PlanTextRegisters.Contents);
        services.AddSingleton<Register>(PlanTextRegisters.Links);
        services.AddSingleton<Register>(ConsultationRegister.Declared);
        services.AddSingleton<Register>(ReviewRegisters.Triggers);
        services.AddSingleton<Register>(ReviewRegisters.Reviews);
        services.AddSingleton(new RecordWords(PlanRegister.Kind, PlanRegister.Declared.One, new Dictionary<string, string> { ["digest"] = "Sidik naskah" }));
        foreach (var kind in WithProcedures)
        {
            services.AddScoped<ICaseProcedure>(provider => ActivatorUtilities.CreateInstance<PlanDraftingCase>(provider, kind));
            services.AddScoped<ICaseProcedure>(provider => ActivatorUtilities.CreateInstance<PlanReviewCase>(provider, kind));
        }
        services.AddScoped<ICheck, PlanInForce>();
        services.AddScoped<ICheck, PlanDrafted>();
        services.AddScoped<ICheck, PlanBasedOn>();
        services.AddScoped<ICheck, PlanContentsComplete>();
        services.AddScoped<ICheck, PlanAligned>();
        services.AddScoped<ICheck, PlanConsulted>();
        services.AddScoped<ICheck, PlanEnacted>();
        services.AddScoped<ICheck, PlanReviewed>();
        services.AddScoped<ICheck, PlanTriggersAnswered>();
        services.AddScoped<ICheck, PlanReviewClosed>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => PlanSample.Add(services, services.GetRequiredService<CurrentRegulation>().Profile, cancel);
}
