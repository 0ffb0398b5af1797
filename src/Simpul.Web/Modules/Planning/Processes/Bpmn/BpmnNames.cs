namespace Simpul.Web.Modules.Planning.Processes.Bpmn;

/// <summary>The vocabulary of BPMN 2.0 that the reader and the pages share.</summary>
internal static class BpmnNames
{
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string Picture = "http://www.omg.org/spec/BPMN/20100524/DI";

    /// <summary>Namespaces whose <c>id</c> attributes are identifiers of the document; those of extensions are their own tool's affair.</summary>
    public static readonly HashSet<string> Identified = [Model, Picture];

    /// <summary>
    /// Attributes that name another element. References to data types (<c>structureRef</c>, <c>itemSubjectRef</c>) and to a called process are left
    /// out: tools let them point into files and type systems of their own.
    /// </summary>
    public static readonly HashSet<string> RefersByAttribute =
    [
        "sourceRef", "targetRef", "processRef", "attachedToRef", "default", "dataObjectRef", "dataStoreRef", "messageRef", "signalRef", "errorRef",
        "escalationRef", "categoryValueRef", "bpmnElement",
    ];

    /// <summary>Elements whose text names another element.</summary>
    public static readonly HashSet<string> RefersByText = ["incoming", "outgoing", "flowNodeRef", "sourceRef", "targetRef", "dataInputRefs", "dataOutputRefs"];

    /// <summary>What is listed, with its Indonesian name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["process"] = "Proses",
        ["collaboration"] = "Kolaborasi",
        ["participant"] = "Peserta",
        ["lane"] = "Jalur",
        ["task"] = "Tugas",
        ["userTask"] = "Tugas pengguna",
        ["manualTask"] = "Tugas manual",
        ["serviceTask"] = "Tugas sistem",
        ["scriptTask"] = "Tugas skrip",
        ["businessRuleTask"] = "Tugas aturan",
        ["sendTask"] = "Tugas kirim",
        ["receiveTask"] = "Tugas terima",
        ["callActivity"] = "Pemanggilan proses",
        ["subProcess"] = "Subproses",
        ["adHocSubProcess"] = "Subproses tanpa urutan",
        ["transaction"] = "Transaksi",
        ["startEvent"] = "Kejadian mulai",
        ["endEvent"] = "Kejadian selesai",
        ["intermediateCatchEvent"] = "Kejadian antara (menunggu)",
        ["intermediateThrowEvent"] = "Kejadian antara (memicu)",
        ["boundaryEvent"] = "Kejadian tepi",
        ["exclusiveGateway"] = "Percabangan pilihan",
        ["parallelGateway"] = "Percabangan serentak",
        ["inclusiveGateway"] = "Percabangan inklusif",
        ["eventBasedGateway"] = "Percabangan kejadian",
        ["complexGateway"] = "Percabangan kompleks",
        ["dataObjectReference"] = "Data",
        ["dataStoreReference"] = "Penyimpanan data",
        ["dataObject"] = "Objek data",
        ["messageFlow"] = "Aliran pesan",
        ["textAnnotation"] = "Catatan",
        ["group"] = "Kelompok",
    };
}
