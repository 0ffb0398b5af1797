using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Simpul.Web.Modules.Planning.Contract;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>The items and relations that a file holds, put into what is stored; the rest goes to the store as it stands.</summary>
internal sealed class ExchangeRecords(ExchangeFile file, ExchangeStore stored, ReferenceTree tree)
{
    private const int MostFaults = 50;

    private readonly List<ExchangeFault> faults = [];
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchitectureItem> items = new(StringComparer.Ordinal);
    private readonly List<ArchitectureRelation> relations = [];
    private readonly Dictionary<string, Guid> codes = stored.Items.Values.ToDictionary(item => item.Code, item => item.Id, StringComparer.Ordinal);

    public IReadOnlyList<ExchangeFault> Faults => faults;

    public IReadOnlyCollection<ArchitectureItem> Items => items.Values;

    public IReadOnlyList<ArchitectureRelation> Relations => relations;

    /// <summary>Identifiers of the file's definitions that were given another, because an earlier import uses theirs for something else.</summary>
    public HashSet<string> Redefined { get; } = new(StringComparer.Ordinal);

    public void Fault(XObject at, string message)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new ExchangeFault(ExchangeFile.LineOf(at), message));
        }
    }

    public void Take()
    {
        Define();
        foreach (var element in file.Elements)
        {
            Element(element);
        }
        var taken = stored.Relations.Values.ToDictionary(relation => (relation.FromId, relation.ToId, relation.Kind), relation => relation.Id);
        foreach (var relation in file.Relations)
        {
            Relation(relation, taken);
        }
    }

    /// <summary>Tells Simpul's own definitions by their names, and keeps the others: under another identifier where theirs is taken.</summary>
    private void Define()
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = stored.Definitions;
        foreach (var definition in file.Definitions)
        {
            var identifier = ExchangeStore.Identifier(definition);
            var name = definition.Element(Archimate + "name")?.Value.Trim() ?? "";
            if (Own.FirstOrDefault(one => one.Value == name).Key is { } own)
            {
                keys[identifier] = own;
                continue;
            }
            if (name.StartsWith(MetadataPrefix, StringComparison.Ordinal))
            {
                keys[identifier] = "metadata " + name[MetadataPrefix.Length..];
                continue;
            }
            var kept = identifier;
            if (identifier.StartsWith(DefinitionPrefix, StringComparison.Ordinal) || (before.TryGetValue(identifier, out var there) && Text(there) != Text(definition)))
            {
                kept = $"propid-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{definition.Attribute("type")?.Value} {name}")))[..12]}";
                renamed[identifier] = kept;
                Redefined.Add(identifier);
                definition.SetAttributeValue("identifier", kept);
            }
            stored.Want(FragmentKind.Definition, kept, definition);
        }
        foreach (var named in renamed.Count == 0 ? [] : file.Root.Descendants().Attributes("propertyDefinitionRef"))
        {
            named.Value = renamed.GetValueOrDefault(named.Value, named.Value);
        }
    }

    private void Element(XElement element)
    {
        var identifier = ExchangeStore.Identifier(element);
        var own = ExchangeElements.OwnIn(element, keys);
        var item = stored.ByIdentifier.TryGetValue(identifier, out var linked) ? stored.Items.GetValueOrDefault(linked) : RecordOf(identifier) is { } id ? stored.Items.GetValueOrDefault(id) : null;
        var domain = own.TryGetValue("domain", out var said) ? ArchitectureWords.DomainOf(said) : item?.Domain ?? DomainOf(element.Attribute(TypeName)!.Value);
        if (domain is null)
        {
            if (said is not null)
            {
                Fault(element, $"Domain “{said}” tidak dikenal.");
            }
            stored.Want(FragmentKind.Element, identifier, element);
            return;
        }
        if (item is not null && item.Domain != domain)
        {
            Fault(element, $"“{item.Name}” terdaftar sebagai {item.Domain.Word()}; domain tidak dapat diubah.");
            return;
        }
        var isNew = item is null;
        item ??= new ArchitectureItem { Id = own.ContainsKey("code") && RecordOf(identifier) is { } given ? given : Guid.CreateVersion7(), Domain = domain.Value };
        item.Name = ExchangeElements.NameIn(element, ArchitectureItem.NameLength) is { Length: > 0 } name ? name : ExchangeElements.NoName;
        item.Description = ExchangeElements.TextIn(element, ArchitectureItem.DescriptionLength);
        if (own.ContainsKey("code"))
        {
            Fill(item, own, element);
        }
        else if (isNew)
        {
            item.Code = Free(identifier);
        }
        if (codes.TryGetValue(item.Code, out var owner) && owner != item.Id)
        {
            Fault(element, $"Kode sendiri “{item.Code}” sudah dipakai butir lain. Ganti kodenya, atau hapus butir ini dari berkas.");
        }
        codes[item.Code] = item.Id;
        items[identifier] = item;
        Link(item.Id, identifier, FragmentKind.Element, element, ExchangeElements.Of(item, IdentifierOf(item.Id), null));
    }

    private void Fill(ArchitectureItem item, Dictionary<string, string> own, XElement element)
    {
        item.Code = Within(own["code"], ArchitectureItem.CodeLength, "Kode sendiri", element);
        item.Reference = own.GetValueOrDefault("reference");
        if (item.Reference is { } code && !tree.Allows(item.Domain, code))
        {
            Fault(element, $"“{code}” bukan kode {item.Domain.Reference()}. Yang terdekat: {string.Join("; ", tree.Nearest(item.Domain, code, 3).Select(near => $"{near.Code} {near.Name}"))}.");
        }
        item.AgencyId = Owner(own, item.AgencyId, element);
        item.State = own.GetValueOrDefault("state") == "to-be" ? ItemState.ToBe : ItemState.AsIs;
        item.From = Day(own, "from", element);
        item.Until = Day(own, "until", element);
        var asked = tree.Attributes(item.Domain);
        var metadata = new List<string>();
        foreach (var (key, value) in own.Where(pair => pair.Key.StartsWith("metadata ", StringComparison.Ordinal)))
        {
            if (asked.FirstOrDefault(one => one.Name == key["metadata ".Length..]) is { } attribute)
            {
                metadata.Add($"{attribute.Id}={Within(value, ArchitectureItem.ValueLength, attribute.Name, element)}");
            }
            else
            {
                Fault(element, $"“{key["metadata ".Length..]}” bukan isian domain {item.Domain.Word()}.");
            }
        }
        // The list is put anew only where it differs, so that what comes back as it went out is no change.
        if (!metadata.SequenceEqual(item.Metadata))
        {
            item.Metadata = metadata;
        }
    }

    private void Relation(XElement element, Dictionary<(Guid, Guid, RelationKind), Guid> taken)
    {
        var identifier = ExchangeStore.Identifier(element);
        var (source, target) = (items.GetValueOrDefault(element.Attribute("source")!.Value), items.GetValueOrDefault(element.Attribute("target")!.Value));
        var own = ExchangeElements.OwnIn(element, keys);
        var meant = source is null || target is null || source.Id == target.Id ? null : own.TryGetValue("relation", out var said) ? Said(said, source, target) : Meant(element.Attribute(TypeName)!.Value, source, target);
        var relation = stored.ByIdentifier.TryGetValue(identifier, out var linked) ? stored.Relations.GetValueOrDefault(linked) : RecordOf(identifier) is { } id ? stored.Relations.GetValueOrDefault(id) : null;
        if (meant is not { } found)
        {
            if (own.ContainsKey("relation") || relation is not null)
            {
                Fault(element, relation is null ? "Jenis hubungan Simpul ini tidak dapat menghubungkan kedua elemen itu." : "Hubungan yang terdaftar tidak dapat diganti ujung atau jenisnya. Akhiri di Simpul, lalu catat yang baru.");
                return;
            }
            stored.Want(FragmentKind.Relation, identifier, element);
            return;
        }
        var (kind, from, to) = found;
        if (relation is not null && (relation.FromId, relation.ToId, relation.Kind) != (from.Id, to.Id, kind))
        {
            Fault(element, "Hubungan yang terdaftar tidak dapat diganti ujung atau jenisnya. Akhiri di Simpul, lalu catat yang baru.");
            return;
        }
        if (relation is null && !taken.TryAdd((from.Id, to.Id, kind), Guid.Empty))
        {
            // A second arrow between the same two says nothing new to Simpul; the tool that drew it wants it back.
            stored.Want(FragmentKind.Relation, identifier, element);
            return;
        }
        var ours = own.ContainsKey("relation");
        relation ??= new ArchitectureRelation { Id = ours && RecordOf(identifier) is { } given ? given : Guid.CreateVersion7(), FromId = from.Id, ToId = to.Id, Kind = kind, AgencyId = ours ? null : from.AgencyId };
        relation.Note = ExchangeElements.TextIn(element, ArchitectureRelation.NoteLength);
        if (ours)
        {
            relation.AgencyId = Owner(own, relation.AgencyId, element);
            relation.Until = Day(own, "until", element);
        }
        relations.Add(relation);
        Link(relation.Id, identifier, FragmentKind.Relation, element, ExchangeElements.Of(relation, from.Domain, IdentifierOf(relation.Id), Identifier(from), Identifier(to), null));

        string Identifier(ArchitectureItem item) => ReferenceEquals(item, source) ? element.Attribute("source")!.Value : element.Attribute("target")!.Value;
    }

    private void Link(Guid id, string identifier, FragmentKind kind, XElement element, XElement ours)
    {
        var foreign = Text(ExchangeElements.Foreign(element, keys.ContainsKey));
        stored.Link(id, identifier, kind, foreign, foreign != Text(ExchangeElements.Foreign(ours, definition => definition.StartsWith(DefinitionPrefix, StringComparison.Ordinal))));
    }

    private static (RelationKind, ArchitectureItem From, ArchitectureItem To)? Said(string said, ArchitectureItem source, ArchitectureItem target)
    {
        if (!Enum.TryParse<RelationKind>(said, out var kind) || !Enum.IsDefined(kind))
        {
            return null;
        }
        var turned = Written(kind, target.Domain).Turned && kind.Joins(target.Domain, source.Domain);
        return turned ? (kind, target, source) : kind.Joins(source.Domain, target.Domain) ? (kind, source, target) : null;
    }

    private static (RelationKind, ArchitectureItem From, ArchitectureItem To)? Meant(string type, ArchitectureItem source, ArchitectureItem target)
    {
        foreach (var kind in Enum.GetValues<RelationKind>().Where(kind => kind != RelationKind.Replaces))
        {
            foreach (var (_, turned) in Relationships(kind).Where(one => one.Type == type))
            {
                var (from, to) = turned ? (target, source) : (source, target);
                if (kind.Joins(from.Domain, to.Domain))
                {
                    return (kind, from, to);
                }
            }
        }
        return null;
    }

    private Guid? Owner(Dictionary<string, string> own, Guid? current, XElement element)
    {
        if (!own.TryGetValue("owner", out var code))
        {
            return null;
        }
        if (stored.Agencies.TryGetValue(code, out var agency))
        {
            return agency;
        }
        if (Guid.TryParse(code, out var id) && id == current)
        {
            return id;
        }
        Fault(element, $"Perangkat daerah dengan kode “{code}” tidak terdaftar. Daftarkan dahulu, atau kosongkan isiannya.");
        return current;
    }

    private DateOnly? Day(Dictionary<string, string> own, string key, XElement element)
    {
        if (!own.TryGetValue(key, out var text))
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        Fault(element, $"“{text}” bukan tanggal. Tulis seperti 2026-11-22.");
        return null;
    }

    private string Within(string value, int length, string label, XElement element)
    {
        if (value.Length > length)
        {
            Fault(element, $"{label} lebih dari {length} huruf.");
            return value[..length];
        }
        return value;
    }

    /// <summary>A code for an item that came without: its identifier, or a digest of it where that is too long or taken.</summary>
    private string Free(string identifier) => identifier.Length <= ArchitectureItem.CodeLength && !codes.ContainsKey(identifier) ? identifier
        : "impor-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)))[..24];
}
