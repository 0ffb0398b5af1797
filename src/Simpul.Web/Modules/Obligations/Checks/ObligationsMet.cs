using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Loading;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations.Checks;

/// <summary>
/// <c>obligations-met</c>: an article that is the sum of others. It is asked last, because its records are the other answers of the same board;
/// the loader of profiles has refused circles.
/// </summary>
/// <param name="answers">The answers so far; the sums are added to it.</param>
internal sealed class ObligationsMet(EffectiveProfile profile, Dictionary<string, Answer> answers)
{
    public const string Check = "obligations-met";

    public void AnswerAll()
    {
        foreach (var obligation in profile.Obligations)
        {
            AnswerOf(obligation);
        }
    }

    private Answer AnswerOf(EffectiveObligation obligation)
    {
        if (!answers.TryGetValue(obligation.Id, out var answer))
        {
            answers[obligation.Id] = answer = Sum(new Question(obligation, obligation.Check!, profile));
        }
        return answer;
    }

    private Answer Sum(Question question)
    {
        var ids = profile.Obligations.Select(item => item.Id).ToList();
        var parts = question.List(SumRules.Parameter).SelectMany(name => SumRules.Expand(name, question.Id, ids)).Distinct(StringComparer.Ordinal)
            .Select(id => profile.Obligations[id]).Select(part => (Obligation: part, Answer: AnswerOf(part))).ToList();
        var asked = parts.Where(part => part.Answer.Status != State.NotApplicable).ToList();
        var status = Answers.Worst(parts.Select(part => part.Answer.Status));
        var met = asked.Count(part => part.Answer.Status == State.Met);
        var wanting = asked.Where(part => part.Answer.Status != State.Met).OrderByDescending(part => Answers.Rank(part.Answer.Status)).ToList();
        var why = asked.Count == 0 ? "Semua bagiannya tidak berlaku."
            : wanting.Count == 0 ? $"Semua {asked.Count} bagiannya terpenuhi."
            : $"{met} dari {asked.Count} bagiannya terpenuhi.{Answers.Wanting([.. wanting.Select(part => part.Obligation.Cite.ToString())])}";
        return question.Is(status, why) with
        {
            Due = asked.Where(part => part.Answer.Status is State.Due or State.Overdue || (status == State.Met && part.Answer.Status == State.Met)).Min(part => part.Answer.Due),
            Since = status == State.Met ? asked.Max(part => part.Answer.Since) : asked.Where(part => part.Answer.Status == status).Min(part => part.Answer.Since),
            Evidence = [.. asked.Where(part => part.Answer.Status is State.Met or State.Due).Select(part => new Evidence($"{part.Obligation.Cite}: {part.Obligation.Text}", "/kewajiban/" + part.Obligation.Id, "obligations")).Take(Answer.MostEvidence)],
            Next = wanting.Count > 0 ? new NextStep($"Selesaikan {wanting[0].Obligation.Cite}", "/kewajiban/" + wanting[0].Obligation.Id) : null,
        };
    }
}
