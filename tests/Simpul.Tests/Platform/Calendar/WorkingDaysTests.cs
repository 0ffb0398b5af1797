using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Xunit;

namespace Simpul.Tests.Platform.Calendar;

public sealed class WorkingDaysTests
{
    private static readonly NationalHolidays National = NationalHolidays.Load(Path.Combine(AppContext.BaseDirectory, "regulations", "national", NationalHolidays.FileName));

    private static readonly WorkingDays Days = new(National.Days.ToDictionary(day => day.Date, day => day.Name), new HashSet<DateOnly>());

    /// <summary>Any day of the years that the file knows, and any number of working days that stays near them.</summary>
    private static readonly Arbitrary<(DateOnly Day, int Number)> Counts =
        (from day in Gen.Choose(0, 1400) from number in Gen.Choose(0, 400) select (new DateOnly(2024, 1, 1).AddDays(day), number)).ToArbitrary();

    [Fact]
    public void As_many_working_days_are_counted_as_were_added() =>
        Prop.ForAll(Counts, given => Days.Count(given.Day, Days.Add(given.Day, given.Number)) == given.Number).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_added_ends_on_a_working_day() =>
        Prop.ForAll(Counts, given => given.Number == 0 || Days.IsWorking(Days.Add(given.Day, given.Number))).QuickCheckThrowOnFailure();

    [Fact]
    public void Going_back_undoes_going_on_from_a_working_day() =>
        Prop.ForAll(Counts, given => Days.Add(Days.Add(Days.OnOrAfter(given.Day), given.Number), -given.Number) == Days.OnOrAfter(given.Day)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Prop.ForAll(Counts, given => Days.Add(given.Day, given.Number) <= Days.Add(given.Day.AddDays(1), given.Number)).QuickCheckThrowOnFailure();

    [Fact]
    public void Counting_backwards_is_the_negative() =>
        Prop.ForAll(Counts, given => Days.Count(given.Day.AddDays(given.Number), given.Day) == -Days.Count(given.Day, given.Day.AddDays(given.Number))).QuickCheckThrowOnFailure();

    [Fact]
    public void Ten_working_days_across_Idul_Fitri_2026_pass_over_holidays_joint_leave_and_weekends()
    {
        // Monday 16 March 2026: 17 (1); 18 leave, 19 Nyepi, 20 leave, 21-22 Idul Fitri, 23-24 leave; 25 (2), 26 (3), 27 (4), 30 (5), 31 (6), 1 April (7), 2 (8); 3 Good Friday; 6 (9), 7 (10).
        Days.Add(new DateOnly(2026, 3, 16), 10).ShouldBe(new DateOnly(2026, 4, 7));
        Days.WhyOff(new DateOnly(2026, 3, 20)).ShouldBe("Cuti bersama Idul Fitri");
        Days.WhyOff(new DateOnly(2026, 3, 28)).ShouldBe("Sabtu");
        Days.WhyOff(new DateOnly(2026, 3, 30)).ShouldBeNull();
    }

    [Fact]
    public void Every_year_of_the_file_has_the_fixed_holidays_and_no_day_twice()
    {
        National.Years.ShouldBe([2024, 2025, 2026, 2027]);
        National.Days.Select(day => day.Date).ShouldBeUnique();
        foreach (var year in National.Years)
        {
            foreach (var fixedDay in new[] { new DateOnly(year, 1, 1), new DateOnly(year, 5, 1), new DateOnly(year, 6, 1), new DateOnly(year, 8, 17), new DateOnly(year, 12, 25) })
            {
                National.Days.ShouldContain(day => day.Date == fixedDay && !day.JointLeave && !day.Estimated);
            }
            National.Days.Count(day => day.Date.Year == year && !day.JointLeave).ShouldBeGreaterThanOrEqualTo(16);
        }
    }

    [Fact]
    public void A_broken_file_is_refused_with_its_lines()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "id: holidays\ntitle: x\nsources: []\nyears:\n  - year: 2026\n    source: [nobody]\n    holidays:\n      - {date: 2025-01-01, name: x, moon: true}\n");
        var message = Should.Throw<InvalidDataException>(() => NationalHolidays.Load(file)).Message;
        message.ShouldContain(":6:");
        message.ShouldContain("nobody");
        message.ShouldContain("is not in 2026");
        message.ShouldContain("“moon” is not known");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_instances_own_days_lie_over_the_national_ones(string database)
    {
        await using var app = await App.Start(database);
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            foreach (var day in new[]
            {
                new Holiday { Date = new DateOnly(2026, 11, 3), Title = "Hari jadi kota", Kind = HolidayKind.Local },
                new Holiday { Date = new DateOnly(2026, 12, 24), Title = "Pelayanan tetap buka", Kind = HolidayKind.Worked },
            })
            {
                db.Add(day);
                services.GetRequiredService<Simpul.Web.Platform.Journal.Journal>().Record("holidays.registered", day);
            }
            await db.SaveChangesAsync();
        });
        var days = await app.Do(services => services.GetRequiredService<WorkCalendar>().Days(CancellationToken.None));
        days.Add(new DateOnly(2026, 11, 2), 1).ShouldBe(new DateOnly(2026, 11, 4));
        days.IsWorking(new DateOnly(2026, 12, 24)).ShouldBeTrue();
        days.IsWorking(new DateOnly(2026, 12, 25)).ShouldBeFalse();
    }
}
