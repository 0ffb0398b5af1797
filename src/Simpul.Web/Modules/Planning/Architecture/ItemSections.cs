using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>What an item needs and what needs it, on its page.</summary>
/// <param name="NeedsTotal">Of which the first are shown.</param>
/// <param name="NeededByTotal">Of which the first are shown.</param>
/// <param name="AddHref">Null for who may not add a relation.</param>
public sealed record ItemRelations(Guid Item, bool IsService, IReadOnlyList<ItemRelation> Needs, int NeedsTotal, IReadOnlyList<ItemRelation> NeededBy, int NeededByTotal, string? AddHref)
{
    private const int Most = 25;

    internal static async Task<object?> Load(IServiceProvider services, Guid item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var (relations, items) = (db.Set<ArchitectureRelation>().AsNoTracking(), db.Set<ArchitectureItem>().AsNoTracking());
        var (outward, inward) = (relations.Where(relation => relation.FromId == item), relations.Where(relation => relation.ToId == item));
        var needs = await (
            from relation in outward
            join other in items on relation.ToId equals other.Id
            orderby other.Domain, other.Name, relation.Id
            select new ItemRelation(relation.Id, relation.Kind, other.Id, other.Name, other.Domain, relation.Until)).Take(Most).ToListAsync(cancel);
        var neededBy = await (
            from relation in inward
            join other in items on relation.FromId equals other.Id
            orderby other.Domain, other.Name, relation.Id
            select new ItemRelation(relation.Id, relation.Kind, other.Id, other.Name, other.Domain, relation.Until)).Take(Most).ToListAsync(cancel);
        var own = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item).Select(one => new { one.Domain, one.AgencyId }).SingleOrDefaultAsync(cancel);
        return new ItemRelations(item, own?.Domain == ArchitectureDomain.Service, needs, needs.Count < Most ? needs.Count : await outward.CountAsync(cancel), neededBy, neededBy.Count < Most ? neededBy.Count : await inward.CountAsync(cancel),
            services.GetRequiredService<Acting>().Actor.May(PlanningPermissions.Architecture, own?.AgencyId) ? $"{RelationRegister.Href}/baru?from={item}{(own?.AgencyId is { } agency ? $"&agency={agency}" : "")}" : null);
    }
}

/// <summary>One relation of an item, seen from it.</summary>
public sealed record ItemRelation(Guid Id, RelationKind Kind, Guid Other, string Name, ArchitectureDomain Domain, DateOnly? Until);

/// <summary>What the national reference architecture asks of the item's domain, with what is filled in.</summary>
public sealed record ItemMetadata(IReadOnlyList<(MetadataAttribute Asked, string? Value)> Rows)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid item, CancellationToken cancel)
    {
        return await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == item, cancel) is { } own ? Of(services, own) : null;
    }

    internal static ItemMetadata Of(IServiceProvider services, ArchitectureItem own)
    {
        var tree = services.GetRequiredService<ReferenceTree>();
        var given = own.Metadata.Select(MetadataField.Parted).GroupBy(pair => pair.Id).ToDictionary(group => group.Key, group => group.First().Value);
        // Of infrastructure and security only what the kind of thing is asked for, as far as its code tells.
        var kinds = tree.Architecture.Metadata.Domains.FirstOrDefault(one => one.Id == own.Domain.Key())?.Objects
            .Where(one => own.Reference?.StartsWith(one.Code, StringComparison.Ordinal) == true).SelectMany(one => one.Attributes).Select(one => one.Id).ToHashSet() ?? [];
        return new ItemMetadata([.. tree.Attributes(own.Domain).Where(one => kinds.Count == 0 || kinds.Contains(one.Id) || given.ContainsKey(one.Id)).Select(one => (one, given.GetValueOrDefault(one.Id)))]);
    }
}

/// <summary>Where the module that keeps more of the item shows it.</summary>
public sealed record ItemDetails(string Href, string Domain)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid item, CancellationToken cancel)
    {
        var domain = await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().Where(one => one.Id == item).Select(one => (ArchitectureDomain?)one.Domain).SingleOrDefaultAsync(cancel);
        return services.GetServices<IItemDetail>().FirstOrDefault(detail => detail.Domain == domain) is { } found ? new ItemDetails(found.HrefOf(item), found.Domain.Word()) : null;
    }
}
