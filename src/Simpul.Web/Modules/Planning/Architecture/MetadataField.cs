using System.Linq.Expressions;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture;

/// <summary>
/// The two fields whose values are national data: the reference code, chosen by typing its words, and what the domain records, one line for each
/// as "Sifat data: Terbuka". Kept by id, so that a label may change.
/// </summary>
internal static class MetadataField
{
    public static Field<ArchitectureItem> Reference(ReferenceTree tree) => new()
    {
        Key = "reference",
        Label = "Kode referensi nasional",
        Kind = FieldKind.Text,
        Required = true,
        Listed = true,
        Searched = true,
        Sortable = true,
        MaxLength = ArchitectureItem.NameLength,
        Cite = "Perpres 132/2022 Lampiran",
        Help = "Tulis kodenya, misalnya RAB.04.01, atau kata-kata dari namanya. Bila belum tepat, kode yang terdekat disebutkan. Seluruh kode ada di halaman Referensi arsitektur.",
        SuggestHref = ReferencesModel.SuggestHref,
        Property = (Expression<Func<ArchitectureItem, string?>>)(item => item.Reference),
        UniqueBy = null,
        Read = item => item.Reference is { Length: > 0 } code ? [code] : [],
        Write = (item, values) =>
        {
            if (values.Count == 0 || Fields.Clean(values[0]) is not { Length: > 0 } typed)
            {
                return "Isi kode referensi nasional, atau kata-kata dari namanya.";
            }
            if (tree.Meant(item.Domain, typed) is not { } code)
            {
                return $"“{(typed.Length > 80 ? typed[..80] + "…" : typed)}” bukan kode {item.Domain.Reference()} ({item.Domain.Word()}). Yang terdekat: {string.Join("; ", tree.Nearest(item.Domain, typed).Select(near => $"{near.Code} {near.Name}"))}.";
            }
            item.Reference = code;
            return null;
        },
    };

    public static Field<ArchitectureItem> Metadata(ReferenceTree tree) => new()
    {
        Key = "metadata",
        Label = "Metadata domain",
        Kind = FieldKind.Lines,
        MaxLength = 30000,
        Cite = "Perpres 132/2022 Lampiran",
        Help = "Nama isian, titik dua, lalu isinya, misalnya “Sifat data: Terbuka”. Isian yang diminta setiap domain ada di halaman butir ini dan di Referensi arsitektur.",
        Property = (Expression<Func<ArchitectureItem, List<string>>>)(item => item.Metadata),
        UniqueBy = null,
        Read = item => [.. Ordered(tree, item.Domain, item.Metadata).Select(pair => Shown(tree, item.Domain, pair))],
        Write = (item, values) =>
        {
            var kept = new List<string>();
            foreach (var line in values.SelectMany(value => Fields.Clean(value).Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0))
            {
                var wrong = Put(tree, item.Domain, line, kept);
                if (wrong is not null)
                {
                    return wrong;
                }
            }
            item.Metadata = [.. Ordered(tree, item.Domain, kept)];
            return null;
        },
    };

    /// <summary>In the order of the national data, so that the same values are the same text wherever they were typed.</summary>
    private static IEnumerable<string> Ordered(ReferenceTree tree, ArchitectureDomain domain, IReadOnlyList<string> pairs)
    {
        var asked = tree.Attributes(domain).Select(attribute => attribute.Id).ToList();
        return pairs.OrderBy(pair => asked.IndexOf(Parted(pair).Id) is >= 0 and var at ? at : int.MaxValue);
    }

    /// <summary>An <c>id=value</c> with the id's label.</summary>
    public static string Shown(ReferenceTree tree, ArchitectureDomain domain, string pair)
    {
        var (id, value) = Parted(pair);
        return $"{tree.Attributes(domain).FirstOrDefault(attribute => attribute.Id == id)?.Name ?? id}: {value}";
    }

    public static (string Id, string Value) Parted(string pair) => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], pair[(at + 1)..]) : (pair, "");

    private static string? Put(ReferenceTree tree, ArchitectureDomain domain, string line, List<string> kept)
    {
        var asked = tree.Attributes(domain);
        var attribute = asked.Where(one => line.StartsWith(one.Name + ":", StringComparison.OrdinalIgnoreCase)).MaxBy(one => one.Name.Length)
            ?? asked.FirstOrDefault(one => line.StartsWith(one.Id + ":", StringComparison.OrdinalIgnoreCase));
        if (attribute is null)
        {
            var label = line.Split(':')[0].Trim();
            return $"“{(label.Length > 60 ? label[..60] + "…" : label)}” bukan isian domain {domain.Word()}. Pilih di antara: {string.Join("; ", Near(asked, label).Select(one => one.Name))}.";
        }
        var value = line[(line.StartsWith(attribute.Name + ":", StringComparison.OrdinalIgnoreCase) ? attribute.Name.Length + 1 : attribute.Id.Length + 1)..].Trim();
        if (value.Length > ArchitectureItem.ValueLength)
        {
            return $"Isi “{attribute.Name}” paling banyak {ArchitectureItem.ValueLength} huruf.";
        }
        if (kept.Any(pair => Parted(pair).Id == attribute.Id))
        {
            return $"“{attribute.Name}” ditulis dua kali.";
        }
        if (value.Length > 0)
        {
            kept.Add($"{attribute.Id}={value}");
        }
        return null;
    }

    private static IEnumerable<MetadataAttribute> Near(IReadOnlyList<MetadataAttribute> asked, string label)
    {
        var found = ReferenceTree.Search(asked.Select(one => new ReferenceCode(one.Id, one.Name, null, null)), label).Take(5).Select(one => one.Code).ToList();
        return found.Count > 0 ? asked.Where(one => found.Contains(one.Id)) : asked.Take(8);
    }
}
