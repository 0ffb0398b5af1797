using System.Xml.Linq;
using Simpul.Web.Modules.Planning.Contract;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>One view for each domain, drawn anew at every export: its items in rows by name, with the relations among them.</summary>
internal static class ExchangeViews
{
    private const int Width = 180;
    private const int Height = 60;
    private const int Gap = 40;

    public static IEnumerable<XElement> Draw(IReadOnlyList<ArchitectureItem> items, Func<Guid, string> identifier, IReadOnlyList<(ArchitectureRelation Relation, XElement Written)> relations)
    {
        foreach (var (domain, title) in ArchitectureWords.Domains)
        {
            var own = items.Where(item => item.Domain == domain).OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id).ToList();
            var columns = Math.Max(4, (int)Math.Ceiling(Math.Sqrt(own.Count)));
            var nodes = own.Select(item => item.Id).ToHashSet();
            var known = own.ToDictionary(item => identifier(item.Id), item => Node(domain, item.Id), StringComparer.Ordinal);
            yield return new XElement(Archimate + "view",
                new XAttribute("identifier", ViewPrefix + domain.Key()), new XAttribute(TypeName, "Diagram"), Named("name", title),
                own.Select((item, at) => new XElement(Archimate + "node",
                    new XAttribute("identifier", Node(domain, item.Id)), new XAttribute("elementRef", identifier(item.Id)), new XAttribute(TypeName, "Element"),
                    new XAttribute("x", Gap + at % columns * (Width + Gap)), new XAttribute("y", Gap + at / columns * (Height + Gap)), new XAttribute("w", Width), new XAttribute("h", Height))),
                relations.Where(one => nodes.Contains(one.Relation.FromId) && nodes.Contains(one.Relation.ToId)).Select(one => new XElement(Archimate + "connection",
                    new XAttribute("identifier", $"simpul-connection-{one.Relation.Id:N}"), new XAttribute("relationshipRef", one.Written.Attribute("identifier")!.Value), new XAttribute(TypeName, "Relationship"),
                    new XAttribute("source", known[one.Written.Attribute("source")!.Value]), new XAttribute("target", known[one.Written.Attribute("target")!.Value]))));
        }
    }

    private static string Node(ArchitectureDomain domain, Guid id) => $"simpul-node-{domain.Key()}-{id:N}";
}
