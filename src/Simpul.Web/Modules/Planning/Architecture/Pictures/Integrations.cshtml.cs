using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Applications that exchange data.</summary>
[Permission(PlanningPermissions.View)]
public sealed class IntegrationsModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/integrasi";

    public Listed<(ItemFacts From, ItemFacts To)> Rows { get; private set; } = null!;

    public int Applications { get; private set; }

    internal Picture? Picture { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => Picture = await Draw(cancel) is { } svg
        ? Picture.Of(svg, Request, Applications > Drawings.MostApplications ? $"Gambar memuat {Drawings.MostApplications} aplikasi dengan pertukaran terbanyak dari {Applications}; tabel memuat semuanya." : null) : null;

    public async Task<IActionResult> OnGetSvgAsync(CancellationToken cancel) => await Draw(cancel) is { } svg ? PictureFile.Of(svg, "integrasi-aplikasi") : NotFound();

    private async Task<Svg?> Draw(CancellationToken cancel)
    {
        var model = await ArchitectureModel.Read(db, today.Date, cancel);
        var exchanging = Exchanging.In(model);
        Applications = exchanging.Applications.Count;
        Rows = Listed.Of([.. exchanging.Exchanges.Select(one => (From: model.Items[one.From], To: model.Items[one.To])).OrderBy(one => one.From.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.To.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.To.Id)], Request);
        return exchanging.Draw();
    }
}
