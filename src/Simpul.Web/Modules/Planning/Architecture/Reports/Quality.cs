using Simpul.Web.Modules.Planning.Contract;
namespace Simpul.Web.Modules.Planning.Architecture.Reports;

/// <summary>Something that is wanting in the records of the architecture.</summary>
/// <param name="Key">In the address of its list.</param>
/// <param name="Do">What to do about it.</param>
public sealed record Shortcoming(string Key, string Title, string Do, IReadOnlyList<ItemFacts> Items);

/// <summary>The quality report: what the records of the architecture lack.</summary>
internal static class Quality
{
    public static IReadOnlyList<Shortcoming> Of(ArchitectureModel model, ReferenceTree tree)
    {
        var joined = model.Relations.SelectMany(relation => new[] { relation.From, relation.To }).ToHashSet();
        var used = model.Relations.Where(relation => relation.Kind == RelationKind.Uses).Select(relation => relation.To).ToHashSet();
        var given = model.Relations.Where(relation => relation.Kind == RelationKind.GivenBy).Select(relation => relation.From).ToHashSet();
        return
        [
            Wanting("kode", "Tanpa kode referensi nasional", "Ubah butirnya dan pilih kode yang terdekat.", item => item.Reference is null || !tree.Allows(item.Domain, item.Reference)),
            Wanting("pemilik", "Tanpa perangkat daerah pemilik", "Tetapkan perangkat daerah yang bertanggung jawab.", item => item.AgencyId is null),
            Wanting("hubungan", "Tanpa hubungan", "Hubungkan dengan butir yang memakai atau dipakainya.", item => !joined.Contains(item.Id)),
            Wanting("data", "Data yang tidak dipakai", "Hubungkan dengan proses, layanan, atau aplikasi yang menggunakannya, atau akhiri.", item => item.Domain == ArchitectureDomain.Data && !used.Contains(item.Id)),
            Wanting("layanan", "Layanan tanpa proses bisnis", "Hubungkan dengan proses yang menyelenggarakannya.", item => item.Domain == ArchitectureDomain.Service && !given.Contains(item.Id)),
        ];

        Shortcoming Wanting(string key, string title, string todo, Func<ItemFacts, bool> lacks) =>
            new(key, title, todo, [.. model.Items.Values.Where(lacks).OrderBy(item => item.Domain).ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id)]);
    }
}
