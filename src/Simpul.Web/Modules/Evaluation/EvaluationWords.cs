using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>What the journal calls records of this module that no register shows, and fields that no form has.</summary>
internal static class EvaluationWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("evaluation-cycles", FollowRegisters.Cycles.One, new Dictionary<string, string>
        {
            ["state"] = "Keadaan", ["openedBy"] = "Dibuka oleh", ["signedOn"] = "Ditandatangani", ["signedBy"] = "Jabatan penanda tangan", ["signedById"] = "Penanda tangan", ["mayPublish"] = "Boleh diumumkan",
            ["selfIndex"] = "Indeks penilaian mandiri", ["closedOn"] = "Ditutup", ["externalIndex"] = "Indeks asesor eksternal", ["targetIndex"] = "Target indeks", ["remindedOn"] = "Diingatkan", ["index"] = "Indeks", ["predicate"] = "Predikat",
        }, Titles(CycleWords.States)),
        new("evaluation-indicators", "indikator evaluasi", new Dictionary<string, string>
        {
            ["cycleId"] = "", ["key"] = "Nomor", ["place"] = "", ["service"] = "Layanan yang dinilai", ["agencyId"] = "Perangkat daerah", ["dueOn"] = "Tenggat", ["state"] = "Keadaan", ["submittedOn"] = "Diajukan",
            ["submittedById"] = "Diajukan oleh", ["returnedBecause"] = "Alasan dikembalikan", ["efforts"] = "Perkiraan usaha", ["remindedOn"] = "Diingatkan",
        }, Titles(CycleWords.IndicatorStates)),
        new("evaluation-judgements", "penilaian indikator", new Dictionary<string, string>
        {
            ["cycleId"] = "", ["indicatorId"] = "", ["stage"] = "Penilai", ["value"] = "Nilai", ["met"] = "Kriteria terpenuhi", ["reason"] = "Penjelasan", ["personId"] = "Oleh", ["at"] = "Waktu",
        }, Titles(CycleWords.Stages)),
        new("evaluation-evidence", "pemakaian bukti", new Dictionary<string, string>
        {
            ["cycleId"] = "", ["indicatorId"] = "", ["documentId"] = "", ["level"] = "Tingkat", ["addedById"] = "Diserahkan oleh", ["verdict"] = "Hasil pemeriksaan", ["verdictReason"] = "Alasan", ["verdictById"] = "Diperiksa oleh", ["verdictOn"] = "Diperiksa",
            ["withdrawnOn"] = "Ditarik",
        }, Titles(CycleWords.Verdicts)),
        new("evaluation-documents", EvidenceRegister.Declared.One, new Dictionary<string, string>
        {
            ["recordKind"] = "Jenis catatan", ["recordId"] = "", ["snapshot"] = "Isi saat diajukan", ["snapshotDigest"] = "SHA-256 isi", ["journalIndex"] = "Nomor peristiwa jurnal", ["frozenOn"] = "Dibekukan",
        }),
        new("evaluation-recommendations", FollowRegisters.Tasks.One, new Dictionary<string, string> { ["remindedOn"] = "Diingatkan" }),
        new("agency-monitorings", FollowRegisters.Monitorings.One, new Dictionary<string, string> { ["remindedOn"] = "Diingatkan" }),
        new("evaluation-notes", FollowRegisters.Notes.One, new Dictionary<string, string> { ["agencyId"] = "Perangkat daerah" }),
    ];

    private static Dictionary<string, string> Titles<T>(IReadOnlyList<(T Value, string Title)> titles)
        where T : struct, Enum => titles.ToDictionary(item => item.Value.ToString(), item => item.Title);
}
