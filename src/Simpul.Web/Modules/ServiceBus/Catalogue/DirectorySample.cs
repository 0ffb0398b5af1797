using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Catalogue;

/// <summary>Made-up parts of the bus, an open service, and three days of made-up calls under the sample's contracts.</summary>
internal static class DirectorySample
{
    private const int Hours = 72;

    public static async Task Add(IServiceProvider services, CancellationToken cancel)
    {
        var (db, today) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Today>().Date);
        var agency = (await services.GetRequiredService<IOrganisation>().Agencies(today, cancel)).FirstOrDefault(one => one.Holds.Contains("ict-agency"))?.Id;
        if (agency is not null)
        {
            var kept = await new RegisterWork<BusComponent>(services.RegisterOf<BusComponent>(), services).Keep(
            [
                .. BusComponentRegister.Kinds.Select(kind => new BusComponent { Name = $"{kind.Title} Simpul", Kind = kind.Value, OperatorId = agency, Software = "Simpul 0.1", Licence = "Apache-2.0", From = today.AddMonths(-2) }),
            ], cancel);
            Must(kept.Refusals);
        }
        await AddOpenService(services, db, cancel);
        var contracts = (await db.Set<BusContract>().AsNoTracking().Where(one => one.State == ContractState.InForce)
            .Join(db.Set<BusServiceVersion>(), contract => contract.ServiceVersionId, version => version.Id, (contract, version) => new { contract.Hash, version.Label, version.ServiceId })
            .Join(db.Set<BusService>(), one => one.ServiceId, service => service.Id, (one, service) => new { one.Hash, service.Code, one.Label }).OrderBy(one => one.Code).ThenBy(one => one.Label).ToListAsync(cancel))
            .Select(one => new { one.Hash, Service = $"{one.Code}/{one.Label}" });
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var last = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        foreach (var contract in contracts)
        {
            for (var hour = 0; hour < Hours; hour++)
            {
                // Busy while offices are open.
                var start = last.AddHours(hour - Hours + 1);
                var calls = start.AddHours(7).Hour is >= 8 and < 16 ? 60 + (hour * 7 % 25) : 3 + (hour % 4);
                var durations = new long[TrafficCounts.Bounds.Count + 1];
                (durations[6], durations[7], durations[8], durations[10]) = (calls / 2, calls / 4, calls - (calls / 2) - (calls / 4) - (calls / 20), calls / 20);
                var row = new TrafficHour { Contract = contract.Hash, Hour = start, Service = contract.Service };
                row.Add(new TrafficCounts([0, calls - (hour % 36 == 5 ? 1 : 0), 0, 0, hour % 36 == 5 ? 1 : 0], durations, hour % 24 == 9 ? new Dictionary<string, long> { ["purpose-missing"] = 2 } : new Dictionary<string, long>()));
                db.Add(row);
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    private static async Task AddOpenService(IServiceProvider services, PlatformDb db, CancellationToken cancel)
    {
        var provider = await db.Set<BusMember>().AsNoTracking().Where(one => one.Kind == MemberKind.AgencyApplication && one.State == MemberState.Active).OrderBy(one => one.Code).FirstOrDefaultAsync(cancel);
        if (provider is null) return;
        var service = new BusService
        {
            Code = "harga-pangan", Title = "Harga pangan (contoh)", ProviderId = provider.Id, AgencyId = provider.AgencyId, Classification = Classification.Public,
            Description = "Contoh layanan terbuka: harga bahan pangan pokok menurut pasar. Semua data di dalamnya karangan.",
        };
        Must((await new RegisterWork<BusService>(services.RegisterOf<BusService>(), services).Keep([service], cancel)).Refusals);
        var added = await services.GetRequiredService<VersionWork>().Add(service, new VersionDraft("v1", ServiceEnvironment.Production, Encoding.UTF8.GetBytes(Document), null, "https://harga-pangan.contoh.invalid/v1", "Versi pertama.", true, true, 30, 10, 100, false), cancel);
        Must(added.Refusals);
        var version = added.Value;
        foreach (var field in version.Fields) (field.Classification, field.IsPersonal) = (Classification.Public, false);
        (version.State, version.PublishedAt) = (ServiceVersionState.Published, services.GetRequiredService<TimeProvider>().GetUtcNow());
        await services.RegisterOf<BusServiceVersion>().Keep(services, version, isNew: false, cancel, "Data contoh");
        await db.SaveChangesAsync(cancel);
    }

    /// <exception cref="InvalidOperationException">The sample breaks a rule: a mistake in this file.</exception>
    private static void Must(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0) throw new InvalidOperationException($"The sample's directory breaks its rules: {string.Join(' ', refusals.Select(one => one.Message))}");
    }

    private const string Document = """
        {
          "openapi": "3.1.0",
          "info": {
            "title": "Harga pangan (contoh)", "version": "1.0.0", "description": "Harga bahan pangan pokok di pasar kota, dicatat setiap hari kerja. Semua data di dalamnya karangan.",
            "contact": { "email": "data@contoh.invalid" }, "license": { "name": "Data terbuka" }
          },
          "tags": [{ "name": "Harga", "description": "Harga menurut pasar." }],
          "security": [],
          "paths": {
            "/harga": {
              "get": {
                "operationId": "daftarHarga", "summary": "Daftar harga pangan", "description": "Harga menurut pasar, yang terbaru dahulu.", "tags": ["Harga"],
                "parameters": [
                  { "name": "komoditas", "in": "query", "description": "Hanya bahan pangan ini.", "schema": { "type": "string", "enum": ["beras", "gula", "minyak goreng", "cabai"] } },
                  { "name": "halaman", "in": "query", "description": "Halaman ke berapa, mulai dari 1.", "schema": { "type": "integer", "minimum": 1 } }
                ],
                "responses": {
                  "200": { "description": "Daftar harga", "content": { "application/json": { "schema": {
                    "type": "object", "required": ["data"],
                    "properties": { "data": { "type": "array", "description": "Harga pada halaman ini", "items": { "$ref": "#/components/schemas/Harga" } }, "total": { "type": "integer", "description": "Banyaknya harga seluruhnya", "minimum": 0 } }
                  } } } },
                  "400": { "description": "Permintaan keliru", "content": { "application/problem+json": { "schema": { "type": "object" } } } }
                }
              }
            }
          },
          "components": {
            "schemas": {
              "Harga": {
                "type": "object", "description": "Harga satu bahan pangan di satu pasar", "required": ["komoditas", "pasar", "tanggal", "nilai"],
                "properties": {
                  "komoditas": { "type": "string", "description": "Bahan pangan", "enum": ["beras", "gula", "minyak goreng", "cabai"] },
                  "pasar": { "type": "string", "description": "Nama pasar", "example": "Pasar Contoh" },
                  "tanggal": { "type": "string", "format": "date", "description": "Hari pencatatan" },
                  "nilai": { "type": "integer", "description": "Rupiah untuk satu kilogram atau liter", "minimum": 1000, "maximum": 200000, "example": 14500 }
                }
              }
            }
          }
        }
        """;
}
