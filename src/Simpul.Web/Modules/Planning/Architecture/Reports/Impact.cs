using Simpul.Web.Modules.Planning.Contract;
namespace Simpul.Web.Modules.Planning.Architecture.Reports;

/// <summary>An item that another one's end would touch.</summary>
/// <param name="Steps">Over how many relations; 1 for what needs it itself.</param>
/// <param name="Through">What it needs that is touched, and how.</param>
public sealed record Touched(ItemFacts Item, int Steps, RelationKind Kind, ItemFacts Through);

/// <summary>What depends on an item, directly and through others.</summary>
internal static class Impact
{
    /// <summary>
    /// Walks relations against their direction. Who exchanges data with something touched loses that exchange and no more, so it is told and not
    /// followed: otherwise one integration hub would bring down everything. What replaces an item does not depend on it.
    /// </summary>
    public static IReadOnlyList<Touched> Of(ArchitectureModel model, Guid item)
    {
        var touched = new Dictionary<Guid, Touched>();
        var queue = new Queue<(Guid Item, int Steps)>([(item, 0)]);
        var partners = new List<Touched>();
        while (queue.TryDequeue(out var at))
        {
            var through = model.Items[at.Item];
            foreach (var relation in model.NeedersOf(at.Item).Where(relation => relation.Kind is not (RelationKind.Exchanges or RelationKind.Replaces)))
            {
                if (relation.From != item && touched.TryAdd(relation.From, new Touched(model.Items[relation.From], at.Steps + 1, relation.Kind, through)))
                {
                    queue.Enqueue((relation.From, at.Steps + 1));
                }
            }
            partners.AddRange(model.NeedersOf(at.Item).Where(relation => relation.Kind == RelationKind.Exchanges).Select(relation => relation.From)
                .Concat(model.NeedsOf(at.Item).Where(relation => relation.Kind == RelationKind.Exchanges).Select(relation => relation.To))
                .Select(partner => new Touched(model.Items[partner], at.Steps + 1, RelationKind.Exchanges, through)));
        }
        foreach (var partner in partners.Where(partner => partner.Item.Id != item))
        {
            touched.TryAdd(partner.Item.Id, partner);
        }
        return [.. touched.Values.OrderBy(one => one.Steps).ThenBy(one => one.Item.Domain).ThenBy(one => one.Item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Item.Id)];
    }
}
