using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>An item, as reports and pictures need it.</summary>
public sealed record ItemFacts(Guid Id, ArchitectureDomain Domain, string Name, string Code, string? Reference, Guid? AgencyId, ItemState State, DateOnly? From, DateOnly? Until)
{
    public string Href => $"{ItemRegister.Href}/{Id}";
}

/// <summary>A relation, as reports and pictures need it.</summary>
public sealed record RelationFacts(Guid From, Guid To, RelationKind Kind);

/// <summary>
/// The architecture of one day in memory: items that are not over and the relations between them, read with one query each, whatever is then asked.
/// </summary>
public sealed class ArchitectureModel
{
    private readonly ILookup<Guid, RelationFacts> needs;
    private readonly ILookup<Guid, RelationFacts> neededBy;

    public ArchitectureModel(IEnumerable<ItemFacts> items, IEnumerable<RelationFacts> relations)
    {
        Items = items.ToDictionary(item => item.Id);
        Relations = [.. relations.Where(relation => Items.ContainsKey(relation.From) && Items.ContainsKey(relation.To))];
        needs = Relations.ToLookup(relation => relation.From);
        neededBy = Relations.ToLookup(relation => relation.To);
    }

    public IReadOnlyDictionary<Guid, ItemFacts> Items { get; }

    public IReadOnlyList<RelationFacts> Relations { get; }

    public static async Task<ArchitectureModel> Read(PlatformDb db, DateOnly date, CancellationToken cancel) => new(
        await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Until == null || item.Until >= date)
            .Select(item => new ItemFacts(item.Id, item.Domain, item.Name, item.Code, item.Reference, item.AgencyId, item.State, item.From, item.Until)).ToListAsync(cancel),
        await db.Set<ArchitectureRelation>().AsNoTracking().Where(relation => relation.Until == null || relation.Until >= date)
            .Select(relation => new RelationFacts(relation.FromId, relation.ToId, relation.Kind)).ToListAsync(cancel));

    /// <summary>Relations that start from the item.</summary>
    public IEnumerable<RelationFacts> NeedsOf(Guid item) => needs[item];

    /// <summary>Relations that end at the item.</summary>
    public IEnumerable<RelationFacts> NeedersOf(Guid item) => neededBy[item];

    /// <summary>The items at the other ends of the item's relations of a kind.</summary>
    public IEnumerable<ItemFacts> Needs(Guid item, RelationKind kind) => needs[item].Where(relation => relation.Kind == kind).Select(relation => Items[relation.To]);

    public IEnumerable<ItemFacts> Of(ArchitectureDomain domain) => Items.Values.Where(item => item.Domain == domain).OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id);

    /// <summary>Everything that the item needs, step by step: the item itself first, each with how many steps away it is.</summary>
    public IReadOnlyList<(ItemFacts Item, int Steps)> Below(Guid item)
    {
        var steps = new Dictionary<Guid, int> { [item] = 0 };
        var queue = new Queue<Guid>([item]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var relation in needs[at].Where(relation => relation.Kind is not (RelationKind.Exchanges or RelationKind.Replaces)))
            {
                if (steps.TryAdd(relation.To, steps[at] + 1))
                {
                    queue.Enqueue(relation.To);
                }
            }
        }
        return [.. steps.Select(pair => (Items[pair.Key], pair.Value)).OrderBy(pair => pair.Value).ThenBy(pair => pair.Item1.Domain).ThenBy(pair => pair.Item1.Name, StringComparer.OrdinalIgnoreCase)];
    }
}
