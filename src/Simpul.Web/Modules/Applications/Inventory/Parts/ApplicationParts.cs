using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using AgencyEvaluation = Simpul.Web.Modules.Applications.Lifecycle.Running.Evaluation;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>What the registers about an application have in common: whose their records are, and that they go with the application (decision 0231).</summary>
internal static class ApplicationParts
{
    /// <summary>What the field that names the agency says where the application settles it.</summary>
    public const string Follows = "Selalu pemilik aplikasi; terisi sendiri ketika disimpan.";

    private delegate Task Following(IServiceProvider services, Application application, Guid? before, CancellationToken cancel);

    /// <summary>Every record that goes with an application. Where somebody else may have asked for it, it goes only if it was the owner's.</summary>
    private static readonly IReadOnlyList<Following> followers =
    [
        Of<ApplicationVersion>((_, id) => item => item.ApplicationId == id),
        Of<ApplicationContract>((_, id) => item => item.ApplicationId == id),
        Of<ApplicationCost>((_, id) => item => item.ApplicationId == id),
        Of<OutsideUse>((_, id) => item => item.ApplicationId == id),
        Of<SimilarEvidence>((_, id) => item => item.ApplicationId == id),
        Of<BuildPlan>((_, id) => item => item.ApplicationId == id),
        Of<ApplicationPhase>((_, id) => item => item.ApplicationId == id),
        Of<ApplicationConsultation>((_, id) => item => item.ApplicationId == id),
        Of<Finding>((_, id) => item => item.ApplicationId == id),
        Of<KnowledgeEntry>((_, id) => item => item.ApplicationId == id),
        Of<AgencyEvaluation>((_, id) => item => item.ApplicationId == id),
        Of<Retirement>((_, id) => item => item.ApplicationId == id),
        Of<DataDisposition>((db, id) => item => db.Set<Retirement>().Any(one => one.Id == item.RetirementId && one.ApplicationId == id)),
        Of<Deployment>((_, id) => item => item.ApplicationId == id),
        Of<ApplicationIncident>((_, id) => item => item.ApplicationId == id),
        Of<Placement>((_, id) => item => item.ApplicationId == id, onlyOwn: true),
        Of<DomainName>((_, id) => item => item.ApplicationId == id, onlyOwn: true),
    ];

    /// <summary>The field that names the application.</summary>
    public static Field<T> Application<T>()
        where T : class, IApplicationPart => Fields.Reference<T>("application", "Aplikasi", item => item.ApplicationId, ApplicationRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true });

    /// <summary>Whose it is follows from the application.</summary>
    public static async Task Settle<T>(IServiceProvider services, T part, CancellationToken cancel)
        where T : class, IApplicationPart => part.AgencyId = await LifecycleApplications.AgencyOf(services, part.ApplicationId, cancel);

    /// <summary>Whose it is follows from the application; what is about none stays whose it is said to be.</summary>
    public static Func<IServiceProvider, T, CancellationToken, Task> Settling<T>(Func<T, Guid?> application)
        where T : class, IFollowsApplication => async (services, item, cancel) =>
        {
            if (application(item) is { } id)
            {
                item.AgencyId = await LifecycleApplications.AgencyOf(services, id, cancel);
            }
        };

    /// <summary>Whose a disposition of data is follows from the application that is retired.</summary>
    public static async Task SettleDisposition(IServiceProvider services, DataDisposition item, CancellationToken cancel)
    {
        var retired = await services.GetRequiredService<PlatformDb>().Set<Retirement>().Where(one => one.Id == item.RetirementId).Select(one => one.ApplicationId).SingleOrDefaultAsync(cancel);
        item.AgencyId = await LifecycleApplications.AgencyOf(services, retired, cancel);
    }

    /// <summary>What stands against something for an application of another agency: not of who may everywhere, and not where the application is nobody's.</summary>
    public static async Task<Refusal?> Foreign(IServiceProvider services, Guid? application, string permission, CancellationToken cancel)
    {
        var actor = services.GetRequiredService<Acting>().Actor;
        return application is not null && !actor.MayEverywhere(permission) && await LifecycleApplications.AgencyOf(services, application, cancel) is { } owner && actor.Agencies?.Contains(owner) != true
            ? Refusal.At("application", "Aplikasi ini milik perangkat daerah lain. Pilih aplikasi perangkat daerah Anda, atau minta pemiliknya yang mengajukan.") : null;
    }

    /// <summary>The application has another owner: what is about it goes with it, in the save at hand.</summary>
    public static async Task Follow(IServiceProvider services, Application application, CancellationToken cancel)
    {
        var agency = services.GetRequiredService<PlatformDb>().Entry(application.Item).Property(item => item.AgencyId);
        if (!agency.IsModified)
        {
            return;
        }
        foreach (var follow in followers)
        {
            await follow(services, application, agency.OriginalValue, cancel);
        }
    }

    public static void Map<T>(EntityTypeBuilder<T> builder, string table)
        where T : class, IApplicationPart
    {
        builder.ToTable(table);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    private static Following Of<T>(Func<PlatformDb, Guid, Expression<Func<T, bool>>> about, bool onlyOwn = false)
        where T : class, IFollowsApplication, new() => async (services, application, before, cancel) =>
        {
            var (db, register) = (services.GetRequiredService<PlatformDb>(), services.RegisterOf<T>());
            foreach (var item in await db.Set<T>().Where(about(db, application.Id)).ToListAsync(cancel))
            {
                if (item.AgencyId != application.Item.AgencyId && (!onlyOwn || item.AgencyId == before))
                {
                    item.AgencyId = application.Item.AgencyId;
                    await register.Keep(services, item, isNew: false, cancel);
                }
            }
        };
}
