using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>Where an application is hosted, under which names it answers, what was released and what went wrong: on its own page.</summary>
public sealed record HostingOfApplication(Guid Application, IReadOnlyList<Placement> Placements, IReadOnlyDictionary<Guid, string> Hosts, IReadOnlyList<DomainName> Names, Story Story, DateOnly Today)
{
    private const int Most = 20;

    /// <summary>The section of an application's page.</summary>
    public static readonly Section Section = new("Hosting dan domain", "/Modules/Applications/Hosting/_HostingOfApplication.cshtml", Load);

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<Placement>>> placed = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<Placement>().AsNoTracking().Where(item => item.ApplicationId == id).OrderBy(item => item.State).ThenBy(item => item.Environment).ThenByDescending(item => item.Id).Take(Most));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<DomainName>>> named = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<DomainName>().AsNoTracking().Where(item => item.ApplicationId == id).OrderBy(item => item.Name).Take(Most));

    private static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var shown = services.GetRequiredService<ShownApplication>();
        var agency = (await shown.Of(id, cancel))?.Item.AgencyId;
        var placements = await placed(db, id, cancel);
        var names = await named(db, id, cancel);
        var hosts = await services.GetRequiredService<RecordTitles>().Of("architecture-items", [.. placements.Select(item => item.HostId).OfType<Guid>().Distinct()], cancel);
        return new HostingOfApplication(id, placements, hosts, names, await Story.Of(services, id, null, agency, cancel, (await shown.Has(id, cancel)).Incidents), services.GetRequiredService<Today>().Date);
    }
}
