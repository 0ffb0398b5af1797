using Simpul.Web.Modules.Audits.Findings;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Audits;

/// <summary>Words for what no register's field shows.</summary>
internal static class AuditsRecordWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("audits", "audit TIK", new Dictionary<string, string> { ["cancelReason"] = "Alasan dibatalkan", ["plannedId"] = "Rencana", ["bodyId"] = "Lembaga audit", ["decreeId"] = "Keputusan" }),
        new("audits_objects", "objek audit", new Dictionary<string, string> { ["auditId"] = "", ["itemId"] = "", ["class"] = "Jenis objek" }, AuditWords.Classes.ToDictionary(one => one.Value.ToString(), one => one.Title)),
        new("audit-members", "anggota tim audit", new Dictionary<string, string>
        {
            ["auditId"] = "Audit", ["outsideName"] = "Auditor dari luar", ["role"] = "Peran", ["certificate"] = "Sertifikat", ["certificateNumber"] = "Nomor sertifikat", ["certificateUntil"] = "Sertifikat berlaku sampai",
            ["declaredAt"] = "Menyatakan bebas benturan kepentingan", ["declaredBy"] = "Pernyataan oleh",
        }, AuditWords.Roles.ToDictionary(one => one.Value.ToString(), one => one.Title)),
        new("audit-papers", "kertas kerja audit", new Dictionary<string, string>
        {
            ["auditId"] = "Audit", ["subject"] = "", ["set"] = "Kelompok", ["cite"] = "Dasar", ["itemId"] = "", ["objectName"] = "Objek", ["criterion"] = "Kode kriteria", ["proof"] = "Bukti yang dicari", ["result"] = "Hasil", ["observation"] = "Pengamatan", ["writtenBy"] = "Penulis", ["writtenAt"] = "",
            ["reviewedBy"] = "Pemeriksa", ["reviewedAt"] = "Disetujui pada", ["reviewNote"] = "Catatan pemeriksa",
        }, AuditWords.Results.ToDictionary(one => one.Value.ToString(), one => one.Title)),
        new("audit-tool-runs", "hasil alat audit", new Dictionary<string, string>
        {
            ["auditId"] = "Audit", ["format"] = "Format", ["tool"] = "Alat", ["fileName"] = "Berkas", ["fileId"] = "", ["sha256"] = "SHA-256", ["bad"] = "Tidak dapat dimasukkan", ["added"] = "Baru", ["known"] = "Sudah ada", ["byPersonId"] = "Oleh",
        }, AuditWords.RunStates.ToDictionary(one => one.Value.ToString(), one => one.Title)),
        new("audit-findings", FindingRegister.Declared.One, new Dictionary<string, string>
        {
            ["paperId"] = "", ["responseWords"] = "Isi tanggapan", ["respondedOn"] = "Ditanggapi", ["respondedBy"] = "Ditanggapi oleh", ["objectionWords"] = "Jawaban auditor atas sanggahan", ["objectionAnsweredOn"] = "Sanggahan dijawab", ["objectionAnsweredBy"] = "Sanggahan dijawab oleh", ["closedOn"] = "Ditutup", ["closedBy"] = "Ditutup oleh", ["closingNote"] = "Hasil pemeriksaan tindak lanjut", ["escalated"] = "Tingkat penerusan",
        }),
        new("audit-follow-ups", "tindak lanjut temuan", new Dictionary<string, string>
        {
            ["findingId"] = "Temuan", ["done"] = "Yang dilakukan", ["doneOn"] = "Tanggal", ["byPersonId"] = "Dicatat oleh", ["verdict"] = "Pemeriksaan", ["words"] = "Kata auditor", ["reviewedBy"] = "Diperiksa oleh", ["reviewedAt"] = "",
        }, AuditWords.Verdicts.ToDictionary(one => one.Value.ToString(), one => one.Title)),
        new("audit-coordinations", "koordinasi audit", new Dictionary<string, string> { ["caseId"] = "Urusan" }),
    ];
}
