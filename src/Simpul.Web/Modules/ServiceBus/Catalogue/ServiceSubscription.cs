using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>That a person is told what changes about a service.</summary>
[RecordKind("bus-subscriptions")]
public sealed class ServiceSubscription : IRecord
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ServiceId { get; set; }

    public Guid PersonId { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>That subscribers were told of a state of a version, so that nobody is told twice.</summary>
public sealed class ServiceNewsTold
{
    public Guid VersionId { get; set; }

    public ServiceVersionState State { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>Begins and ends subscriptions of the person at hand.</summary>
public sealed class ServiceSubscriptions(PlatformDb db, Journal journal, Acting acting, TimeProvider clock)
{
    public Task<bool> Has(Guid service, CancellationToken cancel)
    {
        var person = acting.Actor.PersonId;
        return db.Set<ServiceSubscription>().AnyAsync(one => one.ServiceId == service && one.PersonId == person && one.EndedAt == null, cancel);
    }

    public async Task Begin(Guid service, CancellationToken cancel)
    {
        if (acting.Actor.PersonId is not { } person || await Has(service, cancel)) return;
        var fresh = new ServiceSubscription { ServiceId = service, PersonId = person, From = clock.GetUtcNow() };
        db.Add(fresh);
        journal.Record("bus-subscriptions.begun", fresh);
        await db.SaveChangesAsync(cancel);
    }

    public async Task End(Guid service, CancellationToken cancel)
    {
        var person = acting.Actor.PersonId;
        foreach (var one in await db.Set<ServiceSubscription>().Where(one => one.ServiceId == service && one.PersonId == person && one.EndedAt == null).ToListAsync(cancel))
        {
            one.EndedAt = clock.GetUtcNow();
            journal.Record("bus-subscriptions.ended", one);
        }
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Tells those who subscribed, and the parties of its contracts, that a version was published, will be withdrawn or was withdrawn.</summary>
internal static class ServiceNews
{
    private static readonly ServiceVersionState[] told = [ServiceVersionState.Published, ServiceVersionState.Deprecated, ServiceVersionState.Withdrawn];

    /// <returns>How many notices.</returns>
    public static async Task<int> Tell(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var board = services.GetRequiredService<NoticeBoard>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var news = await db.Set<BusServiceVersion>().AsNoTracking().Where(version => told.Contains(version.State) && !db.Set<ServiceNewsTold>().Any(one => one.VersionId == version.Id && one.State == version.State))
            .OrderBy(version => version.Id).Take(50).ToListAsync(cancel);
        var notices = 0;
        foreach (var version in news)
        {
            var service = await db.Set<BusService>().AsNoTracking().SingleAsync(one => one.Id == version.ServiceId, cancel);
            var (title, href) = (Words(service, version), $"{ServiceCatalogue.StaffHref}/{service.Code}/{version.Label}");
            var people = await db.Set<ServiceSubscription>().Where(one => one.ServiceId == service.Id && one.EndedAt == null).Select(one => one.PersonId).ToListAsync(cancel);
            // Who has a contract on it must know when it ends, subscribed or not.
            if (version.State != ServiceVersionState.Published)
            {
                people.AddRange(await db.Set<BusContract>().Where(one => one.ServiceVersionId == version.Id && one.State == ContractState.InForce)
                    .Join(db.Set<BusMember>(), contract => contract.ConsumerId, member => member.Id, (contract, member) => member.ContactId).Where(contact => contact != null).Select(contact => contact!.Value).ToListAsync(cancel));
            }
            foreach (var person in people.Distinct())
            {
                board.Tell(Recipient.Person(person), "bus.service-news", title, href);
                notices++;
            }
            db.Add(new ServiceNewsTold { VersionId = version.Id, State = version.State, At = now });
        }
        if (news.Count > 0) await db.SaveChangesAsync(cancel);
        return notices;
    }

    private static string Words(BusService service, BusServiceVersion version) => version.State switch
    {
        ServiceVersionState.Published => $"Layanan {service.Title} menerbitkan versi {version.Label}.",
        ServiceVersionState.Deprecated => $"Versi {version.Label} layanan {service.Title} akan ditarik{(version.SunsetOn is { } day ? $" sesudah {Indonesian.Date(day)}" : "")}.",
        _ => $"Versi {version.Label} layanan {service.Title} ditarik.",
    };
}

internal sealed class ServiceSubscriptionMapping : IEntityTypeConfiguration<ServiceSubscription>, IEntityTypeConfiguration<ServiceNewsTold>
{
    public void Configure(EntityTypeBuilder<ServiceSubscription> builder)
    {
        builder.ToTable("bus_subscriptions");
        builder.HasIndex(one => new { one.ServiceId, one.PersonId });
        builder.HasOne<BusService>().WithMany().HasForeignKey(one => one.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ServiceNewsTold> builder)
    {
        builder.ToTable("bus_service_news").HasKey(one => new { one.VersionId, one.State });
    }
}
