using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>What the choices of this part are called.</summary>
internal static class BudgetWords
{
    public const string Apbd = "apbd";

    public static readonly IReadOnlyList<(SpendingKind Value, string Title)> Kinds =
    [
        (SpendingKind.Equipment, "Perangkat keras"),
        (SpendingKind.Software, "Perangkat lunak dan lisensi"),
        (SpendingKind.Development, "Pembangunan atau pengembangan aplikasi"),
        (SpendingKind.Subscription, "Langganan dan sewa"),
        (SpendingKind.Service, "Jasa konsultansi dan tenaga ahli"),
        (SpendingKind.Maintenance, "Pemeliharaan"),
        (SpendingKind.Training, "Pelatihan dan sertifikasi"),
        (SpendingKind.Personnel, "Honorarium dan tenaga pendukung"),
        (SpendingKind.Other, "Lainnya"),
    ];

    public static readonly IReadOnlyList<FieldChoice> Funds =
    [
        new(Apbd, "APBD"), new("apbn", "APBN"), new("dak", "Dana Alokasi Khusus"), new("grant", "Hibah"), new("cooperation", "Kerja sama"), new("other", "Sumber lain"),
    ];

    public static readonly IReadOnlyList<FieldChoice> Programmes = [new("acceleration", "Percepatan SPBE")];

    public static readonly IReadOnlyList<(Recommendation Value, string Title, State State)> Recommendations =
    [
        (Recommendation.Undecided, "Belum diputuskan", State.Due),
        (Recommendation.Recommended, "Direkomendasikan", State.Met),
        (Recommendation.WithChanges, "Direkomendasikan dengan perubahan", State.Met),
        (Recommendation.Refused, "Tidak direkomendasikan", State.Missing),
    ];

    public static string Of(Recommendation value) => Recommendations.First(item => item.Value == value).Title;

    public static State StateOf(Recommendation value) => Recommendations.First(item => item.Value == value).State;

    public static string Of(SpendingKind value) => Kinds.First(item => item.Value == value).Title;

    public static string Fund(string key) => Funds.FirstOrDefault(fund => fund.Value == key)?.Title ?? key;

    public static string Programme(string key) => Programmes.FirstOrDefault(one => one.Value == key)?.Title ?? key;

    public static string Source(string key) => key switch
    {
        "architecture" => "Arsitektur SPBE",
        "roadmap" => "Peta Rencana SPBE",
        _ => "usulan perangkat daerah",
    };

    /// <summary>What the regulation calls an office.</summary>
    public static string Office(EffectiveProfile profile, string key) => profile.Offices.TryGet(key, out var office) ? office.Name : key;
}
