using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-contents-complete</c>: the version in force has every content that the regulation names, none empty.</summary>
internal sealed class PlanContentsComplete(PlatformDb db) : ICheck
{
    public string Name => "plan-contents-complete";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        var plans = questions.Select(book.InForce).OfType<Plan>().Select(plan => plan.Id).Distinct().ToList();
        // Texts can be long: only whether there is one.
        var filled = (await db.Set<PlanContent>().AsNoTracking().Where(item => plans.Contains(item.PlanId) && ((item.Text != null && item.Text != "") || (item.Key == PlanWords.BudgetEstimate && item.Budget != null)))
            .Select(item => new { item.PlanId, item.Part, item.Key }).ToListAsync(cancel)).Select(item => (item.PlanId, item.Part, item.Key)).ToHashSet();
        return [.. questions.Select(question => Answer(question, book, filled))];
    }

    private static Answer Answer(Question question, PlanBook book, HashSet<(Guid Plan, PlanPart Part, string Key)> filled)
    {
        if (book.InForce(question) is not { } plan)
        {
            return book.NotInForce(question);
        }
        var part = PlanWords.PartOf(question.Key("part", "sections"));
        var wanted = question.List("contents");
        var empty = wanted.Where(key => !Holds(key)).Select(key => PlanWords.ContentTitle(part, key)).ToList();
        IReadOnlyList<Evidence> evidence = [PlanBook.Proof(plan)];
        return empty.Count == 0
            ? question.Is(State.Met, $"{plan.Title} memuat {Indonesian.List([.. wanted.Select(key => PlanWords.ContentTitle(part, key))])}.") with { Since = plan.EnactedOn, Evidence = evidence }
            : question.Is(State.Missing, $"{plan.Title} memuat {wanted.Count - empty.Count} dari {wanted.Count} muatan yang diminta.{Answers.Wanting(empty)}") with { Evidence = evidence, Next = book.Work(question) };

        // That the architecture has domains shows in the domains themselves.
        bool Holds(string key) => filled.Contains((plan.Id, part, key)) || (part == PlanPart.Sections && key == "domains" && filled.Any(item => item.Plan == plan.Id && item.Part == PlanPart.Domains));
    }
}
