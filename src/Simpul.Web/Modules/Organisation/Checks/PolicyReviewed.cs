using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>policy-reviewed</c>: reviewed within its period, and no known ground left without a review.</summary>
internal sealed class PolicyReviewed(PlatformDb db) : ICheck
{
    public string Name => "policy-reviewed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var policies = await Policies.On(db, when.Date, cancel);
        return [.. questions.Select(question => Answer(question, policies, when))];
    }

    private static Answer Answer(Question question, Policies policies, CheckTime when)
    {
        var key = question.Key("policy")!;
        var title = Policies.TitleOf(question.Profile, key, policies.Find(key));
        if (policies.InForce(key) is not { InForceFrom: { } from } policy)
        {
            return question.Is(State.Missing, $"{title} belum ditetapkan, sehingga belum ada yang direviu.") with { Next = policies.Work(question.Profile, key) };
        }
        if (question.Period("every") is not { } every)
        {
            return question.Is(State.NotApplicable, "Peraturan tidak menentukan masa reviu.");
        }
        var reviewed = policy.LastReviewedOn <= when.Date ? policy.LastReviewedOn : null;
        var answer = question.Flag("report") ? OfReport(question, title, policy, reviewed, from, every) : OfReview(question, title, policy, reviewed, from, every, when);
        return answer with { Evidence = [Policies.Proof(policy)], Next = answer.Status == State.Met ? null : policies.Work(question.Profile, key) };
    }

    private static Answer OfReview(Question question, string title, InternalPolicy policy, DateOnly? reviewed, DateOnly from, Period every, CheckTime when)
    {
        if (policy.ReviewGround is { } ground && policy.ReviewGroundOn is { } known && known <= when.Date && !(reviewed >= known) && question.List("grounds").Contains(ground))
        {
            var by = known.AddDays(Terms.Notice);
            return question.Is(when.Date > by ? State.Overdue : State.Due, $"Ada alasan untuk mereviu {title} sejak {Indonesian.Date(known)}, dan reviunya belum selesai.") with { Due = by, Since = known };
        }
        var due = every.After(reviewed ?? from);
        var last = reviewed is { } day ? $"terakhir direviu {Indonesian.Date(day)}" : $"berlaku sejak {Indonesian.Date(from)} dan belum pernah direviu";
        return when.Date > due ? question.Is(State.Overdue, $"{title} {last}; reviunya lewat waktu sejak {Indonesian.Date(due)}.") with { Due = due, Since = due.AddDays(1) }
            : when.Within(due, Terms.Notice) ? question.Is(State.Due, $"{title} {last}; reviu berikutnya paling lambat {Indonesian.Date(due)}.") with { Due = due }
            : question.Is(State.Met, $"{title} {last}; reviu berikutnya paling lambat {Indonesian.Date(due)}.") with { Due = due, Since = reviewed ?? from };
    }

    private static Answer OfReport(Question question, string title, InternalPolicy policy, DateOnly? reviewed, DateOnly from, Period every)
    {
        if (reviewed is not { } day)
        {
            return question.Is(State.Due, $"{title} belum pernah direviu; laporan ditunggu bersama reviu pertama.") with { Due = every.After(from) };
        }
        return policy.ReviewReportedOn >= day
            ? question.Is(State.Met, $"Laporan reviu {title} tercatat {Indonesian.Date(policy.ReviewReportedOn!.Value)}.") with { Since = policy.ReviewReportedOn, Due = every.After(day) }
            : question.Is(State.Overdue, $"{title} direviu {Indonesian.Date(day)}, tetapi laporannya belum tercatat.") with { Since = day, Due = day };
    }
}
