using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>Applications of the architecture that stood there before this register did: each gets its record here, with its event.</summary>
internal static class MissingApplications
{
    private const int Most = 500;

    public static readonly ScheduledJob Job = new("applications.complete", "Pelengkapan register aplikasi dari arsitektur", "0 5 * * * ?", Run);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var items = await db.Set<ArchitectureItem>().Where(item => item.Domain == ArchitectureDomain.Application && !db.Set<Application>().Any(one => one.Id == item.Id)).OrderBy(item => item.Id).Take(Most).ToListAsync(cancel);
        // The search knows them already: an application is its item, and has one entry with it.
        await services.GetRequiredService<SearchIndex>().Load("architecture-items", items.ConvertAll(item => item.Id), cancel);
        var detail = services.GetServices<IItemDetail>().OfType<ApplicationOfItem>().Single();
        foreach (var item in items)
        {
            await detail.Kept(item, isNew: true, cancel);
        }
        if (items.Count > 0)
        {
            await db.SaveChangesAsync(cancel);
        }
        return $"{items.Count} aplikasi dilengkapi";
    }
}
