using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Developer;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.ServiceBus.Receipts;

/// <summary>A public key as it is published.</summary>
/// <param name="By">See <see cref="PublishedKey"/>.</param>
/// <param name="Name">What people call the one whose it is.</param>
/// <param name="Id">What signatures name.</param>
/// <param name="Use">Of <see cref="KeyUse"/>, and <see cref="PublishedKeys.LogUse"/>.</param>
/// <param name="Spki">SubjectPublicKeyInfo in Base64.</param>
/// <param name="Revoked">When it was withdrawn, or its gateway retired.</param>
public sealed record ListedKey(string By, string Name, string Id, IReadOnlyList<string> Use, string Spki, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? Revoked)
{
    /// <summary>SHA-256 in hexadecimal, as <c>/bukti</c> shows that of a log.</summary>
    public string Fingerprint => Published.Fingerprint;

    /// <summary>As it stands in the file.</summary>
    internal PublishedKey Published => new(By, Id, Use, Spki, From, Until, Revoked);
}

/// <summary>
/// Every public key that signed here, those of before included: what the keys of a receipt are compared with. The form of the file is in <c>docs/bus-protocol.md</c>.
/// Members are told of who are party to an exchange that the reader may know of. Who has nothing but secret ones on the bus is not: that it is there says by itself that something secret is exchanged with it,
/// and the few who hold receipts of that get its keys from the operator of the bus.
/// </summary>
internal sealed class KeyList(PlatformDb db, HubTrust trust)
{
    /// <summary>The file, for everybody.</summary>
    public const string FileHref = "/bukti/kunci";

    /// <summary>The file with what the one who is signed in may know besides.</summary>
    public const string StaffFileHref = "/kerja/penghubung/kunci.json";

    private static readonly ContractState[] signed = [ContractState.InForce, ContractState.Revoked];

    /// <summary>As what a contract is held whose parties are told of to everybody. More than a visitor reads elsewhere: receipts of restricted exchanges are brought to court (decision 0243).</summary>
    public static readonly IReadOnlyList<Classification> Announced = [Classification.Public, Classification.Restricted];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(FileHref, async (KeyList keys, CancellationToken cancel) => Results.Bytes(await keys.Write(Announced, cancel), "application/json")).WithMetadata(new PublicAttribute()).RequireRateLimiting(SandboxLimit.Name).ExcludeFromDescription();
        routes.MapGet(StaffFileHref, async (KeyList keys, Acting acting, CancellationToken cancel) => Results.Bytes(await keys.Write([.. acting.Actor.Readable()], cancel), "application/json"))
            .WithMetadata(new PermissionAttribute(ServiceBusPermissions.View)).ExcludeFromDescription();
    }

    /// <summary>Those of the hub and of the gateways, oldest first.</summary>
    public async Task<IReadOnlyList<ListedKey>> Own(CancellationToken cancel) =>
    [
        .. (await db.Set<HubKey>().AsNoTracking().Where(key => key.Purpose == HubKeyPurpose.Hub).OrderBy(key => key.From).ThenBy(key => key.Id).ToListAsync(cancel))
            .Select(key => new ListedKey(PublishedKeys.OfHub(trust.Name), "Penghubung", key.KeyId, [KeyUse.Contract], key.Spki, key.From, key.Until, null)),
        .. (await db.Set<BusGateway>().AsNoTracking().OrderBy(one => one.FoundAt).ThenBy(one => one.Id).ToListAsync(cancel))
            .Select(one => new ListedKey(PublishedKeys.OfGateway(one.Origin), one.Origin, PartyKey.Thumbprint(Convert.FromBase64String(one.Spki)), [PublishedKeys.LogUse], one.Spki, one.FoundAt, null, one.RetiredAt)),
    ];

    /// <summary>Those of members, by their code.</summary>
    /// <param name="number">Page; 0 for all.</param>
    public async Task<(IReadOnlyList<ListedKey> Rows, int Total)> OfMembers(IReadOnlyList<Classification> readable, int number, int size, CancellationToken cancel)
    {
        var found = from key in db.Set<MemberKey>().AsNoTracking()
                    join member in db.Set<BusMember>() on key.MemberId equals member.Id
                    where (key.Uses.Contains(KeyUse.Contract) || key.Uses.Contains(KeyUse.Message))
                        && db.Set<BusContract>().Any(one => (one.ConsumerId == member.Id || one.ProviderId == member.Id) && signed.Contains(one.State) && readable.Contains(one.HeldAs))
                    select new { key, member.Code, member.Name };
        var total = await found.CountAsync(cancel);
        var ordered = found.OrderBy(row => row.Code).ThenBy(row => row.key.From).ThenBy(row => row.key.Id);
        var rows = await (number == 0 ? ordered : ordered.Skip((number - 1) * size).Take(size)).ToListAsync(cancel);
        return ([.. rows.Select(row => new ListedKey(PublishedKeys.OfMember(row.Code), row.Name, row.key.KeyId, row.key.Uses, row.key.Spki, row.key.From, row.key.Until, row.key.RevokedAt))], total);
    }

    private async Task<byte[]> Write(IReadOnlyList<Classification> readable, CancellationToken cancel)
    {
        var (members, _) = await OfMembers(readable, 0, 0, cancel);
        return new PublishedKeys([.. (await Own(cancel)).Concat(members).Select(key => key.Published)]).ToJson();
    }
}
