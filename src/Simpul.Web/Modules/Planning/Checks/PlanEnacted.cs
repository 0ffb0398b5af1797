using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-enacted</c>: the current version is enacted by the office named, its text frozen and its instrument filed.</summary>
internal sealed class PlanEnacted(PlatformDb db) : ICheck
{
    public string Name => "plan-enacted";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, book))];
    }

    private static Answer Answer(Question question, PlanBook book)
    {
        if ((book.InForce(question) ?? book.Enacted(question)) is not { } plan)
        {
            return book.NotInForce(question);
        }
        var office = question.Key("by", "head");
        var wanting = new List<string>();
        if (plan.EnactedBy != office)
        {
            wanting.Add($"penetapannya bukan oleh {PlanBook.Name(question, office)}");
        }
        if (question.Key("instrument", "any") is var instrument && instrument != "any" && instrument != PlanWords.Code(plan.Instrument))
        {
            wanting.Add($"bentuknya {PlanWords.Instruments.Of(plan.Instrument).ToLowerInvariant()}, bukan {PlanWords.Instruments.First(item => PlanWords.Code(item.Item1) == instrument).Item2.ToLowerInvariant()}");
        }
        if (plan.EnactedById is null)
        {
            wanting.Add("produk hukumnya belum tercatat");
        }
        if (plan.Digest is null)
        {
            wanting.Add("naskahnya belum dibekukan");
        }
        return wanting.Count == 0
            ? question.Is(State.Met, $"{plan.Title} ditetapkan oleh {PlanBook.Name(question, office)} pada {Indonesian.Date(plan.EnactedOn!.Value)}.") with
            {
                Since = plan.EnactedOn,
                Evidence = [PlanBook.Proof(plan), new Evidence("Produk hukum penetapan", $"/kerja/produk-hukum/{plan.EnactedById}", "legal-documents", plan.EnactedById)],
            }
            : question.Is(State.Missing, $"{plan.Title} ditetapkan, tetapi {Indonesian.List(wanting)}.") with { Evidence = [PlanBook.Proof(plan)], Next = book.Work(question) };
    }
}
