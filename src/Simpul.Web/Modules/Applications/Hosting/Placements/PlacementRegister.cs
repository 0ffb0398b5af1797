using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Placements;

/// <summary>The register of placements.</summary>
internal static class PlacementRegister
{
    public const string Kind = "placements";
    public const string Slug = "penempatan";
    public const string Href = "/kerja/" + Slug;

    /// <summary>More than a machine of a government has; less than what overflows a sum.</summary>
    public const int MostCapacity = 1_000_000;

    public static readonly IReadOnlyList<(HostingEnvironment Value, string Title)> Environments =
    [
        (HostingEnvironment.Production, "Produksi"),
        (HostingEnvironment.Staging, "Uji coba"),
        (HostingEnvironment.Development, "Pengembangan"),
        (HostingEnvironment.Recovery, "Pemulihan bencana"),
    ];

    public static readonly IReadOnlyList<(HostingFacility Value, string Title)> Facilities =
    [
        (HostingFacility.ServerRoom, "Ruang server atau pusat data sendiri"),
        (HostingFacility.NationalDataCentre, "Pusat data nasional"),
        (HostingFacility.ThirdParty, "Pihak ketiga"),
    ];

    public static readonly IReadOnlyList<(RequestState Value, string Title)> States =
    [
        (RequestState.Requested, "Diajukan"),
        (RequestState.Active, "Berjalan"),
        (RequestState.Refused, "Ditolak"),
        (RequestState.Ended, "Berakhir"),
    ];

    public static string Word(this HostingEnvironment environment) => Environments.First(item => item.Value == environment).Title;

    public static string Word(this HostingFacility facility) => Facilities.First(item => item.Value == facility).Title;

    public static Register<Placement> Declare(Sealer sealer) => new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Penempatan aplikasi",
        One = "penempatan",
        Under = HostingOverviewModel.Parent,
        Why = "Di mana setiap aplikasi ditempatkan: ruang server, pusat data nasional, atau pihak ketiga, dengan kapasitas, petugas, dan masa berlakunya.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.HostingEdit,
        Icon = "hdd-network",
        OrderedBy = "expiresOn",
        TitledBy = ["application", "environment"],
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Reference<Placement>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<Placement, HostingEnvironment>("environment", "Lingkungan", item => item.Environment, Environments, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<Placement, RequestState>("state", "Keadaan", item => item.State, States, new() { Required = true, Listed = true, Filtered = true, Fixed = true, Help = "Pilih “Diajukan” untuk meminta penempatan baru. Yang sudah berjalan dicatat oleh pengelola SPBE. Sesudah terdaftar, keadaannya berubah lewat tindakan di halamannya." }),
            Fields.Choice<Placement, HostingFacility>("facility", "Fasilitas", item => item.Facility, Facilities, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<Placement>("agency", "Perangkat daerah pemohon", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<Placement>("host", "Tempat (server atau pusat komputasi)", item => item.HostId, "architecture-items", new() { Listed = true, Filtered = true, Help = "Server atau pusat komputasi dari arsitektur infrastruktur. Kosongkan bila belum ditentukan. Hubungan “berjalan pada” di arsitektur mengikuti isian ini." }),
            Fields.Number<Placement>("cpuAsked", "vCPU diminta", item => item.CpuAsked, 1, MostCapacity),
            Fields.Number<Placement>("memoryAsked", "Memori diminta (GB)", item => item.MemoryAsked, 1, MostCapacity),
            Fields.Number<Placement>("storageAsked", "Penyimpanan diminta (GB)", item => item.StorageAsked, 1, MostCapacity),
            Fields.Number<Placement>("cpuGiven", "vCPU diberikan", item => item.CpuGiven, 1, MostCapacity),
            Fields.Number<Placement>("memoryGiven", "Memori diberikan (GB)", item => item.MemoryGiven, 1, MostCapacity),
            Fields.Number<Placement>("storageGiven", "Penyimpanan diberikan (GB)", item => item.StorageGiven, 1, MostCapacity),
            Fields.Text<Placement>("address", "Alamat", item => item.Address, Placement.AddressLength, new() { Searched = true, Help = "Nama host, alamat IP, atau tautan tempat aplikasi menjawab." }),
            Fields.Reference<Placement>("contact", "Petugas pengelola", item => item.ContactId, "people", new() { Help = "Pegawai yang dihubungi bila penempatan ini bermasalah. Nomornya tersimpan tersandi pada data pegawai." }),
            Fields.Personal<Placement>("outsideContact", "Narahubung pihak ketiga", item => item.OutsideContact, () => sealer, Placement.ContactLength, _ => null, settings: new() { Help = "Nama dan nomor telepon. Hanya untuk penempatan pada pihak ketiga; disimpan tersandi." }),
            Fields.Date<Placement>("startsOn", "Mulai", item => item.StartsOn),
            Fields.Date<Placement>("expiresOn", "Berlaku sampai", item => item.ExpiresOn, new() { Listed = true, Help = "Hari terakhir. Kosongkan bila tanpa batas waktu. Pengingat dikirim 60, 30, dan 7 hari sebelumnya." }),
        ],
        Rules = PlacementRules.Check,
        Saving = PlacementRules.Saving,
        More =
        [
            new("Tindakan", "/Modules/Applications/Hosting/Placements/_PlacementActions.cshtml", PlacementActions.Load, Above: true),
            new("Riwayat rilis dan insiden", "/Modules/Applications/Hosting/Releases/_Story.cshtml", Releases.Story.OfPlacement),
        ],
    };
}
