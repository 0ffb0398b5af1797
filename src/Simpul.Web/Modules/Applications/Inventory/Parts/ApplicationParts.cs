using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory.Parts;

/// <summary>What the registers of an application's parts have in common.</summary>
internal static class ApplicationParts
{
    /// <summary>The field that names the application.</summary>
    public static Field<T> Application<T>()
        where T : class, IApplicationPart => Fields.Reference<T>("application", "Aplikasi", item => item.ApplicationId, ApplicationRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true });

    /// <summary>Whose it is follows from the application.</summary>
    public static async Task Settle<T>(IServiceProvider services, T part, CancellationToken cancel)
        where T : class, IApplicationPart =>
        part.AgencyId = await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().Where(item => item.Id == part.ApplicationId).Select(item => item.AgencyId).SingleOrDefaultAsync(cancel);

    /// <summary>The application has another owner: its parts go with it, in the save at hand.</summary>
    public static async Task Follow(IServiceProvider services, Application application, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (!db.Entry(application.Item).Property(item => item.AgencyId).IsModified)
        {
            return;
        }
        await Follow<ApplicationVersion>(services, db, application, cancel);
        await Follow<ApplicationContract>(services, db, application, cancel);
        await Follow<ApplicationCost>(services, db, application, cancel);
        await Follow<OutsideUse>(services, db, application, cancel);
        await Follow<SimilarEvidence>(services, db, application, cancel);
    }

    public static void Map<T>(EntityTypeBuilder<T> builder, string table)
        where T : class, IApplicationPart
    {
        builder.ToTable(table);
        builder.HasIndex(item => item.ApplicationId);
        builder.HasIndex(item => item.AgencyId);
        builder.HasOne<Application>().WithMany().HasForeignKey(item => item.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    private static async Task Follow<T>(IServiceProvider services, PlatformDb db, Application application, CancellationToken cancel)
        where T : class, IApplicationPart, new()
    {
        var register = services.RegisterOf<T>();
        foreach (var part in await db.Set<T>().Where(item => item.ApplicationId == application.Id).ToListAsync(cancel))
        {
            if (part.AgencyId != application.Item.AgencyId)
            {
                part.AgencyId = application.Item.AgencyId;
                await register.Keep(services, part, isNew: false, cancel);
            }
        }
    }
}
