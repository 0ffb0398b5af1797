using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Modules.Applications.Lifecycle.Gates;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Lifecycle.Checks;

/// <summary>An application as the checks of its life look at it.</summary>
internal sealed record KeptApplication(Guid Id, string Name, ApplicationKind Kind, ApplicationStage Stage, bool ServesPublic, LicenceKind Licence, DateOnly? From, DateOnly? ProposedOn, BuildPlan? Plan)
{
    public Evidence Proof => new(Name, $"{ApplicationRegister.Href}/{Id}", ApplicationRegister.Kind, Id);
}

/// <summary>The applications that fall under the regulation on a day, read once for all questions of a check.</summary>
internal static class KeptApplications
{
    public static async Task<IReadOnlyList<KeptApplication>> On(PlatformDb db, EffectiveProfile profile, DateOnly date, CancellationToken cancel)
    {
        var applications = await db.Set<Application>().AsNoTracking().IgnoreAutoIncludes().OrderBy(one => one.Item.Name)
            .Select(one => new { one.Id, one.Item.Name, one.Kind, one.Stage, one.ServesPublic, one.Licence, one.ProposedOn, one.Item.From, one.Item.Until }).ToListAsync(cancel);
        var plans = await db.Set<BuildPlan>().AsNoTracking().ToDictionaryAsync(plan => plan.ApplicationId!.Value, cancel);
        return
        [
            .. applications.Select(one => (One: one, Stage: ApplicationBook.StageOn(one.Stage, one.ProposedOn, one.From, one.Until, date))).Where(one => one.Stage is not null)
                .Select(one => new KeptApplication(one.One.Id, one.One.Name, one.One.Kind, one.Stage!.Value, one.One.ServesPublic, one.One.Licence, one.One.From, one.One.ProposedOn, plans.GetValueOrDefault(one.One.Id)))
                .Where(one => GateReader.IsUnder(profile, one.Stage, one.From, one.Plan is not null)),
        ];
    }

    /// <summary>Those of a question's <c>type</c> and <c>only</c>.</summary>
    public static IReadOnlyList<KeptApplication> For(this IReadOnlyList<KeptApplication> all, Question question)
    {
        var (type, only) = (question.Key("type", "all"), question.Key("only", "any"));
        var asked = new Gate("", "", "", question.Obligation.Cite, "", GateStage.Build, type, only, false, false, []);
        return [.. all.Where(one => asked.AppliesTo(one.Kind, one.ServesPublic, one.Licence, one.Plan))];
    }

    /// <summary>Names of some, the rest counted.</summary>
    public static string Names(IReadOnlyList<KeptApplication> some) => Indonesian.List([.. some.Select(one => one.Name)], Answers.MostNamed);

    public static IReadOnlyList<Evidence> Proofs(IReadOnlyList<KeptApplication> some) => [.. some.Take(Answer.MostEvidence).Select(one => one.Proof)];

    public static NextStep Open(KeptApplication one) => new($"Buka {one.Name}", $"{ApplicationRegister.Href}/{one.Id}", ApplicationsPermissions.View);
}
