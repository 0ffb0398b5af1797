using System.Collections.Concurrent;
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
public sealed class Similarity(PlatformDb db, NationalData national, Today today, ComparedApplicationsKept kept, ShownApplication shown)
{
    /// <summary>From here on an application is shown; below, what two share is mostly chance.</summary>
    public const double Least = 0.4;

    private const double LeastNational = 0.34;

    /// <summary>The applications most alike, the most alike first. Those that are retired are left out.</summary>
    /// <param name="application">Its id; one that is unknown is like none.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<Likeness>> Of(Guid application, int most, CancellationToken cancel)
    {
        var compared = await Read(cancel);
        return !compared.All.TryGetValue(application, out var own) ? []
            : compared.Found.GetOrAdd((application, most), _ => Among(own, compared.All.Values, id => compared.Names.GetValueOrDefault(id) ?? "", most));
    }

    /// <summary>National applications that seem to do what the application does.</summary>
    public async Task<IReadOnlyList<NationalLikeness>> National(Guid application, int most, CancellationToken cancel)
    {
        var own = await shown.Of(application, cancel);
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

    /// <summary>A proposal is compared with all that serves the same process, whether proposed or in use, however little else they share.</summary>
    internal static IReadOnlyList<Likeness> Among(Comparable own, IEnumerable<Comparable> others, Func<Guid, string> named, int most) =>
    [
        .. others.Where(other => other.Id != own.Id).Select(other => (Other: other, Like: Comparison.Of(own, other, named)))
            .Where(one => one.Like.Score >= Least
                || (own.Stage == ApplicationStage.Proposed && own.Processes.Any(one.Other.Processes.Contains)))
            .OrderByDescending(one => one.Like.Score).ThenBy(one => one.Other.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Other.Id).Take(most)
            .Select(one => new Likeness(one.Other.Id, one.Other.Name, one.Other.Code, one.Other.Agency, one.Other.Stage, one.Like.Score, one.Like.Why)),
    ];

    /// <summary>What is compared, read anew only where the journal has grown: every change is an event.</summary>
    private async Task<ComparedApplications> Read(CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            // What this transaction has written nobody else may see yet.
            return await Read(0, null, cancel);
        }
        var size = await db.JournalSize(cancel, kept.Last?.JournalSize ?? 0);
        return kept.Last is { } last && last.JournalSize == size && last.Date == today.Date ? last : kept.Last = await Read(size, kept.Last, cancel);
    }

    private async Task<ComparedApplications> Read(long size, ComparedApplications? last, CancellationToken cancel)
    {
        var date = today.Date;
        var applications = await db.Set<Application>().AsNoTracking().IgnoreAutoIncludes().Where(item => item.Stage != ApplicationStage.Retired)
            .Select(item => new { item.Id, item.Item.Name, item.Item.Code, item.Item.AgencyId, item.Stage, item.Item.Description, item.Functions }).ToListAsync(cancel);
        var standing = db.Set<ArchitectureRelation>().AsNoTracking().Where(relation => relation.Until == null || relation.Until >= date);
        var served = await (
            from relation in standing
            where relation.Kind == RelationKind.ServedBy && db.Set<Application>().Any(item => item.Id == relation.ToId)
            join other in db.Set<ArchitectureItem>() on relation.FromId equals other.Id
            select new { Application = relation.ToId, other.Id, other.Domain, other.Name }).ToListAsync(cancel);
        var used = await (
            from relation in standing
            where relation.Kind == RelationKind.Uses && db.Set<Application>().Any(item => item.Id == relation.FromId)
            join other in db.Set<ArchitectureItem>() on relation.ToId equals other.Id
            select new { Application = relation.FromId, other.Id, other.Domain, other.Name }).ToListAsync(cancel);
        var (above, below) = (served.ToLookup(one => one.Application), used.ToLookup(one => one.Application));
        return new ComparedApplications(size, date, applications.ToDictionary(item => item.Id, item => Made(last, new Comparable(
            item.Id, item.Name, item.Code, item.AgencyId, item.Stage, item.Description ?? "", item.Functions,
            above[item.Id].Where(one => one.Domain == ArchitectureDomain.Process).Select(one => one.Id).ToHashSet(),
            above[item.Id].Where(one => one.Domain == ArchitectureDomain.Service).Select(one => one.Id).ToHashSet(), below[item.Id].Select(one => one.Id).ToHashSet()))),
            served.Concat(used).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Name));
    }

    /// <summary>With the words found before, where the text is the same.</summary>
    private static Comparable Made(ComparedApplications? last, Comparable fresh) =>
        last?.All.GetValueOrDefault(fresh.Id) is { } known && known.Name == fresh.Name && known.Description == fresh.Description && known.Functions.SequenceEqual(fresh.Functions)
            ? known with { Code = fresh.Code, Agency = fresh.Agency, Stage = fresh.Stage, Processes = fresh.Processes, Services = fresh.Services, Data = fresh.Data } : fresh;

    private static Comparable Of(Application item, IEnumerable<Guid> processes, IEnumerable<Guid> services, IEnumerable<Guid> data) => new(
        item.Id, item.Item.Name, item.Item.Code, item.Item.AgencyId, item.Stage, item.Item.Description ?? "", item.Functions, processes.ToHashSet(), services.ToHashSet(), data.ToHashSet());
}

/// <summary>All applications as they are compared, as they stood when the journal had so many events.</summary>
/// <param name="Names">Of processes, services and data.</param>
public sealed record ComparedApplications(long JournalSize, DateOnly Date, IReadOnlyDictionary<Guid, Comparable> All, IReadOnlyDictionary<Guid, string> Names)
{
    /// <summary>What was asked already: by the application, and how many at most.</summary>
    public ConcurrentDictionary<(Guid Application, int Most), IReadOnlyList<Likeness>> Found { get; } = new();
}

/// <summary>What was compared last. One in the program; two requests that read at once do so twice, which harms nobody.</summary>
public sealed class ComparedApplicationsKept
{
    public ComparedApplications? Last { get; set; }
}
