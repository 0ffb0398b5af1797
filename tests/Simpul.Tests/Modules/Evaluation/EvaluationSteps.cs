using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>Steps of a cycle that tests take without the pages: an indicator put where it is wanted, and what somebody does with what they read before.</summary>
internal static class EvaluationSteps
{
    public static async Task<CycleIndicator> Item(this EvaluationHall hall, EvaluationCycle cycle, string key) => (await hall.App.All<CycleIndicator>()).Single(item => item.CycleId == cycle.Id && item.Key == key);

    /// <summary>Somebody who has read indicator 12 and goes on with what they read.</summary>
    public static Task At(this EvaluationHall hall, EvaluationCycle cycle, Actor actor, Func<IServiceProvider, CycleBook, IndicatorEntry, Task> work) => hall.App.Do(async services =>
    {
        var book = (await CycleBook.Read(services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NationalData>(), cycle.Id, CancellationToken.None))!;
        await work(services, book, book.Find("12")!);
    }, actor);

    public static Task<EvidenceUse> Use(this EvaluationHall hall, EvaluationCycle cycle, string key, EvidenceForm form, EvidenceVerdict verdict) => hall.App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        var document = new EvidenceDocument { Title = "Naskah", Form = form, Link = form == EvidenceForm.Link ? "https://contoh.go.id" : null, AgencyId = hall.Ict.AgencyId };
        var use = new EvidenceUse { CycleId = cycle.Id, IndicatorId = (await db.Set<CycleIndicator>().SingleAsync(item => item.CycleId == cycle.Id && item.Key == key)).Id, DocumentId = document.Id, Level = 2, Verdict = verdict };
        db.AddRange(document, use);
        journal.Record("evaluation-documents.registered", document);
        journal.Record("evaluation-evidence.registered", use);
        await db.SaveChangesAsync();
        return use;
    });

    /// <summary>Puts one indicator where it is wanted, with what each stage before said.</summary>
    public static Task Put(this EvaluationHall hall, EvaluationCycle cycle, string key, IndicatorState state, decimal value) => hall.App.Do(async services =>
    {
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Journal>());
        var item = await db.Set<CycleIndicator>().SingleAsync(one => one.CycleId == cycle.Id && one.Key == key);
        item.State = state;
        journal.Record("evaluation-indicators.changed", item);
        foreach (var stage in ((JudgementStage[])[JudgementStage.Agency, JudgementStage.Assessor]).Take(Math.Max(0, (int)state - 1)))
        {
            if (!await db.Set<Judgement>().AnyAsync(one => one.IndicatorId == item.Id && one.Stage == stage))
            {
                var judgement = new Judgement { CycleId = cycle.Id, IndicatorId = item.Id, Stage = stage, Value = value, Met = [2], Reason = "Sesuai.", At = hall.App.Clock.GetUtcNow() };
                db.Add(judgement);
                journal.Record("evaluation-judgements.registered", judgement);
            }
        }
        await db.SaveChangesAsync();
    });
}
