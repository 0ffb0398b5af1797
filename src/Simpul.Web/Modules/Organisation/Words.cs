using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What the closed lists of this module are called on screen.</summary>
internal static class Words
{
    public static readonly IReadOnlyList<(AgencyKind, string)> AgencyKinds =
    [
        (AgencyKind.Secretariat, "Sekretariat Daerah"),
        (AgencyKind.SecretariatDivision, "Bagian pada Sekretariat Daerah"),
        (AgencyKind.CouncilSecretariat, "Sekretariat DPRD"),
        (AgencyKind.Inspectorate, "Inspektorat"),
        (AgencyKind.Department, "Dinas"),
        (AgencyKind.Board, "Badan"),
        (AgencyKind.District, "Kecamatan"),
        (AgencyKind.Ward, "Kelurahan atau desa"),
        (AgencyKind.Hospital, "Rumah sakit umum daerah"),
        (AgencyKind.TechnicalUnit, "Unit pelaksana teknis"),
        (AgencyKind.Other, "Lainnya"),
    ];

    public static readonly IReadOnlyList<(AppointmentKind, string)> AppointmentKinds =
    [
        (AppointmentKind.Definitive, "Definitif"),
        (AppointmentKind.Acting, "Pelaksana tugas (Plt.)"),
        (AppointmentKind.Daily, "Pelaksana harian (Plh.)"),
        (AppointmentKind.Deputy, "Wakil yang ditunjuk"),
    ];

    public static readonly IReadOnlyList<(Employment, string)> Employments =
    [
        (Employment.CivilServant, "Pegawai negeri sipil"),
        (Employment.ContractCivilServant, "PPPK"),
        (Employment.Elected, "Pejabat terpilih"),
        (Employment.Other, "Lainnya"),
    ];

    public static readonly IReadOnlyList<(LegalDocumentKind, string)> LegalDocumentKinds =
    [
        (LegalDocumentKind.RegionalRegulation, "Peraturan daerah"),
        (LegalDocumentKind.HeadRegulation, "Peraturan kepala daerah"),
        (LegalDocumentKind.HeadDecree, "Keputusan kepala daerah"),
        (LegalDocumentKind.SecretaryDecree, "Keputusan sekretaris daerah"),
        (LegalDocumentKind.AgencyHeadDecree, "Keputusan kepala perangkat daerah"),
        (LegalDocumentKind.Circular, "Surat edaran"),
        (LegalDocumentKind.NationalLaw, "Peraturan perundang-undangan nasional"),
        (LegalDocumentKind.Agreement, "Perjanjian atau nota kesepahaman"),
        (LegalDocumentKind.Other, "Lainnya"),
    ];

    public static readonly IReadOnlyList<(Classification, string)> Classifications =
    [
        (Classification.Public, "Publik"),
        (Classification.Restricted, "Terbatas"),
        (Classification.Secret, "Rahasia"),
    ];

    public static readonly IReadOnlyList<(PolicyKind, string)> PolicyKinds =
    [
        (PolicyKind.Policy, "Kebijakan"),
        (PolicyKind.Guideline, "Pedoman"),
        (PolicyKind.Standard, "Standar"),
        (PolicyKind.Sop, "Standar operasional prosedur"),
    ];

    public static readonly IReadOnlyList<(OfficialKind, string)> OfficialKinds =
    [
        (OfficialKind.InternalAssessor, "Asesor internal SPBE"),
        (OfficialKind.Auditor, "Auditor TIK"),
        (OfficialKind.IctOfficer, "Pengelola TIK perangkat daerah"),
        (OfficialKind.DataSteward, "Pengelola data"),
        (OfficialKind.KnowledgeKeeper, "Pengelola pengetahuan"),
        (OfficialKind.RiskOfficer, "Pengelola risiko"),
        (OfficialKind.SecurityOfficer, "Pengelola keamanan informasi"),
        (OfficialKind.RepositoryKeeper, "Pengelola repositori kode sumber"),
        (OfficialKind.NetworkOperator, "Pengelola jaringan"),
    ];

    public static string Of<T>(this IReadOnlyList<(T Value, string Title)> titles, T value)
        where T : struct, Enum => titles.FirstOrDefault(item => EqualityComparer<T>.Default.Equals(item.Value, value)).Title ?? value.ToString();

    /// <summary>As checks and addresses write it: <c>ict-officer</c>.</summary>
    public static string Code(OfficialKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static OfficialKind? OfficialKindOf(string? code) => OfficialKinds.Select(item => item.Item1).Where(kind => Code(kind) == code).Cast<OfficialKind?>().FirstOrDefault();
}
