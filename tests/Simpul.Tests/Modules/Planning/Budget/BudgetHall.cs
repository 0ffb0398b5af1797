using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Tests.Platform.Cases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Budget;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Access;
using Shouldly;

namespace Simpul.Tests.Modules.Planning.Budget;

/// <summary>A government with the offices that a budget needs, two agencies that propose, an architecture item and a roadmap activity to trace to.</summary>
public sealed class BudgetHall : IAsyncDisposable
{
    public const string Code = "RAI-UJI";

    private BudgetHall(App app) => App = app;

    public App App { get; }

    public Staff Ict { get; private set; } = null!;

    public Staff Colleague { get; private set; } = null!;

    public Staff Planner { get; private set; } = null!;

    public Staff Treasurer { get; private set; } = null!;

    public Staff Health { get; private set; } = null!;

    public Staff School { get; private set; } = null!;

    public Guid Activity { get; private set; }

    public static async Task<BudgetHall> Open(string regulation, string database = Databases.Sqlite)
    {
        var app = await App.StartWith(regulation, database);
        var hall = new BudgetHall(app);
        var ict = await app.Agency("Dinas Kominfo", "ict-agency");
        hall.Ict = await app.Staff("Kepala Bidang Aptika", ict, [], [Role.IctAgency]);
        hall.Colleague = await app.Staff("Kepala Bidang Statistik", ict, [], [Role.IctAgency]);
        hall.Planner = await app.Staff("Kepala Bappeda", await app.Agency("Bappeda", "planning-agency"), [], [Role.AgencyHead]);
        hall.Treasurer = await app.Staff("Kepala BPKAD", await app.Agency("BPKAD", "finance-agency"), [], [Role.AgencyHead]);
        hall.Health = await app.Staff("Operator Dinkes", await app.Agency("Dinas Kesehatan"), [], [Role.Operator]);
        hall.School = await app.Staff("Operator Disdik", await app.Agency("Dinas Pendidikan"), [], [Role.Operator]);
        await app.Items((ArchitectureDomain.Infrastructure, Code));
        var activity = new RoadmapActivity { Code = "PR-UJI", Name = "Memindahkan server", Programme = "Infrastruktur", AgencyId = ict, StartsOn = new DateOnly(2026, 1, 1), EndsOn = new DateOnly(2028, 12, 31), Target = "Selesai" };
        await app.Hold(activity);
        hall.Activity = activity.Id;
        return hall;
    }

    /// <summary>A cycle for 2027 that runs from September to December 2026, as its office opens it.</summary>
    public Task<BudgetCycle> Cycle(int year = 2027) => App.Do(async services =>
    {
        var cycle = new BudgetCycle
        {
            Year = year, OpensOn = new(year - 1, 9, 1), ProposalsUntil = new(year - 1, 10, 15), RecommendationsUntil = new(year - 1, 11, 10), CoordinationUntil = new(year - 1, 11, 30), ClosesOn = new(year - 1, 12, 15),
        };
        (await services.GetRequiredService<BudgetOpening>().Open(cycle, CancellationToken.None)).Succeeded.ShouldBe(true);
        return cycle;
    });

    public BudgetItem Item(BudgetCycle cycle, Guid? agency, string name, bool traced = true) => new()
    {
        CycleId = cycle.Id, AgencyId = agency, Name = name, Need = $"Kebutuhan {name}", Kind = SpendingKind.Equipment, Quantity = 2, UnitPrice = 1_500_000.25m, ProposedOn = new(cycle.Year - 1, 9, 20),
        Architecture = traced ? [Code] : [], ActivityId = traced ? Activity : null,
    };

    public async Task<Guid> Proposal(BudgetCycle cycle, Guid? agency) => (await App.All<BudgetProposal>()).Single(one => one.CycleId == cycle.Id && one.AgencyId == agency).Id;

    /// <summary>Opens the case of a proposal and submits it with its document, where it needs one.</summary>
    public static async Task<Page> Submit(Browse browse, Guid proposal, string outcome, string? document)
    {
        var page = await browse.Follow(await browse.Open($"/kerja/usulan-perangkat-daerah/{proposal}"), "Ajukan usulan");
        page = await browse.Submit(page, "Buka urusan", ("CaseTitle", "Anggaran SPBE"));
        return await browse.Submit(document is null ? page : await CityHall.Upload(browse, page, document), outcome);
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}

internal static class BudgetDocuments
{
    /// <summary>The title of a document that the regulation's procedure needs.</summary>
    public static string Document(this App app, string key) => app.Services.GetRequiredService<Simpul.Web.Platform.Profile.CurrentRegulation>().Profile.Procedures["budget"].Documents[key].Title;
}
