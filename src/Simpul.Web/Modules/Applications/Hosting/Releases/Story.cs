using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Applications.Hosting.Releases;

/// <summary>The last releases and incidents of an application, of one environment or of all.</summary>
/// <param name="Query">What a new record starts from, as the query of its form's address; null where the actor adds none.</param>
public sealed record Story(IReadOnlyList<Deployment> Releases, IReadOnlyList<ApplicationIncident> Incidents, Guid ApplicationId, string? Query)
{
    private const int Most = 5;

    /// <summary>The placement whose page it stands on; null where it is the application's.</summary>
    public Guid? At { get; init; }

    private static readonly Func<PlatformDb, Guid, HostingEnvironment?, CancellationToken, Task<List<Deployment>>> released = Prepared.List((PlatformDb db, Guid application, HostingEnvironment? environment) =>
        db.Set<Deployment>().AsNoTracking().Where(item => item.ApplicationId == application && (environment == null || item.Environment == environment)).OrderByDescending(item => item.ReleasedOn).ThenByDescending(item => item.Id).Take(Most));

    private static readonly Func<PlatformDb, Guid, HostingEnvironment?, CancellationToken, Task<List<ApplicationIncident>>> happened = Prepared.List((PlatformDb db, Guid application, HostingEnvironment? environment) =>
        db.Set<ApplicationIncident>().AsNoTracking().Where(item => item.ApplicationId == application && (environment == null || item.Environment == environment)).OrderByDescending(item => item.HappenedOn).ThenByDescending(item => item.Id).Take(Most));

    public static async Task<object?> OfPlacement(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var placement = await services.GetRequiredService<PlatformDb>().Set<Placement>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (placement is null)
        {
            return null;
        }
        var story = await Of(services, placement.ApplicationId, placement.Environment, placement.AgencyId, cancel);
        return story with { At = placement.Id };
    }

    /// <param name="hasIncidents">False where it is known that there are none.</param>
    internal static async Task<Story> Of(IServiceProvider services, Guid application, HostingEnvironment? environment, Guid? agency, CancellationToken cancel, bool hasIncidents = true)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var releases = await released(db, application, environment, cancel);
        var incidents = !hasIncidents ? [] : await happened(db, application, environment, cancel);
        var query = services.GetRequiredService<Acting>().Actor.May(ApplicationsPermissions.HostingEdit, agency)
            ? $"?application={application}&environment={environment ?? HostingEnvironment.Production}{(agency is null ? "" : $"&agency={agency}")}" : null;
        return new Story(releases, incidents, application, query);
    }
}
