using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The conditions under which an application similar to a general one may be used, each with its evidence.</summary>
public sealed record ConditionView(IReadOnlyList<ConditionRow> Rows, Guid Application, bool MayEdit)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (!await db.Set<Application>().AnyAsync(item => item.Id == id && item.Kind == ApplicationKind.Similar, cancel))
        {
            return null;
        }
        var proofs = (await SimilarProofs.Read(db, services.GetRequiredService<Today>().Date, id, cancel))[id].ToLookup(proof => proof.Condition);
        return new ConditionView([.. SimilarConditions.Of(services).Select(condition => new ConditionRow(condition, [.. proofs[condition.Key]]))], id, await ApplicationSections.MayEdit(services, id, cancel));
    }
}

/// <param name="Proofs">Those that hold and those that still lack file and link.</param>
public sealed record ConditionRow(SimilarCondition Condition, IReadOnlyList<SimilarProof> Proofs)
{
    public bool IsMet => Proofs.Any(proof => proof.CanBeRead);
}
