using System.Xml;
using Simpul.Web.Modules.Audits.Findings;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>
/// Reads a report of OpenVAS (GVM) as XML. Severity by its CVSS score: 9 and more critical, from 7 high, from 4 moderate, above 0 low, 0 a note; where there is no score
/// by the word of <c>threat</c>. Results that are marked as false positives, errors or debugging are counted and left.
/// </summary>
internal sealed class GvmFile
{
    private readonly ToolGathering gathering = new();
    private string version = "";

    public static Task<ToolFile> Read(Stream content) => ToolXml.Read(content, async xml =>
    {
        var file = new GvmFile();
        var depthOfReport = -1;
        while (await ToolXml.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (depthOfReport < 0)
            {
                // get_reports_response wraps a report that some tools wrap once more.
                depthOfReport = xml.LocalName is "report" or "get_reports_response" ? xml.Depth : throw new UnreadableToolFileException($"Berkas XML ini bukan laporan OpenVAS/GVM: unsur pertamanya “{Cut(xml.LocalName)}”.");
            }
            else if (xml.LocalName == "version" && file.version.Length == 0)
            {
                file.version = await ToolXml.Text(xml, 40);
            }
            else if (xml.LocalName == "result" && xml.GetAttribute("id") is not null)
            {
                await file.Result(xml);
            }
        }
        return depthOfReport < 0 ? throw new UnreadableToolFileException("Berkas XML kosong.") : file.gathering.Of(ToolFormat.Gvm, $"OpenVAS/GVM {file.version}".Trim());
    });

    private async Task Result(XmlReader xml)
    {
        var depth = xml.Depth;
        string? name = null, host = null, port = null, oid = null, threat = null, severity = null, description = null, solution = null, nvtName = null;
        var refs = new List<string>();
        if (!xml.IsEmptyElement)
        {
            while (await ToolXml.Next(xml) && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }
                var child = xml.Depth == depth + 1;
                switch (xml.LocalName)
                {
                    case "name" when child:
                        name = await ToolXml.Text(xml);
                        break;
                    case "name" when nvtName is null:
                        nvtName = await ToolXml.Text(xml);
                        break;
                    case "host" when child:
                        host = await OwnText(xml);
                        break;
                    case "port" when child:
                        port = await ToolXml.Text(xml);
                        break;
                    case "nvt" when child:
                        oid = xml.GetAttribute("oid");
                        break;
                    case "threat" when child:
                        threat = await ToolXml.Text(xml);
                        break;
                    case "severity" when child:
                        severity = await ToolXml.Text(xml);
                        break;
                    case "description" when child:
                        description = await ToolXml.Text(xml);
                        break;
                    case "solution":
                        solution = await ToolXml.Text(xml);
                        break;
                    case "ref" when xml.GetAttribute("id") is { } id && refs.Count < 20:
                        refs.Add(id);
                        break;
                }
            }
        }
        var score = ToolGathering.Number(severity);
        if (score < 0 || threat is "False Positive" or "Debug" or "Error")
        {
            gathering.Pass();
            return;
        }
        if (string.IsNullOrWhiteSpace(host))
        {
            gathering.Bad(name ?? oid, "Tidak menyebut peladennya.");
            return;
        }
        var place = string.IsNullOrWhiteSpace(port) ? host.Trim() : $"{host.Trim()} {port.Trim()}";
        var text = refs.Count == 0 ? description : $"{description}\n{string.Join(", ", refs)}";
        gathering.Add(oid ?? name, name ?? nvtName, severity is null ? ByThreat(threat) : ToolGathering.ByScore(score), place, text, solution, $"gvm\n{oid ?? name}\n{place}", severity ?? threat);
    }

    /// <summary>A host's address stands before the elements in it.</summary>
    private static async Task<string> OwnText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }
        var (depth, text) = (xml.Depth, "");
        while (await ToolXml.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && xml.Depth == depth + 1 && text.Length == 0)
            {
                var chunk = new char[300];
                text = new string(chunk, 0, await xml.ReadValueChunkAsync(chunk, 0, chunk.Length));
            }
        }
        return text;
    }

    private static Severity? ByThreat(string? threat) => threat switch
    {
        "Critical" => Severity.Critical,
        "High" => Severity.High,
        "Medium" => Severity.Moderate,
        "Low" => Severity.Low,
        "Log" => Severity.Note,
        _ => null,
    };

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
