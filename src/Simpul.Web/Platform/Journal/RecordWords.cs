namespace Simpul.Web.Platform.Journal;

/// <summary>
/// What a kind of record, or a table of parts, and its fields are called where the journal is read. Registers need none: their declarations say it.
/// A module adds others with <c>services.AddSingleton(new RecordWords(…))</c>.
/// </summary>
/// <param name="Name">A record's kind (<c>cases</c>) or a part's table (<c>cases_steps</c>).</param>
/// <param name="One">Indonesian, one of them, in a sentence: "perkara".</param>
/// <param name="Labels">Field as events write it (<c>dueOn</c>) to its label: "Tenggat". A field with an empty label is not shown.</param>
/// <param name="Values">Stored value to words, for fields with a closed list.</param>
public sealed record RecordWords(string Name, string One, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string>? Values = null);

/// <summary>Of the platform's own records; and names that mean the same wherever they occur.</summary>
internal static class PlatformWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("journal", "jurnal", new Dictionary<string, string> { ["before"] = "Kunci lama", ["after"] = "Kunci baru" }),
        new("instance", "pengaturan instansi", new Dictionary<string, string>
        {
            ["regulationId"] = "Peraturan",
            ["readings"] = "Pilihan tafsir",
            ["showsBoardPublicly"] = "Papan kewajiban tampil untuk umum",
            ["requiresSecondFactor"] = "Wajib kode kedua saat masuk",
            ["colour"] = "Warna",
            ["contact"] = "Kontak",
            ["isSample"] = "Data contoh",
            ["crestSha256"] = "Lambang (SHA-256)",
        }),
        new("accounts", "akun", new Dictionary<string, string>
        {
            ["userName"] = "Nama akun",
            ["personId"] = "Pemilik",
            ["closedAt"] = "Ditutup",
            ["mustChangePassword"] = "Harus mengganti kata sandi",
            ["twoFactorEnabled"] = "Kode kedua aktif",
            ["lockoutEnd"] = "Terkunci sampai",
            ["lockoutEnabled"] = "Dapat terkunci",
            ["accessFailedCount"] = "Gagal masuk berturut-turut",
            ["lastOfficeId"] = "Jabatan terakhir",
            ["openIdSubject"] = "Akun pada penyedia masuk",
            ["normalizedUserName"] = "",
            ["passwordHash"] = "",
            ["securityStamp"] = "",
            ["concurrencyStamp"] = "",
            ["emailConfirmed"] = "",
            ["phoneNumberConfirmed"] = "",
        }),
        new("access-tokens", "token API", new Dictionary<string, string>
        {
            ["accountId"] = "Akun",
            ["scope"] = "Boleh",
            ["expiresAt"] = "Berakhir",
            ["endedAt"] = "Diakhiri",
            ["usedAt"] = "Terakhir dipakai",
        }),
        new("files", "berkas", new Dictionary<string, string>
        {
            ["subjectKind"] = "",
            ["subjectId"] = "",
            ["slot"] = "Dokumen",
            ["number"] = "Versi",
            ["sha256"] = "SHA-256",
            ["size"] = "Ukuran (byte)",
            ["mediaType"] = "Jenis berkas",
            ["permission"] = "",
            ["uploadedBy"] = "",
            ["uploadedAt"] = "Diunggah",
            ["removedAt"] = "Dihapus",
            ["removedReason"] = "Alasan dihapus",
        }),
    ];

    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["name"] = "Nama",
        ["title"] = "Judul",
        ["code"] = "Kode",
        ["kind"] = "Jenis",
        ["state"] = "Keadaan",
        ["status"] = "Keadaan",
        ["number"] = "Nomor",
        ["date"] = "Tanggal",
        ["from"] = "Mulai",
        ["until"] = "Sampai",
        ["validUntil"] = "Berlaku sampai",
        ["dueOn"] = "Tenggat",
        ["reason"] = "Alasan",
        ["note"] = "Catatan",
        ["text"] = "Isi",
        ["summary"] = "Ringkasan",
        ["description"] = "Uraian",
        ["classification"] = "Klasifikasi",
        ["agencyId"] = "Perangkat daerah",
        ["officeId"] = "Jabatan",
        ["personId"] = "Orang",
        ["parentId"] = "Induk",
        ["email"] = "Surel",
        ["phone"] = "Telepon",
        ["createdAt"] = "Dibuat",
        ["changedAt"] = "Diubah",
        ["closedAt"] = "Ditutup",
        ["field"] = "Isian",
        ["file"] = "Berkas",
        ["count"] = "Banyaknya",
        ["address"] = "Alamat",
        ["slot"] = "Dokumen",
        ["left"] = "Sisa",
        ["at"] = "Pada",
    };

    public static readonly IReadOnlyDictionary<string, string> Values = new Dictionary<string, string>
    {
        ["Public"] = "Publik",
        ["Restricted"] = "Terbatas",
        ["Secret"] = "Rahasia",
    };
}
