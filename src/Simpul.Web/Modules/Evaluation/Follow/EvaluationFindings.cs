using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Contract;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>The recommendations of evaluations and monitorings, as findings to be followed.</summary>
internal sealed class EvaluationFindings(PlatformDb db) : IFindingSource
{
    public string Source => "evaluation";

    public async Task<IReadOnlyList<FollowedFinding>> On(DateOnly date, CancellationToken cancel) =>
    [
        .. (await db.Set<Recommendation>().AsNoTracking().Where(item => item.GivenOn <= date).OrderBy(item => item.DueOn).ToListAsync(cancel))
            .Select(item => new FollowedFinding("evaluation-recommendations", item.Id, item.Text, FollowRegisters.Tasks.HrefOf(item.Id), item.AgencyId, item.DueOn, item.DoneOn <= date ? item.DoneOn : null) { AwaitsDecision = item.AwaitsDecision }),
    ];
}
