using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>
/// Keeps an item and the record that completes it together, from whichever side the change came. One of it a scope, so that the one side's save does
/// not call the other's again.
/// </summary>
internal sealed class ArchitectureItems(PlatformDb db, IServiceProvider services, ReferenceTree tree) : IArchitectureItems
{
    private readonly HashSet<Guid> keeping = [];

    public IReadOnlyList<Refusal> Check(ArchitectureItem item) => ItemRegister.Check(tree, item);

    public async Task Keep(ArchitectureItem item, bool isNew, CancellationToken cancel)
    {
        if ((isNew || db.Entry(item).State != EntityState.Unchanged) && keeping.Add(item.Id))
        {
            await services.RegisterOf<ArchitectureItem>().Keep(services, item, isNew, cancel);
            keeping.Remove(item.Id);
        }
    }

    /// <summary>The architecture's side keeps the item: whoever completes it keeps theirs.</summary>
    public async Task Kept(ArchitectureItem item, bool isNew, CancellationToken cancel)
    {
        if (keeping.Add(item.Id))
        {
            foreach (var detail in services.GetServices<IItemDetail>().Where(detail => detail.Domain == item.Domain))
            {
                await detail.Kept(item, isNew, cancel);
            }
            keeping.Remove(item.Id);
        }
    }

    /// <summary>What whoever completes the item has against the change that the architecture's side makes.</summary>
    public async Task<IReadOnlyList<Refusal>> Against(ArchitectureItem item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        foreach (var detail in services.GetServices<IItemDetail>().Where(detail => detail.Domain == item.Domain))
        {
            refusals.AddRange(await detail.Against(item, cancel));
        }
        return refusals;
    }
}
