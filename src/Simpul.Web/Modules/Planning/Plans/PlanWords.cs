using System.Text.Json;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>What the closed lists of plans are called on screen, and by which keys checks know them.</summary>
internal static class PlanWords
{
    public const string BudgetEstimate = "budget-estimate";
    public const string AllAgencies = "all-agencies";

    public static readonly IReadOnlyList<(PlanKind, string)> Kinds =
    [
        (PlanKind.MasterPlan, "Rencana Induk SPBE"),
        (PlanKind.Architecture, "Arsitektur SPBE"),
        (PlanKind.Roadmap, "Peta Rencana SPBE"),
        (PlanKind.BusinessProcesses, "Proses Bisnis"),
    ];

    public static readonly IReadOnlyList<(PlanState, string)> States = [(PlanState.Drafting, "Rancangan"), (PlanState.Enacted, "Ditetapkan"), (PlanState.Replaced, "Diganti")];

    public static readonly IReadOnlyList<(PlanInstrument, string)> Instruments =
        [(PlanInstrument.None, "Belum ada"), (PlanInstrument.HeadDecree, "Keputusan kepala daerah"), (PlanInstrument.HeadRegulation, "Peraturan kepala daerah"), (PlanInstrument.Other, "Bentuk lain")];

    public static readonly IReadOnlyList<(PlanPart, string)> Parts =
    [
        (PlanPart.Sections, "Muatan pokok"),
        (PlanPart.Domains, "Domain arsitektur"),
        (PlanPart.GapAnalysis, "Tahapan penilaian"),
        (PlanPart.Activities, "Program dan kegiatan"),
        (PlanPart.Staff, "Sumber daya manusia"),
    ];

    public static readonly IReadOnlyList<(ReviewWhy, string)> Whys =
        [(ReviewWhy.MidTerm, "Paruh waktu"), (ReviewWhy.FinalYear, "Tahun terakhir"), (ReviewWhy.Yearly, "Berkala"), (ReviewWhy.Ground, "Ada perubahan")];

    public static readonly IReadOnlyList<(ReviewResult, string)> Results =
        [(ReviewResult.None, "Belum ada"), (ReviewResult.Keep, "Tetap berlaku"), (ReviewResult.Change, "Diubah"), (ReviewResult.Replace, "Diganti")];

    private static readonly Dictionary<string, string> SectionTitles = new(StringComparer.Ordinal)
    {
        ["references"] = "Referensi arsitektur",
        ["domains"] = "Domain arsitektur",
        ["governance"] = "Tata Kelola SPBE",
        ["management"] = "Manajemen SPBE",
        ["services"] = "Layanan SPBE",
        ["infrastructure"] = "Infrastruktur SPBE",
        ["applications"] = "Aplikasi SPBE",
        ["security"] = "Keamanan SPBE",
        ["ict-audit"] = "Audit teknologi informasi dan komunikasi",
        ["vision-mission-aims-targets"] = "Visi, misi, tujuan, dan sasaran SPBE",
        ["policy-direction"] = "Arah kebijakan SPBE",
        ["strategy"] = "Strategi SPBE",
        ["architecture"] = "Arsitektur SPBE",
        ["strategic-roadmap"] = "Peta rencana strategis SPBE",
    };

    private static readonly Dictionary<string, string> DomainTitles = new(StringComparer.Ordinal)
    {
        ["process"] = "Domain proses bisnis",
        ["data"] = "Domain data dan informasi",
        ["infrastructure"] = "Domain infrastruktur SPBE",
        ["application"] = "Domain aplikasi SPBE",
        ["security"] = "Domain keamanan SPBE",
        ["service"] = "Domain layanan SPBE",
    };

    private static readonly Dictionary<string, string> OtherTitles = new(StringComparer.Ordinal)
    {
        ["present-state"] = "Kondisi SPBE saat ini",
        ["wanted-state"] = "Kondisi SPBE yang ingin dicapai",
        ["gap-analysis"] = "Analisis kesenjangan",
        ["roadmap"] = "Peta jalan untuk memenuhi kesenjangan",
        [BudgetEstimate] = "Perkiraan anggaran yang dibutuhkan",
        ["activities"] = "Program dan kegiatan",
        ["staff-needs"] = "Kebutuhan SDM TIK",
        ["competences"] = "Kompetensi SDM TIK",
        ["certifications"] = "Sertifikasi bidang TIK",
    };

    private static readonly Dictionary<string, string> BasisTitles = new(StringComparer.Ordinal)
    {
        ["national-master-plan"] = "Rencana Induk SPBE Nasional",
        ["national-architecture"] = "Arsitektur SPBE Nasional",
        ["national-roadmap"] = "Peta Rencana SPBE Nasional",
        ["architecture"] = "Arsitektur SPBE pemerintah daerah",
        ["rpjmd"] = "RPJMD",
        ["rpjpd"] = "RPJPD",
        ["renstra"] = "Rencana strategis pemerintah daerah",
        ["agency-renstra"] = "Rencana strategis perangkat daerah",
        ["bureaucracy-reform-design"] = "Grand design reformasi birokrasi",
        ["national-reference-architecture"] = "Referensi Arsitektur SPBE Nasional",
        ["central-institutions"] = "Arsitektur atau peta rencana Instansi Pusat",
        ["other-regions"] = "Arsitektur pemerintah daerah lain",
        ["agencies"] = "Rencana TIK perangkat daerah",
    };

    private static readonly Dictionary<string, string> GroundTitles = new(StringComparer.Ordinal)
    {
        ["national-architecture-changed"] = "Arsitektur SPBE Nasional berubah",
        ["national-roadmap-changed"] = "Peta Rencana SPBE Nasional berubah",
        ["national-policy-changed"] = "Kebijakan strategis nasional berubah",
        ["rpjmd-changed"] = "RPJMD berubah",
        ["renstra-changed"] = "Rencana strategis pemerintah daerah berubah",
        ["agency-renstra-changed"] = "Rencana strategis perangkat daerah berubah",
        ["architecture-changed"] = "Arsitektur SPBE pemerintah daerah berubah",
        ["element-changed"] = "Unsur SPBE berubah",
        ["evaluation-result"] = "Hasil pemantauan dan evaluasi SPBE",
        ["plan-evaluation"] = "Hasil pemantauan dan evaluasi Rencana Induk SPBE",
    };

    /// <summary>As checks and profiles write it: <c>master-plan</c>.</summary>
    public static string Code<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static string Of<T>(this IReadOnlyList<(T Value, string Title)> titles, T value)
        where T : struct, Enum => titles.First(item => EqualityComparer<T>.Default.Equals(item.Value, value)).Title;

    public static PlanKind? KindOf(string? code) => Kinds.Select(item => item.Item1).Where(kind => Code(kind) == code).Cast<PlanKind?>().FirstOrDefault();

    public static PlanPart PartOf(string code) => Parts.Select(item => item.Item1).First(part => Code(part) == code);

    /// <summary>Keys of the contents that can stand in a part.</summary>
    public static IReadOnlyCollection<string> KeysOf(PlanPart part) => part switch
    {
        PlanPart.Sections => SectionTitles.Keys,
        PlanPart.Domains => DomainTitles.Keys,
        PlanPart.GapAnalysis => ["present-state", "wanted-state", "gap-analysis", "roadmap", BudgetEstimate],
        PlanPart.Activities => ["activities"],
        _ => ["staff-needs", "competences", "certifications"],
    };

    public static string ContentTitle(PlanPart part, string key) => (part switch
    {
        PlanPart.Sections => SectionTitles.GetValueOrDefault(key),
        PlanPart.Domains => DomainTitles.GetValueOrDefault(key),
        _ => OtherTitles.GetValueOrDefault(key),
    }) ?? key;

    public static string BasisTitle(string key) => BasisTitles.GetValueOrDefault(key) ?? key;

    public static string GroundTitle(string key) => GroundTitles.GetValueOrDefault(key) ?? key;

    /// <summary>Every content key once. One that stands in several parts is called by the words that they share.</summary>
    public static IReadOnlyList<FieldChoice> ContentKeys { get; } =
    [
        .. SectionTitles.Select(item => new FieldChoice(item.Key, item.Value)),
        .. DomainTitles.Where(item => !SectionTitles.ContainsKey(item.Key)).Select(item => new FieldChoice(item.Key, item.Value)),
        .. OtherTitles.Select(item => new FieldChoice(item.Key, item.Value)),
    ];

    public static IReadOnlyList<FieldChoice> BasisKeys { get; } = [.. BasisTitles.Select(item => new FieldChoice(item.Key, item.Value))];

    public static IReadOnlyList<FieldChoice> Grounds { get; } = [.. GroundTitles.Select(item => new FieldChoice(item.Key, item.Value))];

    public static IReadOnlyList<FieldChoice> OwnOffices(IServiceProvider services) => Offices(services, office => office.Kind is not (OfficeKind.External or OfficeKind.Government));

    public static IReadOnlyList<FieldChoice> Participants(IServiceProvider services) => [new(AllAgencies, "Semua perangkat daerah"), .. OwnOffices(services)];

    /// <summary>Everyone who can be consulted: those outside first.</summary>
    public static IReadOnlyList<FieldChoice> Consulted(IServiceProvider services) => [.. Outside(services), .. OwnOffices(services)];

    public static IReadOnlyList<FieldChoice> Outside(IServiceProvider services) => Offices(services, office => office.Kind == OfficeKind.External);

    public static string OfficeTitle(EffectiveProfile profile, string key) =>
        key == AllAgencies ? "semua perangkat daerah" : profile.Offices.TryGet(key, out var office) ? office.Name : key;

    private static IReadOnlyList<FieldChoice> Offices(IServiceProvider services, Func<Office, bool> chosen) =>
        services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
            ? [.. regulation.Profile.Offices.Where(chosen).Select(office => new FieldChoice(office.Key, office.Title))] : [];
}
