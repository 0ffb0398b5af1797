using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Simpul.Web.Modules.Applications.Inventory.Components;

/// <summary>CycloneDX in XML.</summary>
internal static class SbomXml
{
    private const string Namespace = "http://cyclonedx.org/schema/bom/";

    public static SbomReading Read(byte[] content)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = SbomReader.MostBytes,
        };
        try
        {
            // Once through for the depth, before anything is held of it.
            using (var xml = XmlReader.Create(new MemoryStream(content, writable: false), settings))
            {
                while (xml.Read())
                {
                    if (xml.Depth > SbomReader.Deepest * 2)
                    {
                        return SbomReader.Refused("Elemen bersarang terlalu dalam. Ekspor ulang dari alat pembuatnya.");
                    }
                }
            }
            using var again = XmlReader.Create(new MemoryStream(content, writable: false), settings);
            return Read(XDocument.Load(again).Root!);
        }
        catch (XmlException wrong)
        {
            return SbomReader.Refused(wrong.Message.Contains("DTD", StringComparison.Ordinal)
                ? "Berkas memuat DOCTYPE, yang tidak diterima karena dapat disalahgunakan. Ekspor ulang dari alat pembuatnya sebagai CycloneDX."
                : $"Baris {wrong.LineNumber}: XML tidak tertata benar. Ekspor ulang dari alat pembuatnya sebagai CycloneDX.");
        }
        catch (Exception unreadable) when (unreadable is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return SbomReader.Refused("Pengodean huruf tidak dikenali. Simpan berkas dalam UTF-8.");
        }
    }

    private static SbomReading Read(XElement root)
    {
        var space = root.Name.NamespaceName;
        if (root.Name.LocalName != "bom" || !space.StartsWith(Namespace, StringComparison.Ordinal))
        {
            return SbomReader.Refused("Berkas ini bukan CycloneDX: elemen pertamanya bukan “bom” CycloneDX. Ekspor ulang sebagai CycloneDX XML.");
        }
        var gathering = new SbomGathering();
        var version = space[Namespace.Length..];
        gathering.Version(version);
        SbomComponent? subject = null;
        if (root.Element(root.Name.Namespace + "metadata")?.Element(root.Name.Namespace + "component") is { } described)
        {
            gathering.Reference("metadata.component", described.Attribute("bom-ref")?.Value);
            var read = Component(described, "metadata.component", gathering);
            subject = gathering.Checked("metadata.component", read) ? read : null;
            All(described, "metadata.component.components", gathering);
        }
        All(root, "components", gathering);
        return gathering.Reading(version, subject);
    }

    private static void All(XElement holder, string place, SbomGathering gathering)
    {
        var at = 0;
        foreach (var entry in holder.Element(holder.Name.Namespace + "components")?.Elements(holder.Name.Namespace + "component") ?? [])
        {
            if (!gathering.GoesOn)
            {
                return;
            }
            var own = $"{place}[{at++}]";
            gathering.Reference(own, entry.Attribute("bom-ref")?.Value);
            gathering.Add(own, Component(entry, own, gathering));
            All(entry, $"{own}.components", gathering);
        }
    }

    private static SbomComponent Component(XElement entry, string place, SbomGathering gathering) => new(
        SbomGathering.Text(entry.Attribute("type")?.Value) ?? "", Text(entry, "group"), Text(entry, "name") ?? "", Text(entry, "version"), Text(entry, "purl"), Licences(entry, place, gathering));

    private static List<string> Licences(XElement entry, string place, SbomGathering gathering)
    {
        List<string> found = [];
        foreach (var one in entry.Element(entry.Name.Namespace + "licenses")?.Elements() ?? [])
        {
            if (one.Name.LocalName == "expression" && SbomGathering.Text(one.Value) is { } expression)
            {
                found.Add($"expression={expression}");
            }
            else if (one.Name.LocalName == "license" && (Text(one, "id") ?? Text(one, "name")) is not null)
            {
                found.Add(Text(one, "id") is { } id ? $"id={id}" : $"name={Text(one, "name")}");
            }
            else
            {
                gathering.Fault($"{place}.licenses", "Lisensi tidak memuat id, nama, atau ungkapan SPDX.");
            }
        }
        return found;
    }

    private static string? Text(XElement holder, string name) => SbomGathering.Text(holder.Element(holder.Name.Namespace + name)?.Value);
}
