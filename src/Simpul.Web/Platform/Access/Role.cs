namespace Simpul.Web.Platform.Access;

/// <summary>A bundle of permissions that is given to an office. Modules say with each permission which roles have it.</summary>
/// <param name="Key">Kept in the database; never renamed.</param>
/// <param name="Title">Indonesian, as an administrator chooses it.</param>
public sealed record Role(string Key, string Title, string Help)
{
    public const string Administrator = "administrator";
    public const string IctAgency = "ict-agency";
    public const string Operator = "operator";
    public const string AgencyHead = "agency-head";
    public const string Leader = "leader";
    public const string Legal = "legal";
    public const string Assessor = "assessor";
    public const string Auditor = "auditor";

    public static readonly IReadOnlyList<Role> All =
    [
        new(Administrator, "Pengelola sistem", "Mengatur perangkat daerah, jabatan, akun, dan pengaturan instansi."),
        new(IctAgency, "Pengelola SPBE", "Bekerja untuk dinas komunikasi dan informatika di seluruh pemerintah daerah."),
        new(Operator, "Operator perangkat daerah", "Mengisi data dan bukti perangkat daerahnya sendiri."),
        new(AgencyHead, "Kepala perangkat daerah", "Memutuskan dan menyatakan pemenuhan kewajiban perangkat daerahnya."),
        new(Leader, "Pimpinan daerah", "Melihat seluruh keadaan dan menetapkan."),
        new(Legal, "Bagian hukum", "Mengelola produk hukum dan memeriksa rancangan kebijakan."),
        new(Assessor, "Asesor internal", "Menilai dalam evaluasi dengan melihat seluruh data dan bukti, dan mengerjakan urusan yang langkahnya menjadi tugas jabatannya."),
        new(Auditor, "Auditor", "Melihat seluruh data, bukti, dan jurnal."),
    ];

    public static Role? Find(string key) => All.FirstOrDefault(role => role.Key == key);
}
