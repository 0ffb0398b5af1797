using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-reviewed</c>: each review whose window has opened, whose period has run out or that has a ground is done.</summary>
internal sealed class PlanReviewed(PlatformDb db) : ICheck
{
    /// <summary>Time for a review on a ground that stands in the same sentence as the period.</summary>
    internal static readonly Period OnGround = new(0, 6, 0);

    public string Name => "plan-reviewed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        var reviews = await Reviews.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, book, reviews))];
    }

    private static Answer Answer(Question question, PlanBook book, Reviews reviews)
    {
        if (book.InForce(question) is not { } plan)
        {
            return Missed(question, book, reviews) ?? book.NotInForce(question);
        }
        var by = question.Key("by");
        var done = reviews.Finished(plan, by);
        List<Standing> all =
        [
            .. Windows(question, book, plan, done),
            .. question.Period("every") is { } every ? new[] { Periodic(question, book, plan, done, every) } : [],
            .. reviews.Grounds(plan, question.List("grounds")).Select(trigger => reviews.Stands(question, plan, trigger, OnGround, by)),
        ];
        if (question.List("at").Count > 0 && plan.Until is null)
        {
            return question.Is(State.Missing, $"Jangka waktu {plan.Title} tidak berakhir, sehingga waktu reviunya tidak dapat ditentukan.") with { Evidence = [PlanBook.Proof(plan)], Next = book.Work(question) };
        }
        if (all.Count > 0)
        {
            return Reviews.Together(question, book, plan, all);
        }
        var next = PlanTerm.Windows(question.Profile, plan, question.List("at")).OrderBy(window => window.From).FirstOrDefault();
        return question.Is(State.Met, next is null ? $"{plan.Title} berlaku, dan belum ada alasan untuk mereviunya." : $"{plan.Title} berlaku; reviu {PlanWords.Whys.Of(next.Why).ToLowerInvariant()} dibuka {Indonesian.Date(next.From)}.") with
        {
            Since = plan.EnactedOn, Due = next?.Until, Evidence = [PlanBook.Proof(plan)],
        };
    }

    /// <summary>The reviews that were never made of a plan whose term has run out: late they stay, though nothing is in force any more.</summary>
    private static Answer? Missed(Question question, PlanBook book, Reviews reviews)
    {
        if (book.Enacted(question) is not { } plan || !(plan.Until < book.Date))
        {
            return null;
        }
        var done = reviews.Finished(plan, question.Key("by"));
        List<Standing> late =
        [
            .. Windows(question, book, plan, done).Concat(question.Period("every") is { } every ? [Periodic(question, book, plan, done, every)] : []).Where(item => item.Status == State.Overdue),
        ];
        return late.Count == 0 ? null : Reviews.Together(question, book, plan, late);
    }

    /// <summary>The windows that have opened. A review after a window's end still makes up for it, until the next window opens.</summary>
    private static IEnumerable<Standing> Windows(Question question, PlanBook book, Plan plan, IReadOnlyList<PlanReview> done)
    {
        var windows = PlanTerm.Windows(question.Profile, plan, question.List("at"));
        foreach (var window in windows.Where(window => window.From <= book.Date))
        {
            var what = $"reviu {PlanWords.Whys.Of(window.Why).ToLowerInvariant()}";
            var before = windows.Where(other => other.From > window.From).Select(other => (DateOnly?)other.From).Min();
            yield return done.LastOrDefault(review => review.FinishedOn >= window.From && !(review.FinishedOn >= before)) is { FinishedOn: { } day } review
                ? new Standing(State.Met, $"{char.ToUpperInvariant(what[0])}{what[1..]} selesai {Indonesian.Date(day)}.", null, day, review)
                : Standing.Open(question, book.Date, window.Until, window.From, what);
        }
    }

    private static Standing Periodic(Question question, PlanBook book, Plan plan, IReadOnlyList<PlanReview> done, Period every)
    {
        var last = done.Count > 0 ? done[0] : null;
        var due = every.After(last?.FinishedOn ?? plan.EnactedOn!.Value);
        if (due > book.Date.AddDays(PlanBook.Notice))
        {
            var words = last is { FinishedOn: { } day } ? $"terakhir direviu {Indonesian.Date(day)}" : $"ditetapkan {Indonesian.Date(plan.EnactedOn!.Value)}";
            return new Standing(State.Met, $"{char.ToUpperInvariant(words[0])}{words[1..]}; reviu berikutnya paling lambat {Indonesian.Date(due)}.", due, last?.FinishedOn ?? plan.EnactedOn, last);
        }
        return Standing.Open(question, book.Date, due, null, "reviu berkala", last);
    }
}
