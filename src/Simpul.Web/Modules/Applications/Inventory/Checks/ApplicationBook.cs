using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary>The applications that there were on a date: read once for all questions of a check.</summary>
internal sealed record ApplicationBook(IReadOnlyList<Application> All, DateOnly Date)
{
    public const string AddHref = $"{ApplicationRegister.Href}/baru";

    /// <summary>Those that were known and not over.</summary>
    public static async Task<ApplicationBook> On(PlatformDb db, DateOnly date, CancellationToken cancel)
    {
        var all = await db.Set<Application>().AsNoTracking().Where(item => item.Item.Until == null || item.Item.Until >= date).OrderBy(item => item.Item.Name).ThenBy(item => item.Id).ToListAsync(cancel);
        return new ApplicationBook([.. all.Where(item => item.Stage != ApplicationStage.Retired && !(item.ProposedOn > date) && !(item.Stage == ApplicationStage.Running && item.Item.From > date))], date);
    }

    /// <summary>The argument <c>type</c>: general, special or all.</summary>
    public IEnumerable<Application> Of(Question question) => question.Key("type", "all") switch
    {
        "general" => All.Where(item => item.Kind == ApplicationKind.General),
        "special" => All.Where(item => item.Kind == ApplicationKind.Special),
        _ => All,
    };

    /// <summary>In building, or in use since the day on which the regulation came into force; what is older is not asked.</summary>
    public IEnumerable<Application> SinceRegulation(Question question) => Of(question).Where(item => item.Stage is ApplicationStage.Building or ApplicationStage.Testing
        || (item.Stage == ApplicationStage.Running && !(item.Item.From < question.Profile.Regulation.InForce)));

    public static Evidence Proof(Application item) => new(item.Item.Name, $"{ApplicationRegister.Href}/{item.Id}", ApplicationRegister.Kind, item.Id);

    public static IReadOnlyList<Evidence> Proofs(IEnumerable<Application> items) => [.. items.Take(Answer.MostEvidence).Select(Proof)];

    public static NextStep Complete(Application item) => new($"Lengkapi {item.Item.Name}", $"{ApplicationRegister.Href}/{item.Id}/ubah", ApplicationsPermissions.Edit);

    /// <summary>"A, B, C dan 5 lainnya".</summary>
    public static string Named(IReadOnlyList<string> names, int most = 3) =>
        names.Count <= most ? Indonesian.List(names) : $"{string.Join(", ", names.Take(most))} dan {names.Count - most} lainnya";
}
