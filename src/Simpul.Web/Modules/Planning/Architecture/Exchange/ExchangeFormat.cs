using System.Xml;
using System.Xml.Linq;
using Simpul.Web.Modules.Planning.Contract;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>The ArchiMate 3 Model Exchange File Format as Simpul writes and reads it.</summary>
internal static class ExchangeFormat
{
    public const int IdentifierLength = 200;
    public const string ModelIdentifier = "id-simpul-model";
    public const string ViewPrefix = "id-simpul-view-";
    public const string DefinitionPrefix = "propid-simpul-";

    /// <summary>What names of Simpul's own properties begin with: tools keep the name, not always the identifier.</summary>
    public const string NamePrefix = "Simpul: ";
    public const string MetadataPrefix = NamePrefix + "metadata ";

    public static readonly XNamespace Archimate = "http://www.opengroup.org/xsd/archimate/3.0/";
    public static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    public static readonly XName TypeName = Instance + "type";
    public static readonly XName Lang = XNamespace.Xml + "lang";

    /// <summary>Simpul's own fields: key, and the name that stands in the file.</summary>
    public static readonly IReadOnlyDictionary<string, string> Own = new Dictionary<string, string>
    {
        ["domain"] = NamePrefix + "domain",
        ["code"] = NamePrefix + "kode sendiri",
        ["reference"] = NamePrefix + "kode referensi nasional",
        ["owner"] = NamePrefix + "kode perangkat daerah",
        ["state"] = NamePrefix + "keadaan",
        ["from"] = NamePrefix + "ada sejak",
        ["until"] = NamePrefix + "ada sampai",
        ["relation"] = NamePrefix + "jenis hubungan",
    };

    /// <summary>The element that an item of the domain is written as; the first is Simpul's own choice, the others are read as well.</summary>
    public static IReadOnlyList<string> Types(ArchitectureDomain domain) => domain switch
    {
        ArchitectureDomain.Process => ["BusinessProcess", "BusinessFunction", "BusinessInteraction"],
        ArchitectureDomain.Data => ["DataObject", "BusinessObject"],
        ArchitectureDomain.Service => ["BusinessService"],
        ArchitectureDomain.Application => ["ApplicationComponent", "ApplicationCollaboration"],
        ArchitectureDomain.Infrastructure => ["Node", "Device", "SystemSoftware", "CommunicationNetwork", "TechnologyCollaboration", "Facility", "Equipment"],
        // ArchiMate has no word for a control: its security overlay writes one as a requirement. A foreign requirement is not known to be one.
        _ => ["Requirement"],
    };

    /// <summary>The domain of a foreign element; null where its kind does not tell one.</summary>
    public static ArchitectureDomain? DomainOf(string? type) =>
        ArchitectureWords.Domains.Select(one => one.Value).Where(domain => domain != ArchitectureDomain.Security && type is not null && Types(domain).Contains(type)).Select(domain => (ArchitectureDomain?)domain).FirstOrDefault();

    /// <summary>The relationships that stand for a kind, and whether they run from what is needed to what needs it. The first is Simpul's own.</summary>
    public static IReadOnlyList<(string Type, bool Turned)> Relationships(RelationKind kind) => kind switch
    {
        RelationKind.GivenBy => [("Realization", true), ("Serving", true)],
        RelationKind.Uses => [("Access", false)],
        RelationKind.ServedBy => [("Serving", true), ("Realization", true)],
        RelationKind.RunsOn => [("Serving", true), ("Assignment", true)],
        RelationKind.ProtectedBy => [("Realization", false)],
        RelationKind.Exchanges => [("Flow", false)],
        _ => [("Association", false)],
    };

    /// <summary>How Simpul writes a relation: data on a server is no serving in ArchiMate.</summary>
    public static (string Type, bool Turned) Written(RelationKind kind, ArchitectureDomain from) =>
        kind == RelationKind.RunsOn && from == ArchitectureDomain.Data ? ("Association", false) : Relationships(kind)[0];

    /// <summary>Whether the text can be an identifier: an XML name without colon.</summary>
    public static bool IsIdentifier(string text)
    {
        try
        {
            XmlConvert.VerifyNCName(text);
            return text.Length <= IdentifierLength;
        }
        catch (Exception failure) when (failure is XmlException or ArgumentNullException)
        {
            return false;
        }
    }

    /// <summary>An identifier of Simpul's own for a record.</summary>
    public static string IdentifierOf(Guid id) => $"id-{id:D}";

    /// <summary>The record of an identifier that Simpul wrote.</summary>
    public static Guid? RecordOf(string identifier) => identifier.StartsWith("id-", StringComparison.Ordinal) && Guid.TryParseExact(identifier[3..], "D", out var id) && IdentifierOf(id) == identifier ? id : null;

    public static XElement Named(string name, string text) => new(Archimate + name, new XAttribute(Lang, "id"), Clean(text));

    /// <summary>Without what no XML file can hold.</summary>
    public static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));

    /// <summary>The same element whatever order its attributes and prefixes had, as one text that can be compared and kept.</summary>
    public static XElement Plain(XElement element) => new(element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).OrderBy(attribute => attribute.Name.NamespaceName, StringComparer.Ordinal).ThenBy(attribute => attribute.Name.LocalName, StringComparer.Ordinal).Select(attribute => new XAttribute(attribute.Name, attribute.Value)),
        element.Nodes().Where(node => node is XElement or XText).Select(node => node is XElement child ? Plain(child) : (XNode)new XText(((XText)node).Value)));

    public static string Text(XElement element) => Plain(element).ToString(SaveOptions.DisableFormatting);
}
