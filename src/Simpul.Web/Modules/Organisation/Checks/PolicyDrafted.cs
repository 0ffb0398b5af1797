using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>policy-drafted</c>: the version in force was drafted by whom, discussed with whom and rests on what the regulation says.</summary>
internal sealed class PolicyDrafted(PlatformDb db) : ICheck
{
    public string Name => "policy-drafted";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var policies = await Policies.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, policies))];
    }

    private static Answer Answer(Question question, Policies policies)
    {
        var key = question.Key("policy")!;
        var title = Policies.TitleOf(question.Profile, key, policies.Find(key));
        if (policies.InForce(key) is not { } policy)
        {
            return question.Is(State.Missing, $"{title} belum ditetapkan, sehingga belum ada penyusunan yang dapat ditunjukkan.") with { Next = policies.Work(question.Profile, key) };
        }
        var wanting = new List<string>();
        if (question.Key("by") is { } author && policy.DraftedBy != author)
        {
            wanting.Add($"penyusunnya belum tercatat {Name(author)}");
        }
        var unheard = question.List("with").Where(office => !policy.Consulted.Contains(office) && !policy.Consulted.Contains("all-agencies")).ToList();
        if (unheard.Count > 0)
        {
            wanting.Add($"pembahasan dengan {Indonesian.List([.. unheard.Select(Name)])} belum tercatat");
        }
        var missing = question.List("basis").Where(basis => !policy.Bases.Contains(basis)).ToList();
        if (missing.Count > 0)
        {
            wanting.Add($"pedoman {Indonesian.List(missing)} belum ditautkan");
        }
        return wanting.Count == 0
            ? question.Is(State.Met, $"{title} disusun{(policy.DraftedBy is { } by ? $" {Name(by)}" : "")}{(policy.Consulted.Count > 0 ? $" dan dibahas dengan {Indonesian.List([.. policy.Consulted.Take(4).Select(Name)])}" : "")}.") with { Since = policy.InForceFrom, Evidence = [Policies.Proof(policy)] }
            : question.Is(State.Missing, $"{title} berlaku, tetapi {Indonesian.List(wanting)}.") with { Evidence = [Policies.Proof(policy)], Next = policies.Work(question.Profile, key) };

        string Name(string office) => office == "all-agencies" ? "semua perangkat daerah" : question.Profile.Offices.TryGet(office, out var found) ? found.Name : office;
    }
}
