using System.Xml;

namespace Simpul.Web.Modules.Planning.Processes.Bpmn;

/// <summary>What is gathered of one file while it is read from top to bottom.</summary>
internal sealed class BpmnGathering
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly List<BpmnFault> faults = [];
    private readonly List<(string Target, int Line, string What)> references = [];
    private readonly List<(string Id, string Kind, string? Name)> elements = [];

    /// <summary>The listed element that each one stands in; null for the outermost.</summary>
    private readonly Dictionary<string, string?> around = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> laneOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> laneNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> participants = new(StringComparer.Ordinal);

    /// <summary>Id of the listed elements that are open at the reader's place, and the depth of each.</summary>
    private readonly Stack<(int Depth, string Id, string Kind)> open = new();

    private string targetNamespace = "";
    private string? tool;
    private bool rooted, hasProcess, hasPicture;
    private int extension = -1;
    private (int Depth, string Name, int Line)? referring;

    /// <summary>Takes the node at hand; a fault after which reading on makes no sense ends it.</summary>
    public BpmnFault? Take(XmlReader xml, int line)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element when !rooted:
                rooted = true;
                return Root(xml, line);
            case XmlNodeType.Element when extension >= 0 && xml.Depth > extension:
                return null;
            case XmlNodeType.Element:
                Element(xml, line);
                return null;
            case XmlNodeType.EndElement:
                Close(xml.Depth);
                return null;
            case XmlNodeType.Text or XmlNodeType.CDATA when referring is { } named && xml.Depth == named.Depth + 1:
                var value = xml.Value.Trim();
                Refer(xml, value, named.Line, named.Name);
                if (named.Name == "flowNodeRef" && open.TryPeek(out var lane) && lane.Kind == "lane")
                {
                    // The innermost lane comes last, and is what a person means.
                    laneOf[Local(value)] = lane.Id;
                }
                return null;
            default:
                return null;
        }
    }

    public IEnumerable<BpmnFault> Faults()
    {
        if (!rooted)
        {
            return [new BpmnFault(0, "Berkas tidak memuat elemen apa pun.")];
        }
        var broken = references.Where(item => !lines.ContainsKey(item.Target))
            .Select(item => new BpmnFault(item.Line, $"“{item.What}” menunjuk elemen “{Short(item.Target)}” yang tidak ada. Perbaiki di aplikasi pembuatnya, lalu ekspor ulang."));
        return hasProcess ? faults.Concat(broken) : faults.Concat(broken).Append(new BpmnFault(0, "Berkas tidak memuat proses atau kolaborasi. Pilih berkas yang berisi diagram proses."));
    }

    public BpmnDiagram Diagram() => new(
        [.. elements.Where(item => item.Kind is not ("process" or "collaboration") || item.Name is not null).Select(item => new BpmnElement(item.Id, item.Kind, item.Name, Lane(item.Id, item.Kind, around[item.Id])))],
        hasPicture, tool);

    private BpmnFault? Root(XmlReader xml, int line)
    {
        if (xml.LocalName != "definitions" || xml.NamespaceURI != BpmnNames.Model)
        {
            return new BpmnFault(line, xml.LocalName == "definitions"
                ? "Berkas bukan BPMN 2.0: ruang namanya lain. Ekspor ulang sebagai BPMN 2.0."
                : $"Berkas bukan BPMN 2.0: elemen pertamanya “{Short(xml.LocalName)}”, seharusnya “definitions”. Pilih berkas berakhiran .bpmn.");
        }
        targetNamespace = xml.GetAttribute("targetNamespace") ?? "";
        tool = xml.GetAttribute("exporter") is { Length: > 0 } exporter ? Short($"{exporter} {xml.GetAttribute("exporterVersion")}".Trim()) : null;
        Identify(xml, line);
        return null;
    }

    private void Element(XmlReader xml, int line)
    {
        var empty = xml.IsEmptyElement;
        if (!BpmnNames.Identified.Contains(xml.NamespaceURI))
        {
            return;
        }
        var name = xml.LocalName;
        if (name == "extensionElements")
        {
            extension = empty ? -1 : xml.Depth;
            return;
        }
        hasPicture |= xml.NamespaceURI == BpmnNames.Picture && name == "BPMNShape";
        var id = Identify(xml, line);
        foreach (var attribute in BpmnNames.RefersByAttribute)
        {
            if (xml.GetAttribute(attribute) is { Length: > 0 } target)
            {
                Refer(xml, target, line, attribute);
            }
        }
        if (xml.NamespaceURI != BpmnNames.Model)
        {
            return;
        }
        hasProcess |= name is "process" or "collaboration" or "choreography";
        if (BpmnNames.RefersByText.Contains(name) && !empty)
        {
            referring = (xml.Depth, name, line);
        }
        if (id is not null && BpmnNames.Kinds.ContainsKey(name))
        {
            List(xml, id, name, empty);
        }
    }

    private void List(XmlReader xml, string id, string kind, bool empty)
    {
        var called = xml.GetAttribute("name") is { } given && given.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        if (kind == "participant" && xml.GetAttribute("processRef") is { Length: > 0 } process)
        {
            participants[Local(process)] = called ?? id;
        }
        around[id] = open.TryPeek(out var outer) ? outer.Id : null;
        if (kind == "lane")
        {
            laneNames[id] = called ?? id;
        }
        elements.Add((id, kind, called));
        if (!empty)
        {
            open.Push((xml.Depth, id, kind));
        }
    }

    private void Close(int depth)
    {
        if (extension == depth)
        {
            extension = -1;
        }
        if (referring is { } named && named.Depth == depth)
        {
            referring = null;
        }
        if (open.TryPeek(out var top) && top.Depth == depth)
        {
            open.Pop();
        }
    }

    private string? Identify(XmlReader xml, int line)
    {
        if (xml.GetAttribute("id") is not { } id)
        {
            return null;
        }
        if (id.Length == 0)
        {
            faults.Add(new BpmnFault(line, $"Elemen “{Short(xml.LocalName)}” memiliki id kosong."));
            return null;
        }
        if (!lines.TryAdd(id, line))
        {
            faults.Add(new BpmnFault(line, $"Id “{Short(id)}” sudah dipakai di baris {lines[id]}. Setiap elemen harus memiliki id sendiri."));
            return null;
        }
        return id;
    }

    private void Refer(XmlReader xml, string target, int line, string what)
    {
        target = target.Trim();
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && xml.LookupNamespace(target[..colon]) is { } space && space != targetNamespace)
        {
            // Another file's element: its tool imports it, we do not.
            return;
        }
        if (target.Length > 0)
        {
            references.Add((Local(target), line, what));
        }
    }

    /// <summary>Without its prefix; an id holds no colon.</summary>
    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private string? Lane(string id, string kind, string? inside)
    {
        if (kind is "participant" or "process" or "collaboration" or "messageFlow")
        {
            return null;
        }
        var names = new List<string>();
        var (seen, at, process) = (new HashSet<string>(StringComparer.Ordinal), laneOf.GetValueOrDefault(id), inside);
        for (var step = inside; step is not null && seen.Add(step); step = around.GetValueOrDefault(step))
        {
            at ??= laneOf.GetValueOrDefault(step);
            process = step;
        }
        for (; at is not null && seen.Add("lane " + at); at = around.GetValueOrDefault(at) is { } wider && laneNames.ContainsKey(wider) ? wider : null)
        {
            names.Insert(0, laneNames[at]);
        }
        if (process is not null && participants.TryGetValue(process, out var participant))
        {
            names.Insert(0, participant);
        }
        return names.Count == 0 ? null : string.Join(" › ", names);
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
