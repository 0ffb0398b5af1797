using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Parts;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>What an application cost, year by year, on its page.</summary>
/// <param name="Kinds">The kinds that occur, in their order.</param>
/// <param name="AddHref">Null for who may not record one.</param>
public sealed record CostView(IReadOnlyList<CostKind> Kinds, IReadOnlyList<CostYear> Years, string AllHref, string? AddHref)
{
    private const int MostYears = 10;

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Row>>> read = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<ApplicationCost>().Where(item => item.ApplicationId == id).OrderByDescending(item => item.Year).Take(MostYears * 6).Select(item => new Row(item.Year, item.Kind, item.Amount)));

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var rows = await read(services.GetRequiredService<PlatformDb>(), id, cancel);
        var years = rows.GroupBy(row => row.Year).OrderBy(group => group.Key).TakeLast(MostYears)
            .Select(group => new CostYear(group.Key, group.Sum(row => row.Amount), group.ToDictionary(row => row.Kind, row => row.Amount))).ToList();
        return new CostView([.. rows.Select(row => row.Kind).Distinct().Order()], years, $"{ApplicationCostRegister.Href}?application={id}",
            await services.GetRequiredService<ShownApplication>().MayEdit(id, cancel) ? $"{ApplicationCostRegister.Href}/baru?application={id}" : null);
    }

    private sealed record Row(int Year, CostKind Kind, decimal Amount);
}

/// <summary>A budget year's cost in rupiah.</summary>
public sealed record CostYear(int Year, decimal Sum, IReadOnlyDictionary<CostKind, decimal> ByKind);
