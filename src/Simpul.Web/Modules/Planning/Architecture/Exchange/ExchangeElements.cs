using System.Globalization;
using System.Xml.Linq;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Registers;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Items and relations as elements of the file, with Simpul's own fields as properties; and what is left of an element without those.</summary>
internal static class ExchangeElements
{
    public const string NoName = "(tanpa nama)";

    private static readonly XName properties = Archimate + "properties";
    private static readonly XName property = Archimate + "property";

    /// <param name="owner">Code of the agency that owns it.</param>
    public static XElement Of(ArchitectureItem item, string identifier, string? owner) => new(Archimate + "element",
        new XAttribute("identifier", identifier), new XAttribute(TypeName, Types(item.Domain)[0]),
        Named("name", item.Name),
        item.Description is { Length: > 0 } description ? Named("documentation", description) : null,
        new XElement(properties, OwnProperties(item, owner)));

    public static XElement Of(ArchitectureRelation relation, ArchitectureDomain from, string identifier, string fromIdentifier, string toIdentifier, string? owner)
    {
        var (type, turned) = Written(relation.Kind, from);
        return new XElement(Archimate + "relationship",
            new XAttribute("identifier", identifier), new XAttribute("source", turned ? toIdentifier : fromIdentifier), new XAttribute("target", turned ? fromIdentifier : toIdentifier), new XAttribute(TypeName, type),
            relation.Note is { Length: > 0 } note ? Named("documentation", note) : null,
            new XElement(properties, One("relation", relation.Kind.ToString()), One("owner", owner), One("until", Day(relation.Until))));
    }

    /// <summary>The element as it came, with what Simpul knows better put in.</summary>
    public static XElement Merged(XElement own, XElement kept, int nameLength, int textLength)
    {
        var merged = new XElement(kept);
        var (name, text) = (own.Element(Archimate + "name"), own.Element(Archimate + "documentation"));
        if (name is not null && (NameIn(kept, nameLength) is { Length: > 0 } before ? before : NoName) != name.Value)
        {
            Replace(merged, name, first: true);
        }
        if (TextIn(kept, textLength) != text?.Value)
        {
            Replace(merged, text ?? new XElement(Archimate + "documentation"), first: false);
        }
        if (merged.Element(properties) is { } there)
        {
            there.Add(own.Element(properties)!.Elements());
        }
        else
        {
            merged.Add(own.Element(properties));
        }
        return merged;
    }

    /// <summary>The element without Simpul's own properties.</summary>
    /// <param name="owns">Identifiers of the definitions of those properties in the file at hand.</param>
    public static XElement Foreign(XElement element, Func<string, bool> owns)
    {
        var foreign = Plain(element);
        foreign.Elements(properties).Elements(property).Where(one => owns(one.Attribute("propertyDefinitionRef")?.Value ?? "")).Remove();
        foreign.Elements(properties).Where(one => !one.HasElements).Remove();
        return foreign;
    }

    /// <summary>The element's name as an item bears it; null where it has none.</summary>
    public static string? NameIn(XElement element, int length) => element.Elements(Archimate + "name").Select(name => Fit(name.Value, length).Replace('\n', ' ')).FirstOrDefault();

    public static string? TextIn(XElement element, int length) => element.Elements(Archimate + "documentation").Select(text => Fit(text.Value, length)).FirstOrDefault() is { Length: > 0 } found ? found : null;

    /// <summary>Values of Simpul's own properties, by their key.</summary>
    /// <param name="keys">The key of a definition's identifier: one of <see cref="Own"/>, or <c>metadata …</c> with the label.</param>
    public static Dictionary<string, string> OwnIn(XElement element, IReadOnlyDictionary<string, string> keys)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in element.Elements(properties).Elements(property))
        {
            if (keys.TryGetValue(one.Attribute("propertyDefinitionRef")?.Value ?? "", out var key) && Fields.Clean(one.Element(Archimate + "value")?.Value ?? "") is { Length: > 0 } value)
            {
                found.TryAdd(key, value);
            }
        }
        return found;
    }

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MetadataDefinition(ArchitectureDomain domain, string id) => $"{DefinitionPrefix}{domain.Key()}-{id}";

    private static IEnumerable<XElement?> OwnProperties(ArchitectureItem item, string? owner) =>
    [
        One("domain", item.Domain.Key()), One("code", item.Code), One("reference", item.Reference), One("owner", owner), One("state", item.State == ItemState.ToBe ? "to-be" : "as-is"),
        One("from", Day(item.From)), One("until", Day(item.Until)),
        .. item.Metadata.Select(MetadataField.Parted).Select(pair => Value(MetadataDefinition(item.Domain, pair.Id), pair.Value)),
    ];

    private static XElement? One(string key, string? value) => value is { Length: > 0 } ? Value(DefinitionPrefix + key, value) : null;

    private static XElement Value(string definition, string value) => new(property, new XAttribute("propertyDefinitionRef", definition), Named("value", value));

    private static void Replace(XElement element, XElement by, bool first)
    {
        if (element.Element(by.Name) is { } there)
        {
            if (by.IsEmpty)
            {
                element.Elements(by.Name).Remove();
            }
            else
            {
                there.Value = by.Value;
            }
        }
        else if (!by.IsEmpty && first)
        {
            element.AddFirst(by);
        }
        else if (!by.IsEmpty && element.Elements(Archimate + "name").LastOrDefault() is { } name)
        {
            name.AddAfterSelf(by);
        }
        else if (!by.IsEmpty)
        {
            element.AddFirst(by);
        }
    }

    private static string Fit(string text, int length)
    {
        var clean = Fields.Clean(text);
        return clean.Length <= length ? clean : Fields.Clean(clean[..length]);
    }
}
