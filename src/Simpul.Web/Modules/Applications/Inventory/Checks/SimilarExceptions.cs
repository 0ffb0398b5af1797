using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Applications.Inventory.Checks;

/// <summary>The evidence and the exception cases of applications similar to general ones, as they stood on a date.</summary>
internal sealed class SimilarExceptions
{
    private readonly ILookup<Guid, SimilarProof> proofs;
    private readonly HashSet<Guid> granted;
    private readonly HashSet<Guid> running;
    private readonly GeneralApplications national;

    private SimilarExceptions(ILookup<Guid, SimilarProof> proofs, HashSet<Guid> granted, HashSet<Guid> running, GeneralApplications national) =>
        (this.proofs, this.granted, this.running, this.national) = (proofs, granted, running, national);

    /// <param name="application">Of one application; null for all.</param>
    /// <param name="examined">A case whose documents count before they are accepted.</param>
    public static async Task<SimilarExceptions> On(IServiceProvider services, DateOnly date, CancellationToken cancel, Guid? application = null, Guid? examined = null)
    {
        var (db, national, zone) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<NationalData>(), services.GetRequiredService<Zone>());
        var end = zone.EndOf(date);
        var cases = await db.Set<Case>().AsNoTracking().Where(item => item.Procedure == SimilarProofs.Procedure && item.SubjectKind == ApplicationRegister.Kind && item.SubjectId != null && (application == null || item.SubjectId == application) && item.OpenedAt < end)
            .Select(item => new { Subject = item.SubjectId!.Value, item.State, item.ClosedAt }).ToListAsync(cancel);
        return new SimilarExceptions(await SimilarProofs.Read(services, date, application, cancel, examined),
            [.. cases.Where(item => item.State == CaseState.Done && item.ClosedAt < end).Select(item => item.Subject)],
            [.. cases.Where(item => item.ClosedAt is not { } closed || closed >= end).Select(item => item.Subject)], national.General);
    }

    /// <summary>Whether a case about it is under way.</summary>
    public bool IsRunning(Application item) => running.Contains(item.Id);

    /// <summary>Whether every condition is proved and, where the regulation has a procedure for it, the exception was granted.</summary>
    public bool Holds(EffectiveProfile profile, Application item)
    {
        var conditions = SimilarConditions.Of(profile);
        return conditions.Count > 0 && conditions.All(condition => Wanting(item, condition.Key, null) is null) && (granted.Contains(item.Id) || !profile.Procedures.TryGet(SimilarProofs.Procedure, out _));
    }

    /// <summary>What is wanting for one condition, to go on after the application's name; null where it is proved.</summary>
    /// <param name="by">The office that must have given the opinion; null for any.</param>
    public string? Wanting(Application item, string condition, string? by)
    {
        if (condition == SimilarConditions.Opinion && granted.Contains(item.Id))
        {
            return null;
        }
        if (condition == SimilarConditions.UsedBefore && national.Find(item.General)?.Since is { } since && !(item.Item.From < since))
        {
            return "tidak terbukti beroperasi sebelum aplikasi umumnya ditetapkan";
        }
        var own = proofs[item.Id].Where(proof => proof.Condition == condition).ToList();
        return own.Count == 0 ? "belum ada bukti"
            : !own.Any(proof => proof.CanBeRead) ? "bukti belum berkas atau tautan"
            : condition == SimilarConditions.Opinion && by is not null && !own.Any(proof => proof.CanBeRead && proof.GivenBy == by) ? "pertimbangan bukan dari yang berwenang" : null;
    }

    /// <summary>Whether a case granted the exception.</summary>
    public bool IsGranted(Application item) => granted.Contains(item.Id);

    public IReadOnlyList<SimilarProof> Proofs(Application item, string condition) => [.. proofs[item.Id].Where(proof => proof.Condition == condition)];

    public SimilarProof? Proof(Application item, string condition) => proofs[item.Id].FirstOrDefault(proof => proof.Condition == condition && proof.CanBeRead);
}
