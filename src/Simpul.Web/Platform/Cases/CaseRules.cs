using System.Linq.Expressions;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Platform.Cases;

/// <summary>The rules of every case, whatever its procedure. Who may act at a step is said twice, for a row and for a query; a test holds them together.</summary>
public static class CaseRules
{
    /// <summary>Everybody who signed in and was given it may look for cases; which ones they see is <see cref="Sees"/>.</summary>
    public const string View = "cases.view";

    /// <summary>To open a case, to decide, to take part in the conversation.</summary>
    public const string Work = "cases.work";

    /// <summary>The office at whose desk the steps of an office lie: its own, or the one that answers for it because nobody here sits in it.</summary>
    public static string DeskOf(RegulationProfile profile, string office)
    {
        if (office == Vocabulary.Applicant)
        {
            return office;
        }
        var desk = profile.AnsweringOffice(office);
        // "Pemilik data" and the like are every agency by another name; only its head is an office of its own.
        return desk.Kind == OfficeKind.EveryAgency && desk.Key != "agency-head" ? "agency" : desk.Key;
    }

    /// <summary>Whether each agency has this office for itself, so that a step must say which agency.</summary>
    public static bool IsOfEachAgency(RegulationProfile profile, string office) => office != Vocabulary.Applicant && DeskOf(profile, office) is "agency" or "agency-head";

    /// <summary>Whether this actor's office may decide at this step. That they may not decide what they submitted themselves comes on top.</summary>
    public static bool MayAct(Actor actor, CaseStep step) => step.Office == Vocabulary.Applicant
        ? IsApplicant(actor, step.OfficeId, step.AgencyId)
        : (actor.ActsFor(step.Office) || actor.ActsFor(step.Desk)) && (step.AgencyId is not { } agency || actor.Agencies?.Contains(agency) == true);

    /// <summary>As <see cref="MayAct"/>, for a query.</summary>
    public static Expression<Func<CaseStep, bool>> Acts(Actor actor)
    {
        var (office, own) = (actor.OfficeId, actor.AgencyId);
        string[] offices = [.. actor.Offices ?? new HashSet<string>()];
        Guid?[] agencies = [.. (actor.Agencies ?? new HashSet<Guid>()).Select(id => (Guid?)id)];
        return step => step.Office == Vocabulary.Applicant
            ? (office != null && step.OfficeId == office) || (own != null && step.AgencyId == own)
            : (offices.Contains(step.Office) || offices.Contains(step.Desk)) && (step.AgencyId == null || agencies.Contains(step.AgencyId));
    }

    /// <summary>Whether this actor speaks for who opened the case: the same office, or another of its agency.</summary>
    public static bool IsApplicant(Actor actor, Guid? office, Guid? agency) =>
        (actor.OfficeId is not null && actor.OfficeId == office) || (actor.AgencyId is not null && actor.AgencyId == agency);

    /// <summary>The cases that an actor sees: those of the agencies that their permission reaches, and those that come to their office at some step.</summary>
    public static IQueryable<Case> Sees(IQueryable<Case> cases, IQueryable<CaseStep> steps, Actor actor)
    {
        if (actor.MayEverywhere(View))
        {
            return cases;
        }
        var reaches = actor.May(View);
        var (office, own) = (actor.OfficeId, actor.AgencyId);
        Guid?[] agencies = [.. (actor.Agencies ?? new HashSet<Guid>()).Select(id => (Guid?)id)];
        var mine = steps.Where(Acts(actor));
        return cases.Where(item => reaches && (agencies.Contains(item.AgencyId) || (office != null && item.OpenedByOfficeId == office) || mine.Any(step => step.CaseId == item.Id)));
    }

    /// <summary>Whether the step is the applicant's own part: theirs by name, or the first, which opens the case.</summary>
    public static bool IsOwn(Procedure procedure, Step step) => step.By == Vocabulary.Applicant || step.Id == procedure.First.Id;

    /// <summary>Whether an outcome goes on or ends as done. Only then documents and fields must be there: nobody needs a decree to return a draft.</summary>
    public static bool IsForward(Procedure procedure, Step step, Outcome outcome) =>
        outcome.To == "done" || (!outcome.Ends && Place(procedure, outcome.To) > Place(procedure, step.Id));

    /// <summary>Whether an outcome goes back to an earlier step, or begins the same one anew: another round.</summary>
    public static bool IsReturn(Procedure procedure, Step step, Outcome outcome) => !outcome.Ends && Place(procedure, outcome.To) <= Place(procedure, step.Id);

    /// <summary>The steps that a case will likely still go through after this one: along the first outcome that goes on.</summary>
    public static IReadOnlyList<Step> Ahead(Procedure procedure, Step step)
    {
        var ahead = new List<Step>();
        while (step.Outcomes.FirstOrDefault(outcome => IsForward(procedure, step, outcome)) is { Ends: false } next)
        {
            step = procedure.Step(next.To);
            ahead.Add(step);
        }
        return ahead;
    }

    /// <summary>The end that an outcome leads to.</summary>
    public static CaseState StateOf(string end) => end switch
    {
        "done" => CaseState.Done,
        "refused" => CaseState.Refused,
        _ => CaseState.Withdrawn,
    };

    private static int Place(Procedure procedure, string step)
    {
        for (var place = 0; place < procedure.Steps.Count; place++)
        {
            if (procedure.Steps[place].Id == step)
            {
                return place;
            }
        }
        return -1;
    }
}
