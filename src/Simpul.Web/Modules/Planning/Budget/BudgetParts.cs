using Simpul.Web.Modules.Planning.Budget.Checks;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>The yearly plan and budget, from proposals to what was spent: what this part of the module brings.</summary>
internal static class BudgetParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Perencanaan", "Rencana dan Anggaran", BudgetAddress.Home, "clipboard-data", PlanningPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(BudgetRegisters.Cycles);
        services.AddSingleton<Register>(BudgetRegisters.Proposals);
        services.AddSingleton<Register>(BudgetItemRegister.Declared);
        services.AddSingleton<Register>(BudgetRegisters.Coordinations);
        services.AddSingleton<Register>(BudgetRegisters.Approvals);
        services.AddSingleton<Register>(BudgetRegisters.Realisations);
        services.AddSingleton(new RecordWords(BudgetItemRegister.Kind, BudgetItemRegister.Declared.One, new Dictionary<string, string>
        {
            ["recommendation"] = "Rekomendasi",
            ["recommendationReason"] = "Alasan rekomendasi",
            ["recommendedAmount"] = "Jumlah yang direkomendasikan",
            ["recommendedOn"] = "Tanggal rekomendasi",
            ["recommendedBy"] = "Direkomendasikan oleh",
            ["recommendedById"] = "Pemberi rekomendasi",
            ["keptBecause"] = "Tetap dimasukkan karena",
            ["proposedOn"] = "Diusulkan pada",
        }, BudgetWords.Recommendations.ToDictionary(item => item.Value.ToString(), item => item.Title)));
        services.AddSingleton(new RecordWords(BudgetRegisters.CycleKind, BudgetRegisters.Cycles.One, new Dictionary<string, string>
        {
            ["openedBy"] = "Dibuka oleh", ["consolidatedOn"] = "Dikonsolidasikan", ["consolidatedBy"] = "Dikonsolidasikan oleh", ["listed"] = "Butir dalam daftar", ["excluded"] = "Butir tidak masuk", ["amount"] = "Jumlah",
        }));
        services.AddSingleton(new RecordWords(BudgetRegisters.ProposalKind, BudgetRegisters.Proposals.One, new Dictionary<string, string> { ["noneOn"] = "Dinyatakan pada", ["submittedOn"] = "Diajukan pada" }));
        services.AddSingleton(new RecordWords(BudgetRegisters.Coordinations.Kind, BudgetRegisters.Coordinations.One, new Dictionary<string, string> { ["caseNumber"] = "Urusan" }));
        services.AddScoped<BudgetOffices>();
        services.AddScoped<BudgetRules>();
        services.AddScoped<BudgetOpening>();
        services.AddScoped<BudgetDecisions>();
        services.AddScoped<BudgetApproving>();
        services.AddScoped<ICaseProcedure, BudgetCase>();
        services.AddScoped<ICheck, BudgetPrepared>();
        services.AddScoped<ICheck, BudgetTraced>();
        services.AddScoped<ICheck, BudgetCoordinated>();
        services.AddScoped<ICheck, BudgetRecommended>();
    }

    public static void Map(IEndpointRouteBuilder routes) => BudgetExport.Map(routes);

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => BudgetSample.Add(services, cancel);

    public static Task AddCity(City city, CancellationToken cancel) => BudgetCity.Plan(city, cancel);
}
