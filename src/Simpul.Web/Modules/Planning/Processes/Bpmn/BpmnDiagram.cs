namespace Simpul.Web.Modules.Planning.Processes.Bpmn;

/// <summary>What a BPMN file holds, as far as it is shown without its picture.</summary>
/// <param name="Elements">In the order of the file.</param>
/// <param name="HasPicture">Whether the file places its elements on a sheet; one without can be listed but not drawn.</param>
/// <param name="Tool">The program that wrote it, where it says so.</param>
public sealed record BpmnDiagram(IReadOnlyList<BpmnElement> Elements, bool HasPicture, string? Tool);

/// <summary>Something of the process that a person can point at.</summary>
/// <param name="Kind">The local name in BPMN: <c>userTask</c>.</param>
/// <param name="Name">Null where the file gives it none.</param>
/// <param name="Lane">Names of the participant and the lanes that it lies in, from outside to inside.</param>
public sealed record BpmnElement(string Id, string Kind, string? Name, string? Lane);

/// <summary>Why a file is no BPMN that can be kept.</summary>
/// <param name="Line">Where, from 1; 0 for the file as a whole.</param>
/// <param name="Reason">Indonesian, a sentence or two that say what to do.</param>
public sealed record BpmnFault(int Line, string Reason)
{
    public string Message => Line > 0 ? $"Baris {Line}: {Reason}" : Reason;
}

/// <summary>What reading a file came to: what it holds, or all that is wrong with it.</summary>
public sealed record BpmnReading(BpmnDiagram? Diagram, IReadOnlyList<BpmnFault> Faults);
