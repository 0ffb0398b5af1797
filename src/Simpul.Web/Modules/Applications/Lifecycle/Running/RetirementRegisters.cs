using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Running;

/// <summary>The registers of retirements and of what becomes of the data.</summary>
internal static class RetirementRegisters
{
    public const string Href = "/kerja/penghentian-aplikasi";
    public const string DispositionHref = "/kerja/nasib-data-aplikasi";

    public static readonly IReadOnlyList<(RetirementState Value, string Title)> States =
    [
        (RetirementState.Proposed, "Diusulkan"),
        (RetirementState.Approved, "Disetujui, menunggu harinya"),
        (RetirementState.Done, "Selesai"),
        (RetirementState.Refused, "Ditolak"),
    ];

    public static readonly IReadOnlyList<(DispositionKind Value, string Title)> Dispositions =
    [
        (DispositionKind.Archived, "Diarsipkan"),
        (DispositionKind.Moved, "Dipindahkan"),
        (DispositionKind.Destroyed, "Dimusnahkan dengan berita acara"),
    ];

    public static readonly Register<Retirement> Retirements = new()
    {
        Kind = "application-retirements",
        Slug = "penghentian-aplikasi",
        Title = "Penghentian aplikasi",
        One = "penghentian aplikasi",
        Under = OverviewModel.Parent,
        Why = "Aplikasi yang akan dihentikan: alasannya, harinya, penggantinya, dan tindakan atas setiap data yang disimpannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        Icon = "archive",
        OrderedBy = "-endsOn",
        TitledBy = ["application"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.Settling<Retirement>(item => item.ApplicationId),
        Of =
        [
            Fields.Reference<Retirement>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<Retirement>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Text<Retirement>("why", "Alasan dihentikan", item => item.Why, Retirement.TextLength, new() { Required = true, Searched = true }, longText: true),
            Fields.Date<Retirement>("endsOn", "Hari terakhir beroperasi", item => item.EndsOn, new() { Required = true, Listed = true }),
            Fields.Reference<Retirement>("successor", "Aplikasi pengganti", item => item.SuccessorId, "applications", new() { Listed = true, Help = "Kosongkan bila tidak diganti." }),
        ],
        Rules = Check,
        Saving = async (services, item, isNew, cancel) =>
        {
            item.AgencyId ??= await LifecycleApplications.AgencyOf(services, item.ApplicationId, cancel);
            item.ProposedBy = isNew ? services.GetRequiredService<Acting>().Actor.PersonId : item.ProposedBy;
        },
        More = [new Section("Tindakan atas data dan keputusan", "/Modules/Applications/Lifecycle/Running/_Retirement.cshtml", RetirementView.Load, Above: true)],
    };

    public static readonly Register<DataDisposition> Data = new()
    {
        Kind = "application-data-dispositions",
        Slug = "nasib-data-aplikasi",
        Title = "Tindakan atas data aplikasi yang dihentikan",
        One = "tindakan atas data",
        Under = OverviewModel.Parent,
        Why = "Apa yang terjadi dengan setiap data ketika aplikasinya dihentikan. Lampirkan berita acara pemusnahan pada catatannya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.Edit,
        OrderedBy = "place",
        TitledBy = ["retirement", "data"],
        AgencyOf = item => item.AgencyId,
        Settles = ApplicationParts.SettleDisposition,
        Of =
        [
            Fields.Reference<DataDisposition>("retirement", "Penghentian", item => item.RetirementId, "application-retirements", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<DataDisposition>("data", "Data", item => item.DataId, "architecture-items", new() { Required = true, Listed = true, Fixed = true }),
            Fields.Reference<DataDisposition>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Filtered = true, Help = ApplicationParts.Follows }),
            Fields.Choice<DataDisposition, DispositionKind>("kind", "Tindakan atas data", item => item.Kind, Dispositions, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<DataDisposition>("place", "Tempat atau nomor berita acara", item => item.Place, DataDisposition.PlaceLength, new() { Required = true, Listed = true, Searched = true, Help = "Tempat arsipnya, tempat pindahnya, atau nomor berita acara pemusnahannya." }),
            Fields.Date<DataDisposition>("doneOn", "Tanggal dilakukan", item => item.DoneOn, new() { Listed = true }),
        ],
        Rules = CheckData,
        Saving = async (services, item, _, cancel) => item.AgencyId ??= await services.GetRequiredService<PlatformDb>().Set<Retirement>().Where(one => one.Id == item.RetirementId).Select(one => one.AgencyId).SingleOrDefaultAsync(cancel),
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Retirement item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        if (item.State is RetirementState.Approved or RetirementState.Done)
        {
            refusals.Add(Refusal.Whole("Penghentian ini sudah disetujui, jadi tidak dapat diubah lagi."));
        }
        if (item.SuccessorId is not null && item.SuccessorId == item.ApplicationId)
        {
            refusals.Add(Refusal.At("successor", "Aplikasi tidak dapat menggantikan dirinya sendiri. Pilih aplikasi lain atau kosongkan."));
        }
        if (await db.Set<Application>().AsNoTracking().AnyAsync(one => one.Id == item.ApplicationId && one.Stage == ApplicationStage.Retired, cancel))
        {
            refusals.Add(Refusal.At("application", "Aplikasi ini sudah dihentikan."));
        }
        if (await db.Set<Retirement>().AsNoTracking().AnyAsync(other => other.ApplicationId == item.ApplicationId && other.Id != item.Id && other.State != RetirementState.Refused, cancel))
        {
            refusals.Add(Refusal.At("application", "Penghentian aplikasi ini sudah diusulkan. Lanjutkan usulan yang ada."));
        }
        return refusals;
    }

    private static async Task<IReadOnlyList<Refusal>> CheckData(IServiceProvider services, DataDisposition item, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var refusals = new List<Refusal>();
        if (item.DoneOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("doneOn", "Isi tanggalnya sesudah dilakukan."));
        }
        if (await db.Set<ArchitectureItem>().AsNoTracking().Where(one => one.Id == item.DataId).Select(one => (ArchitectureDomain?)one.Domain).SingleOrDefaultAsync(cancel) is { } domain && domain != ArchitectureDomain.Data)
        {
            refusals.Add(Refusal.At("data", "Pilih butir dari domain data dan informasi."));
        }
        if (await db.Set<DataDisposition>().AsNoTracking().AnyAsync(other => other.RetirementId == item.RetirementId && other.DataId == item.DataId && other.Id != item.Id, cancel))
        {
            refusals.Add(Refusal.At("data", "Tindakan atas data ini sudah dicatat. Ubah catatannya."));
        }
        return refusals;
    }
}
