using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-aligned</c>: the items carry codes of the national reference, or the plan in force links the plans with which it is aligned.</summary>
internal sealed class PlanAligned(PlatformDb db, IArchitectureCoverage coverage) : ICheck
{
    private const string Reference = "national-reference-architecture";

    public string Name => "plan-aligned";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        var links = await db.Set<PlanLink>().AsNoTracking().ToListAsync(cancel);
        var items = new ArchitectureCount(0, 0);
        if (questions.Any(question => question.List("with").Contains(Reference)))
        {
            items = await coverage.On(when.Date, cancel);
        }
        return [.. questions.Select(question => Answer(question, book, links, items))];
    }

    private static Answer Answer(Question question, PlanBook book, IReadOnlyList<PlanLink> links, ArchitectureCount items)
    {
        if (book.InForce(question) is not { } plan)
        {
            return book.NotInForce(question);
        }
        var own = links.Where(link => link.PlanId == plan.Id).ToLookup(link => link.Basis);
        var wanting = new List<string>();
        var total = items.Coded + items.Uncoded;
        if (question.List("with").Contains(Reference) && (total == 0 || items.Coded * 100m / total < (question.Number("share") ?? 100)))
        {
            wanting.Add(total == 0 ? "butir arsitekturnya belum ada yang tercatat" : $"{Indonesian.Number(items.Uncoded)} dari {Indonesian.Number(total)} butir arsitekturnya belum berkode referensi nasional");
        }
        var absent = question.List("with").Where(key => key != Reference && !own[key].Any()).Select(PlanWords.BasisTitle).ToList();
        if (absent.Count > 0)
        {
            wanting.Add($"tautan ke {Indonesian.List(absent)} belum tercatat");
        }
        List<Evidence> evidence = [PlanBook.Proof(plan), .. question.List("with").SelectMany(key => own[key].Take(1)).Select(link => new Evidence(PlanWords.BasisTitle(link.Basis), PlanTextRegisters.Links.HrefOf(link.Id), "plan-links", link.Id))];
        return wanting.Count == 0
            ? question.Is(State.Met, $"{plan.Title} selaras dengan {Indonesian.List([.. question.List("with").Select(PlanWords.BasisTitle)])}.") with { Since = plan.EnactedOn, Evidence = evidence }
            : question.Is(State.Missing, $"{plan.Title}: {Indonesian.List(wanting)}.") with { Evidence = evidence, Next = book.Work(question) };
    }
}
