using Microsoft.Extensions.Options;
using Simpul.Web.Modules.Applications.Hosting.Certificates;
using Simpul.Web.Modules.Applications.Hosting.Domains;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Hosting.Releases;
using Simpul.Web.Modules.Applications.Hosting.Renewals;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Documents;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Hosting;

/// <summary>Placements, releases, incidents, names, zones and certificates: what this part of the module brings.</summary>
internal static class HostingParts
{
    public static IReadOnlyList<RailLink> Rail => [new("Aplikasi", "Hosting dan domain", HostingOverviewModel.Href, "cloud", ApplicationsPermissions.View)];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(provider => PlacementRegister.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<Register>(DomainRegister.Declared);
        services.AddSingleton<Register>(ZoneRegister.Declared);
        services.AddSingleton<Register>(ReleaseRegisters.Deployments);
        services.AddSingleton<Register>(ReleaseRegisters.Incidents);
        services.AddScoped<PlacementWork>();
        services.AddScoped<DomainWork>();
        services.AddScoped<RenewalRequests>();
        services.AddScoped<Zones>();
        services.AddScoped<AlikeNames>();
        services.AddScoped<ZoneFiles>();
        services.AddScoped<IDocumentExchange, ZoneDocument>();
        services.AddScoped<IStepRecord, HostingRecord>();
        services.AddScoped<IStepRecord, DomainRecord>();
        services.AddScoped<ICheck, DomainsRegistered>();
        services.AddScoped<ICheck, HostingCentral>();
        services.AddOptions<ProbeOptions>().BindConfiguration("Hosting:Probe").ValidateDataAnnotations()
            .Validate(options => options.AreSound, "Settings: Hosting:Probe: Patience must be greater than zero, Networks a list such as 10.20.0.0/16,10.30.0.0/16, and Roots a file of PEM certificates.").ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ProbeOptions>>().Value);
        services.AddSingleton(provider => new TlsProbe(provider.GetRequiredService<ProbeOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CertificateWatch>();
        services.AddSingleton(CertificateWatch.Job);
        services.AddSingleton(HostingNotices.Job);
        services.AddSingleton(new RecordWords(PlacementRegister.Kind, "penempatan", new Dictionary<string, string>
        {
            ["endedOn"] = "Berakhir pada", ["endReason"] = "Alasan berakhir atau ditolak", ["caseNumber"] = "Nomor urusan", ["requestedBy"] = "", ["reminded"] = "Pengingat (hari sebelumnya)",
            ["askedOn"] = "Permintaan pemilik diajukan pada", ["askedUntil"] = "Diminta sampai", ["askedNote"] = "Perubahan yang diminta", ["askedAnswer"] = "Jawaban atas permintaan",
        }));
        services.AddSingleton(new RecordWords(DomainRegister.Kind, "nama domain", new Dictionary<string, string>
        {
            ["zoneId"] = "", ["registeredBy"] = "Ditetapkan oleh", ["endedOn"] = "Berakhir pada", ["endReason"] = "Alasan berakhir atau ditolak", ["caseNumber"] = "Nomor urusan",
            ["requestedBy"] = "", ["reminded"] = "Pengingat (hari sebelumnya)", ["result"] = "Hasil pemeriksaan", ["sha256"] = "SHA-256 sertifikat",
            ["askedOn"] = "Permintaan pemilik diajukan pada", ["askedUntil"] = "Diminta sampai", ["askedNote"] = "Perubahan yang diminta", ["askedAnswer"] = "Jawaban atas permintaan",
        }, new Dictionary<string, string> { ["ict-agency"] = "Dinas komunikasi dan informatika" }));
        services.AddSingleton(new RecordWords(ZoneRegister.Kind, "zona", new Dictionary<string, string> { ["createdOn"] = "" }));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
    }

    public static Task AddSample(IServiceProvider services, CancellationToken cancel) => HostingSample.Add(services, cancel);

    public static Task AddCity(City city, CancellationToken cancel) => HostingCity.Plan(city, cancel);
}
