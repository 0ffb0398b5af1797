using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>Applications by process and agency: where two agencies do the same, and where nothing helps.</summary>
[Permission(PlanningPermissions.View)]
public sealed class HeatMapModel(PlatformDb db, IOrganisation organisation, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/peta-aplikasi";

    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<Coverage, int> Counts { get; private set; } = new Dictionary<Coverage, int>();

    public Listed<ProcessRow> Rows { get; private set; } = null!;

    internal Picture? Picture { get; private set; }

    public string AgencyOf(ItemFacts item) => item.AgencyId is { } id ? names.GetValueOrDefault(id, "perangkat daerah lama") : "tanpa pemilik";

    public async Task OnGetAsync(string? saring, CancellationToken cancel)
    {
        var svg = await Draw(saring, cancel);
        Picture = svg is null ? null : Picture.Of(svg, Request, "Angka: banyaknya aplikasi. Gambar memuat proses pada halaman ini.");
    }

    public async Task<IActionResult> OnGetSvgAsync(string? saring, CancellationToken cancel) => await Draw(saring, cancel) is { } svg ? PictureFile.Of(svg, "peta-aplikasi") : NotFound();

    private async Task<Svg?> Draw(string? saring, CancellationToken cancel)
    {
        var model = await ArchitectureModel.Read(db, today.Date, cancel);
        names = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Called);
        var all = ProcessRow.Of(model);
        Counts = all.CountBy(row => row.Finding).ToDictionary();
        Rows = Listed.Of([.. all.Where(row => saring is null || row.Finding.Key() == saring)], Request);
        var agencies = Rows.Rows.SelectMany(row => row.Applications).GroupBy(item => item.AgencyId).OrderByDescending(group => group.Count()).ThenBy(group => AgencyOf(group.First()), StringComparer.OrdinalIgnoreCase)
            .Select(group => (group.Key, AgencyOf(group.First()))).ToList();
        return Rows.Total == 0 ? null : Drawings.HeatMap(Rows.Rows, agencies);
    }
}
