using System.Globalization;
using System.Linq.Expressions;
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
/// <param name="IsTrial">Whether it is a version for trying: what goes through there is no exchange of data.</param>
public sealed record TrafficRow(string Service, string Title, ContractFacts? Contract, TrafficCounts Counts, bool IsTrial = false);

/// <param name="Quota">Read for the contracts that a page shows, by <see cref="TrafficBook.WithQuotas"/>.</param>
/// <param name="Used">Of the quota, in the day or month at hand: as the gateways count, which refuse by it; by the answers that were taken over where they do not say.</param>
public sealed record ContractFacts(Guid Id, string Hash, string Consumer, string Provider, string Purpose, Quota? Quota, long Used);

/// <summary>
/// Reads the hours of traffic. They are summed in the database: what is read grows with the contracts or the points that are shown, not with the days and calls behind them.
/// </summary>
public sealed class TrafficBook(PlatformDb db, TimeProvider clock, Zone zone, Acting acting)
{
    private readonly Dictionary<string, IReadOnlyList<(DateTimeOffset From, bool IsDay, TrafficCounts Counts)>> unknown = new(StringComparer.Ordinal);
    private Dictionary<string, OfferedService>? offered;

    /// <summary>What the audit criteria ask of a bus: available 99.982 percent of the year.</summary>
    public const decimal WantedAvailability = 0.99982m;

    /// <summary>When the last counts were taken over; null where never.</summary>
    public Task<DateTimeOffset?> Last(CancellationToken cancel) => db.Set<TrafficHour>().MaxAsync(row => (DateTimeOffset?)row.Hour, cancel);

    /// <summary>By contract, those with most calls first; only what the actor may see.</summary>
    public async Task<IReadOnlyList<TrafficRow>> ByContract(TrafficSpan span, CancellationToken cancel)
    {
        var rows = Rows(span);
        var sums = await Sums(rows, row => row.Contract, row => new KeyedLines<string> { Key = row.Contract, Lines = row.Refusals }, cancel);
        var contracts = await db.Set<BusContract>().AsNoTracking().Where(one => rows.Any(row => row.Contract == one.Hash))
            .Select(one => new { one.Id, one.Hash, one.ConsumerId, one.ProviderId, one.Purpose, one.HeldAs }).ToDictionaryAsync(one => one.Hash, StringComparer.Ordinal, cancel);
        var members = await db.Set<BusMember>().AsNoTracking().ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        var services = await Services(cancel);
        List<TrafficRow> all = [];
        foreach (var (hash, (service, counts)) in sums)
        {
            var contract = contracts.GetValueOrDefault(hash);
            if (!MaySee(services, service) || (contract is not null && !acting.Actor.MayRead(contract.HeldAs))) continue;
            var facts = contract is null ? new ContractFacts(Guid.Empty, hash, "", "", "", null, 0)
                : new ContractFacts(contract.Id, hash, members.GetValueOrDefault(contract.ConsumerId, ""), members.GetValueOrDefault(contract.ProviderId, ""), contract.Purpose, null, 0);
            var known = services.GetValueOrDefault(service);
            all.Add(new TrafficRow(service, known is null ? service : known.IsTrial ? $"{known.Title} (uji coba)" : known.Title, facts, counts, known?.IsTrial == true));
        }
        return [.. all.OrderByDescending(row => row.Counts.Calls).ThenBy(row => row.Service, StringComparer.Ordinal)];
    }

    /// <summary>The same rows with their quotas and what was used of them: of those that a page shows.</summary>
    public async Task<IReadOnlyList<TrafficRow>> WithQuotas(IReadOnlyList<TrafficRow> shown, CancellationToken cancel)
    {
        var hashes = shown.Select(row => row.Contract!.Hash).ToList();
        var contracts = await db.Set<BusContract>().AsNoTracking().Where(one => hashes.Contains(one.Hash)).ToDictionaryAsync(one => one.Hash, StringComparer.Ordinal, cancel);
        var used = await Used(hashes, cancel);
        var counted = (await db.Set<TrafficMark>().AsNoTracking().Where(one => hashes.Contains(one.Contract) && one.UsedWindow != null).Select(one => new { one.Contract, one.UsedWindow, one.Used }).ToListAsync(cancel)).ToLookup(one => one.Contract);
        var today = zone.DayOf(clock.GetUtcNow());
        return [.. shown.Select(row =>
        {
            if (!contracts.TryGetValue(row.Contract!.Hash, out var contract) || ContractReading.Of(contract)?.Quota is not { } quota) return row;
            var isDaily = quota.Per == "day";
            if (counted[contract.Hash].Any())
            {
                var window = today.ToString(isDaily ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture);
                return row with { Contract = row.Contract with { Quota = quota, Used = counted[contract.Hash].Where(one => one.UsedWindow == window).Sum(one => one.Used ?? 0) } };
            }
            var (day, month) = used.GetValueOrDefault(contract.Hash);
            return row with { Contract = row.Contract with { Quota = quota, Used = isDaily ? day : month } };
        })];
    }

    /// <summary>The same put together by service.</summary>
    public static IReadOnlyList<TrafficRow> ByService(IEnumerable<TrafficRow> contracts) =>
        [.. contracts.GroupBy(row => row.Service).Select(group => new TrafficRow(group.Key, group.First().Title, null, group.Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts)), group.First().IsTrial))
            .OrderByDescending(row => row.Counts.Calls).ThenBy(row => row.Service, StringComparer.Ordinal)];

    /// <summary>Points of a chart, oldest first: the calls of each step of the span.</summary>
    /// <param name="service">Of one service only; null for all that the actor may see and that is no trial, with the bus's own faults.</param>
    public async Task<IReadOnlyList<(DateTimeOffset From, TrafficCounts Counts)>> Course(TrafficSpan span, string? service, CancellationToken cancel)
    {
        var services = await Services(cancel);
        List<(DateTimeOffset Hour, TrafficCounts Counts)> rows;
        if (service is null)
        {
            var leftOut = services.Where(one => one.Value.IsTrial || !acting.Actor.MayRead(one.Value.Classification)).Select(one => one.Key).ToList();
            rows = [.. await ByHour(Rows(span).Where(row => !leftOut.Contains(row.Service)), cancel), .. (await WithoutContract(span, cancel)).Select(one => (one.From, one.Counts.Faults))];
        }
        else
        {
            rows = MaySee(services, service) ? await ByHour(Rows(span).Where(row => row.Service == service), cancel) : [];
        }
        var points = (int)Math.Ceiling(span.Length / span.Step);
        var now = clock.GetUtcNow();
        // Days begin at midnight where people are; the last step ends with this hour or this day, so that every step is as long as the others.
        var end = span.Step < TimeSpan.FromDays(1) ? new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero) : zone.EndOf(zone.DayOf(now));
        var starts = Enumerable.Range(0, points).Select(i => end - (span.Step * (points - i))).ToList();
        return [.. starts.Select((start, i) => (start, rows.Where(row => row.Hour >= start && (i == points - 1 || row.Hour < starts[i + 1])).Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts))))];
    }

    /// <summary>Calls that the bus itself refused through its own fault before it knew of which contract they were: its availability falls by them, and no service's.</summary>
    public async Task<TrafficCounts> BusFaults(TrafficSpan span, CancellationToken cancel) => (await WithoutContract(span, cancel)).Aggregate(TrafficCounts.None, (sum, row) => sum.Plus(row.Counts.Faults));

    /// <summary>Calls that were refused before a contract was found for them, by hour or, once that is two days ago, by day; newest first. Only of times in which there were any.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset From, bool IsDay, TrafficCounts Counts)>> WithoutContract(TrafficSpan span, CancellationToken cancel)
    {
        // The chart, the whole and the page each ask for them.
        if (unknown.TryGetValue(span.Key, out var known)) return known;
        var from = clock.GetUtcNow() - span.Length;
        return unknown[span.Key] = [.. (await db.Set<TrafficHour>().AsNoTracking().Where(row => row.Contract == TrafficHour.NoContract && row.Hour >= from).ToListAsync(cancel)).OrderByDescending(row => row.Hour).Select(row => (row.Hour, row.IsDay, row.Counts))];
    }

    /// <summary>How a service did: for the directory. Whether the reader may know of it was asked before.</summary>
    public async Task<TrafficCounts> Of(string service, TimeSpan length, CancellationToken cancel)
    {
        var from = clock.GetUtcNow() - length;
        var rows = db.Set<TrafficHour>().AsNoTracking().Where(row => row.Service == service && row.Hour >= from);
        var sums = await Sums(rows, row => row.Service, row => new KeyedLines<string> { Key = row.Service, Lines = row.Refusals }, cancel);
        return sums.TryGetValue(service, out var known) ? known.Counts : TrafficCounts.None;
    }

    private static async Task<List<(DateTimeOffset Hour, TrafficCounts Counts)>> ByHour(IQueryable<TrafficHour> rows, CancellationToken cancel) =>
        [.. (await Sums(rows, row => row.Hour, row => new KeyedLines<DateTimeOffset> { Key = row.Hour, Lines = row.Refusals }, cancel)).Select(one => (one.Key, one.Value.Counts))];

    private IQueryable<TrafficHour> Rows(TrafficSpan span)
    {
        var from = clock.GetUtcNow() - span.Length;
        return db.Set<TrafficHour>().AsNoTracking().Where(row => row.Hour >= from && row.Contract != TrafficHour.NoContract);
    }

    /// <summary>Sums of hours, made by the database.</summary>
    /// <param name="lines">The refusals of an hour, by the same key.</param>
    private static async Task<Dictionary<TKey, (string Service, TrafficCounts Counts)>> Sums<TKey>(IQueryable<TrafficHour> rows, Expression<Func<TrafficHour, TKey>> key,
        Expression<Func<TrafficHour, KeyedLines<TKey>>> lines, CancellationToken cancel)
        where TKey : notnull
    {
        var sums = await rows.GroupBy(key).Select(group => new
        {
            group.Key,
            Service = group.Max(row => row.Service)!,
            Statuses = new[] { group.Sum(row => row.Statuses[0]), group.Sum(row => row.Statuses[1]), group.Sum(row => row.Statuses[2]), group.Sum(row => row.Statuses[3]), group.Sum(row => row.Statuses[4]) },
            Durations = new[]
            {
                group.Sum(row => row.Durations[0]), group.Sum(row => row.Durations[1]), group.Sum(row => row.Durations[2]), group.Sum(row => row.Durations[3]), group.Sum(row => row.Durations[4]),
                group.Sum(row => row.Durations[5]), group.Sum(row => row.Durations[6]), group.Sum(row => row.Durations[7]), group.Sum(row => row.Durations[8]), group.Sum(row => row.Durations[9]),
                group.Sum(row => row.Durations[10]), group.Sum(row => row.Durations[11]), group.Sum(row => row.Durations[12]), group.Sum(row => row.Durations[13]), group.Sum(row => row.Durations[14]),
                group.Sum(row => row.Durations[15]), group.Sum(row => row.Durations[16]), group.Sum(row => row.Durations[17]), group.Sum(row => row.Durations[18]),
            },
        }).ToListAsync(cancel);
        // SQLite cannot join a list with its own row: the few hours with refusals come one after the other, and none is kept.
        var refusals = sums.ToDictionary(one => one.Key, _ => new Dictionary<string, long>(StringComparer.Ordinal));
        await foreach (var hour in rows.Where(row => row.Refused > 0).Select(lines).AsAsyncEnumerable().WithCancellation(cancel))
        {
            // An hour that came in between the two questions is counted by the next page.
            if (!refusals.TryGetValue(hour.Key, out var codes)) continue;
            foreach (var (code, count) in TrafficHour.Codes(hour.Lines)) codes[code] = codes.GetValueOrDefault(code) + count;
        }
        return sums.ToDictionary(one => one.Key, one => (one.Service, new TrafficCounts(one.Statuses, one.Durations, refusals[one.Key])));
    }

    private async Task<Dictionary<string, OfferedService>> Services(CancellationToken cancel) => offered ??= await db.Set<BusServiceVersion>()
        .Join(db.Set<BusService>(), version => version.ServiceId, service => service.Id, (version, service) => new { service.Code, version.Label, service.Title, service.Classification, version.Environment })
        .ToDictionaryAsync(one => $"{one.Code}/{one.Label}", one => new OfferedService(one.Title, one.Classification, one.Environment == ServiceEnvironment.Sandbox), StringComparer.Ordinal, cancel);

    private bool MaySee(Dictionary<string, OfferedService> services, string service) => !services.TryGetValue(service, out var known) || acting.Actor.MayRead(known.Classification);

    /// <summary>What the contracts used of the day and of the month at hand, by the instance's calendar as the gateway counts.</summary>
    private async Task<Dictionary<string, (long Day, long Month)>> Used(List<string> hashes, CancellationToken cancel)
    {
        var today = zone.DayOf(clock.GetUtcNow());
        var (day, month) = (zone.StartOf(today), zone.StartOf(new DateOnly(today.Year, today.Month, 1)));
        return await db.Set<TrafficHour>().Where(row => hashes.Contains(row.Contract) && row.Hour >= month).GroupBy(row => row.Contract)
            .Select(rows => new { rows.Key, Month = rows.Sum(row => row.Answered), Day = rows.Sum(row => row.Hour >= day ? row.Answered : 0) }).ToDictionaryAsync(one => one.Key, one => (one.Day, one.Month), cancel);
    }

    private sealed record OfferedService(string Title, Classification Classification, bool IsTrial);

    private sealed class KeyedLines<TKey>
    {
        public required TKey Key { get; init; }

        public required List<string> Lines { get; init; }
    }
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
