using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary>The applications that there were on a date: read once for all questions of a check.</summary>
internal sealed record ApplicationBook(IReadOnlyList<Application> All, DateOnly Date)
{
    public const string AddHref = $"{ApplicationRegister.Href}/baru";

    /// <summary>Those that were known and not over, in the stage in which they were as far as the dates tell.</summary>
    public static async Task<ApplicationBook> On(PlatformDb db, DateOnly date, CancellationToken cancel)
    {
        var all = await db.Set<Application>().AsNoTracking().Where(item => item.Item.Until == null || item.Item.Until >= date).OrderBy(item => item.Item.Name).ThenBy(item => item.Id).ToListAsync(cancel);
        var there = new List<Application>(all.Count);
        foreach (var item in all)
        {
            if (StageOn(item.Stage, item.ProposedOn, item.Item.From, item.Item.Until, date) is { } stage)
            {
                item.Stage = stage;
                there.Add(item);
            }
        }
        return new ApplicationBook(there, date);
    }

    /// <summary>
    /// The stage on a day, as far as the dates tell; null where the application was not known yet, or was over. What runs since later was being built before, if somebody had proposed
    /// it by then; what stopped later ran.
    /// </summary>
    public static ApplicationStage? StageOn(ApplicationStage stage, DateOnly? proposed, DateOnly? from, DateOnly? until, DateOnly date)
    {
        var known = stage == ApplicationStage.Retired && until >= date ? ApplicationStage.Running : stage;
        if (known == ApplicationStage.Retired || until < date || proposed > date)
        {
            return null;
        }
        if (known == ApplicationStage.Running && from > date)
        {
            return proposed is null ? (ApplicationStage?)null : ApplicationStage.Testing;
        }
        return known;
    }

    /// <summary>The argument <c>type</c>: general, special or all.</summary>
    public IEnumerable<Application> Of(Question question) => question.Key("type", "all") switch
    {
        "general" => All.Where(item => item.Kind == ApplicationKind.General),
        // As gates and documents do: what is not general comes by the way of special ones.
        "special" => All.Where(item => item.Kind != ApplicationKind.General),
        _ => All,
    };

    /// <summary>In building, or in use since the day on which the regulation came into force; what is older is not asked.</summary>
    public IEnumerable<Application> SinceRegulation(Question question) => Of(question).Where(item => item.Stage is ApplicationStage.Building or ApplicationStage.Testing
        || (item.Stage == ApplicationStage.Running && !(item.Item.From < question.Profile.Regulation.InForce)));

    public static Evidence Proof(Application item) => new(item.Item.Name, $"{ApplicationRegister.Href}/{item.Id}", ApplicationRegister.Kind, item.Id);

    public static IReadOnlyList<Evidence> Proofs(IEnumerable<Application> items) => [.. items.Take(Answer.MostEvidence).Select(Proof)];

    public static NextStep Complete(Application item) => new($"Lengkapi {item.Item.Name}", $"{ApplicationRegister.Href}/{item.Id}/ubah", ApplicationsPermissions.Edit);

    /// <summary>Names of some, the rest counted.</summary>
    public static string Named(IReadOnlyList<string> names) => Indonesian.List(names, Answers.MostNamed);
}
