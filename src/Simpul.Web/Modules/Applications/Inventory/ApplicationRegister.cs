using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The register of applications.</summary>
internal static class ApplicationRegister
{
    public const string Kind = "applications";
    public const string Slug = "aplikasi";
    public const string Href = "/kerja/" + Slug;

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

    public static Register<Application> Declare(IServiceProvider services) => new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Aplikasi",
        One = "aplikasi",
        Why = "Setiap aplikasi pemerintah daerah dari usulan sampai dihentikan: jenisnya, pemiliknya, data dan layanan yang didukungnya, serta tahap yang dijalaninya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Chapter = "Aplikasi",
        Icon = "window-stack",
        OrderedBy = "name",
        TitleOf = application => application.Item.Name,
        AgencyOf = application => application.Item.AgencyId,
        Completes = application => application.Item,
        CompletesKind = "architecture-items",
        Of =
        [
            .. ArchitectureFields.Of<Application>(services, application => application.Item, "name", "code", "agency"),
            Fields.Choice<Application, ApplicationKind>("kind", "Jenis aplikasi", application => application.Kind, Kinds, new() { Required = true, Listed = true, Filtered = true, Cite = "Perpres 95/2018 Pasal 36" }),
            Fields.Choice<Application, ApplicationStage>("stage", "Tahap", application => application.Stage, Stages, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choice<Application, Criticality>("criticality", "Kekritisan", application => application.Criticality, Criticalities, new() { Required = true, Listed = true, Filtered = true, Help = "Seberapa besar akibatnya bila aplikasi ini berhenti." }),
            Fields.Choice<Application, Classification>("dataClass", "Klasifikasi data", application => application.DataClass, Classes, new() { Required = true, Filtered = true, Help = "Yang tertinggi di antara data yang disimpannya." }),
            Fields.YesNo<Application>("servesPublic", "Melayani masyarakat", application => application.ServesPublic, new() { Filtered = true }),
        ],
        Rules = (provider, application, _) => Task.FromResult(provider.GetRequiredService<IArchitectureItems>().Check(application.Item)),
        Saving = (provider, application, isNew, cancel) => provider.GetRequiredService<IArchitectureItems>().Keep(application.Item, isNew, cancel),
        More = [.. LifecycleSections.All, ArchitectureSections.Relations, Hosting.HostingOfApplication.Section, Repository.Pages.RepositorySection.OfApplication],
    };
}
