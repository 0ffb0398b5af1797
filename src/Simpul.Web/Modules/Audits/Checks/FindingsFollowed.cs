using Simpul.Web.Modules.Audits.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Audits.Checks;

/// <summary><c>findings-followed</c>: every finding of the source has an owner and a date, and none is open beyond it. Each module brings its own findings.</summary>
internal sealed class FindingsFollowed(IEnumerable<IFindingSource> sources, IOrganisation organisation) : ICheck
{
    /// <summary>Days before a deadline in which it is due.</summary>
    private const int Notice = 30;

    public string Name => "findings-followed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var found = new Dictionary<string, IReadOnlyList<FollowedFinding>>(StringComparer.Ordinal);
        foreach (var group in sources.GroupBy(source => source.Source))
        {
            var all = new List<FollowedFinding>();
            foreach (var source in group)
            {
                all.AddRange(await source.On(when.Date, cancel));
            }
            found[group.Key] = all;
        }
        var agencies = (await organisation.Agencies(when.Date, cancel)).Where(agency => agency.AnswersForItself).ToList();
        var names = agencies.ToDictionary(agency => agency.Id, agency => agency.Called);
        return
        [
            .. questions.Select(question =>
            {
                var source = question.Key("source", "any");
                IReadOnlyList<FollowedFinding> findings = source == "any" ? [.. found.Values.SelectMany(one => one)] : found.GetValueOrDefault(source) ?? [];
                if (findings.Count == 0)
                {
                    return question.Is(State.NotApplicable, "Belum ada temuan atau rekomendasi.");
                }
                if (!question.OfEveryAgency)
                {
                    var (status, why, first) = Standing(findings, when);
                    return question.Is(status, why) with { Due = first?.DueOn, Since = status == State.Overdue ? first!.DueOn!.Value.AddDays(1) : null, Evidence = Proofs(findings, when), Next = first is null ? null : new NextStep($"Buka {first.Title}", first.Href) };
                }
                var of = findings.ToLookup(finding => finding.Agency);
                if (of[null].ToList() is { Count: > 0 } nobody)
                {
                    return question.Is(State.Missing, $"{nobody.Count} temuan belum mempunyai penanggung jawab: {string.Join(", ", nobody.Take(3).Select(one => one.Title))}.") with { Evidence = Proofs(nobody, when), Next = new NextStep($"Buka {nobody[0].Title}", nobody[0].Href) };
                }
                return Answers.OfEvery(question,
                [
                    .. agencies.Select(agency =>
                    {
                        var own = of[agency.Id].ToList();
                        if (own.Count == 0)
                        {
                            return new AgencyAnswer(agency.Id, State.NotApplicable, "Tidak mempunyai temuan.");
                        }
                        var (status, why, first) = Standing(own, when);
                        return new AgencyAnswer(agency.Id, status, why) { Due = first?.DueOn, Since = status == State.Overdue ? first!.DueOn!.Value.AddDays(1) : null, Evidence = Proofs(own, when)[0] };
                    }),
                ], id => names.GetValueOrDefault(id, "perangkat daerah"), "menindaklanjuti temuannya tepat waktu") with { Evidence = Proofs(findings, when) };
            }),
        ];
    }

    /// <summary>The whole of some findings, and the one that comes first.</summary>
    private static (State Status, string Why, FollowedFinding? First) Standing(IReadOnlyList<FollowedFinding> findings, CheckTime when)
    {
        var open = findings.Where(one => !(one.DoneOn <= when.Date)).ToList();
        if (open.FirstOrDefault(one => one.Agency is null || one.DueOn is null) is { } bare)
        {
            return (State.Missing, $"{bare.Title} belum mempunyai {(bare.Agency is null ? "penanggung jawab" : "tenggat")}.", bare);
        }
        if (open.Count == 0)
        {
            return (State.Met, $"{findings.Count} temuan sudah selesai ditindaklanjuti.", null);
        }
        var first = open.MinBy(one => one.DueOn)!;
        var late = open.Count(one => one.DueOn < when.Date);
        return late > 0 ? (State.Overdue, $"{late} dari {findings.Count} temuan melewati tenggat, mulai dari {first.Title} ({Indonesian.ShortDate(first.DueOn!.Value)}).", first)
            : (when.Within(first.DueOn!.Value, Notice) ? State.Due : State.Met, $"{open.Count} dari {findings.Count} temuan masih berjalan, paling dekat {Indonesian.ShortDate(first.DueOn.Value)}.", first);
    }

    private static IReadOnlyList<Evidence> Proofs(IEnumerable<FollowedFinding> findings, CheckTime when) =>
        [.. findings.OrderBy(one => one.DoneOn <= when.Date).ThenBy(one => one.DueOn).Take(Platform.Checks.Answer.MostEvidence).Select(one => new Evidence(one.Title, one.Href, one.Kind, one.Id))];
}
