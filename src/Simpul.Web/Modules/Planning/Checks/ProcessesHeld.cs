using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary><c>processes-held</c>: processes are in force, for each area asked for, with what is asked of each.</summary>
internal sealed class ProcessesHeld(PlatformDb db, IOrganisation organisation) : ICheck
{
    public string Name => "processes-held";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var records = await ProcessRecords.On(db, when.Date, cancel);
        var agencies = questions.Any(question => question.OfEveryAgency) ? await organisation.Agencies(when.Date, cancel) : [];
        return [.. questions.Select(question => question.OfEveryAgency ? OfEvery(question, records, agencies) : OfGovernment(question, records))];
    }

    private static Answer OfGovernment(Question question, ProcessRecords records)
    {
        var areas = question.List("area");
        var asked = records.InForce.Where(process => areas.Count == 0 || process.Areas.Any(areas.Contains)).ToList();
        var open = areas.Where(area => !asked.Any(process => process.Areas.Contains(area))).Select(ProcessChoices.Area).ToList();
        if (asked.Count == 0)
        {
            return question.Is(State.Missing, areas.Count == 0 ? "Belum ada proses bisnis yang berlaku." : $"Belum ada proses bisnis yang berlaku untuk {Indonesian.List(open)}.") with { Next = ProcessRecords.Register };
        }
        var wanting = new List<string>();
        if (open.Count > 0)
        {
            wanting.Add($"belum ada proses yang berlaku untuk {Indonesian.List(open)}");
        }
        wanting.AddRange(Wanting(question, asked, records));
        return wanting.Count == 0
            ? question.Is(State.Met, $"{asked.Count} proses bisnis berlaku.") with { Since = asked.Min(process => process.InForceFrom), Evidence = ProcessRecords.Proofs(asked) }
            : question.Is(State.Missing, $"{asked.Count} proses bisnis berlaku, tetapi {Indonesian.List(wanting)}.") with { Evidence = ProcessRecords.Proofs(asked), Next = NextOf(question, asked, open, records) };
    }

    private static Answer OfEvery(Question question, ProcessRecords records, IReadOnlyList<AgencyFacts> agencies)
    {
        var areas = question.List("area");
        var own = records.InForce.Where(process => process.AgencyId is not null && (areas.Count == 0 || process.Areas.Any(areas.Contains))).ToLookup(process => process.AgencyId!.Value);
        List<AgencyAnswer> answers =
        [
            .. agencies.Where(agency => agency.AnswersForItself).Select(agency =>
            {
                var asked = own[agency.Id].ToList();
                if (asked.Count == 0)
                {
                    return new AgencyAnswer(agency.Id, State.Missing, "Belum ada proses bisnis yang berlaku.");
                }
                var wanting = Wanting(question, asked, records);
                return wanting.Count == 0
                    ? new AgencyAnswer(agency.Id, State.Met, $"{asked.Count} proses bisnis berlaku.") { Since = asked.Min(process => process.InForceFrom), Evidence = ProcessRecords.Proof(asked[0]) }
                    : new AgencyAnswer(agency.Id, State.Missing, $"{asked.Count} proses bisnis berlaku, tetapi {Indonesian.List(wanting)}.") { Evidence = ProcessRecords.Proof(asked[0]) };
            }),
        ];
        var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        var done = question.Flag("reengineered") ? "memiliki proses bisnis yang berlaku dan sudah direkayasa ulang" : question.Flag("legal-basis") ? "memiliki proses bisnis yang berlaku dengan dasar hukumnya" : "memiliki proses bisnis yang berlaku";
        var answer = Answers.OfEvery(question, answers, id => names[id], done);
        return answer.Status == State.Met || answers.Count == 0 ? answer : answer with { Next = new NextStep("Buka peta proses bisnis", HierarchyModel.Href) };
    }

    /// <summary>What is wanting, each with the codes of the processes that want it.</summary>
    private static List<string> Wanting(Question question, IReadOnlyList<BusinessProcess> asked, ProcessRecords records)
    {
        var wanting = new List<string>();
        if (question.Flag("legal-basis"))
        {
            Add(asked.Where(process => !HasLegalBasis(process)), "dasar hukumnya belum dicatat");
        }
        if (question.Flag("reengineered"))
        {
            Add(asked.Where(process => !records.Reengineered.Contains(process.Code)), "rekayasa ulangnya belum dicatat");
        }
        foreach (var office in question.List("by"))
        {
            Add(asked.Where(process => !process.DraftedBy.Contains(office)), $"penyusunnya belum tercatat {OfficeName(question, office)}");
        }
        if (question.Key("enacted-by") is { } enactor)
        {
            Add(asked.Where(process => process.Enactor != enactor), $"belum ditetapkan {OfficeName(question, enactor)}");
        }
        return wanting;

        void Add(IEnumerable<BusinessProcess> without, string words)
        {
            var codes = without.Select(process => process.Code).ToList();
            if (codes.Count > 0)
            {
                wanting.Add($"{words} pada {Indonesian.List(codes, Answers.MostNamed)}");
            }
        }
    }

    private static NextStep NextOf(Question question, IReadOnlyList<BusinessProcess> asked, List<string> open, ProcessRecords records)
    {
        if (open.Count > 0)
        {
            return ProcessRecords.Register;
        }
        var first = asked.First(process => Wanting(question, [process], records).Count > 0);
        return new NextStep("Lengkapi proses ini", $"/kerja/proses-bisnis/{first.Id}");
    }

    private static bool HasLegalBasis(BusinessProcess process) => process.LegalBasis.Count > 0 || process.LegalDocumentId is not null;

    private static string OfficeName(Question question, string office) => question.Profile.Offices.TryGet(office, out var found) ? found.Name : office;
}
