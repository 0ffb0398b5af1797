using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Simpul.Web.Modules.Planning.Processes.Bpmn;

/// <summary>Draws tasks in a row, from a start to an end: for the sample.</summary>
internal static class PlainDiagram
{
    private static readonly XNamespace model = BpmnNames.Model;
    private static readonly XNamespace picture = BpmnNames.Picture;
    private static readonly XNamespace bounds = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace lines = "http://www.omg.org/spec/DD/20100524/DI";

    public static byte[] Of(string name, IReadOnlyList<string> tasks)
    {
        var process = new XElement(model + "process", new XAttribute("id", "Proses"), new XAttribute("name", name), new XAttribute("isExecutable", "false"));
        var plane = new XElement(picture + "BPMNPlane", new XAttribute("id", "Lembar"), new XAttribute("bpmnElement", "Proses"));
        List<(string Id, string Kind, string Name, int Width, int Height)> nodes =
        [
            ("Mulai", "startEvent", "Mulai", 36, 36),
            .. tasks.Select((task, at) => (string.Create(CultureInfo.InvariantCulture, $"Tugas_{at + 1}"), "userTask", task, 120, 80)),
            ("Selesai", "endEvent", "Selesai", 36, 36),
        ];
        var x = 160;
        (string Id, int Right)? before = null;
        foreach (var node in nodes)
        {
            process.Add(new XElement(model + node.Kind, new XAttribute("id", node.Id), new XAttribute("name", node.Name)));
            plane.Add(new XElement(picture + "BPMNShape", new XAttribute("id", $"{node.Id}_bentuk"), new XAttribute("bpmnElement", node.Id),
                new XElement(bounds + "Bounds", new XAttribute("x", x), new XAttribute("y", 160 - node.Height / 2), new XAttribute("width", node.Width), new XAttribute("height", node.Height))));
            if (before is { } from)
            {
                var flow = $"Dari_{from.Id}";
                process.Add(new XElement(model + "sequenceFlow", new XAttribute("id", flow), new XAttribute("sourceRef", from.Id), new XAttribute("targetRef", node.Id)));
                plane.Add(new XElement(picture + "BPMNEdge", new XAttribute("id", $"{flow}_garis"), new XAttribute("bpmnElement", flow), Point(from.Right), Point(x)));
            }
            before = (node.Id, x + node.Width);
            x += node.Width + 60;
        }
        var document = new XElement(model + "definitions", new XAttribute(XNamespace.Xmlns + "bpmn", model), new XAttribute(XNamespace.Xmlns + "bpmndi", picture), new XAttribute(XNamespace.Xmlns + "dc", bounds),
            new XAttribute(XNamespace.Xmlns + "di", lines), new XAttribute("id", "Berkas"), new XAttribute("targetNamespace", "urn:simpul:process"), new XAttribute("exporter", "Simpul"),
            process, new XElement(picture + "BPMNDiagram", new XAttribute("id", "Gambar"), plane));
        return Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document);

        static XElement Point(int at) => new(lines + "waypoint", new XAttribute("x", at), new XAttribute("y", 160));
    }
}
