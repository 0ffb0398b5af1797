using System.Xml;
using Simpul.Web.Modules.Audits.Findings;

namespace Simpul.Web.Modules.Audits.Tools;

/// <summary>Reads a Nessus v2 file. Severity: its own 0 to 4, a note to critical.</summary>
internal sealed class NessusFile
{
    private readonly ToolGathering gathering = new();

    public static Task<ToolFile> Read(Stream content) => ToolXml.Read(content, async xml =>
    {
        var file = new NessusFile();
        var (begun, host) = (false, "");
        while (await ToolXml.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (!begun)
            {
                begun = xml.LocalName == "NessusClientData_v2" ? true : throw new UnreadableToolFileException($"Berkas XML ini bukan Nessus v2: unsur pertamanya “{(xml.LocalName.Length <= 40 ? xml.LocalName : xml.LocalName[..40] + "…")}”.");
            }
            else if (xml.LocalName == "ReportHost")
            {
                host = xml.GetAttribute("name") ?? "";
            }
            else if (xml.LocalName == "ReportItem")
            {
                await file.Item(xml, host);
            }
        }
        return begun ? file.gathering.Of(ToolFormat.Nessus, "Nessus") : throw new UnreadableToolFileException("Berkas XML kosong.");
    });

    private async Task Item(XmlReader xml, string host)
    {
        var (depth, rule, name, said, port, protocol) = (xml.Depth, xml.GetAttribute("pluginID"), xml.GetAttribute("pluginName"), xml.GetAttribute("severity"), xml.GetAttribute("port"), xml.GetAttribute("protocol"));
        string? synopsis = null, description = null, solution = null;
        var references = new List<string>();
        if (!xml.IsEmptyElement)
        {
            while (await ToolXml.Next(xml) && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }
                switch (xml.LocalName)
                {
                    case "synopsis":
                        synopsis = await ToolXml.Text(xml);
                        break;
                    case "description":
                        description = await ToolXml.Text(xml);
                        break;
                    case "solution":
                        solution = await ToolXml.Text(xml);
                        break;
                    case "cve" when references.Count < 20:
                        references.Add(await ToolXml.Text(xml, 40));
                        break;
                }
            }
        }
        if (string.IsNullOrWhiteSpace(host))
        {
            gathering.Bad(name ?? rule, "Tidak menyebut peladennya.");
            return;
        }
        var place = port is null or "0" ? host.Trim() : $"{host.Trim()} {port}/{protocol}";
        Severity? severity = said switch { "0" => Severity.Note, "1" => Severity.Low, "2" => Severity.Moderate, "3" => Severity.High, "4" => Severity.Critical, _ => null };
        var text = string.Join('\n', new[] { synopsis, description, references.Count > 0 ? string.Join(", ", references) : null }.Where(part => !string.IsNullOrWhiteSpace(part)));
        gathering.Add(rule, name, severity, place, text, solution, $"nessus\n{rule ?? name}\n{place}", said);
    }
}
