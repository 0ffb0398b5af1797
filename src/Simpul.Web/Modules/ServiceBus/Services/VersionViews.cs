using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>How a version stands and what is to be done about it, above its facts.</summary>
/// <param name="Address">Where callers reach it at the gateway.</param>
/// <param name="Blocked">Why it is switched off; null where it is not.</param>
/// <param name="ContractHref">Where a contract on it is made; null where none can be.</param>
/// <param name="ReferenceHref">Its page for callers; null while it is not published.</param>
/// <param name="DocumentHref">The document as it was taken in; null for who has only to call.</param>
public sealed record VersionActions(BusServiceVersion Item, string Address, string? Blocked, string? EditHref, string? ClassifyHref, string? PublishHref, string? ContractHref, string? ReferenceHref, string? DocumentHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, actor) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor);
        if (await db.Set<BusServiceVersion>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } item)
        {
            return null;
        }
        var code = await db.Set<BusService>().AsNoTracking().Where(one => one.Id == item.ServiceId).Select(one => one.Code).SingleAsync(cancel);
        string[] targets = [code, $"{code}/{item.Label}"];
        var blocked = await db.Set<BusBlock>().AsNoTracking().Where(block => block.Kind == BlockKind.Service && targets.Contains(block.Target) && block.EndedAt == null).Select(block => block.Reason).FirstOrDefaultAsync(cancel);
        var drafts = item.State is ServiceVersionState.Draft or ServiceVersionState.Proposed;
        var edits = actor.May(ServiceBusPermissions.Services, item.AgencyId);
        var href = $"{VersionRegister.Href}/{id}";
        return new VersionActions(item, services.GetRequiredService<BusOptions>().AddressOf(code, item.Label), blocked, drafts && edits ? $"{href}/sunting" : null, drafts && edits ? $"{href}/klasifikasi" : null,
            item.State != ServiceVersionState.Withdrawn && (edits || actor.MayEverywhere(ServiceBusPermissions.Publish)) ? $"{href}/terbit" : null,
            item.State == ServiceVersionState.Published && actor.May(ServiceBusPermissions.Contracts) ? $"{Contracts.ContractRegister.Href}/susun?versi={id}" : null,
            item.State is ServiceVersionState.Published or ServiceVersionState.Deprecated ? $"{Catalogue.ServiceCatalogue.StaffHref}/{code}/{item.Label}" : null, ServiceParts.ShowsProvider(actor, item.AgencyId) ? $"{href}/dokumen" : null);
    }
}

/// <summary>The data elements of a version, by operation, on its page.</summary>
public sealed record ElementsOf(IReadOnlyList<IGrouping<string, ServiceField>> Operations, int Total)
{
    /// <summary>Elements that are shown.</summary>
    private const int Most = 200;

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var fields = services.GetRequiredService<PlatformDb>().Set<ServiceField>().AsNoTracking().Where(field => field.VersionId == id);
        var shown = await fields.OrderBy(field => field.Position).Take(Most).ToListAsync(cancel);
        return shown.Count == 0 ? null : new ElementsOf([.. shown.GroupBy(field => field.Operation)], await fields.CountAsync(cancel));
    }
}

/// <summary>Where a version is answered, and how its providers do.</summary>
/// <param name="Source">Where its document was read; null where it was uploaded.</param>
public sealed record UpstreamsOf(IReadOnlyList<(ServiceUpstream Upstream, UpstreamHealth? Health)> Upstreams, bool IsSandbox, string? Source)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var version = await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Id == id).Select(one => new { one.AgencyId, one.Environment, one.SourceUrl }).SingleAsync(cancel);
        if (!ServiceParts.ShowsProvider(services.GetRequiredService<Acting>().Actor, version.AgencyId))
        {
            return null;
        }
        var upstreams = await db.Set<ServiceUpstream>().AsNoTracking().Where(one => one.VersionId == id).OrderBy(one => one.Position).ToListAsync(cancel);
        var ids = upstreams.Select(one => one.Id).ToList();
        var health = await db.Set<UpstreamHealth>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        return new UpstreamsOf([.. upstreams.Select(one => (one, health.GetValueOrDefault(one.Id)))], version.Environment == ServiceEnvironment.Sandbox, version.SourceUrl);
    }
}

/// <summary>Looks at the providers of published services.</summary>
internal static class HealthWatch
{
    /// <summary>Addresses that are looked at in one run, and at once.</summary>
    private const int Most = 500;
    private const int AtOnce = 8;

    public static readonly Platform.Jobs.ScheduledJob Job = new("bus.health", "Pemeriksaan penyedia layanan penghubung", "0 2/5 * * * ?", Run, CatchUp: false);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        var (db, provider, clock) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<ProviderClient>(), services.GetRequiredService<TimeProvider>());
        var upstreams = await db.Set<ServiceUpstream>().AsNoTracking().Where(one => db.Set<BusServiceVersion>().Any(version => version.Id == one.VersionId && (version.State == ServiceVersionState.Published || version.State == ServiceVersionState.Deprecated)))
            .OrderBy(one => one.Id).Take(Most).ToListAsync(cancel);
        var answers = new System.Collections.Concurrent.ConcurrentDictionary<Guid, ProbeAnswer>();
        await Parallel.ForEachAsync(upstreams, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (one, stop) => answers[one.Id] = await provider.Probe(one.Url, one.Certificates, stop));
        var known = await db.Set<UpstreamHealth>().ToDictionaryAsync(one => one.Id, cancel);
        var now = clock.GetUtcNow();
        foreach (var (id, answer) in answers)
        {
            if (!known.TryGetValue(id, out var health))
            {
                db.Add(health = new UpstreamHealth { Id = id, IsUp = answer.IsUp, Since = now });
            }
            if (health.IsUp != answer.IsUp)
            {
                (health.IsUp, health.Since) = (answer.IsUp, now);
            }
            (health.ProbedAt, health.Milliseconds, health.Problem) = (now, answer.Milliseconds, answer.Problem);
        }
        db.RemoveRange(known.Values.Where(one => !answers.ContainsKey(one.Id)));
        await db.SaveChangesAsync(cancel);
        return $"{answers.Count} alamat diperiksa, {answers.Values.Count(answer => !answer.IsUp)} tidak menjawab.";
    }
}
