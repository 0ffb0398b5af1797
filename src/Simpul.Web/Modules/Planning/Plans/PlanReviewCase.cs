using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui.Text;
using Outcome = Simpul.Web.Platform.Profile.Outcome;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>
/// Review of a plan of one kind. The step that files the report finishes the review; what enacts the result, or delivers and receives it, is recorded
/// on it. A review that a trigger opened is taken up, any other is made.
/// </summary>
internal sealed class PlanReviewCase(PlanKind kind, PlatformDb db, LegalDocuments legal, Today today, IServiceProvider services) : ICaseProcedure
{
    /// <summary>The document that finishes a review.</summary>
    public const string Report = "review-report";

    /// <summary>Kept in the case: the review that it is.</summary>
    private const string Review = "review";

    public string Procedure { get; } = $"{PlanWords.Code(kind)}-review";

    public string? SubjectKind => PlanRegister.Kind;

    public IReadOnlyList<CaseField> Fields { get; } =
    [
        new("why", "Alasan reviu", FieldKind.Choice) { Choices = _ => [.. PlanWords.Whys.Select(why => new FieldChoice(why.Item1.ToString(), why.Item2))] },
        new("trigger", "Perubahan yang menjadi alasannya", FieldKind.Reference) { Refers = "plan-triggers", Required = false, Help = "Hanya bila reviu dibuka karena ada perubahan. Catat perubahannya dahulu bila belum ada." },
    ];

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step)
    {
        var fields = new List<CaseField>();
        if (step.Needs.Contains(Report))
        {
            fields.Add(new CaseField("conclusion", "Kesimpulan reviu", FieldKind.LongText) { MaxLength = PlanReview.ReportLength });
            // Where the buttons of the step say what it came to, nobody is asked twice.
            if (!step.Outcomes.Any(outcome => ResultOf(outcome) is not null))
            {
                fields.Add(new CaseField("result", "Hasil reviu", FieldKind.Choice) { Choices = _ => [.. PlanWords.Results.Skip(1).Select(result => new FieldChoice(result.Item1.ToString(), result.Item2))] });
            }
        }
        if (Enacts(step))
        {
            fields.AddRange(legal.Fields);
        }
        return fields;
    }

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        if (!await db.Set<Plan>().AnyAsync(plan => plan.Id == item.SubjectId && plan.Kind == kind && plan.State == PlanState.Enacted, cancel))
        {
            return [Refusal.Whole($"Reviu dibuka dari {PlanWords.Kinds.Of(kind)} yang sudah ditetapkan dan belum diganti.")];
        }
        if (await PlanDraftingCase.Running(db, Procedure, item.SubjectId, cancel) is { } number)
        {
            return [Refusal.Whole($"Rencana ini sedang direviu dalam urusan {number}.")];
        }
        if (data.Text("why") == nameof(ReviewWhy.Ground) && data.Id("trigger") is null)
        {
            return [Refusal.At("trigger", "Pilih perubahan yang menjadi alasan reviu ini.")];
        }
        return [];
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward || !Enacts(turn.Step) || turn.Data.Date("decreeDate") is not { } decree)
        {
            return [];
        }
        if (decree > today.Date)
        {
            return [Refusal.At("decreeDate", "Tanggal penetapan tidak mungkin sesudah hari ini.")];
        }
        return turn.Data.Id(Review) is { } id && await db.FindAsync<PlanReview>([id], cancel) is { FinishedOn: { } finished } && decree < finished
            ? [Refusal.At("decreeDate", $"Hasil reviu ditetapkan sesudah reviunya selesai pada {Indonesian.Date(finished)}.")] : [];
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        var review = turn.Data.Id(Review) is { } id ? await db.FindAsync<PlanReview>([id], cancel) : null;
        var isNew = false;
        if (!turn.Forward)
        {
            if (review is null or { FinishedOn: null })
            {
                return;
            }
            // Sent back: what it came to is open again.
            (review.FinishedOn, review.Result, review.DeliveredTo, review.DeliveredOn, review.ReceivedOn) = (null, ReviewResult.None, null, null, null);
        }
        else
        {
            if (review is null)
            {
                (review, isNew) = await Opened(turn, cancel);
                turn.Data.Put(Review, review.Id.ToString());
            }
            await GoOn(turn, review, cancel);
        }
        await ReviewRegisters.Reviews.Keep(services, review, isNew, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
    }

    public Task<bool> MayWithdraw(Case item, CancellationToken cancel) => Task.FromResult(!CaseForm.Stored(item).ContainsKey("decreeNumber"));

    private static bool Enacts(Step step) => step.Outcomes.Any(outcome => outcome.Key == "enact");

    private static ReviewResult? ResultOf(Outcome outcome) => outcome.Key switch
    {
        "keep" => ReviewResult.Keep,
        "revise" => ReviewResult.Change,
        _ => null,
    };

    private async Task GoOn(CaseTurn turn, PlanReview review, CancellationToken cancel)
    {
        if (review.DeliveredOn is not null && review.DeliveredTo == turn.Step.By)
        {
            review.ReceivedOn = today.Date;
        }
        if (turn.Step.Needs.Contains(Report))
        {
            (review.FinishedOn, review.By, review.Report) = (today.Date, turn.Step.By, turn.Data.Text("conclusion"));
            review.Result = Enum.TryParse<ReviewResult>(turn.Data.Text("result"), out var result) ? result : ReviewResult.Keep;
        }
        review.Result = review.FinishedOn is not null && ResultOf(turn.Outcome) is { } decided ? decided : review.Result;
        if (turn.Outcome.Key == "deliver" && turn.Procedure.Steps.FirstOrDefault(step => step.Id == turn.Outcome.To) is { } next)
        {
            (review.DeliveredTo, review.DeliveredOn) = (next.By, today.Date);
        }
        if (Enacts(turn.Step))
        {
            var document = await legal.Register(turn, [], cancel);
            (review.EnactedOn, review.EnactedBy, review.EnactedById) = (turn.Data.Date("decreeDate"), turn.Step.By, document.Id);
            if (review.Result is ReviewResult.Change or ReviewResult.Replace)
            {
                await PlanGrounds.Changed(services, kind, review.EnactedOn!.Value, $"Hasil reviu {PlanWords.Kinds.Of(kind)} ditetapkan: {PlanWords.Results.Of(review.Result).ToLowerInvariant()}.", cancel);
            }
        }
    }

    /// <summary>The review that is open for the same reason, or a new one.</summary>
    private async Task<(PlanReview Review, bool IsNew)> Opened(CaseTurn turn, CancellationToken cancel)
    {
        var (plan, why, trigger) = (turn.Item.SubjectId!.Value, Enum.Parse<ReviewWhy>(turn.Data.Text("why")!, ignoreCase: true), turn.Data.Id("trigger"));
        if (await db.Set<PlanReview>().Where(item => item.PlanId == plan && item.FinishedOn == null && item.Why == why && item.TriggerId == trigger).OrderBy(item => item.OpenedOn).FirstOrDefaultAsync(cancel) is { } open)
        {
            return (open, false);
        }
        var review = new PlanReview { PlanId = plan, Why = why, TriggerId = why == ReviewWhy.Ground ? trigger : null, OpenedOn = today.Date, By = turn.Step.By };
        db.Add(review);
        return (review, true);
    }
}
