using Simpul.Web.Data;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Platform.Samples;

/// <summary>How large a city is.</summary>
/// <param name="People">Civil servants.</param>
/// <param name="Events">Events that the journal holds in the end, the setting-up included.</param>
public sealed record CitySize(int Agencies, int Districts, int Wards, int People, long Events)
{
    /// <summary>The city by which the budgets are measured.</summary>
    public static readonly CitySize Full = new(45, 18, 107, 15_000, 2_000_000);
}

/// <summary>
/// A made-up city over four years, as its modules plan it: what is registered and changed on which day. It is written afterwards in the order of
/// the days, by the program's own saves with their events. The same seed plans the same city.
/// </summary>
public sealed class City(IServiceProvider services, CitySize size, DateOnly today)
{
    private readonly List<CityStep> steps = [];
    private readonly List<Actor> actors = [];

    /// <summary>The one source of chance.</summary>
    public Random Random { get; } = new(20_261_122);

    /// <summary>The scope in which it is made.</summary>
    public IServiceProvider Services => services;

    public CitySize Size => size;

    public DateOnly Today => today;

    /// <summary>The first day on which something happens.</summary>
    public DateOnly First { get; } = today.AddYears(-4);

    /// <summary>What was planned, in the order of the days.</summary>
    internal IReadOnlyList<CityStep> Steps => [.. steps.OrderBy(step => step.On)];

    /// <summary>Those who look things up and are noted doing it.</summary>
    internal IReadOnlyList<Actor> Actors => actors;

    /// <summary>A day between two, both included.</summary>
    public DateOnly Day(DateOnly from, DateOnly until) => from.AddDays(Random.Next(until.DayNumber - from.DayNumber + 1));

    /// <summary>An id for a record of the city: of version 7, the same at every making.</summary>
    public Guid NewId(DateOnly on)
    {
        Span<byte> chance = stackalloc byte[10];
        Random.NextBytes(chance);
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(new DateTimeOffset(on, TimeOnly.MinValue, TimeSpan.Zero)).TryWriteBytes(id, bigEndian: true, out _);
        chance.CopyTo(id[6..]);
        id[6] = (byte)(0x70 | (id[6] & 0x0f));
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>A record comes to be on the day. Records that it refers to are planned before it, for the same day or an earlier one.</summary>
    /// <param name="parts">Rows that live inside it.</param>
    public T Add<T>(DateOnly on, T record, string happened = "registered", params IReadOnlyList<IPart> parts)
        where T : class, IRecord
    {
        steps.Add(new CityStep(on, record, $"{RecordKind<T>()}.{happened}", null) { Parts = parts });
        return record;
    }

    /// <summary>A record that was planned changes on a later day.</summary>
    public void Change<T>(DateOnly on, T record, Action<T> change, string happened = "changed")
        where T : class, IRecord => steps.Add(new CityStep(on, record, $"{RecordKind<T>()}.{happened}", () => change(record)));

    /// <summary>Somebody who works with Simpul and is noted doing it.</summary>
    public void Works(Guid person, Guid office, Guid? agency) => actors.Add(new Actor("web", PersonId: person, OfficeId: office, AgencyId: agency));

    private static string RecordKind<T>() => RecordKindAttribute.Of(typeof(T));
}

/// <summary>Something that happens in the city.</summary>
/// <param name="Change">Null where the record comes to be.</param>
internal sealed record CityStep(DateOnly On, IRecord Record, string Action, Action? Change)
{
    public IReadOnlyList<IPart> Parts { get; init; } = [];
}
