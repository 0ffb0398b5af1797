using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>A time within the term of a plan in which a review is made.</summary>
/// <param name="Until">Last day.</param>
public sealed record ReviewWindow(ReviewWhy Why, DateOnly From, DateOnly Until);

/// <summary>What follows from the term of a plan and from what the regulation says of it.</summary>
internal static class PlanTerm
{
    private const string MidTermReading = "mid-term-window";
    private const string ExactHalf = "exact-half";

    /// <summary>The windows of a term, those asked for. None while the term is open.</summary>
    /// <param name="at">As checks write them: mid-term, final-year.</param>
    public static IReadOnlyList<ReviewWindow> Windows(EffectiveProfile profile, Plan plan, IReadOnlyCollection<string> at)
    {
        if (plan.From is not { } from || plan.Until is not { } until)
        {
            return [];
        }
        var windows = new List<ReviewWindow>();
        var start = until.AddDays(1).AddYears(-1);
        // A term so short that its final year reaches into the middle has the mid-term review before it, or none.
        var middle = MidTerm(from, until, profile.Readings.Has(MidTermReading) && profile.Chosen(MidTermReading).Key == ExactHalf);
        if (at.Contains("mid-term") && middle.From < start)
        {
            windows.Add(middle.Until < start ? middle : middle with { Until = start.AddDays(-1) });
        }
        if (at.Contains("final-year"))
        {
            windows.Add(new ReviewWindow(ReviewWhy.FinalYear, start > from ? start : from, until));
        }
        return windows;
    }

    /// <summary>The year around the middle of the term, or the one month in which the middle falls: of five years the third year, or the 30th month.</summary>
    private static ReviewWindow MidTerm(DateOnly from, DateOnly until, bool exact)
    {
        var end = until.AddDays(1);
        var months = (end.Year - from.Year) * 12 + end.Month - from.Month;
        var half = months / 2;
        return exact
            ? new ReviewWindow(ReviewWhy.MidTerm, from.AddMonths(Math.Max(0, half - 1)), from.AddMonths(Math.Max(1, half)).AddDays(-1))
            : new ReviewWindow(ReviewWhy.MidTerm, from.AddMonths(half - Math.Min(6, months / 4)), from.AddMonths(half + Math.Min(6, months / 4)).AddDays(-1));
    }

    /// <summary>How long the regulation lets a plan of this kind run; null where it does not say.</summary>
    public static Period? Validity(EffectiveProfile profile, PlanKind kind) => kind switch
    {
        PlanKind.MasterPlan => profile.Period("master-plan.horizon"),
        PlanKind.Architecture => profile.Period("architecture.validity"),
        PlanKind.Roadmap => profile.Period("roadmap.validity"),
        _ => null,
    };

    /// <summary>The day on which the plan must end because the regulation ties it to the medium-term plan that runs; null where it does not.</summary>
    public static DateOnly? EndWanted(CurrentRegulation regulation, Plan plan) =>
        regulation.IsSetUp && plan.Kind is PlanKind.Architecture or PlanKind.Roadmap ? EndWanted(regulation.Profile, plan) : null;

    /// <inheritdoc cref="EndWanted(CurrentRegulation, Plan)"/>
    public static DateOnly? EndWanted(EffectiveProfile profile, Plan plan) =>
        profile.Flag("plans.end-with-rpjmd") == true && plan.From is { } from && plan.RpjmdUntil is { } rpjmd && rpjmd >= from
        && (Validity(profile, plan.Kind) is not { } full || rpjmd < full.After(from).AddDays(-1)) ? rpjmd : null;

    /// <summary>What the regulation names as grounds for reviewing plans of this kind.</summary>
    public static IReadOnlySet<string> GroundsOf(EffectiveProfile profile, PlanKind kind) =>
        Asked(profile, kind, "plan-triggers-answered", "plan-reviewed").SelectMany(item => item.Check!.List("grounds") ?? []).ToHashSet(StringComparer.Ordinal);

    /// <summary>The windows in the term that the regulation names for plans of this kind.</summary>
    public static IReadOnlySet<string> WindowsOf(EffectiveProfile profile, PlanKind kind) =>
        Asked(profile, kind, "plan-reviewed").SelectMany(item => item.Check!.List("at") ?? []).ToHashSet(StringComparer.Ordinal);

    /// <summary>The period in which the regulation wants it reviewed again and again, the shortest.</summary>
    public static Period? EveryOf(EffectiveProfile profile, PlanKind kind) =>
        Asked(profile, kind, "plan-reviewed").Select(item => item.Check!.Period("every")).OfType<Period>().Select(period => (Period?)period).FirstOrDefault();

    /// <summary>Who performs the review: as the regulation says or, where it is silent, whoever its procedure has write the report.</summary>
    public static string? ReviewerOf(EffectiveProfile profile, PlanKind kind) =>
        (kind is PlanKind.Architecture or PlanKind.Roadmap ? profile.Text($"{PlanWords.Code(kind)}.reviewer") : null)
        ?? (profile.Procedures.TryGet($"{PlanWords.Code(kind)}-review", out var procedure) ? procedure.Steps.FirstOrDefault(step => step.Needs.Contains(PlanReviewCase.Report))?.By : null);

    /// <summary>The obligations that put one of these questions about plans of this kind.</summary>
    public static IEnumerable<EffectiveObligation> Asked(EffectiveProfile profile, PlanKind kind, params string[] checks) =>
        profile.Obligations.Where(item => item.Check is { } check && checks.Contains(check.Check) && check.Text("plan") == PlanWords.Code(kind));
}
