using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>What the records of the architecture lack, and the items that lack it.</summary>
[Permission(PlanningPermissions.View)]
public sealed class QualityModel(PlatformDb db, Today today, ReferenceTree tree) : PageModel
{
    public const string Href = "/kerja/arsitektur/mutu";

    public IReadOnlyList<Shortcoming> All { get; private set; } = [];

    public Shortcoming? Chosen { get; private set; }

    public Listed<ItemFacts>? Rows { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? masalah, CancellationToken cancel)
    {
        All = Quality.Of(await ArchitectureModel.Read(db, today.Date, cancel), tree);
        Chosen = masalah is null ? All.FirstOrDefault(one => one.Items.Count > 0) : All.FirstOrDefault(one => one.Key == masalah);
        Rows = Chosen is { } chosen ? Listed.Of(chosen.Items, Request) : null;
        return masalah is not null && Chosen is null ? NotFound() : Page();
    }
}
