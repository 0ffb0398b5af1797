using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The register of applications.</summary>
internal static class ApplicationRegister
{
    public const string Kind = "applications";
    public const string Slug = "aplikasi";
    public const string Href = "/kerja/" + Slug;

    public static Register<Application> Declare(IServiceProvider services) => new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Aplikasi",
        One = "aplikasi",
        Why = "Setiap aplikasi pemerintah daerah dari usulan sampai dihentikan: jenisnya, pemiliknya, data dan layanan yang didukungnya, serta tahap yang dijalaninya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "window-stack",
        OrderedBy = "name",
        TitleOf = application => application.Item.Name,
        AgencyOf = application => application.Item.AgencyId,
        AlsoFoundBy = application => ArchitectureFields.ReferenceName(services, application.Item),
        Completes = application => application.Item,
        CompletesKind = "architecture-items",
        Always = application => application.Item.Domain == ArchitectureDomain.Application,
        Of =
        [
            .. ArchitectureFields.Of<Application>(services, ArchitectureDomain.Application, application => application.Item, "name", "code", "agency"),
            Fields.Choice<Application, ApplicationKind>("kind", "Jenis aplikasi", application => application.Kind, ApplicationWords.Kinds, new() { Required = true, Listed = true, Filtered = true, CitedBy = "application.types" }),
            Fields.Key<Application>("general", "Aplikasi Instansi Pusat", application => application.General, Application.GeneralLength, ApplicationWords.National, new() { Filtered = true, CitedBy = "general-application.use", Help = "Untuk aplikasi umum: yang mana. Untuk aplikasi sejenis: yang digantikannya." }),
            Fields.Choice<Application, ApplicationStage>("stage", "Tahap", application => application.Stage, ApplicationWords.Stages, new() { Required = true, Listed = true, Filtered = true, Help = "Untuk aplikasi yang diusulkan di sini, tahapnya mengikuti keputusan dalam urusannya." }),
            Fields.Date<Application>("proposedOn", "Diusulkan pada", application => application.ProposedOn),
            Fields.Choice<Application, Criticality>("criticality", "Kekritisan", application => application.Criticality, ApplicationWords.Criticalities, new() { Required = true, Listed = true, Filtered = true, Help = "Seberapa besar akibatnya bila aplikasi ini berhenti." }),
            Fields.Lines<Application>("functions", "Fungsi", application => application.Functions, Application.MostFunctions, Application.FunctionLength, new() { Searched = true, Help = "Satu fungsi per baris, misalnya “mengambil nomor antrean”. Usulan aplikasi lain dibandingkan dengan fungsi ini." }),
            Fields.YesNo<Application>("servesPublic", "Melayani masyarakat", application => application.ServesPublic, new() { Filtered = true }),
            Fields.Text<Application>("users", "Pengguna", application => application.Users, Application.SentenceLength, new() { Help = "Siapa yang memakainya, misalnya petugas loket puskesmas dan warga." }),
            Fields.Number<Application>("userCount", "Banyaknya pengguna", application => application.UserCount, 0, Application.MostUsers),
            Fields.Choice<Application, Classification>("dataClass", "Klasifikasi data", application => application.DataClass, ApplicationWords.Classes, new() { Required = true, Filtered = true, Help = "Yang tertinggi di antara data yang disimpannya. Data itu sendiri dicatat sebagai hubungan arsitektur." }),
            Fields.Text<Application>("mandate", "Tugas dan fungsi yang didukung", application => application.Mandate, Application.SentenceLength, new() { CitedBy = "special-application.basis", Help = "Tugas dan fungsi perangkat daerah yang menjadi dasar aplikasi ini." }),
            Fields.Reference<Application>("roadmap", "Kegiatan Peta Rencana", application => application.RoadmapActivityId, "roadmap-activities", new() { Help = "Kegiatan Peta Rencana SPBE yang membangun atau mengembangkannya." }),
            Fields.Text<Application>("technicalStandard", "Standar teknis dan prosedur", application => application.TechnicalStandard, Application.SentenceLength, new() { CitedBy = "special-application.standard-by", Help = "Nomor atau judul standar teknis dan prosedur pembangunan yang diikuti." }),
            Fields.Lines<Application>("technology", "Teknologi", application => application.Technology, Application.MostTechnologies, Application.TechnologyLength, new() { Searched = true, Help = "Bahasa, kerangka kerja, dan basis data, satu per baris. Komponen rinci diunggah sebagai berkas CycloneDX." }),
            Fields.Choice<Application, Funding>("funding", "Sumber biaya", application => application.Funding, ApplicationWords.Fundings, new() { Required = true, Filtered = true }),
            Fields.Choice<Application, CopyrightHolder>("copyright", "Pemegang hak cipta", application => application.Copyright, ApplicationWords.Holders, new() { Required = true, Filtered = true, Cite = "UU 28/2014 Pasal 34" }),
            Fields.Text<Application>("copyrightProof", "Bukti hak cipta", application => application.CopyrightProof, Application.SentenceLength, new() { Help = "Pasal kontrak atau nomor pencatatan ciptaan." }),
            Fields.Choice<Application, SourceCustody>("source", "Kode sumber", application => application.Source, ApplicationWords.Custodies, new() { Required = true, Filtered = true }),
            Fields.Choice<Application, LicenceKind>("licence", "Lisensi", application => application.Licence, ApplicationWords.Licences, new() { Required = true, Filtered = true, CitedBy = "application.open-source" }),
            Fields.Text<Application>("spdx", "Lisensi menurut SPDX", application => application.Spdx, Application.SpdxLength, new() { Help = "Misalnya EUPL-1.2, AGPL-3.0-or-later, atau MIT OR Apache-2.0." }),
            Fields.Text<Application>("openWeighed", "Alternatif terbuka yang ditimbang", application => application.OpenWeighed, Application.TextLength, new() { CitedBy = "application.open-source", Help = "Wajib bila kode sumbernya tertutup: aplikasi terbuka mana yang sudah ditimbang." }, longText: true),
            Fields.Text<Application>("closedReason", "Alasan memakai kode tertutup", application => application.ClosedReason, Application.TextLength, new() { CitedBy = "application.closed-source-opinion", Help = "Mengapa alternatif terbuka itu tidak dipakai." }, longText: true),
            Fields.Reference<Application>("contact", "Jabatan narahubung", application => application.ContactOfficeId, "offices", new() { Help = "Jabatan yang ditanya bila ada masalah dengan aplikasi ini." }),
        ],
        Rules = async (provider, application, cancel) =>
            [.. provider.GetRequiredService<IArchitectureItems>().Check(application.Item), .. Check(application), .. await Lifecycle.Cases.RecordedStage.Against(provider, application, cancel)],
        Saving = async (provider, application, isNew, cancel) =>
        {
            await provider.GetRequiredService<IArchitectureItems>().Keep(application.Item, isNew, cancel);
            if (!isNew)
            {
                await ApplicationParts.Follow(provider, application, cancel);
            }
        },
        Found = (provider, application) => provider.GetRequiredService<ShownApplication>().Take(application),
        More = ApplicationSections.All,
    };

    private static IEnumerable<Refusal> Check(Application application)
    {
        if (application.Spdx is { } spdx && Spdx.Fault(spdx) is { } fault)
        {
            yield return Refusal.At("spdx", fault);
        }
        if (application.Kind == ApplicationKind.Similar && application.General is null)
        {
            yield return Refusal.At("general", "Pilih aplikasi umum yang digantikan oleh aplikasi sejenis ini.");
        }
    }
}
