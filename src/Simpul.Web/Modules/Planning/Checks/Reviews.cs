using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary>Triggers and reviews as they stood on a day, and how one of them stands.</summary>
internal sealed class Reviews(IReadOnlyList<PlanTrigger> triggers, IReadOnlyList<PlanReview> reviews, DateOnly date)
{
    public static async Task<Reviews> On(PlatformDb db, DateOnly date, CancellationToken cancel) => new(
        await db.Set<PlanTrigger>().AsNoTracking().Where(item => item.KnownOn <= date).OrderBy(item => item.KnownOn).ToListAsync(cancel),
        await db.Set<PlanReview>().AsNoTracking().ToListAsync(cancel), date);

    /// <summary>What is a ground for reviewing this version: known after the day on which it was enacted.</summary>
    public IReadOnlyList<PlanTrigger> Grounds(Plan plan, IReadOnlyList<string> grounds) => [.. triggers.Where(item => grounds.Contains(item.Ground) && item.KnownOn > plan.EnactedOn)];

    /// <summary>Reviews of the version that were finished by the day, the last first.</summary>
    public IReadOnlyList<PlanReview> Finished(Plan plan, string? by = null) =>
        [.. reviews.Where(item => item.PlanId == plan.Id && item.FinishedOn <= date && (by is null || item.By == by)).OrderByDescending(item => item.FinishedOn)];

    public IReadOnlyList<PlanReview> Finished(IReadOnlySet<Guid> plans) => [.. reviews.Where(item => plans.Contains(item.PlanId) && item.FinishedOn <= date).OrderByDescending(item => item.FinishedOn)];

    /// <summary>The review that this trigger opened for the version.</summary>
    public PlanReview? Of(Plan plan, PlanTrigger trigger) => reviews.Where(item => item.PlanId == plan.Id && item.TriggerId == trigger.Id).OrderBy(item => item.FinishedOn is null).FirstOrDefault();

    /// <summary>How a trigger is answered that has so much time.</summary>
    public Standing Stands(Question question, Plan plan, PlanTrigger trigger, Platform.Profile.Period within, string? by)
    {
        var what = $"{PlanWords.GroundTitle(trigger.Ground)} ({Indonesian.Date(trigger.KnownOn)})";
        var due = within.After(trigger.KnownOn);
        if (Of(plan, trigger) is not { } review)
        {
            return new Standing(State.Missing, $"{what} belum membuka reviu.", due, trigger.KnownOn, null);
        }
        if (review.FinishedOn <= date)
        {
            return by is null || review.By == by ? new Standing(State.Met, $"{what} dijawab dengan reviu {Indonesian.Date(review.FinishedOn!.Value)}.", null, review.FinishedOn, review)
                : new Standing(State.Missing, $"Reviu karena {what} tidak dilakukan oleh {PlanBook.Name(question, by)}.", due, review.FinishedOn, review);
        }
        return Standing.Open(question, date, due, trigger.KnownOn, $"reviu karena {what}", review);
    }

    public static Evidence Proof(PlanReview review) => new($"Reviu {Indonesian.Date(review.FinishedOn ?? review.OpenedOn)}", ReviewRegisters.Reviews.HrefOf(review.Id), "plan-reviews", review.Id);

    /// <summary>The answer of several reviews: the worst of them, said first.</summary>
    public static Answer Together(Question question, PlanBook book, Plan plan, IReadOnlyList<Standing> all)
    {
        var status = Answers.Worst(all.Select(item => item.Status));
        var worst = all.Where(item => item.Status == status).OrderBy(item => item.Due ?? DateOnly.MaxValue).ToList();
        var why = status == State.Met ? worst.MaxBy(item => item.Since)!.Why : string.Join(' ', worst.Take(3).Select(item => item.Why));
        return question.Is(status, $"{plan.Title}: {char.ToLowerInvariant(why[0])}{why[1..]}") with
        {
            Due = status == State.Met ? all.Min(item => item.Due) : worst[0].Due,
            Since = status == State.Met ? worst.Max(item => item.Since) : worst.Min(item => item.Since),
            Evidence = [PlanBook.Proof(plan), .. all.Select(item => item.Review).OfType<PlanReview>().DistinctBy(review => review.Id).Take(Platform.Checks.Answer.MostEvidence - 1).Select(Proof)],
            Next = status == State.Met ? null : book.Work(question),
        };
    }
}

/// <summary>How one review that is wanted stands.</summary>
/// <param name="Due">Its last day, or the last day of the next one.</param>
internal sealed record Standing(State Status, string Why, DateOnly? Due, DateOnly? Since, PlanReview? Review)
{
    /// <summary>A review that is wanted by a day: due until then, overdue afterwards unless the regulation only allows it.</summary>
    public static Standing Open(Question question, DateOnly date, DateOnly due, DateOnly? since, string what, PlanReview? review = null) =>
        date > due && !question.Flag("advisory") ? new Standing(State.Overdue, $"{char.ToUpperInvariant(what[0])}{what[1..]} lewat waktu sejak {Indonesian.Date(due)}.", due, due.AddDays(1), review)
        : new Standing(State.Due, $"{char.ToUpperInvariant(what[0])}{what[1..]} ditunggu paling lambat {Indonesian.Date(due)}.", due, since, review);
}
