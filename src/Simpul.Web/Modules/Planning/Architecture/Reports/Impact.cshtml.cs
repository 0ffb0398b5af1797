using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>What would be touched if one item went; without an item, the items to choose from.</summary>
[Permission(PlanningPermissions.View)]
public sealed class ImpactModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/dampak";

    public ItemFacts? Item { get; private set; }

    public Listed<ItemFacts>? Items { get; private set; }

    public Listed<Touched>? Rows { get; private set; }

    public IReadOnlyList<(ArchitectureDomain Domain, int Count)> ByDomain { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? butir, string? q, CancellationToken cancel)
    {
        var model = await ArchitectureModel.Read(db, today.Date, cancel);
        if (butir is not { } id)
        {
            Items = Listed.Of(Matching.Of(model.Items.Values.OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id), q), Request);
            return Page();
        }
        if (!model.Items.TryGetValue(id, out var item))
        {
            return NotFound();
        }
        Item = item;
        var touched = Impact.Of(model, id);
        ByDomain = [.. touched.CountBy(one => one.Item.Domain).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        Rows = Listed.Of(touched, Request);
        return Page();
    }
}
