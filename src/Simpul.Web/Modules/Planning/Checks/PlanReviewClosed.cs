using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-review-closed</c>: the result of the last review is enacted by, or has reached, whom the regulation names.</summary>
internal sealed class PlanReviewClosed(PlatformDb db) : ICheck
{
    private static readonly Period Usual = new(0, 3, 0);

    public string Name => "plan-review-closed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        var reviews = await Reviews.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, book, reviews))];
    }

    private static Answer Answer(Question question, PlanBook book, Reviews reviews)
    {
        if (reviews.Finished(book.Ids(question)) is not [{ FinishedOn: { } finished } review, ..])
        {
            return question.Is(State.NotApplicable, $"{PlanBook.Title(question)} belum pernah selesai direviu.");
        }
        var wanting = new List<string>();
        if (string.IsNullOrWhiteSpace(review.Report))
        {
            wanting.Add("laporannya belum tercatat");
        }
        if (question.Key("enacted-by") is { } enactor && !(review.EnactedOn <= book.Date && review.EnactedBy == enactor))
        {
            wanting.Add($"hasilnya belum ditetapkan oleh {PlanBook.Name(question, enactor)}");
        }
        if (question.Key("delivered-to") is { } receiver && !(review.DeliveredTo == receiver && review.ReceivedOn <= book.Date))
        {
            wanting.Add(review.DeliveredTo == receiver && review.DeliveredOn <= book.Date ? $"penerimaannya oleh {PlanBook.Name(question, receiver)} belum tercatat" : $"hasilnya belum disampaikan kepada {PlanBook.Name(question, receiver)}");
        }
        IReadOnlyList<Evidence> evidence = [Reviews.Proof(review)];
        if (wanting.Count == 0)
        {
            return question.Is(State.Met, $"Hasil reviu {Indonesian.Date(finished)} ({PlanWords.Results.Of(review.Result).ToLowerInvariant()}) sudah sampai pada yang berwenang.") with
            {
                Since = Latest(finished, review.EnactedOn, review.ReceivedOn), Evidence = evidence,
            };
        }
        var due = (question.Period("within") ?? Usual).After(finished);
        var late = book.Date > due;
        return question.Is(late ? State.Overdue : State.Due, $"Reviu selesai {Indonesian.Date(finished)}, tetapi {Indonesian.List(wanting)}; batasnya {Indonesian.Date(due)}.") with
        {
            Due = due, Since = late ? due.AddDays(1) : null, Evidence = evidence, Next = new NextStep("Buka reviu ini", ReviewRegisters.Reviews.HrefOf(review.Id)),
        };
    }

    private static DateOnly Latest(DateOnly first, params DateOnly?[] others) => others.OfType<DateOnly>().Append(first).Max();
}
