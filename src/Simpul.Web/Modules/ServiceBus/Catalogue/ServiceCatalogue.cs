using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>A service of the directory with those of its versions that its reader may know of.</summary>
/// <param name="Versions">Newest first.</param>
public sealed record ServiceEntry(BusService Service, BusMember Provider, IReadOnlyList<BusServiceVersion> Versions)
{
    /// <summary>The version that a newcomer should use; the newest that is published, in production where there is one.</summary>
    public BusServiceVersion? Current => Versions.FirstOrDefault(one => one.State == ServiceVersionState.Published && one.Environment == ServiceEnvironment.Production)
        ?? Versions.FirstOrDefault(one => one.State == ServiceVersionState.Published) ?? (Versions.Count > 0 ? Versions[0] : null);

    /// <summary>The version of the same environment that was published before.</summary>
    public BusServiceVersion? Before(BusServiceVersion version) =>
        Versions.FirstOrDefault(one => one.Environment == version.Environment && one.Id != version.Id && one.PublishedAt is { } at && (version.PublishedAt is null || at < version.PublishedAt));
}

/// <summary>The directory of services (direktori layanan): what can be called on the bus, and by which description.</summary>
public sealed class ServiceCatalogue(PlatformDb db, Acting acting)
{
    public const string PublicHref = "/direktori-layanan";
    public const string StaffHref = "/kerja/direktori-layanan";

    public const int PageSize = 25;

    /// <summary>States in which a version is in the directory.</summary>
    private static readonly ServiceVersionState[] shown = [ServiceVersionState.Published, ServiceVersionState.Deprecated];

    /// <summary>Services with a version that answers, by title.</summary>
    /// <param name="publicOnly">Only what is open to everybody.</param>
    /// <param name="words">Each must occur in title, description, an operation or a data element.</param>
    public async Task<(IReadOnlyList<ServiceEntry> Entries, int Total)> List(bool publicOnly, string? words, int number, CancellationToken cancel, int size = PageSize)
    {
        var found = Visible(publicOnly).Where(service => db.Set<BusServiceVersion>().Any(version => version.ServiceId == service.Id && shown.Contains(version.State)));
        foreach (var word in Folded.Words(RegisterQuery.Cut(words ?? "") ?? "").Take(8))
        {
            found = found.Where(service => service.Title.ToLower().Contains(word) || service.Code.Contains(word) || (service.Description != null && service.Description.ToLower().Contains(word))
                || db.Set<DirectoryText>().Any(text => text.ServiceId == service.Id && text.Words.Contains(word) && db.Set<BusServiceVersion>().Any(version => version.Id == text.VersionId && shown.Contains(version.State))));
        }
        var total = await found.CountAsync(cancel);
        var services = await found.OrderBy(service => service.Title).ThenBy(service => service.Id).Skip((number - 1) * size).Take(size).ToListAsync(cancel);
        return (await Entries(services, drafts: false, cancel), total);
    }

    /// <param name="drafts">Whether versions that are not published yet, or no longer, belong to it.</param>
    public async Task<ServiceEntry?> Find(string code, bool publicOnly, bool drafts, CancellationToken cancel)
    {
        var service = await Visible(publicOnly).SingleOrDefaultAsync(one => one.Code == code, cancel);
        return service is null ? null : (await Entries([service], drafts, cancel)) is [{ Versions.Count: > 0 } entry] ? entry : null;
    }

    /// <summary>As <see cref="Find"/>, whoever asks: for a caller who has shown the key of the service's address.</summary>
    internal async Task<ServiceEntry?> FindForGateway(string code, CancellationToken cancel) =>
        await db.Set<BusService>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, cancel) is { } service ? (await Entries([service], drafts: false, cancel))[0] : null;

    /// <summary>Services that the reader may know of.</summary>
    internal IQueryable<BusService> Visible(bool publicOnly)
    {
        var services = db.Set<BusService>().AsNoTracking();
        if (publicOnly) return services.Where(one => one.Classification == Classification.Public);
        var readable = acting.Actor.Readable();
        return services.Where(one => readable.Contains(one.Classification));
    }

    private async Task<IReadOnlyList<ServiceEntry>> Entries(IReadOnlyList<BusService> services, bool drafts, CancellationToken cancel)
    {
        var ids = services.Select(one => one.Id).ToList();
        var members = services.Select(one => one.ProviderId).ToList();
        var providers = await db.Set<BusMember>().AsNoTracking().Where(one => members.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        var versions = (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => ids.Contains(one.ServiceId) && (drafts || shown.Contains(one.State))).ToListAsync(cancel)).ToLookup(one => one.ServiceId);
        return [.. services.Select(service => new ServiceEntry(service, providers[service.ProviderId], [.. versions[service.Id].OrderByDescending(one => one.PublishedAt ?? DateTimeOffset.MaxValue).ThenByDescending(one => one.Id)]))];
    }
}
