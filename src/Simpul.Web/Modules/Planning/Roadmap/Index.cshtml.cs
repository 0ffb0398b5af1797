using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Pictures;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>The roadmap over its years: bars and a table, by content and owner, with what is behind.</summary>
[Permission(PlanningPermissions.View)]
public sealed class IndexModel(PlatformDb db, IOrganisation organisation, Acting acting, Today today) : PageModel
{
    public const string Href = "/kerja/peta-rencana";

    private IReadOnlyList<ActivityFacts> found = [];

    public Listed<ActivityFacts> Rows { get; private set; } = null!;

    public RoadmapArea? Area { get; private set; }

    /// <summary>Only what is late, or only what was put off; null for all.</summary>
    public string? Only { get; private set; }

    public int All { get; private set; }

    public int Late { get; private set; }

    /// <summary>Activities whose end was moved to a later day.</summary>
    public int PutOff { get; private set; }

    public string Lead => All == 0 ? "Program dan kegiatan SPBE menurut tahun, penanggung jawab, dan sasarannya."
        : (Late == 0 ? "Tidak ada kegiatan yang terlambat" : $"{Indonesian.Number(Late)} dari {Indonesian.Number(All)} kegiatan terlambat") + (PutOff == 0 ? "." : $"; {Indonesian.Number(PutOff)} diundur dari rencana semula.");

    public decimal Budget => found.Sum(item => item.Budget ?? 0);

    public DateOnly Day => today.Date;

    internal Picture? Picture { get; private set; }

    public bool MayAdd => acting.Actor.May(PlanningPermissions.Roadmap);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (await Draw(cancel) is { } svg)
        {
            Picture = Picture.Of(svg, Request, "Garis tebal tegak: hari ini. Bagian batang yang pekat: kemajuan. Batang putus-putus: terlambat. Garis tegak pada batang: selesai semula, sebelum diundur.");
        }
    }

    public async Task<IActionResult> OnGetSvgAsync(CancellationToken cancel) => await Draw(cancel) is { } svg ? PictureFile.Of(svg, "peta-rencana") : NotFound();

    private async Task<Svg?> Draw(CancellationToken cancel)
    {
        var all = await RoadmapView.On(db, organisation, today.Date, cancel);
        (All, Late, PutOff) = (all.Count, all.Count(item => item.Late is not null), all.Count(item => item.Planned is not null));
        Area = Enum.GetNames<RoadmapArea>().Contains(Request.Query["muatan"].ToString()) ? Enum.Parse<RoadmapArea>(Request.Query["muatan"].ToString()) : null;
        Only = Request.Query["terlambat"].ToString() is "ya" or "diundur" ? Request.Query["terlambat"].ToString() : null;
        found = [.. all.Where(item => (Area is null || item.Area == Area) && (Only is null || (Only == "ya" ? item.Late is not null : item.Planned is not null)))];
        Rows = Listed.Of(found, Request);
        return Rows.Total == 0 ? null : Bars(Rows.Rows, today.Date);
    }

    private static Svg Bars(IReadOnlyList<ActivityFacts> rows, DateOnly day)
    {
        const int left = 280, year = 150, line = 28, head = 30, most = 25;
        var first = rows.Min(item => item.StartsOn).Year;
        var last = Math.Min(first + most, rows.Max(item => item.EndsOn).Year);
        var width = left + (last - first + 1) * year;
        var svg = new Svg("Kegiatan Peta Rencana menurut waktu", width, head + rows.Count * line + 10);
        for (var at = first; at <= last; at++)
        {
            var x = left + (at - first) * year;
            svg.Words(x + 4, 18, at.ToString(CultureInfo.InvariantCulture), 4, bold: true).Line(x, 4, x, head + rows.Count * line, 0.25);
        }
        for (var row = 0; row < rows.Count; row++)
        {
            var (item, y) = (rows[row], head + row * line);
            var (from, until) = (Place(item.StartsOn), Place(item.EndsOn.AddDays(1)));
            svg.Words(0, y + 18, item.Name, 42);
            svg.Box(from, y + 5, Math.Max(6, until - from), line - 12, item.Late is null ? "#0072b2" : "#d55e00", 0.15, dashed: item.Late is not null);
            if (item.Progress > 0)
            {
                svg.Box(from, y + 5, Math.Max(3, (until - from) * item.Progress / 100), line - 12, item.Late is null ? "#0072b2" : "#d55e00", 0.65);
            }
            if (item.Planned is { } planned)
            {
                svg.Line(Place(planned.AddDays(1)), y + 1, Place(planned.AddDays(1)), y + line - 3, 1);
            }
            svg.Words(Math.Min(until + 6, width - 40), y + 18, $"{item.Progress}%", 5, size: 11);
        }
        if (day.Year >= first && day.Year <= last)
        {
            svg.Line(Place(day), 4, Place(day), head + rows.Count * line, 0.9);
        }
        return svg;

        double Place(DateOnly at) => Math.Clamp(left + (at.Year - first) * year + (at.DayOfYear - 1) / 366.0 * year, left, width - 4);
    }
}
