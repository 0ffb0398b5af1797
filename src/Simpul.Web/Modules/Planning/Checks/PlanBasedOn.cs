using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation.Contract;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>plan-based-on</c>: the version in force links every basis document, in the version that held when the plan was enacted.</summary>
internal sealed class PlanBasedOn(PlatformDb db, LegalDocuments legal) : ICheck
{
    public string Name => "plan-based-on";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var book = await PlanBook.On(db, when.Date, cancel);
        var links = await db.Set<PlanLink>().AsNoTracking().ToListAsync(cancel);
        var texts = await legal.Of([.. links.Select(link => link.DocumentId).OfType<Guid>().Distinct()], cancel);
        return [.. questions.Select(question => Answer(question, book, links, texts))];
    }

    private static Answer Answer(Question question, PlanBook book, IReadOnlyList<PlanLink> links, IReadOnlyDictionary<Guid, LegalText> texts)
    {
        if (book.InForce(question) is not { } plan)
        {
            return book.NotInForce(question);
        }
        var own = links.Where(link => link.PlanId == plan.Id).ToLookup(link => link.Basis);
        var absent = question.List("basis").Where(basis => !own[basis].Any()).ToList();
        var stale = question.List("basis").Except(absent).Where(basis => !own[basis].Any(link => Held(link, plan))).ToList();
        List<Evidence> evidence = [PlanBook.Proof(plan), .. question.List("basis").SelectMany(basis => own[basis].Take(1)).Take(Platform.Checks.Answer.MostEvidence - 1).Select(link => new Evidence(PlanWords.BasisTitle(link.Basis), PlanTextRegisters.Links.HrefOf(link.Id), "plan-links", link.Id))];
        if (absent.Count + stale.Count == 0)
        {
            return question.Is(State.Met, $"{plan.Title} berdasar pada {Titles(question.List("basis"))}.") with { Since = plan.EnactedOn, Evidence = evidence };
        }
        List<string> wanting = [.. absent.Count > 0 ? new[] { $"belum ditautkan dengan {Titles(absent)}" } : [], .. stale.Count > 0 ? new[] { $"menautkan {Titles(stale)} yang tidak berlaku ketika rencana ditetapkan" } : []];
        return question.Is(State.Missing, $"{plan.Title} {Indonesian.List(wanting)}.") with { Evidence = evidence, Next = book.Work(question) };

        bool Held(PlanLink link, Plan of) =>
            of.EnactedOn is { } day && (link.DocumentId is { } document ? texts.TryGetValue(document, out var text) && text.InForceOn(day)
                : link.OtherId is { } other ? book.Find(other) is { } found && found.State != PlanState.Drafting && found.EnactedOn <= day && !(found.Until < day) && !(found.ReplacedOn <= day)
                : true);

        static string Titles(IEnumerable<string> keys) => Indonesian.List([.. keys.Select(PlanWords.BasisTitle)]);
    }
}
