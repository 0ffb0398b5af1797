using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Tests.Modules.Applications.Hosting;

/// <summary>Puts applications, hosts, names and servers where tests of hosting need them.</summary>
internal static class HostingKit
{
    public static readonly DateOnly Today = new(2026, 11, 2);

    /// <summary>An application that runs, with its item of the architecture.</summary>
    public static Task<Guid> Application(this App app, string name, Guid agency, ApplicationStage stage = ApplicationStage.Running) => app.Do(async services =>
    {
        var application = new Application { Stage = stage };
        (application.Item.Name, application.Item.Code, application.Item.Reference, application.Item.AgencyId) = (name, name, "RAA.02.02", agency);
        await Keep(services, application);
        return application.Id;
    });

    public static Task Keep<T>(this App app, params T[] records)
        where T : class, IRecord, new() => app.Do(services => Keep(services, records));

    public static Task<T> One<T>(this App app, Guid id)
        where T : class, IRecord => app.Do(services => services.GetRequiredService<PlatformDb>().Set<T>().AsNoTracking().SingleAsync(item => item.Id == id));

    public static DomainName Name(string name, Guid agency, Guid person, DomainPurpose purpose = DomainPurpose.AgencySite) => new()
    {
        Name = name, Purpose = purpose, State = RequestState.Active, AgencyId = agency, ContentOwnerId = person, Target = "203.0.113.7", RegisteredOn = Today.AddMonths(-6), RenewOn = Today.AddMonths(6),
    };

    /// <summary>Another reading of the regulation holds from now on.</summary>
    public static async Task Choose(this App app, string reading)
    {
        await app.Change(instance => instance.Readings = [reading]);
        await app.Do(services => services.GetRequiredService<CurrentRegulation>().Refresh(services.GetRequiredService<PlatformDb>(), CancellationToken.None));
    }

    public static Task<List<Notice>> Notices(this App app, string kind) => app.Do(services => services.GetRequiredService<PlatformDb>().Set<Notice>().Where(notice => notice.Kind == kind).OrderBy(notice => notice.Id).ToListAsync());

    /// <summary>The program, whose probe finds every name at these addresses and a port of the test's.</summary>
    public static Task<App> StartProbing(string database, ProbeOptions options, params IPAddress[] addresses) => App.StartWith(Make.Palembang, database, services =>
        services.Replace(ServiceDescriptor.Singleton(provider => new TlsProbe(options, provider.GetRequiredService<TimeProvider>(), (_, _) => Task.FromResult(addresses)))));

    private static async Task Keep<T>(IServiceProvider services, params T[] records)
        where T : class, IRecord, new()
    {
        var kept = await new RegisterWork<T>(services.GetServices<Register>().OfType<Register<T>>().Single(), services).Keep(records, CancellationToken.None);
        kept.Refusals.Select(refusal => refusal.Message).ShouldBeEmpty();
    }
}
