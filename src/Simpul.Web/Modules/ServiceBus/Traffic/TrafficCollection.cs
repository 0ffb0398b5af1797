using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Journal;

namespace Simpul.Web.Modules.ServiceBus.Traffic;

/// <summary>Takes over what the gateways count, once a minute: what came since the last time goes to the hour in which the file was written.</summary>
internal sealed class TrafficCollection(PlatformDb db, Journal journal, Zone zone, TimeProvider clock)
{
    public static readonly ScheduledJob Job = new("bus.traffic", "Pengambilan angka lalu lintas gerbang", "20 * * * * ?", Run, CatchUp: false);

    public static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<TrafficCollection>().Fold(cancel);
        var file = new FileInfo(FileOf(services.GetRequiredService<DataFolder>(), services.GetRequiredService<IConfiguration>()));
        if (!file.Exists)
        {
            return "Gerbang belum menulis angka lalu lintas.";
        }
        if (file.Length > TrafficFile.MaxLength)
        {
            return "Berkas lalu lintas terlalu besar dan tidak dibaca.";
        }
        TrafficFile traffic;
        try
        {
            traffic = TrafficFile.Parse(await File.ReadAllBytesAsync(file.FullName, cancel));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            // The gateway writes it anew within two seconds.
            return "Berkas lalu lintas tidak terbaca.";
        }
        var calls = await services.GetRequiredService<TrafficCollection>().Take(file.FullName, traffic, cancel);
        return $"{calls} panggilan dicatat";
    }

    /// <summary>The file of the gateway beside this program; <c>ServiceBus:GatewayFolder</c> says where its folder lies otherwise.</summary>
    public static string FileOf(DataFolder data, IConfiguration configuration) =>
        Path.Combine(configuration["ServiceBus:GatewayFolder"] is { Length: > 0 } folder ? folder : Path.Combine(data.Path, "gateway"), "traffic.json");

    /// <summary>Adds what is new in a gateway's counts.</summary>
    /// <param name="gateway">Whose they are: where they lie.</param>
    /// <returns>How many calls.</returns>
    public async Task<long> Take(string gateway, TrafficFile traffic, CancellationToken cancel)
    {
        // Two gateways on one machine differ in the end of their paths.
        gateway = gateway.Length > 256 ? gateway[^256..] : gateway;
        var marks = await db.Set<TrafficMark>().Where(mark => mark.Gateway == gateway).ToDictionaryAsync(mark => mark.Contract, cancel);
        var hour = new DateTimeOffset(traffic.At.UtcDateTime.Date.AddHours(traffic.At.UtcDateTime.Hour), TimeSpan.Zero);
        var rows = await db.Set<TrafficHour>().Where(row => row.Hour == hour).ToDictionaryAsync(row => row.Contract, cancel);
        var firsts = await NeverUsed([.. traffic.Contracts.Select(one => one.Contract).Where(contract => !rows.ContainsKey(contract))], cancel);
        var calls = 0L;
        foreach (var (contract, service, counts) in traffic.Contracts.Where(one => one.Contract.Length <= TrafficHour.ContractLength && one.Service.Length <= TrafficHour.ServiceLength))
        {
            var mark = MarkOf(gateway, contract, traffic.Since, marks);
            // A gateway that started anew counts from nothing.
            var fresh = (mark.Since == traffic.Since ? counts.Since(mark.Counts) : null) ?? counts;
            if (mark.Since != traffic.Since || fresh.Calls > 0) mark.Set(traffic.Since, counts);
            if (fresh.Calls == 0) continue;
            if (!rows.TryGetValue(contract, out var row))
            {
                db.Add(row = new TrafficHour { Contract = contract, Hour = hour, Service = service });
                rows[contract] = row;
                // Obligations are answered anew when the journal grows: that a contract is used for the first time must be seen there.
                if (firsts.TryGetValue(contract, out var id)) journal.Note("bus-contracts.used", "bus-contracts", id);
            }
            row.Add(fresh);
            calls += fresh.Calls;
        }
        TakeUnknown(gateway, traffic, hour, marks, rows);
        foreach (var (contract, use) in traffic.Used.Where(one => one.Key.Length is > 0 and <= TrafficHour.ContractLength && one.Value.Window.Length <= TrafficMark.WindowLength))
        {
            var mark = MarkOf(gateway, contract, traffic.Since, marks);
            (mark.UsedWindow, mark.Used) = (use.Window, use.Calls);
        }
        await db.SaveChangesAsync(cancel);
        return calls;
    }

    private TrafficMark MarkOf(string gateway, string contract, DateTimeOffset since, Dictionary<string, TrafficMark> marks)
    {
        if (!marks.TryGetValue(contract, out var mark))
        {
            db.Add(mark = new TrafficMark { Gateway = gateway, Contract = contract });
            mark.Set(since, TrafficCounts.None);
            marks[contract] = mark;
        }
        return mark;
    }

    /// <summary>Adds what was refused before a contract was found. The gateway writes all refusals before those of contracts, so that this remainder may be a little smaller for a moment than it was before.</summary>
    private void TakeUnknown(string gateway, TrafficFile traffic, DateTimeOffset hour, Dictionary<string, TrafficMark> marks, Dictionary<string, TrafficHour> rows)
    {
        var counted = traffic.WithoutContract;
        var mark = marks.GetValueOrDefault(TrafficHour.NoContract);
        var before = mark?.Since == traffic.Since ? mark.Counts.Refusals : TrafficCounts.None.Refusals;
        var fresh = counted.Where(one => one.Value > before.GetValueOrDefault(one.Key)).ToDictionary(one => one.Key, one => one.Value - before.GetValueOrDefault(one.Key), StringComparer.Ordinal);
        if (fresh.Count == 0)
        {
            return;
        }
        if (mark is null)
        {
            db.Add(mark = new TrafficMark { Gateway = gateway, Contract = TrafficHour.NoContract });
        }
        var most = before.Keys.Union(counted.Keys).ToDictionary(code => code, code => Math.Max(before.GetValueOrDefault(code), counted.GetValueOrDefault(code)), StringComparer.Ordinal);
        mark.Set(traffic.Since, TrafficCounts.None with { Refusals = most });
        if (!rows.TryGetValue(TrafficHour.NoContract, out var row))
        {
            db.Add(row = new TrafficHour { Contract = TrafficHour.NoContract, Hour = hour });
        }
        row.Add(TrafficCounts.None with { Refusals = fresh });
    }

    /// <summary>Puts the hours of the oldest day that is over for a day together to one row a contract: hours are looked at for a day, days for a year.</summary>
    public async Task Fold(CancellationToken cancel)
    {
        var end = Midnight(clock.GetUtcNow()).AddDays(-1);
        if (await db.Set<TrafficHour>().Where(row => !row.IsDay && row.Hour < end).MinAsync(row => (DateTimeOffset?)row.Hour, cancel) is not { } oldest) return;
        var from = Midnight(oldest);
        var until = from.AddDays(1);
        foreach (var contract in (await db.Set<TrafficHour>().Where(row => row.Hour >= from && row.Hour < until).ToListAsync(cancel)).GroupBy(row => row.Contract))
        {
            var day = contract.FirstOrDefault(row => row.Hour == from);
            if (day is null) db.Add(day = new TrafficHour { Contract = contract.Key, Hour = from, Service = contract.First().Service });
            day.IsDay = true;
            foreach (var hour in contract.Where(row => row != day))
            {
                day.Add(hour.Counts);
                db.Remove(hour);
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    // Days begin at midnight where people are.
    private DateTimeOffset Midnight(DateTimeOffset at) => zone.StartOf(zone.DayOf(at));

    /// <summary>Those of the contracts that have no hour yet, by their hash.</summary>
    private async Task<Dictionary<string, Guid>> NeverUsed(List<string> contracts, CancellationToken cancel) => contracts.Count == 0 ? []
        : await db.Set<BusContract>().AsNoTracking().Where(one => contracts.Contains(one.Hash) && !db.Set<TrafficHour>().Any(row => row.Contract == one.Hash)).ToDictionaryAsync(one => one.Hash, one => one.Id, cancel);
}
