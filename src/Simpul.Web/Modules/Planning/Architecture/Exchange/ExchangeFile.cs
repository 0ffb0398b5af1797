using System.Xml;
using System.Xml.Linq;
using static Simpul.Web.Modules.Planning.Architecture.Exchange.ExchangeFormat;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>Why a file cannot be taken in: where, and what to do, in Indonesian.</summary>
/// <param name="Line">From 1; 0 where it concerns the file.</param>
public sealed record ExchangeFault(int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"Baris {Line}: {Message}" : Message;
}

/// <summary>
/// An exchange file that was read: well formed, of this format, and with every reference answered. What it means for the records is asked later.
/// Document types are refused, so that no file can name another or grow while it is read.
/// </summary>
internal sealed class ExchangeFile
{
    public const long MostBytes = 50L * 1024 * 1024;
    private const int MostDepth = 64;
    private const int MostNodes = 3_000_000;
    private const int MostFaults = 50;

    private readonly List<ExchangeFault> faults = [];
    private readonly Dictionary<string, XElement> byIdentifier = new(StringComparer.Ordinal);

    private ExchangeFile(XElement root) => Root = root;

    public XElement Root { get; }

    public IReadOnlyList<XElement> Elements { get; private set; } = [];

    public IReadOnlyList<XElement> Relations { get; private set; } = [];

    public IReadOnlyList<XElement> Definitions { get; private set; } = [];

    public IReadOnlyList<XElement> Views { get; private set; } = [];

    public IReadOnlyList<XElement> Viewpoints { get; private set; } = [];

    public IReadOnlyList<XElement> Organizations { get; private set; } = [];

    /// <summary>Everything that has an identifier.</summary>
    public IReadOnlyDictionary<string, XElement> ByIdentifier => byIdentifier;

    public static int LineOf(XObject at) => at is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 0;

    /// <returns>The file, or all that is wrong with it.</returns>
    public static async Task<(ExchangeFile? File, IReadOnlyList<ExchangeFault> Faults)> Read(Stream stream, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (content.Length + count > MostBytes)
            {
                return (null, [new ExchangeFault(0, "Berkas lebih dari 50 MB. Bagi modelnya menjadi beberapa berkas.")]);
            }
            content.Write(buffer, 0, count);
        }
        try
        {
            content.Position = 0;
            if (Guard(content) is { } tooMuch)
            {
                return (null, [tooMuch]);
            }
            content.Position = 0;
            using var reader = XmlReader.Create(content, Settings);
            var file = new ExchangeFile(XDocument.Load(reader, LoadOptions.SetLineInfo).Root!);
            file.Check();
            return file.faults.Count == 0 ? (file, []) : (null, file.faults);
        }
        catch (XmlException broken)
        {
            return (null, [new ExchangeFault(broken.LineNumber, Reason(broken))]);
        }
    }

    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true, MaxCharactersInDocument = MostBytes,
    };

    /// <summary>Counts before anything is kept: a tree of any depth would take the stack with it when it is walked.</summary>
    private static ExchangeFault? Guard(Stream content)
    {
        using var reader = XmlReader.Create(content, Settings);
        var nodes = 0;
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
            {
                return new ExchangeFault(Line(reader), $"Isi berkas bersarang lebih dari {MostDepth} tingkat.");
            }
            if (++nodes > MostNodes)
            {
                return new ExchangeFault(Line(reader), "Berkas memuat terlalu banyak bagian. Bagi modelnya menjadi beberapa berkas.");
            }
        }
        return null;

        static int Line(XmlReader at) => ((IXmlLineInfo)at).LineNumber;
    }

    private static string Reason(XmlException broken) => broken.Message.Contains("DTD", StringComparison.Ordinal)
        ? "Berkas memuat deklarasi DTD, yang tidak diterima. Ekspor ulang sebagai ArchiMate Model Exchange File."
        : "Berkas bukan XML yang utuh. Ekspor ulang dari alat asalnya.";

    private void Check()
    {
        if (Root.Name != Archimate + "model")
        {
            Fault(Root, Root.Name.LocalName == "model"
                ? "Berkas bukan ArchiMate Model Exchange File versi 3. Pilih versi 3.0, 3.1, atau 3.2 saat mengekspornya."
                : "Berkas bukan ArchiMate Model Exchange File. Di Archi: File, Export, Model to Open Exchange File.");
            return;
        }
        Elements = [.. Root.Elements(Archimate + "elements").Elements(Archimate + "element")];
        Relations = [.. Root.Elements(Archimate + "relationships").Elements(Archimate + "relationship")];
        Definitions = [.. Root.Elements(Archimate + "propertyDefinitions").Elements(Archimate + "propertyDefinition")];
        var views = Root.Elements(Archimate + "views").ToList();
        Views = [.. views.Elements(Archimate + "diagrams").Elements(Archimate + "view")];
        Viewpoints = [.. views.Elements(Archimate + "viewpoints").Elements(Archimate + "viewpoint")];
        Organizations = [.. Root.Elements(Archimate + "organizations")];
        foreach (var element in Root.DescendantsAndSelf())
        {
            if (element.Attribute("identifier") is { } identifier)
            {
                if (!IsIdentifier(identifier.Value))
                {
                    Fault(element, $"Pengenal “{Short(identifier.Value)}” tidak sah. Pengenal diawali huruf, tanpa spasi, paling panjang {IdentifierLength} huruf.");
                }
                else if (!byIdentifier.TryAdd(identifier.Value, element))
                {
                    Fault(element, $"Pengenal “{Short(identifier.Value)}” sudah dipakai di baris {LineOf(byIdentifier[identifier.Value])}.");
                }
            }
        }
        foreach (var element in Elements.Concat(Relations).Concat(Definitions).Concat(Views).Concat(Viewpoints))
        {
            if (element.Attribute("identifier") is null)
            {
                Fault(element, $"Bagian “{element.Name.LocalName}” tidak punya pengenal (identifier).");
            }
        }
        foreach (var element in Elements.Concat(Relations).Where(element => string.IsNullOrWhiteSpace(element.Attribute(TypeName)?.Value)))
        {
            Fault(element, $"Bagian “{element.Name.LocalName}” tidak menyebut jenisnya (xsi:type).");
        }
        var concepts = Elements.Concat(Relations).Select(element => element.Attribute("identifier")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var relation in Relations)
        {
            Answered(relation, "source", concepts, "asal hubungan");
            Answered(relation, "target", concepts, "tujuan hubungan");
        }
        var definitions = Definitions.Select(element => element.Attribute("identifier")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var element in Root.Descendants())
        {
            Named(element, "propertyDefinitionRef", definitions, "definisi properti");
            Named(element, "elementRef", concepts, "elemen");
            Named(element, "relationshipRef", concepts, "hubungan");
            if (element.Attribute("identifierRef") is { } any && !byIdentifier.ContainsKey(any.Value))
            {
                Fault(element, $"“{Short(any.Value)}” yang dirujuk tidak ada dalam berkas.");
            }
        }
    }

    private void Answered(XElement element, string attribute, HashSet<string> known, string what)
    {
        if (element.Attribute(attribute) is null)
        {
            Fault(element, $"Hubungan tanpa {what} ({attribute}).");
        }
        Named(element, attribute, known, what);
    }

    private void Named(XElement element, string attribute, HashSet<string> known, string what)
    {
        if (element.Attribute(attribute) is { } named && !known.Contains(named.Value))
        {
            Fault(element, $"{char.ToUpperInvariant(what[0])}{what[1..]} “{Short(named.Value)}” tidak ada dalam berkas.");
        }
    }

    private void Fault(XObject at, string message)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new ExchangeFault(LineOf(at), message));
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
