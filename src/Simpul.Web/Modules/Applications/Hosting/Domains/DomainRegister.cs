using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>The register of names under the government's domains.</summary>
internal static class DomainRegister
{
    public const string Kind = "domain-names";
    public const string Slug = "nama-domain";
    public const string Href = "/kerja/" + Slug;

    public static readonly IReadOnlyList<(DomainPurpose Value, string Title)> Purposes =
    [
        (DomainPurpose.Application, "Aplikasi"),
        (DomainPurpose.AgencySite, "Situs perangkat daerah"),
        (DomainPurpose.GovernmentSite, "Situs pemerintah daerah"),
        (DomainPurpose.Infrastructure, "Infrastruktur (surel, server nama, dan sejenisnya)"),
    ];

    public static readonly Register<DomainName> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Nama domain",
        One = "nama domain",
        Under = HostingOverviewModel.Parent,
        Why = "Setiap nama di bawah domain pemerintah daerah: tujuannya, pemiliknya, siapa yang menjawab isinya, kapan diperpanjang, dan apakah sertifikatnya sah.",
        View = ApplicationsPermissions.View,
        Edit = ApplicationsPermissions.HostingEdit,
        Icon = "link-45deg",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<DomainName>("name", "Nama", item => item.Name, DomainSyntax.MostLength, new() { Required = true, Listed = true, Searched = true, Unique = true, Fixed = true, Help = "Selengkapnya, misalnya perizinan.contohkab.go.id." }),
            Fields.Choice<DomainName, DomainPurpose>("purpose", "Untuk", item => item.Purpose, Purposes, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choice<DomainName, RequestState>("state", "Keadaan", item => item.State, PlacementRegister.States, new() { Required = true, Listed = true, Filtered = true, Fixed = true, Help = "Pilih “Diajukan” untuk meminta nama baru. Nama yang sudah berjalan dicatat oleh pengelola SPBE. Sesudah terdaftar, keadaannya berubah lewat tindakan di halamannya." }),
            Fields.Reference<DomainName>("agency", "Perangkat daerah pemilik", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true, Help = "Bila nama yang tidak berjalan berpindah pemilik, rekaman DNS lain, TTL, dan permintaan pemilik lamanya tidak ikut." }),
            Fields.Reference<DomainName>("application", "Aplikasi", item => item.ApplicationId, "applications", new() { Filtered = true, Help = "Wajib bila nama ini untuk aplikasi." }),
            Fields.Reference<DomainName>("contentOwner", "Penanggung jawab isi", item => item.ContentOwnerId, "people", new() { Help = "Pegawai yang menjawab informasi dan layanan yang tampil pada nama ini." }),
            Fields.Choice<DomainName, DnsType>("type", "Jenis rekaman DNS", item => item.Type, DnsData.Types, new() { Required = true, Help = "Ditetapkan pengelola nama domain. Biarkan A bila Anda tidak tahu." }),
            Fields.Text<DomainName>("target", "Tujuan", item => item.Target, DnsData.MostLength, new() { Required = true, Listed = true, Searched = true, Help = "Alamat IP atau nama server tempat situs atau aplikasi ini berada: alamat IP untuk A dan AAAA, nama untuk CNAME." }),
            Fields.Number<DomainName>("ttl", "Lama disimpan pihak lain (TTL, detik)", item => item.Ttl, DomainRules.LeastTtl, DomainRules.MostTtl, new() { Required = true, Help = "Ditetapkan pengelola nama domain. Biarkan 3600, yang cocok bagi hampir semua." }),
            Fields.Lines<DomainName>("further", "Rekaman DNS lain dari nama ini", item => item.Further, DomainName.MostFurther, DnsData.MostLength, new() { Help = "Ditetapkan pengelola nama domain; kosongkan bila Anda tidak tahu. Jenis, spasi, lalu tujuan. Misalnya AAAA 2001:db8::10 atau MX 10 surel.contohkab.go.id." }),
            Fields.Date<DomainName>("registeredOn", "Terdaftar sejak", item => item.RegisteredOn, new() { Help = "Kosongkan untuk hari ini, saat ditetapkan." }),
            Fields.Date<DomainName>("renewOn", "Perpanjang sebelum", item => item.RenewOn, new() { Listed = true, Help = "Hari terakhir. Pengingat dikirim 60, 30, dan 7 hari sebelumnya." }),
            Fields.YesNo<DomainName>("watched", "Pantau sertifikatnya", item => item.Watched, new() { Help = "Simpul menghubungi nama ini lewat HTTPS setiap hari dan membaca sertifikatnya." }),
        ],
        Rules = DomainRules.Check,
        Saving = DomainRules.Saving,
        More =
        [
            new("Tindakan", "/Modules/Applications/Hosting/Domains/_DomainActions.cshtml", DomainActions.Load, Above: true),
            new("Sertifikat", "/Modules/Applications/Hosting/Certificates/_Certificate.cshtml", CertificateView.Load),
        ],
    };
}
