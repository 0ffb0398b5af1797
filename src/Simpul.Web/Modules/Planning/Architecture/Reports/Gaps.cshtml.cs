using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture.Reports;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>As-is against to-be: what is built, replaced, ended and kept.</summary>
[Permission(PlanningPermissions.View)]
public sealed class GapsModel(PlatformDb db, Today today) : PageModel
{
    public const string Href = "/kerja/arsitektur/kesenjangan";

    public IReadOnlyDictionary<(ArchitectureDomain, GapKind), int> Counts { get; private set; } = new Dictionary<(ArchitectureDomain, GapKind), int>();

    public Listed<Gap> Rows { get; private set; } = null!;

    public async Task OnGetAsync(string? jenis, string? domain, CancellationToken cancel)
    {
        var gaps = Gaps.Of(await ArchitectureModel.Read(db, today.Date, cancel));
        Counts = gaps.CountBy(gap => (gap.Item.Domain, gap.Kind)).ToDictionary();
        // What stays is no gap: it is counted, and listed when asked for.
        Rows = Listed.Of([.. gaps.Where(gap => (jenis is null ? gap.Kind != GapKind.Kept : Gaps.Words[(int)gap.Kind].Word == jenis) && (domain is null || gap.Item.Domain.Key() == domain))], Request);
    }
}
