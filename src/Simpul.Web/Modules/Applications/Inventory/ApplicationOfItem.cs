using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Lifecycle.Cases;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>An application that comes into the architecture, or changes there, does so here.</summary>
internal sealed class ApplicationOfItem(PlatformDb db, IServiceProvider services) : IItemDetail
{
    public ArchitectureDomain Domain => ArchitectureDomain.Application;

    public string HrefOf(Guid item) => $"{ApplicationRegister.Href}/{item}";

    public async Task Kept(ArchitectureItem item, bool isNew, CancellationToken cancel)
    {
        var application = isNew ? null : await db.Set<Application>().SingleOrDefaultAsync(one => one.Id == item.Id, cancel);
        var added = application is null;
        if (application is null)
        {
            application = new Application { Id = item.Id, Item = item, Stage = item.State == ItemState.ToBe ? ApplicationStage.Proposed : ApplicationStage.Running };
            db.Add(application);
        }
        await services.RegisterOf<Application>().Keep(services, application, added, cancel);
    }

    /// <summary>Its first and last day are held as the application's own register holds them.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(ArchitectureItem item, CancellationToken cancel)
    {
        var stored = db.Entry(item);
        return stored.State == EntityState.Modified && (stored.Property(one => one.From).IsModified || stored.Property(one => one.Until).IsModified)
            && await db.Set<Application>().SingleOrDefaultAsync(one => one.Id == item.Id, cancel) is { } application
            ? await RecordedStage.Against(services, application, cancel) : [];
    }
}
