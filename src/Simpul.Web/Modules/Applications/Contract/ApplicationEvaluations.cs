using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;

namespace Simpul.Web.Modules.Applications.Contract;

/// <summary>For modules that ask whether applications are evaluated.</summary>
public interface IApplicationEvaluations
{
    /// <summary>The applications that run on a date, each with its last evaluation and the day of the next.</summary>
    Task<IReadOnlyList<EvaluatedApplication>> Running(DateOnly date, CancellationToken cancel);
}

/// <param name="LastHeld">Null where it was never evaluated.</param>
/// <param name="DueOn">The last day of the one that is planned.</param>
public sealed record EvaluatedApplication(Guid Id, string Name, Guid? Agency, DateOnly? LastHeld, DateOnly? DueOn, string Href);

internal sealed class ApplicationEvaluations(PlatformDb db) : IApplicationEvaluations
{
    public async Task<IReadOnlyList<EvaluatedApplication>> Running(DateOnly date, CancellationToken cancel)
    {
        var held = (await db.Set<Lifecycle.Running.Evaluation>().AsNoTracking().Where(item => item.ApplicationId != null).Select(item => new { item.ApplicationId, item.HeldOn, item.DueOn }).ToListAsync(cancel)).ToLookup(item => item.ApplicationId!.Value);
        return
        [
            .. (await db.Set<Application>().AsNoTracking().Where(item => item.Stage == ApplicationStage.Running && (item.Item.From == null || item.Item.From <= date)).OrderBy(item => item.Item.Name)
                .Select(item => new { item.Id, item.Item.Name, item.Item.AgencyId }).ToListAsync(cancel))
                .Select(item => new EvaluatedApplication(item.Id, item.Name, item.AgencyId, held[item.Id].Where(one => one.HeldOn <= date).Max(one => one.HeldOn),
                    held[item.Id].Where(one => one.HeldOn is null || one.HeldOn > date).Select(one => (DateOnly?)one.DueOn).Min(), $"/kerja/aplikasi/{item.Id}")),
        ];
    }
}
