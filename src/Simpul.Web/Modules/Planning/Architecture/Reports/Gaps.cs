using Simpul.Web.Modules.Planning.Contract;
namespace Simpul.Web.Modules.Planning.Architecture.Reports;

/// <summary>What becomes of an item on the way from what there is to what is wanted.</summary>
public enum GapKind
{
    /// <summary>Wanted, and nothing of today leads to it.</summary>
    New,

    /// <summary>A target takes the place of something of today.</summary>
    Replaced,

    /// <summary>Ends, and nothing takes its place.</summary>
    Ended,

    /// <summary>Stays as it is.</summary>
    Kept,
}

/// <summary>One step from as-is to to-be.</summary>
/// <param name="Item">The target; for what ends or stays, what there is.</param>
/// <param name="Before">What the target replaces.</param>
public sealed record Gap(GapKind Kind, ItemFacts Item, IReadOnlyList<ItemFacts> Before);

/// <summary>The gap analysis: as-is against to-be.</summary>
internal static class Gaps
{
    public static readonly IReadOnlyList<(GapKind Kind, string Word, string Title)> Words =
    [
        (GapKind.New, "baru", "Dibangun baru"),
        (GapKind.Replaced, "diganti", "Mengganti yang ada"),
        (GapKind.Ended, "dihentikan", "Dihentikan tanpa pengganti"),
        (GapKind.Kept, "tetap", "Tetap dipakai"),
    ];

    public static IReadOnlyList<Gap> Of(ArchitectureModel model)
    {
        var replaced = model.Relations.Where(relation => relation.Kind == RelationKind.Replaces).Select(relation => relation.To).ToHashSet();
        return
        [
            .. model.Items.Values.Where(item => item.State == ItemState.ToBe).Select(item => (Item: item, Before: model.Needs(item.Id, RelationKind.Replaces).ToList()))
                .Select(one => new Gap(one.Before.Count == 0 ? GapKind.New : GapKind.Replaced, one.Item, one.Before))
                .Concat(model.Items.Values.Where(item => item.State == ItemState.AsIs && !replaced.Contains(item.Id)).Select(item => new Gap(item.Until is null ? GapKind.Kept : GapKind.Ended, item, [])))
                .OrderBy(gap => gap.Kind).ThenBy(gap => gap.Item.Domain).ThenBy(gap => gap.Item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(gap => gap.Item.Id),
        ];
    }
}
