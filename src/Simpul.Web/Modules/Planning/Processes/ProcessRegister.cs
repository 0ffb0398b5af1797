using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Processes;

/// <summary>The register of business processes. A new version is begun from the one before it, on a page of its own.</summary>
internal static class ProcessRegister
{
    public static readonly Register<BusinessProcess> Declared = new()
    {
        Kind = "business-processes",
        Slug = "proses-bisnis",
        Title = "Proses bisnis",
        One = "proses bisnis",
        Why = "Rangkaian kegiatan pemerintahan: siapa berbuat apa, dengan data dan aplikasi apa, menghasilkan apa. Setiap versi yang ditetapkan tetap tersimpan.",
        View = PlanningPermissions.View,
        Edit = PlanningPermissions.Processes,
        OrderedBy = "code",
        TitleOf = item => item.Title,
        AlsoFoundBy = item => item.Code,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<BusinessProcess>("name", "Nama proses", item => item.Name, BusinessProcess.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<BusinessProcess>("code", "Kode proses", item => item.Code, BusinessProcess.CodeLength, new() { Required = true, Listed = true, Searched = true, Fixed = true, Help = "Sama untuk semua versi, misalnya PB-02.01." }),
            Fields.Number<BusinessProcess>("edition", "Versi", item => item.Edition, 1, 999, new() { Required = true, Listed = true, Fixed = true, Help = "Versi pertama bernomor 1. Versi berikutnya dimulai dari halaman versi sebelumnya." }),
            Fields.Reference<BusinessProcess>("parent", "Bagian dari proses", item => item.ParentId, "business-processes", new() { Filtered = true, Help = "Kosongkan untuk proses tingkat teratas." }),
            Fields.Reference<BusinessProcess>("agency", "Perangkat daerah pemilik", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = "Kosongkan bila proses lintas perangkat daerah." }),
            Fields.Choice<BusinessProcess, ProcessState>("state", "Keadaan", item => item.State, ProcessChoices.States, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choices<BusinessProcess>("areas", "Bidang", item => item.Areas, _ => ProcessChoices.Areas, new() { Help = "Bidang yang keterpaduannya diminta peraturan." }),
            Fields.Lines<BusinessProcess>("actors", "Pelaku selain perangkat daerah", item => item.Actors, 50, BusinessProcess.LineLength, new() { Help = "Perangkat daerah yang terlibat dicatat di bagian Pelaku pada halaman proses." }),
            Fields.Lines<BusinessProcess>("inputs", "Masukan", item => item.Inputs, 100, BusinessProcess.LineLength),
            Fields.Lines<BusinessProcess>("outputs", "Keluaran", item => item.Outputs, 100, BusinessProcess.LineLength),
            Fields.Lines<BusinessProcess>("data", "Data yang dipakai", item => item.Data, 100, BusinessProcess.LineLength),
            Fields.Lines<BusinessProcess>("applications", "Aplikasi pendukung", item => item.Applications, 100, BusinessProcess.LineLength),
            Fields.Lines<BusinessProcess>("services", "Layanan yang dihasilkan", item => item.Services, 100, BusinessProcess.LineLength),
            Fields.Lines<BusinessProcess>("legalBasis", "Dasar hukum", item => item.LegalBasis, 50, BusinessProcess.LineLength, new() { Help = "Peraturan yang diikuti proses ini." }),
            Fields.Reference<BusinessProcess>("legalDocument", "Produk hukum terdaftar yang menjadi dasar", item => item.LegalDocumentId, "legal-documents"),
            Fields.Text<BusinessProcess>("architectureBasis", "Acuan dalam Arsitektur SPBE", item => item.ArchitectureBasis, 1000, new() { Help = "Bagian arsitektur tempat proses ini berada, dengan kode referensinya bila ada." }, longText: true),
            Fields.Text<BusinessProcess>("renstraBasis", "Acuan dalam rencana strategis", item => item.RenstraBasis, 1000, new() { Help = "Tujuan, sasaran, atau program rencana strategis perangkat daerah." }, longText: true),
            Fields.Choices<BusinessProcess>("draftedBy", "Disusun oleh", item => item.DraftedBy, ProcessChoices.Offices),
            Fields.Key<BusinessProcess>("enactor", "Ditetapkan oleh", item => item.Enactor, 60, ProcessChoices.Offices),
            Fields.Reference<BusinessProcess>("enactedBy", "Produk hukum penetapan", item => item.EnactedById, "legal-documents"),
            Fields.Date<BusinessProcess>("inForceFrom", "Berlaku sejak", item => item.InForceFrom, new() { Listed = true }),
            Fields.Date<BusinessProcess>("inForceUntil", "Berlaku sampai", item => item.InForceUntil, new() { Help = "Hari terakhir; kosongkan selama berlaku." }),
            Fields.Reference<BusinessProcess>("replaces", "Menggantikan versi", item => item.ReplacesId, "business-processes", new() { Fixed = true }),
        ],
        Rules = ProcessRules.Check,
        Saving = ProcessRules.Replace,
        More =
        [
            new("Versi", "/Modules/Planning/Processes/_Versions.cshtml", ProcessVersions.Load),
            new("Kedudukan dalam peta proses", "/Modules/Planning/Processes/_Around.cshtml", ProcessAround.Load),
            new("Perangkat daerah pelaku", "/Modules/Planning/Processes/_Actors.cshtml", ActorList.Load),
            new("Diagram", "/Modules/Planning/Processes/_Diagram.cshtml", DiagramView.Load),
            new("Rekayasa ulang", "/Modules/Planning/Processes/_Reengineerings.cshtml", ReengineeringList.Load),
        ],
    };
}
