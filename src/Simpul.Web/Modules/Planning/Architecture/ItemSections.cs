using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>What an item needs and what needs it, on its page.</summary>
/// <param name="AddHref">Null for who may not add a relation.</param>
public sealed record ItemRelations(Guid Item, bool IsService, IReadOnlyList<ItemRelation> Needs, IReadOnlyList<ItemRelation> NeededBy, string? AddHref)
{
    private const int Most = 100;

    internal static async Task<object?> Load(IServiceProvider services, Guid item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var relations = await (
            from relation in db.Set<ArchitectureRelation>().AsNoTracking()
            where relation.FromId == item || relation.ToId == item
            join other in db.Set<ArchitectureItem>().AsNoTracking() on relation.FromId == item ? relation.ToId : relation.FromId equals other.Id
            orderby other.Domain, other.Name
            select new { relation.Id, Out = relation.FromId == item, relation.Kind, Other = other.Id, other.Name, other.Domain, relation.Until }).Take(2 * Most).ToListAsync(cancel);
        var own = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item).Select(one => new { one.Domain, one.AgencyId }).SingleOrDefaultAsync(cancel);
        var shown = relations.Select(one => (one.Out, Relation: new ItemRelation(one.Id, one.Kind, one.Other, one.Name, one.Domain, one.Until))).ToList();
        return new ItemRelations(item, own?.Domain == ArchitectureDomain.Service, [.. shown.Where(one => one.Out).Select(one => one.Relation).Take(Most)], [.. shown.Where(one => !one.Out).Select(one => one.Relation).Take(Most)],
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
        var own = await services.GetRequiredService<PlatformDb>().Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item)
            .Select(one => new { one.Domain, one.Reference, one.Metadata }).SingleOrDefaultAsync(cancel);
        if (own is null)
        {
            return null;
        }
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
