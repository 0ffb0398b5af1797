using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Modules;
using Simpul.Web.Platform.Registers;
using Records = Simpul.Web.Platform.Journal.Journal;

namespace Simpul.Web.Platform.Samples;

/// <summary>
/// Writes a planned city in the transaction at hand: each record by a save of its own kind, with its event and its search entry; in between, until
/// the journal has its size, notes that somebody looked at a record, written in bulk. The whole journal verifies.
/// </summary>
public sealed class CityWork(IServiceProvider services, PlatformDb db, JournalKeys keys, RegisterCatalogue registers, Today today)
{
    private const int Batch = 200;
    private readonly StandingClock clock = new();
    private readonly Dictionary<string, IRegisterWork?> works = [];

    /// <summary>Plans with every module and writes. Nothing is committed here.</summary>
    /// <param name="progress">Told the events written and those wanted, some times a second.</param>
    public async Task Fill(CitySize size, Action<long, long> progress, CancellationToken cancel)
    {
        var city = new City(services, size, today.Date);
        foreach (var module in services.GetServices<IModule>())
        {
            await module.AddCity(city, cancel);
        }
        db.ChangeTracker.Clear();
        await db.Database.ExecuteSqlRawAsync(db.Dialect.MoreMemory, cancel);
        var saves = db.Database.AutoSavepointsEnabled;
        // Thousands of saves in one transaction: none is taken back alone.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            await Write(city, progress, cancel);
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = saves;
        }
    }

    private async Task Write(City city, Action<long, long> progress, CancellationToken cancel)
    {
        var journal = new Records(db, new JournalWriter(keys, clock), services.GetRequiredService<Acting>());
        var fill = new JournalFill(db, keys);
        var seen = new List<(string Kind, Guid Id)>();
        var steps = city.Steps;
        var written = await Size(cancel);
        var notes = Math.Max(0, city.Size.Events - written - steps.Count);
        var (days, noted) = (city.Today.DayNumber - city.First.DayNumber, 0L);
        var told = Stopwatch.GetTimestamp();
        foreach (var month in steps.GroupBy(step => (step.On.Year, step.On.Month)))
        {
            foreach (var day in month.GroupBy(step => step.On))
            {
                foreach (var batch in day.Chunk(Batch))
                {
                    await Save(batch, journal, seen, cancel);
                    Tell(written += batch.Length, ref told);
                }
            }
            var last = new DateOnly(month.Key.Year, month.Key.Month, 1).AddMonths(1);
            var due = month.Key == (city.Today.Year, city.Today.Month) || days == 0 ? notes : notes * Math.Clamp(last.DayNumber - city.First.DayNumber, 0, days) / days;
            await fill.Write(Notes(city, seen, new DateOnly(month.Key.Year, month.Key.Month, 1), due - noted), done => Tell(written + done, ref told), cancel);
            (written, noted) = (written + due - noted, due);
        }
        if (noted < notes)
        {
            await fill.Write(Notes(city, seen, city.Today.AddDays(1 - city.Today.Day), notes - noted), done => Tell(written + done, ref told), cancel);
        }
        progress(city.Size.Events, city.Size.Events);

        void Tell(long done, ref long last)
        {
            if (Stopwatch.GetElapsedTime(last) > TimeSpan.FromMilliseconds(200))
            {
                last = Stopwatch.GetTimestamp();
                progress(done, city.Size.Events);
            }
        }
    }

    private async Task Save(CityStep[] batch, Records journal, List<(string, Guid)> seen, CancellationToken cancel)
    {
        clock.Now = new DateTimeOffset(batch[0].On, new TimeOnly(2, 0), TimeSpan.Zero).AddSeconds(seen.Count % 20_000);
        // A record that comes and changes on one day is saved twice: the second save sees what the first left.
        foreach (var part in Apart(batch))
        {
            foreach (var step in part)
            {
                if (step.Change is null)
                {
                    // Alone: what it leads to (the item that an application completes) was planned by itself.
                    db.Entry(step.Record).State = EntityState.Added;
                    db.AddRange(step.Parts);
                    seen.Add((RecordKindAttribute.Of(step.Record.GetType()), step.Record.Id));
                    if (Work(step.Record) is { } work)
                    {
                        db.Add(await work.EntryOf(step.Record, cancel));
                    }
                }
                else
                {
                    db.Attach(step.Record);
                    step.Change();
                }
                journal.Record(step.Action, step.Record);
            }
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private IRegisterWork? Work(IRecord record)
    {
        var kind = RecordKindAttribute.Of(record.GetType());
        if (!works.TryGetValue(kind, out var work))
        {
            works[kind] = work = registers.ByKind(kind)?.Work(services);
        }
        return work;
    }

    private static IEnumerable<List<CityStep>> Apart(CityStep[] batch)
    {
        var part = new List<CityStep>(batch.Length);
        var ids = new HashSet<Guid>();
        foreach (var step in batch)
        {
            if (!ids.Add(step.Record.Id))
            {
                yield return part;
                (part, ids) = ([], [step.Record.Id]);
            }
            part.Add(step);
        }
        yield return part;
    }

    /// <summary>That somebody looked at a record, spread over the month; some records are looked at far more than others.</summary>
    private static IEnumerable<(DateTimeOffset At, PendingEvent Event)> Notes(City city, List<(string Kind, Guid Id)> seen, DateOnly month, long count)
    {
        var details = new JsonObject { ["sample"] = true };
        var start = new DateTimeOffset(month, new TimeOnly(1, 0), TimeSpan.Zero);
        var step = TimeSpan.FromDays(27) / Math.Max(1, count);
        for (var at = 0L; at < count && seen.Count > 0; at++)
        {
            var (kind, id) = seen[(int)(Math.Pow(city.Random.NextDouble(), 2) * seen.Count)];
            var actor = city.Actors.Count == 0 ? Actor.Command : city.Actors[city.Random.Next(city.Actors.Count)];
            yield return (start + (step * at), new PendingEvent($"{kind}.viewed", kind, id, actor, null, details, Always: true));
        }
    }

    private async Task<long> Size(CancellationToken cancel) => (await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel)).Size;

    /// <summary>The day on which the city's records are saved.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
