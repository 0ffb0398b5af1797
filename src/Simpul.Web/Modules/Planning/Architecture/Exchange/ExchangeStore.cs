using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>What is in the database while a file comes in, and what shall be kept of the file beyond records.</summary>
internal sealed class ExchangeStore
{
    /// <summary>What a model holds beside what it says of itself.</summary>
    private static readonly XName[] parts = [Archimate + "elements", Archimate + "relationships", Archimate + "organizations", Archimate + "propertyDefinitions", Archimate + "views"];

    private readonly Dictionary<(FragmentKind Kind, string Key), ExchangeFragment> fragments;
    private readonly Dictionary<(FragmentKind Kind, string Key), XElement> wanted = [];
    private readonly Dictionary<Guid, (string Identifier, string Xml, bool Needed)> linked = [];
    private readonly HashSet<(FragmentKind, string)> gone = [];

    private ExchangeStore(List<ArchitectureItem> items, List<ArchitectureRelation> relations, List<ExchangeLink> links, List<ExchangeFragment> kept, IReadOnlyList<AgencyFacts> agencies)
    {
        Items = items.ToDictionary(item => item.Id);
        Relations = relations.ToDictionary(relation => relation.Id);
        Links = links.ToDictionary(link => link.Id);
        ByIdentifier = links.ToDictionary(link => link.Identifier, link => link.Id, StringComparer.Ordinal);
        fragments = kept.ToDictionary(fragment => (fragment.Kind, fragment.Key));
        Agencies = agencies.GroupBy(agency => agency.Code, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.OrdinalIgnoreCase);
        OwnerCodes = agencies.ToDictionary(agency => agency.Id, agency => agency.Code);
    }

    public Dictionary<Guid, ArchitectureItem> Items { get; }

    public Dictionary<Guid, ArchitectureRelation> Relations { get; }

    public Dictionary<Guid, ExchangeLink> Links { get; }

    /// <summary>Records by the identifier that they have in the file that they came from.</summary>
    public Dictionary<string, Guid> ByIdentifier { get; }

    /// <summary>Agencies by their code.</summary>
    public Dictionary<string, Guid> Agencies { get; }

    public Dictionary<Guid, string> OwnerCodes { get; }

    /// <summary>Definitions that earlier imports brought, by identifier.</summary>
    public IReadOnlyDictionary<string, XElement> Definitions => fragments.Values.Where(fragment => fragment.Kind == FragmentKind.Definition).ToDictionary(fragment => fragment.Key, fragment => XElement.Parse(fragment.Xml), StringComparer.Ordinal);

    public static async Task<ExchangeStore> Read(PlatformDb db, IOrganisation organisation, DateOnly date, CancellationToken cancel) => new(
        await db.Set<ArchitectureItem>().ToListAsync(cancel), await db.Set<ArchitectureRelation>().ToListAsync(cancel),
        await db.Set<ExchangeLink>().ToListAsync(cancel), await db.Set<ExchangeFragment>().ToListAsync(cancel), await organisation.Agencies(date, cancel));

    /// <summary>Tracks a record; whether it is new.</summary>
    public bool Track(PlatformDb db, ArchitectureItem item) => !Items.ContainsKey(item.Id) && db.Add(item) is not null;

    /// <inheritdoc cref="Track(PlatformDb, ArchitectureItem)"/>
    public bool Track(PlatformDb db, ArchitectureRelation relation) => !Relations.ContainsKey(relation.Id) && db.Add(relation) is not null;

    /// <summary>How a record stands in the file without Simpul's own properties.</summary>
    /// <param name="needed">Whether Simpul would write it otherwise.</param>
    public void Link(Guid id, string identifier, FragmentKind kind, string xml, bool needed)
    {
        linked[id] = (identifier, xml, needed);
        // What was kept before its kind was known is a record now.
        gone.Add((kind, identifier));
    }

    public void Want(FragmentKind kind, string key, XElement xml) => wanted[(kind, key)] = xml;

    /// <summary>What of the file is neither item nor relation.</summary>
    public void Keep(ExchangeFile file, ExchangeRecords records)
    {
        foreach (var view in file.Views.Where(view => !Identifier(view).StartsWith(ViewPrefix, StringComparison.Ordinal)))
        {
            Want(FragmentKind.View, Identifier(view), view);
        }
        foreach (var viewpoint in file.Viewpoints)
        {
            Want(FragmentKind.Viewpoint, Identifier(viewpoint), viewpoint);
        }
        var filed = file.Organizations.Descendants().Attributes("identifierRef").Select(attribute => attribute.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var organization in file.Organizations)
        {
            Want(FragmentKind.Organization, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(organization)))), organization);
        }
        // A newer order of the same things takes the place of the older one.
        foreach (var old in fragments.Keys.Where(key => key.Kind == FragmentKind.Organization && file.Organizations.Count > 0 && !wanted.ContainsKey(key)).ToList())
        {
            if (XElement.Parse(fragments[old].Xml).Descendants().Attributes("identifierRef").All(attribute => filed.Contains(attribute.Value)))
            {
                gone.Add(old);
            }
        }
        if (Identifier(file.Root) != ModelIdentifier)
        {
            var head = Plain(file.Root);
            head.Attributes(Instance + "schemaLocation").Remove();
            head.Elements().Where(element => parts.Contains(element.Name)).Remove();
            Want(FragmentKind.Model, "model", head);
        }
        Unmixed(file, records);
    }

    /// <summary>Puts what is to be kept with the save at hand; says how many parts that adds or changes.</summary>
    public int Store(PlatformDb db)
    {
        var changed = 0;
        foreach (var ((kind, key), xml) in wanted)
        {
            var text = Text(xml);
            if (!fragments.TryGetValue((kind, key), out var fragment))
            {
                db.Add(new ExchangeFragment { Kind = kind, Key = key, Xml = text });
                changed++;
            }
            else if (fragment.Xml != text)
            {
                fragment.Xml = text;
                changed++;
            }
        }
        foreach (var key in gone.Where(key => fragments.ContainsKey(key) && !wanted.ContainsKey(key)))
        {
            db.Remove(fragments[key]);
            changed++;
        }
        foreach (var (id, (identifier, xml, needed)) in linked)
        {
            if (Links.TryGetValue(id, out var link))
            {
                if (link.Xml != xml)
                {
                    link.Xml = xml;
                    changed++;
                }
            }
            else if (needed)
            {
                db.Add(new ExchangeLink { Id = id, Identifier = identifier, Xml = xml });
                changed++;
            }
        }
        return changed;
    }

    /// <summary>One identifier names one thing: what an earlier import brought may not come back as something else.</summary>
    private void Unmixed(ExchangeFile file, ExchangeRecords records)
    {
        var before = new Dictionary<string, (FragmentKind, string)>(StringComparer.Ordinal);
        foreach (var (key, fragment) in fragments.Where(one => !gone.Contains(one.Key) && one.Key.Kind != FragmentKind.Organization && one.Key.Kind != FragmentKind.Model))
        {
            foreach (var identifier in XElement.Parse(fragment.Xml).DescendantsAndSelf().Attributes("identifier"))
            {
                before[identifier.Value] = key;
            }
        }
        var now = new Dictionary<string, (FragmentKind, string)>(StringComparer.Ordinal);
        foreach (var (key, xml) in wanted)
        {
            foreach (var identifier in xml.DescendantsAndSelf().Attributes("identifier"))
            {
                now[identifier.Value] = key;
            }
        }
        foreach (var (identifier, at) in file.ByIdentifier)
        {
            if (before.TryGetValue(identifier, out var owner) && !(now.TryGetValue(identifier, out var same) && same == owner) && !records.Redefined.Contains(identifier)
                && !Identifier(at.AncestorsAndSelf(Archimate + "view").FirstOrDefault() ?? at).StartsWith(ViewPrefix, StringComparison.Ordinal))
            {
                records.Fault(at, $"Pengenal “{identifier}” sudah dipakai untuk bagian lain dari impor sebelumnya. Ganti pengenalnya di alat asal.");
            }
        }
    }

    public static string Identifier(XElement element) => element.Attribute("identifier")?.Value ?? "";
}
