using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>For every application that was planned for a made-up city: a placement, a name, and its releases.</summary>
internal static class HostingCity
{
    private const int Releases = 4;

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var applications = city.Steps.Where(step => step.Change is null && step.Record is Application { Stage: ApplicationStage.Running }).Select(step => (step.On, Record: (Application)step.Record)).ToList();
        var db = city.Services.GetRequiredService<PlatformDb>();
        List<(Guid Id, DateOnly On)> hosts = [.. city.Steps.Where(step => step.Change is null && step.Record is ArchitectureItem { Domain: ArchitectureDomain.Infrastructure }).Select(step => (step.Record.Id, step.On))];
        if (hosts.Count == 0)
        {
            hosts = [.. (await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Domain == ArchitectureDomain.Infrastructure).OrderBy(item => item.Code).Select(item => item.Id).ToListAsync(cancel)).Select(id => (id, city.First))];
        }
        if (applications.Count == 0 || hosts.Count == 0)
        {
            return;
        }
        var domain = Domains.Zones.MainOf(city.Services.GetRequiredService<CurrentRegulation>().Profile);
        var zone = await db.Set<DnsZone>().AsNoTracking().Where(item => item.Name == domain).Select(item => (Guid?)item.Id).SingleOrDefaultAsync(cancel)
            ?? city.Add(city.First, new DnsZone { Id = city.NewId(city.First), Name = domain, Mailbox = $"hostmaster@{domain}", CreatedOn = city.First }).Id;
        // Where the plan has the relation already, the architecture says it itself.
        var runs = city.Steps.Select(step => step.Record).OfType<ArchitectureRelation>().Where(relation => relation.Kind == RelationKind.RunsOn).Select(relation => (relation.FromId, relation.ToId)).ToHashSet();
        for (var at = 0; at < applications.Count; at++)
        {
            Plan(city, zone, domain, at, applications[at].Record, applications[at].On, hosts[at % hosts.Count], runs);
        }
    }

    private static void Plan(City city, Guid zone, string domain, int at, Application application, DateOnly on, (Guid Id, DateOnly On) host, HashSet<(Guid From, Guid To)> runs)
    {
        var day = city.Day(on > host.On ? on : host.On, city.Today);
        var agency = application.Item.AgencyId;
        city.Add(day, new Placement
        {
            Id = city.NewId(day), ApplicationId = application.Id, AgencyId = agency, State = RequestState.Active, HostId = host.Id, CpuGiven = 4, MemoryGiven = 8, StorageGiven = 100,
            Address = $"10.{20 + (at / 250)}.{at % 250}.10", StartsOn = day, ExpiresOn = city.Today.AddDays(30 + city.Random.Next(700)),
        });
        if (runs.Add((application.Id, host.Id)))
        {
            city.Add(day, new ArchitectureRelation { Id = city.NewId(day), FromId = application.Id, ToId = host.Id, Kind = RelationKind.RunsOn, AgencyId = agency });
        }
        city.Add(day, new DomainName
        {
            Id = city.NewId(day), Name = $"aplikasi-{at:000}.{domain}", ZoneId = zone, Purpose = DomainPurpose.Application, State = RequestState.Active, AgencyId = agency, ApplicationId = application.Id,
            Target = $"203.0.113.{1 + (at % 250)}", RegisteredOn = day, RegisteredBy = "ict-agency", RenewOn = city.Today.AddDays(10 + city.Random.Next(360)),
        });
        for (var release = 0; release < Releases; release++)
        {
            var released = city.Day(day, city.Today);
            city.Add(released, new Deployment { Id = city.NewId(released), ApplicationId = application.Id, AgencyId = agency, Number = $"1.{release}", ReleasedOn = released });
        }
    }
}
