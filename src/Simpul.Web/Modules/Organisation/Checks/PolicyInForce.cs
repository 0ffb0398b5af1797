using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>policy-in-force</c>: enacted, in force and, where every agency is bound, sent to them.</summary>
internal sealed class PolicyInForce(PlatformDb db) : ICheck
{
    public string Name => "policy-in-force";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var policies = await Policies.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, policies, when))];
    }

    private static Answer Answer(Question question, Policies policies, CheckTime when)
    {
        IReadOnlyList<string> keys = question.Key("policy") is { } one ? [one] : question.List("policies");
        var wanting = keys.Select(key => (Key: key, Fault: Fault(question, policies, key, when))).Where(item => item.Fault is not null).ToList();
        var found = keys.Select(policies.InForce).OfType<InternalPolicy>().ToList();
        if (wanting.Count > 0)
        {
            return question.Is(State.Missing, string.Join(' ', wanting.Take(3).Select(item => item.Fault))) with
            {
                Next = policies.Work(question.Profile, wanting[0].Key),
                Evidence = [.. found.Take(Platform.Checks.Answer.MostEvidence).Select(Policies.Proof)],
            };
        }
        return question.Is(State.Met, string.Join(' ', found.Take(3).Select(policy => $"{policy.Title} berlaku dengan {policies.EnactedBy(policy).Named} sejak {Indonesian.Date(policy.InForceFrom!.Value)}."))) with
        {
            Since = found.Max(policy => question.OfEveryAgency && policy.PublishedOn > policy.InForceFrom ? policy.PublishedOn : policy.InForceFrom),
            Evidence = [.. found.SelectMany(policy => new[] { Policies.Proof(policy), policies.EnactedBy(policy).Evidence }).Take(Platform.Checks.Answer.MostEvidence)],
        };
    }

    private static string? Fault(Question question, Policies policies, string key, CheckTime when)
    {
        var title = Policies.TitleOf(question.Profile, key, policies.Find(key));
        if (policies.InForce(key) is not { } policy)
        {
            return policies.Find(key) is { EnactedById: not null } ? $"{title} sudah ditetapkan, tetapi tidak berlaku pada tanggal ini." : $"{title} belum ditetapkan.";
        }
        if (question.Key("by") is { } enactor && !policies.Enacted(policy, enactor))
        {
            return $"{title} berlaku, tetapi tidak ditetapkan oleh {(question.Profile.Offices.TryGet(enactor, out var office) ? office.Title : enactor)}.";
        }
        return question.OfEveryAgency && !(policy.PublishedOn <= when.Date) ? $"{title} berlaku, tetapi belum tercatat disampaikan ke semua perangkat daerah." : null;
    }
}
