using System.Linq.Expressions;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Architecture;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Contract;

/// <summary>
/// For modules whose records are items of the architecture (decision 0120): an application is one record in the architecture and in its own module.
/// Such a record shares the item's id, has it as a navigation that is always loaded, and keeps nothing that the item holds.
/// </summary>
public interface IArchitectureItems
{
    /// <summary>What stands against the item, at the keys of <see cref="ArchitectureFields"/>.</summary>
    IReadOnlyList<Refusal> Check(ArchitectureItem item);

    /// <summary>The item's event and its search entry, with the save at hand. Nothing where the item is not changed.</summary>
    Task Keep(ArchitectureItem item, bool isNew, CancellationToken cancel);
}

/// <summary>A module that keeps more of the items of a domain: <c>services.AddScoped&lt;IItemDetail, …&gt;()</c>.</summary>
public interface IItemDetail
{
    ArchitectureDomain Domain { get; }

    /// <summary>Address of the item's page in the module.</summary>
    string HrefOf(Guid item);

    /// <summary>
    /// The item is being added or changed in the architecture, by a form, a sheet or another tool's model: the module adds its own record, or puts
    /// anew what it says of it, with the save at hand.
    /// </summary>
    Task Kept(ArchitectureItem item, bool isNew, CancellationToken cancel);

    /// <summary>What stands against the item as the architecture would keep it, at the keys of <see cref="ArchitectureFields"/>: what its own register refuses too.</summary>
    Task<IReadOnlyList<Refusal>> Against(ArchitectureItem item, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Refusal>>([]);
}

/// <summary>What the architecture asks of every item, as fields of the register of the module that completes it.</summary>
public static class ArchitectureFields
{
    /// <summary>All but the domain. Keys: name, code, reference, agency, state, description, from, until, metadata.</summary>
    /// <param name="domain">Of the module's items: it stands on no form of theirs.</param>
    /// <param name="item">The navigation: <c>application => application.Item</c>.</param>
    /// <param name="listed">Keys of those that are columns of the list.</param>
    public static IReadOnlyList<Field<T>> Of<T>(IServiceProvider services, ArchitectureDomain domain, Expression<Func<T, ArchitectureItem>> item, params IReadOnlyList<string> listed)
        where T : class, IRecord =>
        [.. ItemRegister.FieldsOf(services.GetRequiredService<ReferenceTree>()).Where(field => field.Key != "domain").Select(field => field.Through(item, listed.Contains(field.Key), field.SuggestHref?.Replace("{domain}", domain.ToString(), StringComparison.Ordinal)))];

    /// <summary>The name of its national reference code, by which it is found too; empty where it has none.</summary>
    public static string ReferenceName(IServiceProvider services, ArchitectureItem item) => ItemRegister.ReferenceName(services.GetRequiredService<ReferenceTree>(), item);
}

/// <summary>Parts of an item's page that other modules show on theirs.</summary>
public static class ArchitectureSections
{
    /// <summary>What it needs and what needs it.</summary>
    public static readonly Section Relations = new("Hubungan", "/Modules/Planning/Architecture/_ItemRelations.cshtml", ItemRelations.Load);

    /// <summary>What the national reference architecture asks of its domain.</summary>
    public static readonly Section Metadata = new("Metadata yang diminta", "/Modules/Planning/Architecture/_ItemMetadata.cshtml", ItemMetadata.Load);

    /// <summary>As the other, for a page that has read the item already.</summary>
    public static Section MetadataOf(Func<IServiceProvider, Guid, CancellationToken, Task<ArchitectureItem?>> item) =>
        new(Metadata.Title, Metadata.Partial, async (services, id, cancel) => await item(services, id, cancel) is { } own ? ItemMetadata.Of(services, own) : null);
}
