namespace Simpul.Web.Platform.Calendar;

/// <summary>What day it is where the government is. Deadlines count in its days, not in UTC's.</summary>
public sealed class Today(TimeProvider clock, Zone zone)
{
    public DateOnly Date => zone.DayOf(clock.GetUtcNow());
}

/// <summary>The instance's time zone: WIB, WITA or WIT, from the regulation's region.</summary>
public sealed class Zone
{
    private TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    /// <summary>IANA name: Asia/Jakarta, Asia/Makassar or Asia/Jayapura.</summary>
    public string Name
    {
        get => zone.Id;
        set => zone = TimeZoneInfo.FindSystemTimeZoneById(value);
    }

    public TimeZoneInfo Info => zone;

    public string Abbreviation => zone.Id switch { "Asia/Makassar" => "WITA", "Asia/Jayapura" => "WIT", _ => "WIB" };

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    /// <summary>The day here on which a moment falls.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The moment at which a day begins here, in UTC.</summary>
    public DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), zone), TimeSpan.Zero);

    /// <summary>The moment at which a day is over here, in UTC: what happened on it was before.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
