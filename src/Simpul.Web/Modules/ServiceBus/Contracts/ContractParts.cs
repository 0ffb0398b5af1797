using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Contracts, their statements and API keys: what this part of the module brings.</summary>
internal static class ContractParts
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ContractRegister.Declared);
        services.AddScoped<ContractWork>();
        services.AddScoped<ApiKeyWork>();
        services.AddScoped<ICaseProcedure, DataSharingCase>();
        services.AddSingleton(ExpiryNotices.Job);
        services.AddSingleton(new RecordWords(ContractRegister.Kind, "kontrak pertukaran", new Dictionary<string, string>
        {
            ["canonical"] = "Isi kontrak", ["consumerAgencyId"] = "", ["providerAgencyId"] = "", ["purposeCode"] = "Kode tujuan", ["validFrom"] = "Berlaku sejak", ["endedAt"] = "Berakhir pada", ["endReason"] = "Alasan berakhir",
            ["proposedBy"] = "", ["reminded"] = "Pengingat (hari sebelumnya)", ["consumerId"] = "Pemanggil", ["providerId"] = "Penyedia", ["serviceVersionId"] = "Versi layanan", ["heldAs"] = ServiceSecrecy.Label,
        }, ServiceSecrecy.Levels));
        services.AddSingleton(new RecordWords("bus_statements", "pernyataan kontrak", new Dictionary<string, string>
        {
            ["contractId"] = "", ["by"] = "Oleh", ["keyId"] = "Nomor kunci", ["jws"] = "Pernyataan yang ditandatangani", ["recordedAt"] = "Dicatat", ["recordedBy"] = "",
        }, new Dictionary<string, string> { ["Accept"] = "Menyetujui", ["Refuse"] = "Menolak", ["Clear"] = "Mengesahkan", ["Revoke"] = "Mencabut" }));
        services.AddSingleton(new RecordWords("bus-api-keys", "kunci API", new Dictionary<string, string> { ["contractId"] = "Kontrak", ["prefix"] = "Awalan", ["sha256"] = "SHA-256", ["networks"] = "Jaringan", ["revokedAt"] = "Dicabut pada" }));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kerja/kontrak-pertukaran/{id:guid}/kontrak.json", async (Guid id, PlatformDb db, Acting acting, CancellationToken cancel) =>
            await db.Set<BusContract>().AsNoTracking().Where(one => one.Id == id).Select(one => new { one.Canonical, one.HeldAs }).SingleOrDefaultAsync(cancel) is { } found && acting.Actor.MayRead(found.HeldAs)
                ? Results.File(Encoding.UTF8.GetBytes(found.Canonical), "application/json", "kontrak.json") : Results.NotFound()).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();
}
