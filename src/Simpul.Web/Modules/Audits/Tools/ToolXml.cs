using System.Xml;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>
/// Reads the XML of a tool one element at a time: no document type, no entities of its own, nothing fetched, no nesting without end, and of each text no more than
/// the limit.
/// </summary>
internal static class ToolXml
{
    /// <summary>Characters of a document at most; the file's own limit in bytes lies below it.</summary>
    private const long Characters = 64L * 1024 * 1024;

    public static XmlReader Open(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
        MaxCharactersInDocument = Characters, MaxCharactersFromEntities = 1024, CloseInput = false,
    });

    /// <summary>The next node.</summary>
    /// <exception cref="XmlException">It is no XML, or nests too deeply.</exception>
    public static async Task<bool> Next(XmlReader xml) => await xml.ReadAsync() && (xml.Depth <= ToolLimits.Depth ? true : throw new XmlException("Nested too deeply."));

    /// <summary>The text of the element at hand with that of the elements in it, cut to the limit; the reader stands at its end afterwards.</summary>
    public static async Task<string> Text(XmlReader xml, int most = ToolLimits.Text)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }
        var (depth, text, chunk) = (xml.Depth, new System.Text.StringBuilder(), new char[4096]);
        while (await Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
            {
                continue;
            }
            while (await xml.ReadValueChunkAsync(chunk, 0, chunk.Length) is > 0 and var read)
            {
                text.Append(chunk, 0, Math.Min(read, most - text.Length));
            }
        }
        return text.ToString();
    }

    /// <summary>Reads a document, telling what is wrong with it in a person's words.</summary>
    public static async Task<ToolFile> Read(Stream content, Func<XmlReader, Task<ToolFile>> read)
    {
        try
        {
            using var xml = Open(content);
            return await read(xml);
        }
        catch (XmlException wrong)
        {
            throw new UnreadableToolFileException(wrong.Message.Contains("DTD", StringComparison.Ordinal)
                ? "Berkas XML ini memuat DTD, yang tidak diterima. Buat ulang laporan dari alatnya."
                : $"Berkas bukan XML yang utuh{(wrong.LineNumber > 0 ? $" (di sekitar baris {wrong.LineNumber})" : "")}. Unduh ulang dari alatnya.", wrong);
        }
    }
}
