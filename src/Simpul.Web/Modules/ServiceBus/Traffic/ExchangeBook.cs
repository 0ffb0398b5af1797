using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>How an exchange between two applications stands with the bus.</summary>
public enum ExchangeStanding
{
    /// <summary>A contract is in force and was used lately.</summary>
    OnBus,

    /// <summary>A contract is in force and was not used lately, or never.</summary>
    Unused,

    /// <summary>It goes past the bus, with a reason that is recorded.</summary>
    Direct,

    /// <summary>It goes past the bus, or nobody knows how it goes.</summary>
    Past,
}

/// <summary>An exchange that the architecture knows.</summary>
/// <param name="Why">What is wanting, in Indonesian; empty where nothing is.</param>
/// <param name="Since">From when the contract holds; null without one.</param>
public sealed record KnownExchange(Guid FromId, string From, Guid ToId, string To, Guid? AgencyId, ExchangeStanding Standing, string Why, Guid? ContractId, DateTimeOffset? Since);

/// <summary>A contract in force between two applications of which the architecture does not know that they exchange anything.</summary>
public sealed record UnknownExchange(Guid ContractId, string Consumer, string Provider, Guid? ConsumerApplication, Guid? ProviderApplication, string Purpose, bool IsUsed, Classification Level);

/// <summary>A contract in force with somebody outside this government's applications: it is on the bus, or not used yet.</summary>
public sealed record OutsideExchange(Guid ContractId, MemberKind Kind, string Consumer, string Provider, bool IsUsed, DateTimeOffset Since, Classification Level);

/// <summary>
/// What the registers know of exchanges, held against contracts and traffic on a date: applications that the architecture says exchange data and that have no contract, or a contract that
/// nobody uses; and contracts between applications of which the architecture knows nothing. Used is what was called within <see cref="BusOptions.RecentDays"/>: one call of long ago says nothing of how
/// the data goes today.
/// </summary>
public sealed class ExchangeBook(PlatformDb db, Zone zone, BusOptions options)
{
    private static readonly MemberState[] gone = [MemberState.Ended];

    /// <summary>Days in which a call must have gone through.</summary>
    public int RecentDays => Math.Max(1, options.RecentDays);

    /// <param name="on">As the records say of that day.</param>
    public async Task<(IReadOnlyList<KnownExchange> Known, IReadOnlyList<UnknownExchange> Unknown, IReadOnlyList<OutsideExchange> Outside)> Read(DateOnly on, CancellationToken cancel)
    {
        var end = zone.EndOf(on);
        var relations = await db.Set<ArchitectureRelation>().AsNoTracking().Where(one => one.Kind == RelationKind.Exchanges && (one.Until == null || one.Until >= on)).OrderBy(one => one.Id).ToListAsync(cancel);
        var members = await db.Set<BusMember>().AsNoTracking().Where(one => !gone.Contains(one.State)).ToListAsync(cancel);
        var contracts = await db.Set<BusContract>().AsNoTracking().Where(one => (one.State == ContractState.InForce || one.State == ContractState.Revoked) && one.ValidFrom < end && one.ValidUntil >= end).ToListAsync(cancel);
        // One that was revoked later was in force then.
        contracts = [.. contracts.Where(one => one.State == ContractState.InForce || one.EndedAt >= end)];
        // What is tried in the sandbox exchanges nothing.
        var tried = (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.Environment == ServiceEnvironment.Sandbox).Select(one => one.Id).ToListAsync(cancel)).ToHashSet();
        contracts = [.. contracts.Where(one => !tried.Contains(one.ServiceVersionId))];
        var recent = end.AddDays(-RecentDays);
        var used = (await db.Set<TrafficHour>().AsNoTracking().Where(one => one.Hour >= recent && one.Hour < end && one.Answered > 0).Select(one => one.Contract).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var direct = await db.Set<DirectInterface>().AsNoTracking().Where(one => one.Since <= on && (one.EndedOn == null || one.EndedOn >= on)).ToListAsync(cancel);
        var ids = relations.SelectMany(one => new[] { one.FromId, one.ToId }).Concat(members.Select(one => one.ApplicationId).OfType<Guid>()).Distinct().ToList();
        var items = await db.Set<ArchitectureItem>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancel);
        var memberOf = members.Where(one => one.ApplicationId is not null).GroupBy(one => one.ApplicationId!.Value).ToDictionary(group => group.Key, group => group.Select(one => one.Id).ToHashSet());
        var known = relations.Where(one => IsThere(items, one.FromId, on) && IsThere(items, one.ToId, on))
            .DistinctBy(one => one.FromId.CompareTo(one.ToId) < 0 ? (one.FromId, one.ToId) : (one.ToId, one.FromId))
            .Select(one => Known(one, items, memberOf, contracts, used, direct, RecentDays)).OrderByDescending(one => one.Standing).ThenBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.To, StringComparer.Ordinal).ToList();
        var applicationOf = members.ToDictionary(one => one.Id);
        List<UnknownExchange> unknown = [];
        List<OutsideExchange> outside = [];
        foreach (var contract in contracts)
        {
            if (!applicationOf.TryGetValue(contract.ConsumerId, out var consumer) || !applicationOf.TryGetValue(contract.ProviderId, out var provider)) continue;
            var others = new[] { consumer, provider }.Where(one => one.Kind != MemberKind.AgencyApplication).ToList();
            if (others.Count > 0) outside.Add(new OutsideExchange(contract.Id, others[0].Kind, consumer.Name, provider.Name, used.Contains(contract.Hash), contract.ValidFrom, contract.HeldAs));
            else if (consumer.ApplicationId is not { } from || provider.ApplicationId is not { } to || !relations.Any(one => (one.FromId == from && one.ToId == to) || (one.FromId == to && one.ToId == from)))
                unknown.Add(new UnknownExchange(contract.Id, consumer.Name, provider.Name, consumer.ApplicationId, provider.ApplicationId, contract.Purpose, used.Contains(contract.Hash), contract.HeldAs));
        }
        return (known, [.. unknown.OrderBy(one => one.Consumer, StringComparer.Ordinal)], [.. outside.OrderBy(one => one.Consumer, StringComparer.Ordinal)]);
    }

    private static bool IsThere(Dictionary<Guid, ArchitectureItem> items, Guid id, DateOnly on) => items.TryGetValue(id, out var item) && item.State == ItemState.AsIs && !(item.From > on) && !(item.Until < on);

    private static KnownExchange Known(ArchitectureRelation relation, Dictionary<Guid, ArchitectureItem> items, Dictionary<Guid, HashSet<Guid>> memberOf, List<BusContract> contracts, HashSet<string> used, List<DirectInterface> direct, int recentDays)
    {
        var (from, to) = (items[relation.FromId], items[relation.ToId]);
        var between = memberOf.TryGetValue(from.Id, out var left) && memberOf.TryGetValue(to.Id, out var right)
            ? contracts.Where(one => (left.Contains(one.ConsumerId) && right.Contains(one.ProviderId)) || (right.Contains(one.ConsumerId) && left.Contains(one.ProviderId))).ToList() : [];
        var standing = between.Exists(one => used.Contains(one.Hash)) ? ExchangeStanding.OnBus : between.Count > 0 ? ExchangeStanding.Unused
            : direct.Exists(one => (one.FromId == from.Id && one.ToId == to.Id) || (one.FromId == to.Id && one.ToId == from.Id)) ? ExchangeStanding.Direct : ExchangeStanding.Past;
        var strangers = new[] { from, to }.Where(one => !memberOf.ContainsKey(one.Id)).Select(one => one.Name).ToList();
        var why = standing switch
        {
            ExchangeStanding.OnBus => "",
            ExchangeStanding.Unused => $"Kontrak berlaku, tetapi tidak ada panggilan lewat gerbang dalam {Indonesian.Number(recentDays)} hari terakhir.",
            ExchangeStanding.Direct => "Melalui antarmuka langsung yang tercatat alasannya.",
            _ when strangers.Count > 0 => $"Belum menjadi anggota penghubung: {string.Join(" dan ", strangers)}.",
            _ => "Belum ada kontrak pertukaran yang berlaku.",
        };
        return new KnownExchange(from.Id, from.Name, to.Id, to.Name, relation.AgencyId ?? from.AgencyId, standing, why, between.FirstOrDefault()?.Id, between.Count == 0 ? null : between.Min(one => one.ValidFrom));
    }
}
