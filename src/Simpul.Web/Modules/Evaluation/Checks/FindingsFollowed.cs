using Simpul.Web.Modules.Evaluation.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Checks;

/// <summary><c>findings-followed</c>: every finding has an owner and a date, and none is open beyond it.</summary>
internal sealed class FindingsFollowed(IEnumerable<IFindingSource> sources, IOrganisation organisation) : ICheck
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["audit"] = "audit", ["evaluation"] = "evaluasi", ["survey"] = "survei", ["any"] = "audit, evaluasi, atau survei" };

    public string Name => "findings-followed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        List<(string Source, FollowedFinding Finding)> read = [];
        foreach (var source in sources)
        {
            read.AddRange((await source.On(when.Date, cancel)).Select(finding => (source.Source, finding)));
        }
        var agencies = (await organisation.Agencies(when.Date, cancel)).Where(agency => agency.AnswersForItself).ToList();
        return [.. questions.Select(question =>
        {
            var source = question.Key("source", "any");
            var findings = read.Where(one => source == "any" || one.Source == source).Select(one => one.Finding).ToList();
            return findings.Count == 0 ? question.Is(State.NotApplicable, $"Belum ada temuan atau rekomendasi {Words[source]} yang tercatat.")
                : question.OfEveryAgency ? OfAgencies(question, findings, agencies, when)
                : Of(question, findings, when);
        })];
    }

    private static Answer OfAgencies(Question question, List<FollowedFinding> findings, List<AgencyFacts> agencies, CheckTime when)
    {
        var own = findings.ToLookup(finding => finding.Agency);
        var answer = Answers.OfEvery(question,
            [.. agencies.Select(agency => own[agency.Id].Any()
                ? new AgencyAnswer(agency.Id, Worst(own[agency.Id], when), Told([.. own[agency.Id]], when)) { Due = Due(own[agency.Id]) }
                : new AgencyAnswer(agency.Id, State.NotApplicable, "Tidak ada yang harus ditindaklanjuti."))],
            id => agencies.First(agency => agency.Id == id).Called, "menindaklanjuti hasilnya") with { Evidence = Proofs(findings, when), Next = Next(findings) };
        var unowned = own[null].Count(finding => finding.DoneOn is null);
        return unowned == 0 ? answer : answer with { Status = Answers.Worst([answer.Status, State.Missing]), Why = $"{answer.Why} {Indonesian.Number(unowned)} tindak lanjut belum mempunyai penanggung jawab." };
    }

    private static Answer Of(Question question, List<FollowedFinding> findings, CheckTime when)
    {
        var status = Worst(findings, when);
        return question.Is(status, Told(findings, when)) with { Due = Due(findings), Since = status == State.Overdue ? Due(findings.Where(finding => IsLate(finding, when)))?.AddDays(1) : null, Evidence = Proofs(findings, when), Next = status == State.Met ? null : Next(findings) };
    }

    private static bool IsLate(FollowedFinding finding, CheckTime when) => finding.DoneOn is null && !finding.AwaitsDecision && finding.DueOn < when.Date;

    private static State Worst(IEnumerable<FollowedFinding> findings, CheckTime when) => Answers.Worst(findings.Select(finding => finding.DoneOn is not null ? State.Met
        : finding.Agency is null || finding.DueOn is null ? State.Missing
        : IsLate(finding, when) ? State.Overdue
        : State.Due));

    private static string Told(List<FollowedFinding> findings, CheckTime when)
    {
        var open = findings.Where(finding => finding.DoneOn is null).ToList();
        var late = open.Count(finding => IsLate(finding, when));
        var reported = open.Count(finding => finding.AwaitsDecision);
        var bare = open.Count(finding => finding.Agency is null || finding.DueOn is null);
        return open.Count == 0 ? $"Semua {Indonesian.Number(findings.Count)} tindak lanjut selesai."
            : $"{Indonesian.Number(findings.Count - open.Count)} dari {Indonesian.Number(findings.Count)} tindak lanjut selesai{(late > 0 ? $", {Indonesian.Number(late)} melewati tenggat" : "")}{(reported > 0 ? $", {Indonesian.Number(reported)} menunggu pernyataan selesai" : "")}{(bare > 0 ? $", {Indonesian.Number(bare)} belum mempunyai penanggung jawab atau tenggat" : "")}.";
    }

    private static DateOnly? Due(IEnumerable<FollowedFinding> findings) => findings.Where(finding => finding.DoneOn is null).Min(finding => finding.DueOn);

    private static List<Evidence> Proofs(IEnumerable<FollowedFinding> findings, CheckTime when) =>
        [.. findings.OrderByDescending(finding => IsLate(finding, when)).ThenBy(finding => finding.DueOn).Take(Platform.Checks.Answer.MostEvidence).Select(finding => new Evidence(finding.Title, finding.Href, finding.Kind, finding.Id))];

    private static NextStep? Next(IEnumerable<FollowedFinding> findings) => findings.Where(finding => finding.DoneOn is null).OrderBy(finding => finding.AwaitsDecision).ThenBy(finding => finding.DueOn).Select(finding => new NextStep("Tindak lanjuti", finding.Href)).FirstOrDefault();
}
