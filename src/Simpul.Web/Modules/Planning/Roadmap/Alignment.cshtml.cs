using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Roadmap;

/// <summary>Whether roadmap and architecture speak of the same things: gaps that no activity closes, activities that serve no gap.</summary>
[Permission(PlanningPermissions.View)]
public sealed class AlignmentModel(PlatformDb db, IOrganisation organisation, Today today) : PageModel
{
    public const string Href = "/kerja/peta-rencana/keselarasan";

    public Listed<Gap> Open { get; private set; } = null!;

    public IReadOnlyList<ActivityFacts> Idle { get; private set; } = [];

    public int Gaps { get; private set; }

    public int Activities { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var model = await ArchitectureModel.Read(db, today.Date, cancel);
        var activities = await RoadmapView.On(db, organisation, today.Date, cancel);
        List<Gap> gaps = [.. Architecture.Reports.Gaps.Of(model).Where(gap => gap.Kind != GapKind.Kept)];
        var closed = activities.SelectMany(activity => activity.Closes).ToHashSet(StringComparer.Ordinal);
        var wanted = gaps.SelectMany(gap => gap.Before.Append(gap.Item)).Select(item => item.Code).ToHashSet(StringComparer.Ordinal);
        (Gaps, Activities) = (gaps.Count, activities.Count);
        Open = Listed.Of([.. gaps.Where(gap => !gap.Before.Append(gap.Item).Any(item => closed.Contains(item.Code)))], Request);
        Idle = [.. activities.Where(activity => !activity.Closes.Any(wanted.Contains))];
    }
}
