using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>processes-mapped</c>: every process in force names its place in what it rests on.</summary>
internal sealed class ProcessesMapped(PlatformDb db, IOrganisation organisation) : ICheck
{
    public string Name => "processes-mapped";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await ProcessRecords.On(db, when.Date, cancel);
        var agencies = questions.Any(question => question.OfEveryAgency) ? await organisation.Agencies(when.Date, cancel) : [];
        return [.. questions.Select(question => question.OfEveryAgency ? OfEvery(question, records, agencies) : OfGovernment(question, records))];
    }

    private static Answer OfGovernment(Question question, ProcessRecords records)
    {
        if (records.InForce.Count == 0)
        {
            return question.Is(State.Missing, "Belum ada proses bisnis yang berlaku.") with { Next = ProcessRecords.Register };
        }
        var (without, words) = Without(question, records.InForce);
        return without.Count == 0
            ? question.Is(State.Met, $"{records.InForce.Count} proses bisnis mencatat acuannya dalam {Bases(question)}.") with { Since = records.InForce.Max(process => process.InForceFrom), Evidence = ProcessRecords.Proofs(records.InForce) }
            : question.Is(State.Missing, $"{without.Count} dari {records.InForce.Count} proses bisnis belum mencatat acuannya dalam {Bases(question)}: {words}.") with
            {
                Evidence = ProcessRecords.Proofs(without),
                Next = new NextStep("Lengkapi proses ini", $"/kerja/proses-bisnis/{without[0].Id}/ubah", PlanningPermissions.Processes),
            };
    }

    private static Answer OfEvery(Question question, ProcessRecords records, IReadOnlyList<AgencyFacts> agencies)
    {
        var own = records.InForce.Where(process => process.AgencyId is not null).ToLookup(process => process.AgencyId!.Value);
        List<AgencyAnswer> answers =
        [
            .. agencies.Where(agency => agency.AnswersForItself).Select(agency =>
            {
                var held = own[agency.Id].ToList();
                var (without, words) = Without(question, held);
                return held.Count == 0 ? new AgencyAnswer(agency.Id, State.Missing, "Belum ada proses bisnis yang berlaku.")
                    : without.Count == 0 ? new AgencyAnswer(agency.Id, State.Met, $"{held.Count} proses bisnis mencatat acuannya.") { Since = held.Max(process => process.InForceFrom), Evidence = ProcessRecords.Proof(held[0]) }
                    : new AgencyAnswer(agency.Id, State.Missing, $"Belum mencatat acuannya dalam {Bases(question)}: {words}.") { Evidence = ProcessRecords.Proof(without[0]) };
            }),
        ];
        var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        var answer = Answers.OfEvery(question, answers, id => names[id], $"mencatat acuan semua proses bisnisnya dalam {Bases(question)}");
        return answer.Status == State.Met || answers.Count == 0 ? answer : answer with { Next = new NextStep("Buka peta proses bisnis", HierarchyModel.Href) };
    }

    private static (List<BusinessProcess> Without, string Words) Without(Question question, IReadOnlyList<BusinessProcess> processes)
    {
        var without = processes.Where(process => question.List("to").Any(basis => !IsMapped(process, basis))).ToList();
        return (without, Indonesian.List([.. without.Select(process => process.Code)], Answers.MostNamed));
    }

    private static bool IsMapped(BusinessProcess process, string basis) => basis == "agency-renstra" ? process.RenstraBasis is not null : process.ArchitectureBasis is not null;

    private static string Bases(Question question) => Indonesian.List([.. question.List("to").Select(basis => basis == "agency-renstra" ? "rencana strategis perangkat daerah" : "Arsitektur SPBE")]);
}
