using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget.Checks;

/// <summary><c>budget-recommended</c>: every item that was submitted has the recommendation, or its refusal, before the list was final.</summary>
internal sealed class BudgetRecommended(PlatformDb db, BudgetOffices offices, IOrganisation organisation) : ICheck
{
    public string Name => "budget-recommended";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await BudgetRecords.On(db, offices, when.Date, cancel);
        var agencies = questions.Any(question => question.OfEveryAgency) ? await organisation.Agencies(when.Date, cancel) : [];
        return [.. questions.Select(question => Answer(question, records, agencies))];
    }

    private static Answer Answer(Question question, BudgetRecords records, IReadOnlyList<AgencyFacts> agencies)
    {
        if (records.Latest is not { } cycle)
        {
            return question.Is(State.NotApplicable, "Belum ada siklus rencana dan anggaran SPBE.") with { Next = BudgetRecords.Home };
        }
        // What was agreed on before this program was used was recommended there.
        var submitted = records.Proposed.Where(entry => entry.Proposal is { Proposal: { SettledOn: null } proposal, Standing: not Standing.Drafting } && proposal.SubmittedOn <= records.Date).ToList();
        var next = new NextStep("Buka rekomendasi per butir", $"{BudgetAddress.Recommend(cycle.Year)}?keputusan=Undecided");
        var by = question.Key("by", "ict-agency");
        if (!question.OfEveryAgency)
        {
            var (status, why, due) = Judge(submitted);
            return question.Is(status, why) with { Due = due, Next = status == State.Met ? null : next, Evidence = status == State.Met ? [BudgetRecords.Proof(cycle)] : [] };
        }
        var own = submitted.ToLookup(entry => entry.Item.AgencyId);
        List<AgencyAnswer> answers = [.. agencies.Where(agency => agency.AnswersForItself).Select(agency =>
        {
            List<BudgetEntry> asked = [.. own[agency.Id]];
            var (status, why, due) = Judge(asked);
            return new AgencyAnswer(agency.Id, status, why) { Due = due, Evidence = asked.Count > 0 ? BudgetRecords.Proof(asked[0].Item) : null };
        })];
        var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        var answer = Answers.OfEvery(question, answers, id => names[id], $"memperoleh rekomendasi {BudgetWords.Office(question.Profile, by)} atas setiap butir anggaran {cycle.Year}");
        return answer.Status is State.Met or State.NotApplicable ? answer : answer with { Next = next };

        (State Status, string Why, DateOnly? Due) Judge(IReadOnlyList<BudgetEntry> asked)
        {
            // A proposal that was refused as a whole was decided with all its items.
            var open = asked.Where(entry => entry.Proposal?.Standing != Standing.Refused).Where(entry => entry.Item.RecommendedOn is not { } day || day > records.Date || entry.Item.RecommendedBy != by).ToList();
            return asked.Count == 0 ? (State.NotApplicable, $"Tidak ada usulan yang diajukan untuk anggaran {cycle.Year}.", null)
                : open.Count == 0 ? (State.Met, $"{Indonesian.Number(asked.Count)} butir sudah diputuskan.", null)
                : (!records.IsFinal && records.Date <= cycle.RecommendationsUntil ? State.Due : State.Missing, $"{Indonesian.Number(open.Count)} dari {Indonesian.Number(asked.Count)} butir belum diputuskan: {BudgetRecords.Named(open)}.", cycle.RecommendationsUntil);
        }
    }
}
