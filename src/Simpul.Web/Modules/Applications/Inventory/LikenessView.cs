using Simpul.Web.Modules.Applications.Inventory.Likenesses;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The applications that are like the one at hand, with why, on its page.</summary>
/// <param name="Agencies">Names of their owners.</param>
public sealed record LikenessView(bool IsProposal, IReadOnlyList<Likeness> Rows, IReadOnlyDictionary<Guid, string> Agencies, IReadOnlyList<NationalLikeness> National)
{
    public const string Partial = "/Modules/Applications/Inventory/_Likenesses.cshtml";

    private const int Most = 6;

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var stage = (await services.GetRequiredService<ShownApplication>().Of(id, cancel))?.Stage;
        if (stage is null or ApplicationStage.Retired)
        {
            return null;
        }
        var similarity = services.GetRequiredService<Similarity>();
        var rows = await similarity.Of(id, Most, cancel);
        // What already runs is compared with the national applications once, when it was proposed.
        var national = stage == ApplicationStage.Proposed ? await similarity.National(id, 3, cancel) : [];
        if (rows.Count == 0 && national.Count == 0 && stage != ApplicationStage.Proposed)
        {
            return null;
        }
        var agencies = await services.GetRequiredService<RecordTitles>().Of("agencies", [.. rows.Select(row => row.Agency).OfType<Guid>().Distinct()], cancel);
        return new LikenessView(stage == ApplicationStage.Proposed, rows, agencies, national);
    }
}
