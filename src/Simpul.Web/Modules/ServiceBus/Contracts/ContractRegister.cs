using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>The register of contracts. Nothing of a contract can be changed by a form.</summary>
internal static class ContractRegister
{
    public const string Kind = "bus-contracts";
    public const string Slug = "kontrak-pertukaran";
    public const string Href = "/kerja/" + Slug;

    public static readonly Register<BusContract> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Kontrak pertukaran",
        One = "kontrak pertukaran",
        Why = "Siapa boleh memanggil layanan siapa, untuk apa, elemen data mana, dan sampai kapan; ditandatangani kedua pihak dan disahkan penghubung. Kontrak disusun dari halaman versi layanan.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Contracts,
        Chapter = "Penghubung Layanan",
        Icon = "file-earmark-text",
        OrderedBy = "-startsOn",
        TitleOf = item => item.Purpose,
        AgencyOf = item => item.ConsumerAgencyId,
        ClassificationOf = item => item.HeldAs,
        Adds = false,
        AlsoFoundBy = item => item.Hash,
        Of =
        [
            Fields.Text<BusContract>("purpose", "Tujuan", item => item.Purpose, ContractDraft.PurposeLength, new() { Required = true, Listed = true, Searched = true, Fixed = true }),
            Fields.Reference<BusContract>("consumer", "Pemanggil", item => item.ConsumerId, MemberRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<BusContract>("provider", "Penyedia", item => item.ProviderId, MemberRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Reference<BusContract>("serviceVersion", "Versi layanan", item => item.ServiceVersionId, VersionRegister.Kind, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Choice<BusContract, ContractState>("state", "Keadaan", item => item.State, BusWords.ContractStates, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Date<BusContract>("startsOn", "Mulai", item => item.StartsOn, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Date<BusContract>("endsOn", "Hari terakhir", item => item.EndsOn, new() { Required = true, Listed = true, Fixed = true }),
            Fields.Choice<BusContract, Classification>("classification", "Batas klasifikasi", item => item.Classification, BusWords.Classifications, new() { Required = true, Filtered = true, Fixed = true }),
            Fields.Text<BusContract>("hash", "Nomor kontrak", item => item.Hash, 64, new() { Required = true, Searched = true, Unique = true, Fixed = true }),
            Fields.Text<BusContract>("replaces", "Melanjutkan kontrak", item => item.Replaces, 64, new() { Fixed = true }),
        ],
        More =
        [
            new("Tindakan", "/Modules/ServiceBus/Contracts/_ContractActions.cshtml", ContractActions.Load, Above: true),
            new("Isi kontrak", "/Modules/ServiceBus/Contracts/_ContractText.cshtml", ContractText.Load),
            new("Pernyataan yang ditandatangani", "/Modules/ServiceBus/Contracts/_Statements.cshtml", StatementsOf.Load),
        ],
    };
}

/// <summary>The contracts of a member or of a version, on its page.</summary>
public sealed record ContractsOf(IReadOnlyList<(BusContract Contract, string Other)> Contracts, DateTimeOffset Now, string AllHref)
{
    private const int Most = 20;

    internal static async Task<object?> Member(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, readable) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor.Readable());
        var rows = await db.Set<BusContract>().AsNoTracking().Where(item => (item.ConsumerId == id || item.ProviderId == id) && readable.Contains(item.HeldAs)).OrderByDescending(item => item.Id).Take(Most).ToListAsync(cancel);
        return await Of(services, rows, item => item.ConsumerId == id ? item.ProviderId : item.ConsumerId, $"{ContractRegister.Href}?consumer={id}", cancel);
    }

    internal static async Task<object?> Version(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var (db, readable) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Acting>().Actor.Readable());
        var rows = await db.Set<BusContract>().AsNoTracking().Where(item => item.ServiceVersionId == id && readable.Contains(item.HeldAs)).OrderByDescending(item => item.Id).Take(Most).ToListAsync(cancel);
        return await Of(services, rows, item => item.ConsumerId, $"{ContractRegister.Href}?serviceVersion={id}", cancel);
    }

    private static async Task<object?> Of(IServiceProvider services, List<BusContract> rows, Func<BusContract, Guid> other, string all, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return null;
        }
        var ids = rows.Select(other).Distinct().ToList();
        var names = await services.GetRequiredService<PlatformDb>().Set<BusMember>().AsNoTracking().Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, item => item.Name, cancel);
        return new ContractsOf([.. rows.Select(item => (item, names[other(item)]))], services.GetRequiredService<TimeProvider>().GetUtcNow(), all);
    }
}
