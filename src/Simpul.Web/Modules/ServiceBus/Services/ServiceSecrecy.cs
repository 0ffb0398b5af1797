using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>A record that says something of a service: whoever may not know of the service may not know of it either.</summary>
internal interface IOfService
{
    /// <summary>How closely the record is held: as its service, copied so that lists, search and titles have it with the record. <see cref="ServiceSecrecy"/> keeps it.</summary>
    Classification HeldAs { get; set; }
}

/// <summary>Keeps what is said of a service as closely as the service itself.</summary>
internal static class ServiceSecrecy
{
    /// <summary>What the journal calls the field.</summary>
    public const string Label = "Diperlakukan sebagai";

    public static readonly IReadOnlyDictionary<string, string> Levels = Enum.GetValues<Classification>().ToDictionary(one => one.ToString(), one => one.Word());

    private const string Why = "Mengikuti klasifikasi layanannya";

    /// <summary>Services that are mended in one run.</summary>
    private const int Most = 20;

    public static void Map<T>(EntityTypeBuilder<T> builder)
        where T : class, IOfService =>
        // What was there before the column did is held as services are by default, until it is mended.
        builder.Property<Classification>(nameof(IOfService.HeldAs)).HasDefaultValue(Classification.Restricted).HasSentinel(Classification.Restricted);

    public static Classification Stricter(Classification one, Classification other) => one > other ? one : other;

    /// <summary>As the service of a version is held, with what the save at hand makes of it; as services are by default where it is about none.</summary>
    public static async Task<Classification> OfVersion(PlatformDb db, Guid? version, CancellationToken cancel) =>
        version is { } id && await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Id == id).Select(one => (Guid?)one.ServiceId).SingleOrDefaultAsync(cancel) is { } service ? await OfService(db, service, cancel) : Classification.Restricted;

    public static async Task<Classification> OfService(PlatformDb db, Guid service, CancellationToken cancel) =>
        db.Set<BusService>().Local.FirstOrDefault(one => one.Id == service)?.Classification
        ?? await db.Set<BusService>().AsNoTracking().Where(one => one.Id == service).Select(one => (Classification?)one.Classification).SingleOrDefaultAsync(cancel) ?? Classification.Restricted;

    /// <summary>Holds everything that is said of a service as it is held now, with the save at hand.</summary>
    public static async Task Follow(IServiceProvider services, BusService service, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var versions = await db.Set<BusServiceVersion>().Where(one => one.ServiceId == service.Id).ToListAsync(cancel);
        var ids = versions.ConvertAll(one => one.Id);
        await Keep(services, versions, _ => service.Classification, cancel);
        await Keep(services, await db.Set<BusContract>().Include(one => one.Statements).Where(one => ids.Contains(one.ServiceVersionId)).ToListAsync(cancel), one => Stricter(one.Classification, service.Classification), cancel);
        await Keep(services, await db.Set<ElementLink>().Where(one => one.ServiceId == service.Id).ToListAsync(cancel), _ => service.Classification, cancel);
        await Keep(services, await db.Set<BusOpinion>().Where(one => one.ServiceVersionId != null && ids.Contains(one.ServiceVersionId.Value)).ToListAsync(cancel), _ => service.Classification, cancel);
        await Keep(services, await db.Set<ConformanceTest>().Where(one => one.ServiceVersionId != null && ids.Contains(one.ServiceVersionId.Value)).ToListAsync(cancel), _ => service.Classification, cancel);
    }

    /// <summary>Mends what an older program stored without knowing how closely it is held.</summary>
    public static async Task Mend(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var found = await db.Set<BusService>().Where(service => db.Set<BusServiceVersion>().Any(version => version.ServiceId == service.Id && version.HeldAs != service.Classification)
            || db.Set<SearchEntry>().Any(entry => entry.Kind == ServiceRegister.Kind && entry.SubjectId == service.Id && entry.Classification != service.Classification)).OrderBy(service => service.Id).Take(Most).ToListAsync(cancel);
        foreach (var service in found)
        {
            await services.RegisterOf<BusService>().Keep(services, service, isNew: false, cancel, Why);
        }
        if (found.Count > 0)
        {
            await db.SaveChangesAsync(cancel);
        }
    }

    private static async Task Keep<T>(IServiceProvider services, List<T> records, Func<T, Classification> level, CancellationToken cancel)
        where T : class, IRecord, IOfService, new()
    {
        foreach (var record in records.Where(one => one.HeldAs != level(one)))
        {
            record.HeldAs = level(record);
            await services.RegisterOf<T>().Keep(services, record, isNew: false, cancel, Why);
        }
    }
}
