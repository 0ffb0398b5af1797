using System.Text;
using System.Xml;

namespace Simpul.Web.Modules.Planning.Processes.Bpmn;

/// <summary>
/// Reads a BPMN 2.0 file of any tool without changing it. Strict where a mistake would spoil the picture or let somebody in (document types, ids that
/// are not unique, references into nothing), indifferent to extensions, which stay in the file as they are.
/// </summary>
public static class BpmnReader
{
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>The parser keeps something for every level.</summary>
    private const int Deepest = 128;

    private const int MostFaults = 20;

    public static BpmnReading Read(byte[] content)
    {
        if (content.Length == 0)
        {
            return Refused(0, "Berkas kosong. Pilih berkas BPMN yang berisi.");
        }
        if (content.Length > MostBytes)
        {
            return Refused(0, "Berkas lebih dari 5 MB. Bagi proses menjadi beberapa diagram.");
        }
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = MostBytes,
        };
        var gathered = new BpmnGathering();
        var line = 0;
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var xml = XmlReader.Create(stream, settings);
            while (xml.Read())
            {
                line = ((IXmlLineInfo)xml).LineNumber;
                if (xml.Depth > Deepest)
                {
                    return Refused(line, $"Elemen bersarang lebih dari {Deepest} tingkat. Diagram seperti ini tidak dapat dibuka.");
                }
                if (gathered.Take(xml, line) is { } fault)
                {
                    return new BpmnReading(null, [fault]);
                }
            }
        }
        catch (XmlException wrong) when (wrong.Message.Contains("DTD", StringComparison.Ordinal))
        {
            return Refused(LineOfDoctype(content), "Berkas memuat DOCTYPE, yang tidak diterima karena dapat disalahgunakan. Simpan ulang dari aplikasi pembuatnya sebagai BPMN 2.0.");
        }
        catch (XmlException wrong)
        {
            return Refused(wrong.LineNumber, "XML tidak tertata benar. Buka berkas di aplikasi pembuatnya, lalu ekspor ulang sebagai BPMN 2.0.");
        }
        catch (Exception unreadable) when (unreadable is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return Refused(line, "Pengodean huruf tidak dikenali. Simpan berkas dalam UTF-8.");
        }
        var faults = gathered.Faults().OrderBy(fault => fault.Line).Take(MostFaults).ToList();
        return faults.Count > 0 ? new BpmnReading(null, faults) : new BpmnReading(gathered.Diagram(), []);
    }

    /// <summary>The parser refuses a document type without saying where it stands.</summary>
    private static int LineOfDoctype(ReadOnlySpan<byte> content) =>
        content.IndexOf("<!DOCTYPE"u8) is >= 0 and var at ? content[..at].Count((byte)'\n') + 1 : 0;

    private static BpmnReading Refused(int line, string reason) => new(null, [new BpmnFault(line, reason)]);
}
