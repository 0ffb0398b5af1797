using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;

namespace Simpul.Web.Modules.Audits.Findings;

/// <summary>The findings of audits, for the check that asks whether they are followed. A note is nothing to follow.</summary>
internal sealed class AuditFindingSource(PlatformDb db) : IFindingSource
{
    public string Source => "audit";

    public async Task<IReadOnlyList<FollowedFinding>> On(DateOnly date, CancellationToken cancel) =>
    [
        .. (await db.Set<AuditFinding>().AsNoTracking().Where(one => one.FoundOn <= date && one.Severity != Severity.Note).OrderBy(one => one.DueOn).Select(one => new { one.Id, one.Title, one.AgencyId, one.DueOn, one.ClosedOn }).ToListAsync(cancel))
            .Select(one => new FollowedFinding(FindingRegister.Kind, one.Id, one.Title, Pages.Finding(one.Id), one.AgencyId, one.DueOn, one.ClosedOn <= date ? one.ClosedOn : null)),
    ];
}
