using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>Services and their versions: what this part of the module brings.</summary>
internal static class ServiceParts
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Register>(ServiceRegister.Declared);
        services.AddSingleton<Register>(VersionRegister.Declared);
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("ServiceBus").Get<BusOptions>() ?? new BusOptions());
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("ServiceBus:Provider").Get<ProviderOptions>() ?? new ProviderOptions());
        services.AddSingleton<ProviderClient>();
        services.AddScoped<VersionWork>();
        services.AddScoped<VersionPublication>();
        services.AddSingleton(HealthWatch.Job);
        services.AddSingleton(new RecordWords(ServiceRegister.Kind, "layanan penghubung", new Dictionary<string, string> { ["providerId"] = "Penyedia" }));
        // Where the provider itself answers is told its own people and who publishes, by the version's page; the history is read by everybody.
        services.AddSingleton(new RecordWords(VersionRegister.Kind, "versi layanan", new Dictionary<string, string>
        {
            ["serviceId"] = "Layanan", ["validateRequests"] = "Permintaan diperiksa", ["validateResponses"] = "Jawaban diperiksa", ["timeout"] = "Batas waktu (detik)", ["maxRequestBytes"] = "Permintaan terbesar (byte)",
            ["maxResponseBytes"] = "Jawaban terbesar (byte)", ["idempotencyKeys"] = "Idempotency-Key", ["publishedAt"] = "Terbit", ["sunsetOn"] = "Menjawab sampai", ["stateReason"] = "Alasan keadaan", ["caseNumber"] = "Nomor urusan",
            ["proposedBy"] = "", ["approvedBy"] = "", ["descriptionSha256"] = "SHA-256 dokumen", ["sourceUrl"] = "", ["heldAs"] = ServiceSecrecy.Label,
        }, ServiceSecrecy.Levels));
        services.AddSingleton(new RecordWords("bus_upstreams", "alamat penyedia", new Dictionary<string, string> { ["versionId"] = "", ["position"] = "", ["url"] = "", ["certificates"] = "" }));
        services.AddSingleton(new RecordWords("bus_service_fields", "elemen data", new Dictionary<string, string>
        {
            ["versionId"] = "", ["position"] = "", ["operation"] = "Operasi", ["element"] = "Penunjuk", ["depth"] = "", ["name"] = "", ["type"] = "", ["meaning"] = "", ["isPersonal"] = "Data pribadi",
        }));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kerja/versi-layanan/{id:guid}/dokumen", Document).WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();

    /// <summary>The document as it was taken in, whose hash contracts name, for its provider and for whoever examines it. Callers get the directory's, which leads to the gateway.</summary>
    private static async Task<IResult> Document(Guid id, PlatformDb db, Acting acting, CancellationToken cancel)
    {
        if (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Id == id).Join(db.Set<DescriptionDocument>(), one => one.DescriptionSha256, document => document.Sha256, (one, document) => new { one.Label, one.AgencyId, one.HeldAs, document.Content }).SingleOrDefaultAsync(cancel) is not { } found
            || !acting.Actor.MayRead(found.HeldAs))
        {
            return Results.NotFound();
        }
        return ShowsProvider(acting.Actor, found.AgencyId) ? Results.File(found.Content, "application/json", $"openapi-{found.Label}.json") : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Whether the actor is told where the provider itself answers: its own people and who publishes; callers have the gateway.</summary>
    public static bool ShowsProvider(Actor actor, Guid? agency) => actor.May(ServiceBusPermissions.Services, agency) || actor.MayEverywhere(ServiceBusPermissions.Publish);
}
