using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget.Checks;

/// <summary><c>budget-traced</c>: every item of the year's plan and budget traces to the sources named and is paid from the money allowed.</summary>
internal sealed class BudgetTraced(PlatformDb db, BudgetOffices offices, IOrganisation organisation) : ICheck
{
    public string Name => "budget-traced";

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
        var items = records.Wanted.Where(entry => question.Key("programme") is not { } programme || entry.Item.Programme == programme).ToList();
        if (question.OfEveryAgency)
        {
            return OfEvery(question, cycle, items, agencies);
        }
        if (items.Count == 0)
        {
            return question.Key("programme") is { } key
                ? question.Is(State.NotApplicable, $"Tidak ada butir program {BudgetWords.Programme(key)} pada anggaran {cycle.Year}.")
                : question.Is(State.Missing, $"Anggaran {cycle.Year} belum mempunyai butir.") with { Next = BudgetRecords.Work(cycle) };
        }
        var wanting = items.Where(entry => Wanting(question, entry.Item)).ToList();
        var words = Words(question);
        return wanting.Count == 0
            ? question.Is(State.Met, $"{Indonesian.Number(items.Count)} butir anggaran {cycle.Year} {words}.") with { Since = cycle.ConsolidatedOn <= records.Date ? cycle.ConsolidatedOn : null, Evidence = [BudgetRecords.Proof(cycle)] }
            : question.Is(State.Missing, $"{Indonesian.Number(wanting.Count)} dari {Indonesian.Number(items.Count)} butir anggaran {cycle.Year} tidak {words}: {BudgetRecords.Named(wanting)}.") with
            {
                Evidence = [.. wanting.Take(Platform.Checks.Answer.MostEvidence).Select(entry => BudgetRecords.Proof(entry.Item))],
                Next = Next(question, cycle, wanting[0].Item),
            };
    }

    private static Answer OfEvery(Question question, BudgetCycle cycle, IReadOnlyList<BudgetEntry> items, IReadOnlyList<AgencyFacts> agencies)
    {
        var own = items.ToLookup(entry => entry.Item.AgencyId);
        List<AgencyAnswer> answers =
        [
            .. agencies.Where(agency => agency.AnswersForItself).Select(agency =>
            {
                var asked = own[agency.Id].ToList();
                var wanting = asked.Where(entry => Wanting(question, entry.Item)).ToList();
                return asked.Count == 0 ? new AgencyAnswer(agency.Id, State.NotApplicable, $"Tidak ada butir pada anggaran {cycle.Year}.")
                    : wanting.Count == 0 ? new AgencyAnswer(agency.Id, State.Met, $"{Indonesian.Number(asked.Count)} butir {Words(question)}.") { Evidence = BudgetRecords.Proof(asked[0].Item) }
                    : new AgencyAnswer(agency.Id, State.Missing, $"Tidak {Words(question)}: {BudgetRecords.Named(wanting)}.") { Evidence = BudgetRecords.Proof(wanting[0].Item) };
            }),
        ];
        var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        return Answers.OfEvery(question, answers, id => names[id], $"mengusulkan butir yang {Words(question)}") with { Next = new NextStep("Lihat butir yang belum tertaut", $"{BudgetAddress.Recommend(cycle.Year)}?tautan=belum") };
    }

    /// <summary>To those without a trace or, where none is asked for, to the item that is paid from other money.</summary>
    private static NextStep Next(Question question, BudgetCycle cycle, BudgetItem first) => question.List("to").Count > 0
        ? new NextStep("Lihat butir yang belum tertaut", $"{BudgetAddress.Recommend(cycle.Year)}?tautan=belum")
        : new NextStep("Lihat sumber dananya", first.Href);

    private static bool Wanting(Question question, BudgetItem item) =>
        BudgetBook.Untraced(question.List("to"), item).Any() || (question.List("funding") is { Count: > 0 } funds && !funds.Contains(item.Fund));

    private static string Words(Question question)
    {
        var to = question.List("to");
        var funds = question.List("funding");
        List<string> words = [.. to.Count > 0 ? [$"tertaut pada {Indonesian.List([.. to.Select(BudgetWords.Source)])}"] : (string[])[],
            .. funds.Count > 0 ? [$"didanai {Indonesian.List([.. funds.Select(BudgetWords.Fund)])}"] : (string[])[]];
        return Indonesian.List(words);
    }
}
