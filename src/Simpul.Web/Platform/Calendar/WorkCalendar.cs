using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Calendar;

/// <summary>The working days of this instance: the national file, and the instance's own days over it. Read once a scope.</summary>
public sealed class WorkCalendar(PlatformDb db, NationalHolidays national)
{
    private WorkingDays? days;

    public async Task<WorkingDays> Days(CancellationToken cancel)
    {
        if (days is not null)
        {
            return days;
        }
        var own = await db.Set<Holiday>().AsNoTracking().Select(day => new { day.Date, day.Title, day.Kind }).ToListAsync(cancel);
        var off = new Dictionary<DateOnly, string>();
        foreach (var day in national.Days)
        {
            off[day.Date] = day.Name;
        }
        foreach (var day in own.Where(day => day.Kind != HolidayKind.Worked))
        {
            off[day.Date] = day.Title;
        }
        return days = new WorkingDays(off, own.Where(day => day.Kind == HolidayKind.Worked).Select(day => day.Date).ToHashSet());
    }
}
