using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Plans;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Tests.Modules.Evaluation;

/// <summary>Steps of a cycle that tests have in common: an indicator or a cycle put where it is wanted without the pages, what somebody does with what they read before, and an answer as it is usually given.</summary>
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

    /// <summary>Signs a cycle off with its index, on the second of November of its year where no other day is named.</summary>
    public static Task SignOff(this EvaluationHall hall, EvaluationCycle cycle, decimal index, string by = "secretary", DateOnly? on = null, Action<EvaluationCycle>? change = null) => hall.App.Alter<EvaluationCycle>(cycle.Id, item =>
    {
        (item.State, item.SignedOn, item.SignedBy, item.SelfIndex) = (CycleState.SignedOff, on ?? new DateOnly(cycle.Year, 11, 2), by, index);
        change?.Invoke(item);
    });

    /// <summary>A file becomes evidence for level 2 of the indicator on this page.</summary>
    public static async Task HandIn(this Browse who, string indicator, byte[] file) =>
        (await who.Submit(await who.Open($"{indicator}/bukti?tingkat=2"), "Unggah bukti", [("Upload.File", "satu.pdf", file)], ("Upload.Title", "Laporan"))).Text.ShouldContain("Bukti tersimpan.");

    /// <summary>Level 2 is answered on that evidence and goes to the assessors.</summary>
    public static async Task Answer(this Browse who, string indicator) =>
        (await who.Submit(await who.Open(indicator), "Ajukan kepada asesor", ("Input.Value", "2"), ("Input.Met", "2"), ("Input.Reason", "Sudah ada."))).Text.ShouldContain("diajukan");
}
