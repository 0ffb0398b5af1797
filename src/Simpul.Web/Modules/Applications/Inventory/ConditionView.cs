using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Checks;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The conditions under which an application similar to a general one may be used, each with its evidence.</summary>
/// <param name="Exception">Indonesian: how it stands with the exception's case; null where the regulation has no procedure for it.</param>
/// <param name="Ask">Where the exception is asked for; null where it was granted, is under way, or cannot be.</param>
public sealed record ConditionView(IReadOnlyList<ConditionRow> Rows, Guid Application, bool MayEdit, string? Exception, string? Ask)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (await services.GetRequiredService<ShownApplication>().Of(id, cancel) is not { Kind: ApplicationKind.Similar } item)
        {
            return null;
        }
        // As the check reads it, so that page and board say the same.
        var exceptions = await SimilarExceptions.On(services, services.GetRequiredService<Today>().Date, cancel, id);
        var asked = services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation && regulation.Profile.Procedures.TryGet(SimilarProofs.Procedure, out _);
        var mayEdit = await services.GetRequiredService<ShownApplication>().MayEdit(id, cancel);
        return new ConditionView([.. SimilarConditions.Of(services).Select(condition => new ConditionRow(condition, exceptions.Proofs(item, condition.Key), exceptions.Wanting(item, condition.Key, null)))], id, mayEdit,
            !asked ? null : exceptions.IsGranted(item) ? "Pengecualiannya sudah diberikan." : exceptions.IsRunning(item) ? "Permohonan pengecualiannya sedang berjalan." : "Pengecualiannya belum dimohonkan.",
            asked && mayEdit && !exceptions.IsGranted(item) && !exceptions.IsRunning(item) ? $"/kerja/urusan/baru/{SimilarProofs.Procedure}?application={id}" : null);
    }
}

/// <param name="Proofs">Those that hold and those that still lack file and link.</param>
/// <param name="Wanting">What is wanting; null where it is proved.</param>
public sealed record ConditionRow(SimilarCondition Condition, IReadOnlyList<SimilarProof> Proofs, string? Wanting)
{
    public bool IsMet => Wanting is null;
}
