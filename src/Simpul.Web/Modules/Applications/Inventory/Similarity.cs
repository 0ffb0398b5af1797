using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory.Likenesses;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>
/// Which applications do much of what another one does, and why that seems so: for whoever gives an opinion on a proposal, before money is spent.
/// Reads all applications and their relations once, whatever their number, and compares in memory.
/// </summary>
public sealed class Similarity(PlatformDb db, NationalData national, Today today)
{
    /// <summary>From here on an application is shown; below, what two share is mostly chance.</summary>
    public const double Least = 0.4;

    private const double LeastNational = 0.34;

    /// <summary>The applications most alike, the most alike first. Those that are retired are left out.</summary>
    /// <param name="application">Its id; one that is unknown is like none.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<Likeness>> Of(Guid application, int most, CancellationToken cancel)
    {
        var (all, names) = await Read(cancel);
        return all.TryGetValue(application, out var own) ? Among(own, all.Values, id => names.GetValueOrDefault(id) ?? "", most) : [];
    }

    /// <summary>National applications that seem to do what the application does.</summary>
    public async Task<IReadOnlyList<NationalLikeness>> National(Guid application, int most, CancellationToken cancel)
    {
        var own = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == application, cancel);
        if (own is null || own.Kind == ApplicationKind.General)
        {
            return [];
        }
        var compared = Of(own, [], [], []);
        return
        [
            .. national.General.All.Where(item => item.Id != own.General).Select(item => (Item: item, Like: Comparison.Covered(compared, $"{item.Name} {item.Does}")))
                .Where(one => one.Like.Score >= LeastNational && one.Like.Words.Count > 1).OrderByDescending(one => one.Like.Score).Take(most)
                .Select(one => new NationalLikeness(one.Item.Name, one.Item.Owner, one.Item.IsGeneral, one.Like.Score, one.Like.Words)),
        ];
    }

    /// <summary>Two proposals for the same process are shown to each other however little else they share.</summary>
    internal static IReadOnlyList<Likeness> Among(Comparable own, IEnumerable<Comparable> others, Func<Guid, string> named, int most) =>
    [
        .. others.Where(other => other.Id != own.Id).Select(other => (Other: other, Like: Comparison.Of(own, other, named)))
            .Where(one => one.Like.Score >= Least
                || (own.Stage == ApplicationStage.Proposed && one.Other.Stage == ApplicationStage.Proposed && own.Processes.Any(one.Other.Processes.Contains)))
            .OrderByDescending(one => one.Like.Score).ThenBy(one => one.Other.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Other.Id).Take(most)
            .Select(one => new Likeness(one.Other.Id, one.Other.Name, one.Other.Code, one.Other.Agency, one.Other.Stage, one.Like.Score, one.Like.Why)),
    ];

    private async Task<(Dictionary<Guid, Comparable> All, Dictionary<Guid, string> Names)> Read(CancellationToken cancel)
    {
        var date = today.Date;
        var applications = await db.Set<Application>().AsNoTracking().Where(item => item.Stage != ApplicationStage.Retired).ToListAsync(cancel);
        var relations = await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where (relation.Until == null || relation.Until >= date) && (relation.Kind == RelationKind.ServedBy || relation.Kind == RelationKind.Uses)
            join source in db.Set<ArchitectureItem>() on relation.FromId equals source.Id
            join target in db.Set<ArchitectureItem>() on relation.ToId equals target.Id
            where target.Domain == ArchitectureDomain.Application || source.Domain == ArchitectureDomain.Application
            select new { From = source.Id, FromDomain = source.Domain, FromName = source.Name, To = target.Id, ToName = target.Name }).ToListAsync(cancel);
        var served = relations.Where(one => one.FromDomain != ArchitectureDomain.Application).ToLookup(one => one.To);
        var used = relations.Where(one => one.FromDomain == ArchitectureDomain.Application).ToLookup(one => one.From);
        Dictionary<Guid, string> names = [];
        foreach (var one in relations)
        {
            names.TryAdd(one.From, one.FromName);
            names.TryAdd(one.To, one.ToName);
        }
        return (applications.ToDictionary(item => item.Id, item => Of(
            item, served[item.Id].Where(one => one.FromDomain == ArchitectureDomain.Process).Select(one => one.From),
            served[item.Id].Where(one => one.FromDomain == ArchitectureDomain.Service).Select(one => one.From), used[item.Id].Select(one => one.To))), names);
    }

    private static Comparable Of(Application item, IEnumerable<Guid> processes, IEnumerable<Guid> services, IEnumerable<Guid> data) => new(
        item.Id, item.Item.Name, item.Item.Code, item.Item.AgencyId, item.Stage, item.Item.Description ?? "", item.Functions, processes.ToHashSet(), services.ToHashSet(), data.ToHashSet());
}
