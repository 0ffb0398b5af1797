using Microsoft.Extensions.DependencyInjection;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;

namespace Simpul.Tests.Modules.Planning.Architecture;

internal static class MakeItems
{
    /// <summary>Registers items of these names, in order.</summary>
    public static Task<List<Guid>> Items(this App app, params (ArchitectureDomain Domain, string Name)[] wanted) => app.Do(async services =>
    {
        var ids = new List<Guid>();
        var register = services.GetServices<Register>().OfType<Register<ArchitectureItem>>().Single();
        foreach (var (domain, name) in wanted)
        {
            var item = new ArchitectureItem { Domain = domain, Name = name, Code = name, Reference = $"{domain.Reference()}.01" };
            services.GetRequiredService<PlatformDb>().Add(item);
            await register.Keep(services, item, isNew: true, CancellationToken.None);
            ids.Add(item.Id);
        }
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        return ids;
    });

    /// <summary>The sample's organisation and its architecture.</summary>
    public static async Task SampleArchitecture(this App app)
    {
        await app.Do(services => services.GetServices<IModule>().Single(module => module.Name == "Organisation").AddSample(services, CancellationToken.None));
        await app.Do(services => ArchitectureSample.Add(services, CancellationToken.None));
    }

    public static Task Relate(this App app, params (Guid From, RelationKind Kind, Guid To)[] wanted) => app.Do(async services =>
    {
        foreach (var (from, kind, to) in wanted)
        {
            var relation = new ArchitectureRelation { FromId = from, Kind = kind, ToId = to };
            services.GetRequiredService<PlatformDb>().Add(relation);
            services.GetRequiredService<Journal>().Record("architecture-relations.registered", relation);
        }
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
    });
}
