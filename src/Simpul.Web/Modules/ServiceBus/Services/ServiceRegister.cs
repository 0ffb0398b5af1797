using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>The register of services.</summary>
internal static class ServiceRegister
{
    public const string Kind = "bus-services";
    public const string Slug = "layanan-penghubung";
    public const string Href = "/kerja/" + Slug;

    public static readonly Register<BusService> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Layanan penghubung",
        One = "layanan penghubung",
        Why = "Layanan data yang dapat dipanggil lewat penghubung, siapa penyedianya, dan versi yang terbit.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Services,
        Chapter = "Penghubung Layanan",
        Icon = "cloud",
        OrderedBy = "title",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        ClassificationOf = item => item.Classification,
        Settles = async (services, item, cancel) => item.AgencyId = await services.GetRequiredService<PlatformDb>().Set<BusMember>().AsNoTracking().Where(one => one.Id == item.ProviderId).Select(one => one.AgencyId).SingleOrDefaultAsync(cancel),
        Of =
        [
            Fields.Text<BusService>("title", "Nama layanan", item => item.Title, BusService.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<BusService>("code", "Kode", item => item.Code, BusService.CodeLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Fixed = true, Help = "Bagian dari alamat layanan; tidak dapat diubah. Huruf kecil, angka, titik, dan tanda hubung." }),
            Fields.Reference<BusService>("provider", "Penyedia", item => item.ProviderId, MemberRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true, Help = "Anggota penghubung yang menjawab panggilan." }),
            Fields.Choice<BusService, Classification>("classification", "Klasifikasi", item => item.Classification, BusWords.Classifications, new() { Required = true, Listed = true, Filtered = true, Cite = "Permenkominfo 1/2023 Pasal 6", Help = "Layanan publik tampil di direktori umum dan dapat dipanggil dengan kunci API." }),
            Fields.Text<BusService>("description", "Uraian", item => item.Description, BusService.DescriptionLength, new() { Searched = true, Help = "Data apa yang diberikan, untuk siapa, seberapa sering diperbarui." }, longText: true),
        ],
        Rules = Check,
        Saving = (services, item, isNew, cancel) => isNew ? Task.CompletedTask : ServiceSecrecy.Follow(services, item, cancel),
        More =
        [
            new("Versi", "/Modules/ServiceBus/Services/_Versions.cshtml", VersionsOf.Load),
        ],
    };

    private static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, BusService item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        var db = services.GetRequiredService<PlatformDb>();
        var entry = db.Entry(item);
        if (!BusCode.Is(item.Code))
        {
            refusals.Add(Refusal.At("code", BusCode.Rule));
        }
        else if (entry.State == EntityState.Detached && BusCode.IsReserved(item.Code))
        {
            refusals.Add(Refusal.At("code", BusCode.ReservedRule(item.Code)));
        }
        // Who saves it would not find it again.
        if (!services.GetRequiredService<Acting>().Actor.MayRead(item.Classification))
        {
            refusals.Add(Refusal.At("classification", $"Jabatan Anda belum diberi akses membaca data {item.Classification.Word().ToLowerInvariant()}. Minta pejabat yang diberi akses itu mengubahnya, atau minta administrator mengubah akses jabatan Anda."));
        }
        if (entry.State != EntityState.Detached && entry.Property(one => one.Classification).IsModified
            && await db.Set<Contracts.BusContract>().AnyAsync(one => db.Set<BusServiceVersion>().Any(version => version.ServiceId == item.Id && version.Id == one.ServiceVersionId) && one.State == Contracts.ContractState.InForce && one.Classification < item.Classification, cancel))
        {
            refusals.Add(Refusal.At("classification", "Ada kontrak berlaku dengan batas klasifikasi di bawahnya. Cabut kontrak itu dan susun yang baru lebih dahulu."));
        }
        // What publication refused must not come about by an edit afterwards.
        if (entry.State != EntityState.Detached && entry.Property(one => one.Classification).IsModified
            && await db.Set<ServiceField>().AnyAsync(field => db.Set<BusServiceVersion>().Any(version => version.Id == field.VersionId && version.ServiceId == item.Id
                && (version.State == ServiceVersionState.Proposed || version.State == ServiceVersionState.Published || version.State == ServiceVersionState.Deprecated))
                && (field.Classification > item.Classification || (item.Classification == Classification.Public && field.IsPersonal)), cancel))
        {
            refusals.Add(Refusal.At("classification", "Versi yang diajukan atau terbit memuat data pribadi atau elemen dengan klasifikasi di atasnya. Tarik versi itu, atau pertahankan klasifikasi layanannya."));
        }
        return refusals;
    }
}

/// <summary>The versions of a service, on its page.</summary>
/// <param name="AddHref">Null for who may not add one.</param>
public sealed record VersionsOf(IReadOnlyList<BusServiceVersion> Versions, string? AddHref)
{
    internal static async Task<object?> Load(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var agency = await db.Set<BusService>().AsNoTracking().Where(item => item.Id == id).Select(item => item.AgencyId).SingleOrDefaultAsync(cancel);
        return new VersionsOf(await db.Set<BusServiceVersion>().AsNoTracking().Where(item => item.ServiceId == id).OrderByDescending(item => item.Id).Take(100).ToListAsync(cancel),
            services.GetRequiredService<Acting>().Actor.May(ServiceBusPermissions.Services, agency) ? $"{ServiceRegister.Href}/{id}/versi-baru" : null);
    }
}

/// <summary>The register of versions: found, referred to and read by it; they are added from their service.</summary>
internal static class VersionRegister
{
    public const string Kind = "bus-service-versions";
    public const string Slug = "versi-layanan";
    public const string Href = "/kerja/" + Slug;

    public static readonly Register<BusServiceVersion> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Versi layanan",
        One = "versi layanan",
        Under = new RegisterParent(ServiceRegister.Href, "Layanan penghubung"),
        Why = "Setiap versi layanan dengan dokumen OpenAPI, alamat penyedia, dan keadaannya. Versi baru dibuat dari halaman layanannya.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Services,
        Icon = "cloud",
        OrderedBy = "label",
        TitledBy = ["service", "label"],
        AgencyOf = item => item.AgencyId,
        ClassificationOf = item => item.HeldAs,
        Adds = false,
        Of =
        [
            Fields.Reference<BusServiceVersion>("service", "Layanan", item => item.ServiceId, ServiceRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<BusServiceVersion>("label", "Nama versi", item => item.Label, BusServiceVersion.LabelLength, new() { Required = true, Listed = true, Searched = true, Fixed = true }),
            Fields.Choice<BusServiceVersion, ServiceEnvironment>("environment", "Lingkungan", item => item.Environment, BusWords.Environments, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<BusServiceVersion, ServiceVersionState>("state", "Keadaan", item => item.State, BusWords.VersionStates, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<BusServiceVersion>("description", "SHA-256 dokumen", item => item.DescriptionSha256, 64, new() { Required = true, Fixed = true }),
            Fields.Text<BusServiceVersion>("changes", "Perubahan", item => item.Changes, BusServiceVersion.ChangesLength, new() { Searched = true, Help = "Apa yang baru, untuk pengembang yang memakai layanan ini." }, longText: true),
        ],
        More =
        [
            new("Tindakan", "/Modules/ServiceBus/Services/_VersionActions.cshtml", VersionActions.Load, Above: true),
            new("Elemen data", "/Modules/ServiceBus/Services/_Elements.cshtml", ElementsOf.Load),
            new("Alamat penyedia", "/Modules/ServiceBus/Services/_Upstreams.cshtml", UpstreamsOf.Load),
            new("Kontrak", "/Modules/ServiceBus/Contracts/_ContractsOf.cshtml", Contracts.ContractsOf.Version),
        ],
    };
}
