using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory.Components;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Modules.Applications.Repository;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The application that the request at hand shows, read once for all that its page puts together. Not tracked, and not for changes.</summary>
public sealed class ShownApplication(PlatformDb db, Acting acting, Today today)
{
    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<Application?>> read = Prepared.One((PlatformDb db, Guid id, CancellationToken _) =>
        db.Set<Application>().AsNoTracking().SingleOrDefault(one => one.Id == id));

    private static readonly Func<PlatformDb, Guid, DateOnly, CancellationToken, Task<ApplicationHas?>> readHas = Prepared.One((PlatformDb db, Guid id, DateOnly date, CancellationToken _) =>
        db.Set<Application>().AsNoTracking().IgnoreAutoIncludes().Where(one => one.Id == id).Select(_ => new ApplicationHas
        {
            Cases = db.Set<Case>().Any(one => one.SubjectKind == ApplicationRegister.Kind && one.SubjectId == id),
            Served = db.Set<ArchitectureRelation>().Any(one => one.ToId == id && one.Kind == RelationKind.ServedBy && (one.Until == null || one.Until >= date)),
            Components = db.Set<ApplicationComponent>().Any(one => one.ApplicationId == id),
            OutsideUses = db.Set<OutsideUse>().Any(one => one.ApplicationId == id),
            Consultations = db.Set<ApplicationConsultation>().Any(one => one.ApplicationId == id),
            Tests = db.Set<ApplicationTest>().Any(one => one.ApplicationId == id),
            Findings = db.Set<Finding>().Any(one => one.ApplicationId == id),
            Incidents = db.Set<ApplicationIncident>().Any(one => one.ApplicationId == id),
            Repository = db.Set<CodeRepository>().Any(one => one.Id == id),
            Retirements = db.Set<Retirement>().Any(one => one.ApplicationId == id),
            Knowledge = db.Set<KnowledgeEntry>().Any(one => one.ApplicationId == id),
        }).SingleOrDefault());

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<BuildPlan?>> readPlan = Prepared.One((PlatformDb db, Guid id, CancellationToken _) =>
        db.Set<BuildPlan>().AsNoTracking().SingleOrDefault(one => one.ApplicationId == id));

    private static readonly Func<PlatformDb, Guid, CancellationToken, Task<List<ApplicationContract>>> readContracts = Prepared.List((PlatformDb db, Guid id) =>
        db.Set<ApplicationContract>().AsNoTracking().Where(one => one.ApplicationId == id).OrderByDescending(one => one.EndsOn).ThenByDescending(one => one.Id).Take(ApplicationSections.Most));

    private Guid? of;
    private Application? application;
    private ApplicationHas? has;
    private BuildPlan? plan;
    private bool hasPlan;
    private IReadOnlyList<ApplicationContract>? contracts;

    /// <summary>Takes the one that the page has read already.</summary>
    public void Take(Application found)
    {
        Begin(found.Id);
        application = found;
    }

    public async Task<Application?> Of(Guid id, CancellationToken cancel)
    {
        if (of != id || application is null)
        {
            Begin(id);
            application = await read(db, id, cancel);
        }
        return application;
    }

    /// <summary>What there is of it at all. Most applications lack most of this, and one question for all costs less than an empty answer from each.</summary>
    public async Task<ApplicationHas> Has(Guid id, CancellationToken cancel)
    {
        await Of(id, cancel);
        return has ??= await readHas(db, id, today.Date, cancel) ?? new ApplicationHas();
    }

    /// <summary>How it is built; null where nobody said.</summary>
    public async Task<BuildPlan?> PlanOf(Guid id, CancellationToken cancel)
    {
        await Of(id, cancel);
        if (!hasPlan)
        {
            (plan, hasPlan) = (await readPlan(db, id, cancel), true);
        }
        return plan;
    }

    /// <summary>The contracts that end last, as many as a short list shows.</summary>
    public async Task<IReadOnlyList<ApplicationContract>> ContractsOf(Guid id, CancellationToken cancel)
    {
        await Of(id, cancel);
        return contracts ??= await readContracts(db, id, cancel);
    }

    /// <summary>Whether the actor may change it.</summary>
    public async Task<bool> MayEdit(Guid id, CancellationToken cancel) =>
        acting.Actor.MayEverywhere(ApplicationsPermissions.Edit) || (acting.Actor.May(ApplicationsPermissions.Edit) && acting.Actor.May(ApplicationsPermissions.Edit, (await Of(id, cancel))?.Item.AgencyId));

    private void Begin(Guid id) => (of, application, has, plan, hasPlan, contracts) = (id, null, null, null, false, null);
}

/// <summary>What there is of an application.</summary>
public sealed record ApplicationHas
{
    /// <summary>Cases about it, whoever sees them.</summary>
    public bool Cases { get; init; }

    /// <summary>A process or a service that it supports today.</summary>
    public bool Served { get; init; }

    public bool Components { get; init; }

    public bool OutsideUses { get; init; }

    public bool Consultations { get; init; }

    public bool Tests { get; init; }

    public bool Findings { get; init; }

    public bool Incidents { get; init; }

    public bool Repository { get; init; }

    public bool Retirements { get; init; }

    public bool Knowledge { get; init; }
}
