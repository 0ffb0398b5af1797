using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Cases;

/// <summary>What a case and its parts are called where the journal is read.</summary>
internal static class CaseWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("cases", "urusan", new Dictionary<string, string>
        {
            ["year"] = "",
            ["sequence"] = "",
            ["regulationId"] = "",
            ["procedure"] = "",
            ["title"] = "Perihal",
            ["subjectKind"] = "",
            ["subjectId"] = "Tentang",
            ["openedByOfficeId"] = "Dibuka oleh jabatan",
            ["openedByPersonId"] = "Dibuka oleh",
            ["openedAt"] = "Dibuka",
            ["step"] = "",
            ["round"] = "Putaran",
            ["data"] = "",
            ["outcome"] = "",
            ["to"] = "",
        }, new Dictionary<string, string> { ["Running"] = "Berjalan", ["Done"] = "Selesai", ["Refused"] = "Ditolak", ["Withdrawn"] = "Ditarik" }),
        new("case_steps", "langkah", new Dictionary<string, string>
        {
            ["caseId"] = "",
            ["round"] = "Putaran",
            ["step"] = "",
            ["title"] = "Langkah",
            ["office"] = "",
            ["desk"] = "",
            ["startedAt"] = "Sampai di langkah ini",
            ["takenBy"] = "Dikerjakan oleh",
            ["takenAt"] = "Mulai dikerjakan",
            ["doneAt"] = "Diputuskan",
            ["outcome"] = "",
            ["outcomeLabel"] = "Keputusan",
            ["byPersonId"] = "Diputuskan oleh",
            ["byOfficeId"] = "Sebagai",
            ["remindedAt"] = "Diingatkan",
            ["overdueAt"] = "Lewat tenggat",
            ["escalatesTo"] = "",
            ["escalatedAt"] = "Disampaikan ke atasan",
        }),
        new("case_messages", "percakapan", new Dictionary<string, string> { ["caseId"] = "", ["byPersonId"] = "Dari", ["byOfficeId"] = "Sebagai" }),
    ];
}
