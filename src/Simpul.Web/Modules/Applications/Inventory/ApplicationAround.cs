using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>
/// What the application serves, uses, exchanges data with and runs on: the relations of the architecture themselves, each of which is changed in
/// their own register.
/// </summary>
/// <param name="ItemHref">The application in the architecture.</param>
public sealed record ApplicationAround(IReadOnlyList<AroundGroup> Groups, string ItemHref)
{
    private const int Most = 200;

    private static readonly Func<PlatformDb, Guid, DateOnly, CancellationToken, Task<List<Row>>> read = Prepared.List((PlatformDb db, Guid id, DateOnly today) => (
        from relation in db.Set<ArchitectureRelation>().AsNoTracking()
        where (relation.FromId == id || relation.ToId == id) && (relation.Until == null || relation.Until >= today)
        join other in db.Set<ArchitectureItem>().AsNoTracking() on relation.FromId == id ? relation.ToId : relation.FromId equals other.Id
        orderby other.Name, relation.Id
        select new Row(relation.Id, relation.Kind, relation.FromId == id, relation.Note, other)).Take(Most));

    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var today = services.GetRequiredService<Today>().Date;
        var catalogue = services.GetRequiredService<RegisterCatalogue>();
        var (relations, items) = (catalogue.ByKind("architecture-relations")!, catalogue.ByKind("architecture-items")!);
        var rows = await read(db, id, today, cancel);
        var agency = (await services.GetRequiredService<ShownApplication>().Of(id, cancel))?.Item.AgencyId;
        var may = services.GetRequiredService<Acting>().Actor.May(relations.Edit, agency);
        var details = services.GetServices<IItemDetail>().ToList();

        AroundGroup Group(string title, string none, RelationKind kind, ArchitectureDomain? domain, bool isOut, string add) => new(
            title, none,
            [
                .. rows.Where(row => row.Kind == kind && (row.Out == isOut || kind == RelationKind.Exchanges) && (domain is null || row.Other.Domain == domain))
                    .Select(row => new AroundRow(row.Other.Name, details.FirstOrDefault(detail => detail.Domain == row.Other.Domain)?.HrefOf(row.Other.Id) ?? items.HrefOf(row.Other.Id),
                        Aside(row.Other, row.Note), relations.HrefOf(row.Id))),
            ],
            may ? new ShortLink(add, $"{relations.Href}/baru?{(isOut ? "from" : "to")}={id}&kind={kind}{(agency is { } own ? $"&agency={own}" : "")}") : null);

        return new ApplicationAround(
        [
            Group("Proses bisnis yang didukung", "Belum ada proses bisnis yang dicatat.", RelationKind.ServedBy, ArchitectureDomain.Process, false, "Hubungkan proses"),
            Group("Layanan yang didukung", "Belum ada layanan yang dicatat.", RelationKind.ServedBy, ArchitectureDomain.Service, false, "Hubungkan layanan"),
            Group("Data yang disimpan atau dipakai", "Belum ada data yang dicatat.", RelationKind.Uses, ArchitectureDomain.Data, true, "Hubungkan data"),
            Group("Integrasi", "Belum ada pertukaran data dengan aplikasi lain yang dicatat.", RelationKind.Exchanges, null, true, "Catat integrasi"),
            Group("Berjalan pada", "Belum ada infrastruktur yang dicatat.", RelationKind.RunsOn, null, true, "Hubungkan infrastruktur"),
            Group("Dilindungi oleh", "Belum ada kendali keamanan yang dicatat.", RelationKind.ProtectedBy, null, true, "Hubungkan kendali keamanan"),
            .. rows.Any(row => row.Kind == RelationKind.Replaces && row.Out) ? [Group("Menggantikan", "", RelationKind.Replaces, null, true, "Catat yang digantikan")] : Array.Empty<AroundGroup>(),
            .. rows.Any(row => row.Kind == RelationKind.Replaces && !row.Out) ? [Group("Digantikan oleh", "", RelationKind.Replaces, null, false, "Catat penggantinya")] : Array.Empty<AroundGroup>(),
        ], items.HrefOf(id));
    }

    private sealed record Row(Guid Id, RelationKind Kind, bool Out, string? Note, ArchitectureItem Other);

    /// <summary>Of data its classification, as the architecture holds it; of a relation its note.</summary>
    private static string? Aside(ArchitectureItem other, string? note)
    {
        var kept = other.Metadata.FirstOrDefault(line => line.StartsWith("sifat-data=", StringComparison.Ordinal));
        List<string> words = [.. new[] { other.State == ItemState.ToBe ? "target" : null, kept is null ? null : $"sifat data: {kept[(kept.IndexOf('=', StringComparison.Ordinal) + 1)..].ToLowerInvariant()}", note }.OfType<string>()];
        return words.Count == 0 ? null : string.Join("; ", words);
    }
}

/// <param name="Add">Null for who may not add a relation.</param>
public sealed record AroundGroup(string Title, string None, IReadOnlyList<AroundRow> Rows, ShortLink? Add);

/// <param name="RelationHref">The relation itself, where it is changed or ended.</param>
public sealed record AroundRow(string Name, string Href, string? Aside, string RelationHref);
