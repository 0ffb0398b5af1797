namespace Simpul.Web.Platform.Calendar;

/// <summary>
/// Which days are worked: Monday to Friday, without the days off, and with the days that an instance works all the same. Immutable; every
/// deadline in working days is counted here.
/// </summary>
/// <param name="off">Days off and what they are called.</param>
/// <param name="worked">Days worked in spite of the weekend or of a holiday.</param>
public sealed class WorkingDays(IReadOnlyDictionary<DateOnly, string> off, IReadOnlySet<DateOnly> worked)
{
    /// <summary>Nobody counts further: a calendar without any working day would be walked for ever.</summary>
    public const int Most = 5000;

    public bool IsWorking(DateOnly day) =>
        worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.ContainsKey(day));

    /// <summary>Why nobody works on the day: a holiday's name or the weekend; null on a working day.</summary>
    public string? WhyOff(DateOnly day) =>
        IsWorking(day) ? null : off.TryGetValue(day, out var name) ? name : day.DayOfWeek == DayOfWeek.Saturday ? "Sabtu" : "Minggu";

    /// <summary>
    /// The n-th working day after a day, or before it where n is negative; the day itself is not counted, whether worked or not, and 0 answers it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="Most"/> days.</exception>
    public DateOnly Add(DateOnly day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, -Most);
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorking(day))
            {
                left--;
            }
        }
        return day;
    }

    /// <summary>
    /// How many working days lie after <paramref name="from"/> up to and with <paramref name="to"/>; negative where <paramref name="to"/> is
    /// earlier, so that <c>Count(day, Add(day, n))</c> is n for every n that is not negative.
    /// </summary>
    public int Count(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Count(to, from);
        }
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorking(day))
            {
                count++;
            }
        }
        return count;
    }

    /// <summary>The day itself where it is worked, otherwise the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorking(day) ? day : Add(day, 1);
}
