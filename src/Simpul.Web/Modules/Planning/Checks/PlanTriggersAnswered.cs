using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-triggers-answered</c>: every recorded ground has opened a review, and that review is finished in time.</summary>
internal sealed class PlanTriggersAnswered(PlatformDb db) : ICheck
{
    public string Name => "plan-triggers-answered";

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
            return question.Is(State.NotApplicable, $"{PlanBook.Title(question)} belum berlaku, sehingga belum ada perubahan yang perlu dijawab.") with { Next = book.Work(question) };
        }
        var triggers = reviews.Grounds(plan, question.List("grounds"));
        return triggers.Count == 0
            ? question.Is(State.NotApplicable, $"Sejak {plan.Title} ditetapkan belum tercatat perubahan yang menjadi alasan reviu.")
            : Reviews.Together(question, book, plan, [.. triggers.Select(trigger => reviews.Stands(question, plan, trigger, question.Period("within") ?? PlanReviewed.OnGround, question.Key("by")))]);
    }
}
