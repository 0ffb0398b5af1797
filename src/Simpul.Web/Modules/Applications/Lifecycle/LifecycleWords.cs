using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>Words for what no register's field shows.</summary>
internal static class LifecycleWords
{
    public static readonly IReadOnlyList<RecordWords> All =
    [
        new("application-document-verdicts", "pemeriksaan dokumen", new Dictionary<string, string>
        {
            ["applicationId"] = "Aplikasi", ["caseId"] = "Urusan", ["fileId"] = "", ["accepted"] = "Diterima", ["byPersonId"] = "", ["byOfficeId"] = "",
        }),
        new("application-tests", "pengujian aplikasi", new Dictionary<string, string>
        {
            ["applicationId"] = "Aplikasi", ["caseId"] = "Urusan", ["round"] = "Putaran", ["step"] = "", ["word"] = "Jenis pengujian", ["startedAt"] = "Dimulai", ["endedAt"] = "Diakhiri",
        }, ApplicationProcedures.TestWords.ToDictionary(word => word, TestWords.Word)),
        new("app_test_results", "hasil uji", new Dictionary<string, string>
        {
            ["testId"] = "", ["set"] = "Kelompok", ["control"] = "", ["verdict"] = "Hasil", ["byPersonId"] = "Penguji", ["carriedFrom"] = "Dari putaran",
        }, TestWords.Verdicts.ToDictionary(verdict => verdict.Value.ToString(), verdict => verdict.Title)),
        new("application-findings", FindingRegister.Declared.One, new Dictionary<string, string>
        {
            ["testId"] = "", ["control"] = "", ["round"] = "Putaran", ["answeredOn"] = "Perbaikan ditulis", ["retestedBy"] = "Penguji ulang", ["reminded"] = "Pengingat (hari sebelumnya)",
        }),
        new("application-evaluations", Running.EvaluationRegister.Declared.One, new Dictionary<string, string> { ["reminded"] = "Pengingat (hari sebelumnya)" }),
        new("application-contracts", Inventory.Parts.ApplicationContractRegister.Declared.One, new Dictionary<string, string>
        {
            ["reminded"] = "Pengingat (hari sebelumnya)", ["warrantyReminded"] = "Pengingat garansi (hari sebelumnya)",
        }),
        new("application-retirements", Running.RetirementRegisters.Retirements.One, new Dictionary<string, string>
        {
            ["proposedBy"] = "Pengusul", ["decidedBy"] = "Pemutus", ["decidedOn"] = "Diputuskan", ["decision"] = "Alasan keputusan", ["reminded"] = "Pengingat (hari sebelumnya)",
        }, Running.RetirementRegisters.States.ToDictionary(state => state.Value.ToString(), state => state.Title)),
    ];
}
