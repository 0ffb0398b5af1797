using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-drafted</c>: drafted by whom, coordinated by whom and together with whom the regulation says.</summary>
internal sealed class PlanDrafted(PlatformDb db) : ICheck
{
    public string Name => "plan-drafted";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, book))];
    }

    private static Answer Answer(Question question, PlanBook book)
    {
        if (book.Current(question) is not { } plan)
        {
            return book.NotInForce(question);
        }
        var wanting = new List<string>();
        if (question.Key("by") is { } author && plan.DraftedBy != author)
        {
            wanting.Add($"penyusunnya belum tercatat {PlanBook.Name(question, author)}");
        }
        var coordinators = question.List("coordinator");
        var absent = coordinators.Except(plan.Coordinators).ToList();
        if (question.Flag("joint") ? absent.Count > 0 : coordinators.Count > 0 && absent.Count == coordinators.Count)
        {
            wanting.Add($"koordinasi oleh {PlanBook.Names(question, absent)} belum tercatat");
        }
        var apart = question.List("with").Where(office => !plan.Participants.Contains(office) && !plan.Participants.Contains(PlanWords.AllAgencies)).ToList();
        if (apart.Count > 0)
        {
            wanting.Add($"keikutsertaan {PlanBook.Names(question, apart)} belum tercatat");
        }
        IReadOnlyList<Evidence> evidence = [PlanBook.Proof(plan)];
        return wanting.Count > 0 ? question.Is(State.Missing, $"{plan.Title}: {Indonesian.List(wanting)}.") with { Evidence = evidence, Next = book.Work(question) }
            : question.Is(State.Met, $"{plan.Title} disusun{(plan.DraftedBy is { } by ? $" oleh {PlanBook.Name(question, by)}" : "")}{(plan.Coordinators.Count > 0 ? $", dikoordinasikan oleh {PlanBook.Names(question, plan.Coordinators)}" : "")}{(plan.Participants.Count > 0 ? $", bersama {PlanBook.Names(question, plan.Participants.Take(4))}" : "")}.") with { Since = plan.EnactedOn, Evidence = evidence };
    }
}
