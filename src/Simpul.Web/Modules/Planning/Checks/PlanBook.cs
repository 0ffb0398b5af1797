using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Plans;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Checks;

/// <summary>The versions of all plans as they stood on a day, read once for all questions.</summary>
internal sealed class PlanBook(IReadOnlyList<Plan> all, DateOnly date)
{
    /// <summary>Days before an end in which something is due.</summary>
    public const int Notice = 60;

    public DateOnly Date => date;

    public static async Task<PlanBook> On(PlatformDb db, DateOnly date, CancellationToken cancel) =>
        new(await db.Set<Plan>().AsNoTracking().OrderByDescending(plan => plan.Number).ToListAsync(cancel), date);

    public Plan? InForce(Question question) => Of(question).FirstOrDefault(plan => plan.InForceOn(date));

    /// <summary>The version that was enacted last, whether or not its term still runs.</summary>
    public Plan? Enacted(Question question) => Of(question).Where(plan => plan.EnactedAt(date)).MaxBy(plan => (plan.EnactedOn, plan.Number));

    /// <summary>The version in force or, where none is, the one in drafting.</summary>
    public Plan? Current(Question question) => InForce(question) ?? Drafting(question);

    public Plan? Drafting(Question question) => Of(question).FirstOrDefault(plan => plan.State == PlanState.Drafting);

    /// <summary>A version that was enacted to follow on this one.</summary>
    public Plan? Successor(Plan plan) => all.FirstOrDefault(other => other.Kind == plan.Kind && other.Id != plan.Id && other.EnactedAt(date) && other.From > date && other.From <= plan.Until?.AddDays(1));

    public IReadOnlySet<Guid> Ids(Question question) => Of(question).Select(plan => plan.Id).ToHashSet();

    public Plan? Find(Guid id) => all.FirstOrDefault(plan => plan.Id == id);

    public static string Title(Question question) => PlanWords.KindOf(question.Key("plan")) is { } kind ? PlanWords.Kinds.Of(kind) : "Rencana dan anggaran";

    public static Evidence Proof(Plan plan) => new(plan.Title, PlanRegister.Declared.HrefOf(plan.Id), PlanRegister.Kind, plan.Id);

    /// <summary>Where the work on this plan is done: its page, or the form that begins a draft.</summary>
    public NextStep Work(Question question, string? label = null)
    {
        if ((Drafting(question) ?? InForce(question) ?? Enacted(question)) is { } plan)
        {
            return new NextStep(label ?? (plan.State == PlanState.Drafting ? "Lanjutkan rancangan" : "Buka rencana ini"), PlanRegister.Declared.HrefOf(plan.Id));
        }
        return new NextStep("Mulai rancangan", $"{PlanRegister.Declared.Href}/baru?kind={PlanWords.KindOf(question.Key("plan"))}&number=1", PlanningPermissions.Plans);
    }

    /// <summary>The answer where no version is in force: whether there never was one, it has ended, or one is being drafted.</summary>
    public Answer NotInForce(Question question)
    {
        var title = Title(question);
        var why = Enacted(question) is { } last ? last.From > date ? $"{title} sudah ditetapkan tetapi baru berlaku {Indonesian.Date(last.From!.Value)}." : $"{title} yang terakhir sudah tidak berlaku."
            : Drafting(question) is { } draft ? $"{title} masih berupa rancangan: {draft.Title}." : $"{title} belum ada.";
        return question.Is(State.Missing, why) with { Next = Work(question) };
    }

    public static string Name(Question question, string office) => PlanWords.OfficeTitle(question.Profile, office);

    public static string Names(Question question, IEnumerable<string> offices) => Indonesian.List([.. offices.Select(office => Name(question, office))]);

    private IEnumerable<Plan> Of(Question question) => PlanWords.KindOf(question.Key("plan")) is { } kind ? all.Where(plan => plan.Kind == kind) : [];
}
