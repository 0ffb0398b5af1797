using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Contracts;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>Made-up members, a service and a contract in force, with which a person tries the bus. Nobody answers at the provider's address, which no name server knows.</summary>
internal sealed class ServiceBusSample(IServiceProvider services, PlatformDb db, DateOnly today)
{
    /// <summary>Folder of the sample caller's certificate and key, in the data folder.</summary>
    public const string Folder = "contoh-penghubung";

    private const string Provider = "kependudukan";
    private const string Consumer = "layanan-kesehatan";

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var items = await db.Set<ArchitectureItem>().AsNoTracking().Where(item => item.Domain == ArchitectureDomain.Application && item.State == ItemState.AsIs && item.AgencyId != null).OrderBy(item => item.Code).Take(50)
            .Select(item => new { item.Id, item.Name, item.AgencyId }).ToListAsync(cancel);
        // Who answers about residents, and who asks for them, where the sample has such applications.
        var answering = items.Find(item => item.Name.Contains("kependudukan", StringComparison.OrdinalIgnoreCase)) ?? (items.Count > 0 ? items[0] : null);
        var others = items.FindAll(item => item.AgencyId != answering?.AgencyId);
        var asking = others.Find(item => item.Name.Contains("rekam medis", StringComparison.OrdinalIgnoreCase) || item.Name.Contains("antre", StringComparison.OrdinalIgnoreCase)) ?? (others.Count > 0 ? others[0] : null);
        if (answering is null || asking is null)
        {
            return;
        }
        var sample = new ServiceBusSample(services, db, services.GetRequiredService<Today>().Date);
        var provider = await sample.Member(Provider, answering.Name, answering.Id, answering.AgencyId!.Value, cancel);
        var consumer = await sample.Member(Consumer, asking.Name, asking.Id, asking.AgencyId!.Value, cancel);
        await sample.AddCertificate(consumer, cancel);
        var service = new BusService { Code = "penduduk", Title = "Data penduduk (contoh)", ProviderId = provider.Id, AgencyId = provider.AgencyId, Description = "Contoh layanan: mencari seorang penduduk dengan NIK. Semua data di dalamnya karangan." };
        await sample.Keep(service, cancel);
        await sample.AddContract(provider, consumer, await sample.Version(service, "v1", ServiceEnvironment.Production, $"https://{Provider}.contoh.invalid/v1", cancel), cancel);
        if (services.GetServices<ISandboxAddress>().Any())
        {
            await sample.AddContract(provider, consumer, await sample.Version(service, "v1-uji", ServiceEnvironment.Sandbox, null, cancel), cancel);
        }
    }

    private async Task<BusMember> Member(string code, string name, Guid application, Guid agency, CancellationToken cancel)
    {
        var member = new BusMember { Code = code, Name = name, Kind = MemberKind.AgencyApplication, ApplicationId = application, AgencyId = agency, State = MemberState.Active, JoinedOn = today.AddMonths(-2), ContactOffice = "Bidang Data", Networks = ["10.20.0.0/16", "127.0.0.0/8", "::1/128"] };
        await Keep(member, cancel);
        Must(await services.GetRequiredService<MemberWork>().MakeKey(member, 365, cancel));
        return member;
    }

    /// <summary>The caller's own key is written beside the instance, so that whoever tries it can call.</summary>
    private async Task AddCertificate(BusMember member, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest($"CN={member.Code}", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var issued = Must(await services.GetRequiredService<MemberWork>().Issue(member, csr, cancel));
        var folder = Directory.CreateDirectory(Path.Combine(services.GetRequiredService<DataFolder>().Path, Folder)).FullName;
        DataFolder.WritePrivate(Path.Combine(folder, "tls-key.pem"), Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + '\n'));
        DataFolder.WritePrivate(Path.Combine(folder, "tls.pem"), Encoding.ASCII.GetBytes(issued.Pem));
    }

    private async Task<BusServiceVersion> Version(BusService service, string label, ServiceEnvironment environment, string? upstream, CancellationToken cancel)
    {
        var work = services.GetRequiredService<VersionWork>();
        var version = Must(await work.Add(service, new VersionDraft(label, environment, Encoding.UTF8.GetBytes(Document), null, upstream, "Versi pertama.", true, true, 30, 10, 100, false), cancel));
        foreach (var field in version.Fields.Where(field => field.Operation == "daftarWilayah"))
        {
            (field.Classification, field.IsPersonal) = (Classification.Public, false);
        }
        version.State = ServiceVersionState.Published;
        version.PublishedAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await services.RegisterOf<BusServiceVersion>().Keep(services, version, isNew: false, cancel, "Data contoh");
        await db.SaveChangesAsync(cancel);
        return version;
    }

    private async Task AddContract(BusMember provider, BusMember consumer, BusServiceVersion version, CancellationToken cancel)
    {
        var work = services.GetRequiredService<ContractWork>();
        string[] wanted = ["/properties/nik", "/properties/nama", "/properties/alamat/properties/kecamatan"];
        var contract = Must(await work.Make(consumer, version, new ContractDraft
        {
            Ticked = [.. version.Fields.Where(field => field.Operation == "cariPenduduk" && wanted.Contains(field.Element)).Select(field => field.Id)], PurposeCode = "pendaftaran-pasien", Purpose = $"Pendaftaran pasien ({version.Label})",
            LegalBasis = "Perjanjian kerja sama 01/CONTOH | Pasal 5", DataSubjects = "penduduk", From = today, Until = today.AddYears(1).AddDays(-1), QuotaCalls = 10_000, RateCalls = 50, RateSeconds = 1,
            Requires = [Requirement.Purpose, Requirement.Officer],
        }, cancel));
        foreach (var party in new[] { consumer, provider })
        {
            var held = await db.Set<MemberKey>().AsNoTracking().SingleAsync(key => key.MemberId == party.Id, cancel);
            Must(await work.SignWith(contract, party, held, StatementKind.Accept, null, cancel));
        }
        Must(await work.Clear(contract, cancel));
        db.ChangeTracker.Clear();
    }

    private async Task Keep<T>(T record, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var outcome = await new RegisterWork<T>(services.RegisterOf<T>(), services).Keep([record], cancel);
        Must(outcome.Refusals);
    }

    private static T Must<T>(Outcome<T> outcome)
    {
        Must(outcome.Refusals);
        return outcome.Value;
    }

    private static void Must(Platform.Outcomes.Outcome outcome) => Must(outcome.Refusals);

    /// <exception cref="InvalidOperationException">The sample breaks a rule of the bus: a mistake in this file.</exception>
    private static void Must(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"The sample's service bus breaks its rules: {string.Join(' ', refusals.Select(refusal => refusal.Message))}");
        }
    }

    private const string Document = """
        {
          "openapi": "3.1.0",
          "info": { "title": "Data penduduk (contoh)", "version": "1", "description": "Contoh layanan data penduduk. Semua data di dalamnya karangan." },
          "paths": {
            "/penduduk/{nik}": {
              "get": {
                "operationId": "cariPenduduk",
                "summary": "Cari seorang penduduk dengan NIK",
                "description": "Menjawab data satu penduduk.",
                "tags": ["penduduk"],
                "parameters": [{ "name": "nik", "in": "path", "required": true, "description": "Nomor induk kependudukan", "schema": { "type": "string", "pattern": "^[0-9]{16}$" }, "example": "0000000000000001" }],
                "responses": {
                  "200": { "description": "Penduduk ditemukan", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Penduduk" } } } },
                  "404": { "description": "Tidak ditemukan" }
                }
              }
            },
            "/wilayah": {
              "get": {
                "operationId": "daftarWilayah",
                "summary": "Daftar kecamatan",
                "description": "Menjawab kode dan nama setiap kecamatan.",
                "tags": ["wilayah"],
                "responses": { "200": { "description": "Daftar", "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Wilayah" } } } } } }
              }
            }
          },
          "components": {
            "schemas": {
              "Penduduk": {
                "type": "object",
                "required": ["nik", "nama"],
                "properties": {
                  "nik": { "type": "string", "description": "Nomor induk kependudukan", "example": "0000000000000001" },
                  "nama": { "type": "string", "description": "Nama lengkap", "example": "Penduduk Contoh" },
                  "tanggal_lahir": { "type": "string", "format": "date", "description": "Tanggal lahir", "example": "2000-01-01" },
                  "alamat": {
                    "type": "object",
                    "description": "Alamat tempat tinggal",
                    "properties": { "jalan": { "type": "string", "description": "Jalan dan nomor", "example": "Jalan Contoh 1" }, "kecamatan": { "type": "string", "description": "Nama kecamatan", "example": "Kecamatan Contoh" } }
                  }
                }
              },
              "Wilayah": {
                "type": "object",
                "properties": { "kode": { "type": "string", "description": "Kode kecamatan", "example": "00.00.01" }, "nama": { "type": "string", "description": "Nama kecamatan", "example": "Kecamatan Contoh" } }
              }
            }
          }
        }
        """;
}
