using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The choices of a process's form: areas, states, and the offices that the regulation names.</summary>
internal static class ProcessChoices
{
    public static readonly IReadOnlyList<(ProcessState, string)> States =
    [
        (ProcessState.Drafting, "Disusun"),
        (ProcessState.Enacted, "Ditetapkan"),
        (ProcessState.Replaced, "Digantikan"),
    ];

    public static readonly IReadOnlyList<FieldChoice> Areas =
    [
        new("planning", "Perencanaan"),
        new("budgeting", "Penganggaran"),
        new("procurement", "Pengadaan barang dan jasa"),
        new("performance", "Akuntabilitas kinerja"),
        new("monitoring", "Pemantauan dan evaluasi"),
        new("archives", "Kearsipan"),
        new("personnel", "Kepegawaian"),
        new("complaints", "Pengaduan pelayanan publik"),
    ];

    /// <summary>The government's own offices: they draft and enact.</summary>
    public static IReadOnlyList<FieldChoice> Offices(IServiceProvider services) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
            ? [.. regulation.Profile.Offices.Where(office => office.Kind is not (OfficeKind.External or OfficeKind.Government)).Select(office => new FieldChoice(office.Key, office.Title))]
            : [];

    public static string Area(string key) => Areas.FirstOrDefault(area => area.Value == key)?.Title ?? key;

    public static string State(ProcessState state) => States.First(item => item.Item1 == state).Item2;
}
