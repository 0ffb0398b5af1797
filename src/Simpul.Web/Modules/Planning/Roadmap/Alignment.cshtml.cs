using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>
/// Whether roadmap, architecture and evaluation speak of the same things: gaps that no activity closes, activities that serve no gap, indicators that
/// no activity raises. One of the three at a time is listed; the others are counted.
/// </summary>
[Permission(PlanningPermissions.View)]
public sealed class AlignmentModel(PlatformDb db, IOrganisation organisation, Today today) : PageModel
{
    public const string Href = "/kerja/peta-rencana/keselarasan";

    /// <summary>Which list: kesenjangan, kegiatan or indikator.</summary>
    public string Shown { get; private set; } = "kesenjangan";

    public Listed<Gap> Open { get; private set; } = null!;

    public Listed<ActivityFacts> Idle { get; private set; } = null!;

    public Listed<(Indicator Indicator, IReadOnlyList<ActivityFacts> By)>? Raised { get; private set; }

    public Instrument? Instrument { get; private set; }

    public int Gaps { get; private set; }

    public int Activities { get; private set; }

    /// <summary>Indicators of the instrument that no activity raises.</summary>
    public int Unraised { get; private set; }

    public async Task OnGetAsync(string? tampil, CancellationToken cancel)
    {
        Shown = tampil is "kegiatan" or "indikator" ? tampil : "kesenjangan";
        var model = await ArchitectureModel.Read(db, today.Date, cancel);
        var activities = await RoadmapView.On(db, organisation, today.Date, cancel);
        List<Gap> gaps = [.. Architecture.Reports.Gaps.Of(model).Where(gap => gap.Kind != GapKind.Kept)];
        var closed = activities.SelectMany(activity => activity.Closes).ToHashSet(StringComparer.Ordinal);
        var wanted = gaps.SelectMany(gap => gap.Before.Append(gap.Item)).Select(item => item.Code).ToHashSet(StringComparer.Ordinal);
        (Gaps, Activities) = (gaps.Count, activities.Count);
        Open = Listed.Of([.. gaps.Where(gap => !gap.Before.Append(gap.Item).Any(item => closed.Contains(item.Code)))], Request);
        Idle = Listed.Of([.. activities.Where(activity => !activity.Closes.Any(wanted.Contains))], Request);
        Instrument = Indicators.Of(HttpContext.RequestServices);
        if (Instrument is { } instrument)
        {
            List<(Indicator Indicator, IReadOnlyList<ActivityFacts> By)> raised = [.. instrument.Indicators.Select(one => (one, (IReadOnlyList<ActivityFacts>)[.. activities.Where(activity => activity.Indicators.Any(number => Indicators.Named(instrument, number) == one))]))];
            Unraised = raised.Count(one => one.By.Count == 0);
            Raised = Listed.Of(raised, Request);
        }
    }
}
