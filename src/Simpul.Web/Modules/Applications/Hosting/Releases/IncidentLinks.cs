using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Applications.Hosting.Releases;

/// <summary>What an incident must keep, and which placement and release it is about: those that stood then, where nobody says otherwise.</summary>
internal static class IncidentLinks
{
    private const int Most = 20;

    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, ApplicationIncident item, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var refusals = new List<Refusal>();
        if (item.HappenedOn > today)
        {
            refusals.Add(Refusal.At("happenedOn", "Tanggal kejadian tidak boleh sesudah hari ini."));
        }
        if (item.ResolvedOn < item.HappenedOn || item.ResolvedOn > today)
        {
            refusals.Add(Refusal.At("resolvedOn", "Isi hari antara kejadian dan hari ini."));
        }
        if (item.PlacementId is { } placement && !await db.Set<Placement>().AsNoTracking().AnyAsync(one => one.Id == placement && one.ApplicationId == item.ApplicationId && one.Environment == item.Environment, cancel))
        {
            refusals.Add(Refusal.At("placement", "Penempatan ini bukan dari aplikasi dan lingkungan yang dipilih. Pilih yang lain, atau kosongkan."));
        }
        if (item.DeploymentId is { } release)
        {
            var found = await db.Set<Deployment>().AsNoTracking().Where(one => one.Id == release && one.ApplicationId == item.ApplicationId && one.Environment == item.Environment).Select(one => (DateOnly?)one.ReleasedOn).SingleOrDefaultAsync(cancel);
            if (found is null || found > item.HappenedOn)
            {
                refusals.Add(Refusal.At("release", found is null ? "Rilis ini bukan dari aplikasi dan lingkungan yang dipilih. Pilih yang lain, atau kosongkan." : "Rilis ini dipasang sesudah kejadiannya. Pilih yang terpasang waktu itu, atau kosongkan."));
            }
        }
        return refusals;
    }

    public static async Task Saving(IServiceProvider services, ApplicationIncident item, bool isNew, CancellationToken cancel)
    {
        if (!isNew)
        {
            return;
        }
        var db = services.GetRequiredService<PlatformDb>();
        if (item.PlacementId is null)
        {
            var stood = await db.Set<Placement>().AsNoTracking()
                .Where(one => one.ApplicationId == item.ApplicationId && one.Environment == item.Environment && one.StartsOn <= item.HappenedOn && (one.State == RequestState.Active || (one.State == RequestState.Ended && one.EndedOn >= item.HappenedOn)))
                .Select(one => one.Id).Take(2).ToListAsync(cancel);
            // Of two nobody but who was there knows which.
            item.PlacementId = stood.Count == 1 ? stood[0] : null;
        }
        item.DeploymentId ??= await db.Set<Deployment>().AsNoTracking()
            .Where(one => one.ApplicationId == item.ApplicationId && one.Environment == item.Environment && one.ReleasedOn <= item.HappenedOn && (one.RolledBackOn == null || one.RolledBackOn >= item.HappenedOn))
            .OrderByDescending(one => one.ReleasedOn).ThenByDescending(one => one.Id).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The incidents of a release, newest first; nothing where there was none.</summary>
    public static async Task<object?> OfRelease(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var incidents = await services.GetRequiredService<PlatformDb>().Set<ApplicationIncident>().AsNoTracking().Where(one => one.DeploymentId == id)
            .OrderByDescending(one => one.HappenedOn).ThenByDescending(one => one.Id).Take(Most).ToListAsync(cancel);
        return incidents.Count == 0 ? null : incidents;
    }
}
