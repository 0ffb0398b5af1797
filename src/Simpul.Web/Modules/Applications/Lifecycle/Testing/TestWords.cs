namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>What tests, results and findings are called.</summary>
internal static class TestWords
{
    public static readonly IReadOnlyList<(TestVerdict Value, string Title)> Verdicts =
    [
        (TestVerdict.Open, "Belum diuji"),
        (TestVerdict.Passes, "Memenuhi"),
        (TestVerdict.Fails, "Tidak memenuhi"),
        (TestVerdict.NotApplicable, "Tidak berlaku"),
    ];

    public static readonly IReadOnlyList<(Severity Value, string Title)> Severities =
    [
        (Severity.Low, "Rendah"),
        (Severity.Moderate, "Sedang"),
        (Severity.High, "Tinggi"),
        (Severity.Critical, "Kritis"),
    ];

    public static readonly IReadOnlyList<(FindingState Value, string Title)> States =
    [
        (FindingState.Open, "Terbuka"),
        (FindingState.Mended, "Sudah diperbaiki, menunggu uji ulang"),
        (FindingState.Closed, "Selesai"),
    ];

    public static string Word(string word) => word switch
    {
        "security-test" => "Uji keamanan",
        "fitness-test" => "Uji kelaikan",
        "function-check" => "Pemeriksaan kesesuaian fungsi",
        _ => "Uji fungsi dan interoperabilitas",
    };

    public static string Word(this TestVerdict verdict) => Verdicts[(int)verdict].Title;

    public static string Word(this Severity severity) => Severities[(int)severity].Title;

    public static string Word(this FindingState state) => States[(int)state].Title;
}
