using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;
using NationalData = Simpul.Web.Platform.Profile.National.NationalData;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>What the closed lists of applications are called on screen.</summary>
internal static class ApplicationWords
{
    public static readonly IReadOnlyList<(ApplicationKind Value, string Title)> Kinds =
    [
        (ApplicationKind.Special, "Aplikasi khusus"),
        (ApplicationKind.General, "Aplikasi umum"),
        (ApplicationKind.Similar, "Aplikasi sejenis dengan aplikasi umum"),
    ];

    public static readonly IReadOnlyList<(ApplicationStage Value, string Title)> Stages =
    [
        (ApplicationStage.Proposed, "Diusulkan"),
        (ApplicationStage.Building, "Dibangun"),
        (ApplicationStage.Testing, "Diuji"),
        (ApplicationStage.Running, "Beroperasi"),
        (ApplicationStage.Retired, "Dihentikan"),
    ];

    public static readonly IReadOnlyList<(Criticality Value, string Title)> Criticalities =
    [
        (Criticality.Low, "Rendah"),
        (Criticality.Moderate, "Sedang"),
        (Criticality.High, "Tinggi"),
        (Criticality.Vital, "Vital"),
    ];

    public static readonly IReadOnlyList<(Classification Value, string Title)> Classes =
    [
        (Classification.Public, "Publik"),
        (Classification.Restricted, "Terbatas"),
        (Classification.Secret, "Rahasia"),
    ];

    public static readonly IReadOnlyList<(Funding Value, string Title)> Fundings =
    [
        (Funding.Unrecorded, "Belum dicatat"),
        (Funding.OwnBudget, "APBD"),
        (Funding.Shared, "APBD bersama pihak lain"),
        (Funding.OtherGovernment, "Pemerintah pusat atau daerah lain"),
        (Funding.Grant, "Hibah atau tanpa biaya"),
    ];

    public static readonly IReadOnlyList<(CopyrightHolder Value, string Title)> Holders =
    [
        (CopyrightHolder.Unrecorded, "Belum dicatat"),
        (CopyrightHolder.Government, "Pemerintah daerah"),
        (CopyrightHolder.GovernmentAndMaker, "Pemerintah daerah bersama pembuat"),
        (CopyrightHolder.Maker, "Pembuat"),
        (CopyrightHolder.OtherGovernment, "Pemerintah pusat atau daerah lain"),
        (CopyrightHolder.Community, "Komunitas kode terbuka"),
    ];

    public static readonly IReadOnlyList<(SourceCustody Value, string Title)> Custodies =
    [
        (SourceCustody.Unrecorded, "Belum dicatat"),
        (SourceCustody.Government, "Dipegang pemerintah daerah"),
        (SourceCustody.Maker, "Hanya dipegang pembuat"),
        (SourceCustody.Public, "Terbuka untuk umum"),
        (SourceCustody.Lost, "Tidak ditemukan"),
    ];

    public static readonly IReadOnlyList<(LicenceKind Value, string Title)> Licences =
    [
        (LicenceKind.Unrecorded, "Belum dicatat"),
        (LicenceKind.Open, "Kode sumber terbuka"),
        (LicenceKind.Closed, "Kode sumber tertutup"),
    ];

    public static string Of<T>(this IReadOnlyList<(T Value, string Title)> titles, T value)
        where T : struct, Enum => titles.First(item => EqualityComparer<T>.Default.Equals(item.Value, value)).Title;

    /// <summary>The national applications, as choices.</summary>
    public static IReadOnlyList<FieldChoice> National(IServiceProvider services) =>
        [.. services.GetRequiredService<NationalData>().General.All.Select(item => new FieldChoice(item.Id, $"{item.Name} ({item.Owner})"))];
}
