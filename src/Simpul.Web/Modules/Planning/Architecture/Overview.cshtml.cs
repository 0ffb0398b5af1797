using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>How much of each domain is recorded, and the ways to look at it.</summary>
[Permission(PlanningPermissions.View)]
public sealed class OverviewModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur";

    /// <summary>For the registers that this page leads to.</summary>
    internal static readonly RegisterParent Parent = new(Href, "Arsitektur");

    public IReadOnlyDictionary<(ArchitectureDomain, ItemState), int> Counts { get; private set; } = new Dictionary<(ArchitectureDomain, ItemState), int>();

    public int Relations { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var date = today.Date;
        Counts = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Until == null || item.Until >= date).GroupBy(item => new { item.Domain, item.State })
            .Select(group => new { group.Key.Domain, group.Key.State, Count = group.Count() }).ToDictionaryAsync(one => (one.Domain, one.State), one => one.Count, cancel);
        Relations = await db.Set<ArchitectureRelation>().AsNoTracking().CountAsync(relation => relation.Until == null || relation.Until >= date, cancel);
    }
}
