using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Profile;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Writes the whole architecture as one exchange file: items, relations, six views, and whatever imports brought that Simpul does not know.</summary>
internal sealed class ExchangeWriter(PlatformDb db, IOrganisation organisation, Today today, ReferenceTree tree, CurrentRegulation regulation)
{
    private const string SchemaPlace = "http://www.opengroup.org/xsd/archimate/3.0/ http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd";

    public async Task<XDocument> Write(CancellationToken cancel)
    {
        var items = await db.Set<ArchitectureItem>().AsNoTracking().OrderBy(item => item.Id).ToListAsync(cancel);
        var relations = await db.Set<ArchitectureRelation>().AsNoTracking().OrderBy(relation => relation.Id).ToListAsync(cancel);
        var links = await db.Set<ExchangeLink>().AsNoTracking().ToDictionaryAsync(link => link.Id, cancel);
        var kept = (await db.Set<ExchangeFragment>().AsNoTracking().OrderBy(fragment => fragment.Id).ToListAsync(cancel)).ToLookup(fragment => fragment.Kind, fragment => XElement.Parse(fragment.Xml));
        var owners = (await organisation.Agencies(today.Date, cancel)).ToDictionary(agency => agency.Id, agency => agency.Code);

        var domains = items.ToDictionary(item => item.Id, item => item.Domain);
        var elements = items.Select(item => Written(ExchangeElements.Of(item, IdentifierOf(item.Id), Owner(item.AgencyId)), item.Id, ArchitectureItem.NameLength, ArchitectureItem.DescriptionLength)).ToList();
        var relationships = relations.Select(relation => Written(
            ExchangeElements.Of(relation, domains[relation.FromId], IdentifierOf(relation.Id), Identifier(relation.FromId), Identifier(relation.ToId), Owner(relation.AgencyId)),
            relation.Id, int.MaxValue, ArchitectureRelation.NoteLength)).ToList();
        elements.AddRange(kept[FragmentKind.Element]);
        var views = ExchangeViews.Draw(items, Identifier, relations.Zip(relationships).Select(pair => (pair.First, pair.Second)).ToList());
        relationships.AddRange(kept[FragmentKind.Relation]);

        var head = kept[FragmentKind.Model].FirstOrDefault();
        var root = new XElement(Archimate + "model",
            new XAttribute(XNamespace.Xmlns + "xsi", Instance.NamespaceName),
            new XAttribute(Instance + "schemaLocation", SchemaPlace),
            head?.Attributes().Where(attribute => attribute.Name != Instance + "schemaLocation") ?? [new XAttribute("identifier", ModelIdentifier)],
            head?.Elements() ?? [Named("name", $"Arsitektur SPBE {regulation.Profile.Region.Government}")],
            elements.Count > 0 ? new XElement(Archimate + "elements", elements) : null,
            relationships.Count > 0 ? new XElement(Archimate + "relationships", relationships) : null,
            kept[FragmentKind.Organization],
            new XElement(Archimate + "propertyDefinitions", Definitions(items), kept[FragmentKind.Definition]),
            new XElement(Archimate + "views",
                kept[FragmentKind.Viewpoint].Any() ? new XElement(Archimate + "viewpoints", kept[FragmentKind.Viewpoint]) : null,
                new XElement(Archimate + "diagrams", views, kept[FragmentKind.View])));
        return new XDocument(new XDeclaration("1.0", "UTF-8", null), root);

        string Identifier(Guid id) => links.TryGetValue(id, out var link) ? link.Identifier : IdentifierOf(id);

        // An agency that is no more has no code to ask for; its id still says which it was.
        string? Owner(Guid? agency) => agency is { } id ? owners.GetValueOrDefault(id, id.ToString()) : null;

        XElement Written(XElement own, Guid id, int name, int text) => links.TryGetValue(id, out var link) ? ExchangeElements.Merged(own, XElement.Parse(link.Xml), name, text) : own;
    }

    private IEnumerable<XElement> Definitions(List<ArchitectureItem> items)
    {
        foreach (var (key, name) in Own)
        {
            yield return Definition(DefinitionPrefix + key, name);
        }
        foreach (var domain in items.GroupBy(item => item.Domain).OrderBy(group => group.Key))
        {
            foreach (var id in domain.SelectMany(item => item.Metadata).Select(pair => MetadataField.Parted(pair).Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                yield return Definition(ExchangeElements.MetadataDefinition(domain.Key, id), MetadataPrefix + (tree.Attributes(domain.Key).FirstOrDefault(one => one.Id == id)?.Name ?? id));
            }
        }
    }

    private static XElement Definition(string identifier, string name) =>
        new(Archimate + "propertyDefinition", new XAttribute("identifier", identifier), new XAttribute("type", "string"), new XElement(Archimate + "name", name));
}
