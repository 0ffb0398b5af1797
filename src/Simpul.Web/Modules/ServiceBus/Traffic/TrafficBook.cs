using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Contracts;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>A span of time that traffic is shown for.</summary>
/// <param name="Key">In addresses.</param>
/// <param name="Step">What one point of a chart stands for.</param>
public sealed record TrafficSpan(string Key, string Title, TimeSpan Length, TimeSpan Step)
{
    public static readonly IReadOnlyList<TrafficSpan> All =
    [
        new("24jam", "24 jam terakhir", TimeSpan.FromHours(24), TimeSpan.FromHours(1)),
        new("7hari", "7 hari terakhir", TimeSpan.FromDays(7), TimeSpan.FromDays(1)),
        new("30hari", "30 hari terakhir", TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
        new("365hari", "365 hari terakhir", TimeSpan.FromDays(365), TimeSpan.FromDays(30)),
    ];

    public static TrafficSpan Of(string? key) => All.FirstOrDefault(span => span.Key == key) ?? All[0];
}

/// <summary>What went through by service or by contract.</summary>
/// <param name="Service"><c>code/version</c>.</param>
/// <param name="Contract">Null where it is the service as a whole.</param>
public sealed record TrafficRow(string Service, string Title, ContractFacts? Contract, TrafficCounts Counts);

/// <param name="Used">Of the quota, in the day or month at hand; counted by the hours that were taken over.</param>
public sealed record ContractFacts(Guid Id, string Hash, string Consumer, string Provider, string Purpose, Quota? Quota, long Used);

/// <summary>Reads the hours of traffic: each span, and the services, once a request, whatever a page makes of them.</summary>
public sealed class TrafficBook(PlatformDb db, TimeProvider clock, Zone zone, Acting acting)
{
    private readonly Dictionary<string, List<TrafficHour>> read = new(StringComparer.Ordinal);
    private Dictionary<string, OfferedService>? offered;

    /// <summary>What the audit criteria ask of a bus: available 99.982 percent of the year.</summary>
    public const decimal WantedAvailability = 0.99982m;

    /// <summary>When the last counts were taken over; null where never.</summary>
    public Task<DateTimeOffset?> Last(CancellationToken cancel) => db.Set<TrafficHour>().MaxAsync(row => (DateTimeOffset?)row.Hour, cancel);

    /// <summary>By contract, those with most calls first; only what the actor may see.</summary>
    public async Task<IReadOnlyList<TrafficRow>> ByContract(TrafficSpan span, CancellationToken cancel)
    {
        var rows = await Rows(span, cancel);
        var hashes = rows.Select(row => row.Contract).Distinct().ToList();
        var contracts = await db.Set<BusContract>().AsNoTracking().Where(one => hashes.Contains(one.Hash)).ToListAsync(cancel);
        var members = await db.Set<BusMember>().AsNoTracking().ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        var services = await Services(cancel);
        var used = await Used(contracts, cancel);
        List<TrafficRow> all = [];
        foreach (var group in rows.GroupBy(row => row.Contract))
        {
            var service = group.First().Service;
            var contract = contracts.Find(one => one.Hash == group.Key);
            if (!MaySee(services, service) || (contract is not null && !acting.Actor.MayRead(contract.HeldAs))) continue;
            var facts = contract is null ? null : Facts(contract, members, used);
            all.Add(new TrafficRow(service, services.GetValueOrDefault(service)?.Title ?? service, facts ?? new ContractFacts(Guid.Empty, group.Key, "", "", "", null, 0), Sum(group)));
        }
        return [.. all.OrderByDescending(row => row.Counts.Calls).ThenBy(row => row.Service, StringComparer.Ordinal)];
    }

    /// <summary>The same put together by service.</summary>
    public static IReadOnlyList<TrafficRow> ByService(IEnumerable<TrafficRow> contracts) =>
        [.. contracts.GroupBy(row => row.Service).Select(group => new TrafficRow(group.Key, group.First().Title, null, group.Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts))))
            .OrderByDescending(row => row.Counts.Calls).ThenBy(row => row.Service, StringComparer.Ordinal)];

    /// <summary>Points of a chart, oldest first: the calls of each step of the span.</summary>
    /// <param name="service">Of one service only; null for all that the actor may see.</param>
    public async Task<IReadOnlyList<(DateTimeOffset From, TrafficCounts Counts)>> Course(TrafficSpan span, string? service, CancellationToken cancel)
    {
        var services = await Services(cancel);
        var rows = (await Rows(span, cancel)).Where(row => (service is null || row.Service == service) && MaySee(services, row.Service)).ToList();
        var points = (int)Math.Ceiling(span.Length / span.Step);
        var now = clock.GetUtcNow();
        // Days begin at midnight where people are; the last step ends with this hour or this day, so that every step is as long as the others.
        var end = span.Step < TimeSpan.FromDays(1) ? new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero) : zone.EndOf(zone.DayOf(now));
        var starts = Enumerable.Range(0, points).Select(i => end - (span.Step * (points - i))).ToList();
        return [.. starts.Select((start, i) => (start, Sum(rows.Where(row => row.Hour >= start && (i == points - 1 || row.Hour < starts[i + 1])))))];
    }

    /// <summary>Calls that were refused before a contract was found for them, by hour or, once that is two days ago, by day; newest first. Only of times in which there were any.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset From, bool IsDay, TrafficCounts Counts)>> WithoutContract(TrafficSpan span, CancellationToken cancel)
    {
        var from = clock.GetUtcNow() - span.Length;
        return [.. (await db.Set<TrafficHour>().AsNoTracking().Where(row => row.Contract == TrafficHour.NoContract && row.Hour >= from).ToListAsync(cancel)).OrderByDescending(row => row.Hour).Select(row => (row.Hour, row.IsDay, row.Counts))];
    }

    /// <summary>How a service did: for the directory. Whether the reader may know of it was asked before.</summary>
    public async Task<TrafficCounts> Of(string service, TimeSpan length, CancellationToken cancel)
    {
        var from = clock.GetUtcNow() - length;
        return Sum(await db.Set<TrafficHour>().AsNoTracking().Where(row => row.Service == service && row.Hour >= from).ToListAsync(cancel));
    }

    private async Task<List<TrafficHour>> Rows(TrafficSpan span, CancellationToken cancel)
    {
        if (read.TryGetValue(span.Key, out var known)) return known;
        var from = clock.GetUtcNow() - span.Length;
        return read[span.Key] = await db.Set<TrafficHour>().AsNoTracking().Where(row => row.Hour >= from && row.Contract != TrafficHour.NoContract).ToListAsync(cancel);
    }

    private static TrafficCounts Sum(IEnumerable<TrafficHour> rows) => rows.Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts));

    private async Task<Dictionary<string, OfferedService>> Services(CancellationToken cancel) => offered ??= await db.Set<BusServiceVersion>()
        .Join(db.Set<BusService>(), version => version.ServiceId, service => service.Id, (version, service) => new { service.Code, version.Label, service.Title, service.Classification })
        .ToDictionaryAsync(one => $"{one.Code}/{one.Label}", one => new OfferedService(one.Title, one.Classification), StringComparer.Ordinal, cancel);

    private bool MaySee(Dictionary<string, OfferedService> services, string service) => !services.TryGetValue(service, out var known) || acting.Actor.MayRead(known.Classification);

    /// <summary>What the contracts used of the day and of the month at hand, by the instance's calendar as the gateway counts.</summary>
    private async Task<Dictionary<string, (long Day, long Month)>> Used(List<BusContract> contracts, CancellationToken cancel)
    {
        var hashes = contracts.ConvertAll(one => one.Hash);
        var today = zone.DayOf(clock.GetUtcNow());
        var (day, month) = (zone.StartOf(today), zone.StartOf(new DateOnly(today.Year, today.Month, 1)));
        return await db.Set<TrafficHour>().Where(row => hashes.Contains(row.Contract) && row.Hour >= month).GroupBy(row => row.Contract)
            .Select(rows => new { rows.Key, Month = rows.Sum(row => row.Answered), Day = rows.Sum(row => row.Hour >= day ? row.Answered : 0) }).ToDictionaryAsync(one => one.Key, one => (one.Day, one.Month), cancel);
    }

    private static ContractFacts Facts(BusContract contract, Dictionary<Guid, string> members, Dictionary<string, (long Day, long Month)> used)
    {
        var quota = ContractReading.Of(contract)?.Quota;
        var (day, month) = used.GetValueOrDefault(contract.Hash);
        return new ContractFacts(contract.Id, contract.Hash, members.GetValueOrDefault(contract.ConsumerId, ""), members.GetValueOrDefault(contract.ProviderId, ""), contract.Purpose, quota, quota?.Per == "day" ? day : month);
    }

    private sealed record OfferedService(string Title, Classification Classification);
}

/// <summary>Contracts of the table, read from their canonical JSON.</summary>
internal static class ContractReading
{
    /// <summary>Null where the row holds no contract: it was signed, so that does not happen, and no page may fail by it.</summary>
    public static Contract? Of(BusContract row)
    {
        try
        {
            return Contract.Parse(System.Text.Encoding.UTF8.GetBytes(row.Canonical));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
