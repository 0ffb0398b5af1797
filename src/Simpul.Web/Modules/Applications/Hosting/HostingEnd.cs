using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>What of hosting ends with an application: its placements, with their relations to what they run on, and its names.</summary>
internal static class HostingEnd
{
    /// <summary>Names of an application that a page lists before it stops.</summary>
    private const int Most = 50;

    /// <summary>Ends all that stands, with events of its own, in the save at hand.</summary>
    /// <param name="on">The last day.</param>
    public static async Task Of(IServiceProvider services, Guid application, DateOnly on, string reason, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        reason = reason.Length > Placement.ReasonLength ? reason[..Placement.ReasonLength] : reason;
        var placements = services.RegisterOf<Placement>();
        foreach (var item in await db.Set<Placement>().Where(item => item.ApplicationId == application && (item.State == RequestState.Active || item.State == RequestState.Requested)).ToListAsync(cancel))
        {
            var last = item.StartsOn > on ? item.StartsOn.Value : on;
            (item.State, item.EndedOn, item.EndReason) = item.State == RequestState.Active ? (RequestState.Ended, last, reason) : (RequestState.Refused, (DateOnly?)null, reason);
            await placements.Keep(services, item, isNew: false, cancel, reason);
        }
        var names = services.RegisterOf<DomainName>();
        foreach (var item in await db.Set<DomainName>().Where(item => item.ApplicationId == application && (item.State == RequestState.Active || item.State == RequestState.Requested)).ToListAsync(cancel))
        {
            var last = item.RegisteredOn > on ? item.RegisteredOn.Value : on;
            (item.State, item.EndedOn, item.EndReason) = item.State == RequestState.Active ? (RequestState.Ended, last, reason) : (RequestState.Refused, (DateOnly?)null, reason);
            await names.Keep(services, item, isNew: false, cancel, reason);
        }
    }

    /// <summary>What still stands of an application's hosting, titled and with its page.</summary>
    public static async Task<IReadOnlyList<(string Title, string Href)>> Standing(PlatformDb db, Guid application, CancellationToken cancel)
    {
        var placements = await db.Set<Placement>().AsNoTracking().Where(item => item.ApplicationId == application && item.State == RequestState.Active).OrderBy(item => item.Id).Take(Most).Select(item => new { item.Id, item.Environment }).ToListAsync(cancel);
        var names = await db.Set<DomainName>().AsNoTracking().Where(item => item.ApplicationId == application && item.State == RequestState.Active).OrderBy(item => item.Name).Take(Most).Select(item => new { item.Id, item.Name }).ToListAsync(cancel);
        return [.. placements.Select(item => ($"Penempatan {item.Environment.Word().ToLowerInvariant()}", $"{PlacementRegister.Href}/{item.Id}")), .. names.Select(item => (item.Name, $"{DomainRegister.Href}/{item.Id}"))];
    }
}
