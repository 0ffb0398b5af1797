using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>When the targets come: to-be items over years.</summary>
[Permission(PlanningPermissions.View)]
public sealed class TimelineModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/linimasa";

    private ArchitectureModel model = null!;

    public Listed<ItemFacts> Rows { get; private set; } = null!;

    internal Picture? Picture { get; private set; }

    public IEnumerable<ItemFacts> Replaced(ItemFacts item) => model.Needs(item.Id, RelationKind.Replaces);

    public async Task OnGetAsync(CancellationToken cancel) => Picture = await Draw(cancel) is { } svg ? Picture.Of(svg, Request, "Garis tebal tegak: hari ini. Gambar memuat target pada halaman ini.") : null;

    public async Task<IActionResult> OnGetSvgAsync(CancellationToken cancel) => await Draw(cancel) is { } svg ? PictureFile.Of(svg, "linimasa-arsitektur") : NotFound();

    private async Task<Svg?> Draw(CancellationToken cancel)
    {
        model = await ArchitectureModel.Read(db, today.Date, cancel);
        Rows = Listed.Of([.. model.Items.Values.Where(item => item.State == ItemState.ToBe).OrderBy(item => item.From ?? DateOnly.MaxValue).ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id)], Request);
        return Rows.Total == 0 ? null : Drawings.Timeline(Rows.Rows, today.Date);
    }
}
