using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>A government with the eight offices of a cycle.</summary>
public sealed class EvaluationHall : IAsyncDisposable
{
    private EvaluationHall(App app) => App = app;

    public App App { get; }

    /// <summary>Opens cycles, delegates, records the external result.</summary>
    public Staff Ict { get; private set; } = null!;

    /// <summary>The responsible officer.</summary>
    public Staff Officer { get; private set; } = null!;

    public Staff Assessor { get; private set; } = null!;

    public Staff Other { get; private set; } = null!;

    public Staff Secretary { get; private set; } = null!;

    public Staff Planner { get; private set; } = null!;

    public Staff Treasurer { get; private set; } = null!;

    public Staff Health { get; private set; } = null!;

    public static async Task<EvaluationHall> Open(string regulation = PlanKit.Palembang, string database = Databases.Sqlite)
    {
        var app = await App.StartWith(regulation, database);
        var hall = new EvaluationHall(app);
        var ict = await app.Agency("Dinas Kominfo", "ict-agency");
        hall.Ict = await app.Staff("Kepala Bidang Aptika", ict, [], [Role.IctAgency]);
        hall.Officer = await app.Staff("Kepala Dinas Kominfo", ict, [], [Role.IctAgency]);
        var organisation = await app.Agency("Bagian Organisasi", "organisation-unit");
        hall.Assessor = await app.Staff("Analis Kebijakan", organisation, [], [Role.Assessor]);
        hall.Other = await app.Staff("Analis Tata Laksana", organisation, [], [Role.Assessor]);
        hall.Secretary = await app.Staff("Sekretaris Daerah", await app.Agency("Sekretariat Daerah"), ["secretary"], [Role.Leader]);
        hall.Planner = await app.Staff("Operator Bappeda", await app.Agency("Bappeda", "planning-agency"), [], [Role.Operator]);
        hall.Treasurer = await app.Staff("Operator BPKAD", await app.Agency("BPKAD", "finance-agency"), [], [Role.Operator]);
        hall.Health = await app.Staff("Operator Dinkes", await app.Agency("Dinas Kesehatan"), [], [Role.Operator]);
        return hall;
    }

    /// <summary>A cycle as its office opens it.</summary>
    public Task<EvaluationCycle> Cycle(string instrument = "spbe-2020", int year = 2026, bool carry = false, Action<EvaluationCycle>? change = null) => App.Do(async services =>
    {
        var cycle = new EvaluationCycle
        {
            Year = year, Instrument = instrument, OpensOn = new(year, 10, 1), AnswersUntil = new(year, 11, 10), AssessedUntil = new(year, 11, 20), ValidatedUntil = new(year, 11, 25), SignedUntil = new(year, 11, 30), ClosesOn = new(year, 12, 31),
        };
        change?.Invoke(cycle);
        (await services.GetRequiredService<CycleOpening>().Open(cycle, slots: 1, carry, CancellationToken.None)).Refusals.ShouldBeEmpty();
        return cycle;
    });

    /// <summary>Puts the state of every indicator there, with a value of every stage until then.</summary>
    public Task Fill(EvaluationCycle cycle, IndicatorState state, decimal value) => App.Do(async services =>
    {
        var db = services.GetRequiredService<Simpul.Web.Data.PlatformDb>();
        var journal = services.GetRequiredService<Simpul.Web.Platform.Journal.Journal>();
        foreach (var item in db.Set<CycleIndicator>().Where(item => item.CycleId == cycle.Id).ToList())
        {
            item.State = state;
            journal.Record("evaluation-indicators.changed", item);
            foreach (var stage in ((JudgementStage[])[JudgementStage.Agency, JudgementStage.Assessor, JudgementStage.Officer]).Take(Math.Max(0, (int)state - 1)))
            {
                var judgement = new Judgement { CycleId = cycle.Id, IndicatorId = item.Id, Stage = stage, Value = value, Reason = "Sesuai.", At = App.Clock.GetUtcNow() };
                db.Add(judgement);
                journal.Record("evaluation-judgements.registered", judgement);
            }
        }
        await db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
