using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>Which office does what with a budget, as the regulation says it. Permissions open the pages; this says whose work it is.</summary>
public sealed class BudgetOffices(CurrentRegulation regulation, Acting acting)
{
    private const string Procedure = BudgetCase.Key;

    private EffectiveProfile Profile => regulation.Profile;

    /// <summary>The regulation's procedure; null where it has none.</summary>
    public Procedure? Steps => Profile.Procedures.TryGet(Procedure, out var found) ? found : null;

    /// <summary>Whether one office gathers or drafts for all agencies, so that one case holds the items of all of them.</summary>
    public bool IsCentral => Steps is { } steps && steps.First.By != Vocabulary.Applicant && !CaseRules.IsOfEachAgency(Profile.Stated, steps.First.By);

    /// <summary>Whether an item needs the recommendation to be in the list; otherwise it is advice.</summary>
    public bool IsBlocking => Profile.Text("budget.recommendation-by") is not null;

    /// <summary>Key of the office that recommends or advises.</summary>
    public string Recommender => Profile.Text("budget.recommendation-by") ?? "ict-agency";

    public Citation? RecommenderCite => Profile.CitationOf("budget.recommendation-by");

    /// <summary>The sources to which an item must trace to be in the list; none where the regulation is silent.</summary>
    public IReadOnlyList<string> Basis => [.. (Profile.List("budget.basis") ?? []).Where(source => source is "architecture" or "roadmap")];

    public Citation? BasisCite => Profile.CitationOf("budget.basis");

    /// <summary>Keys of the offices that coordinate it.</summary>
    public IReadOnlyList<string> Coordinators => [.. (Profile.List("budget.coordinator") ?? []).Concat(Drafters).Distinct()];

    /// <summary>Keys of the offices that open the cycle: who draws the budget up or, where that is the government as a whole, who coordinates it.</summary>
    public IReadOnlyList<string> Openers => Drafters is { Count: > 0 } drafters ? drafters : Profile.List("budget.coordinator") is { Count: > 0 } coordinators ? coordinators : [Recommender];

    public bool MayOpen => Openers.Any(ActsFor);

    public bool MayRecommend => ActsFor(Recommender);

    public bool MayCoordinate => Coordinators.Any(ActsFor);

    /// <summary>The office, of those, for which the actor acts.</summary>
    public string? Acting(IReadOnlyList<string> offices) => offices.FirstOrDefault(ActsFor);

    public string Names(IReadOnlyList<string> offices) => Indonesian.List([.. offices.Select(office => BudgetWords.Office(Profile, office))]);

    /// <summary>The step whose deciding gives the recommendation of a proposal; null where the procedure has none.</summary>
    public static bool Recommends(Step step) => step.Records.Contains("recommendation");

    private IReadOnlyList<string> Drafters => [.. (Profile.List("budget.author") ?? []).Where(office => Profile.Offices.TryGet(office, out var found) && found.Kind != OfficeKind.Government)];

    private bool ActsFor(string office)
    {
        var actor = acting.Actor;
        return actor.Via is "job" or "command" || actor.ActsFor(office) || actor.ActsFor(CaseRules.DeskOf(Profile.Stated, office));
    }
}
