using System.Globalization;
using Shouldly;
using Simpul.Web.Platform.Ui.Text;
using Xunit;

namespace Simpul.Tests.Platform.Ui;

public sealed class IndonesianTests
{
    private static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Fact]
    public void Dates_are_written_with_Indonesian_months()
    {
        Indonesian.Date(Day).ShouldBe("22 November 2026");
        Indonesian.ShortDate(Day).ShouldBe("22 Nov 2026");
        Indonesian.LongDate(Day).ShouldBe("Minggu, 22 November 2026");
        Indonesian.Month(Day).ShouldBe("November 2026");
        Indonesian.ShortDate(new DateOnly(2026, 8, 1)).ShouldBe("1 Agu 2026");
        Indonesian.ShortDate(new DateOnly(2026, 5, 31)).ShouldBe("31 Mei 2026");
    }

    [Theory]
    [InlineData("2026-11-22", "2026-11-22", "22 November 2026")]
    [InlineData("2026-11-01", "2026-11-22", "1–22 November 2026")]
    [InlineData("2026-10-30", "2026-11-02", "30 Oktober–2 November 2026")]
    [InlineData("2025-01-02", "2026-03-03", "2 Januari 2025–3 Maret 2026")]
    public void A_period_repeats_neither_month_nor_year(string from, string to, string text) =>
        Indonesian.Period(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)).ShouldBe(text);

    [Theory]
    [InlineData("Asia/Jakarta", "14.05 WIB")]
    [InlineData("Asia/Pontianak", "14.05 WIB")]
    [InlineData("Asia/Makassar", "15.05 WITA")]
    [InlineData("Asia/Jayapura", "16.05 WIT")]
    [InlineData("Asia/Kolkata", "12.35 UTC+05.30")]
    [InlineData("Etc/UTC", "07.05 UTC")]
    public void Times_are_told_in_the_zone_with_its_name(string zone, string text) =>
        Indonesian.Time(new DateTimeOffset(2026, 11, 22, 7, 5, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(text);

    [Fact]
    public void An_instant_late_in_the_day_falls_on_the_next_day_in_Jakarta()
    {
        var late = new DateTimeOffset(2026, 11, 22, 17, 30, 0, TimeSpan.Zero);
        Indonesian.DateAndTime(late, Jakarta).ShouldBe("23 November 2026 pukul 00.30 WIB");
        Indonesian.ShortDateAndTime(late, Jakarta).ShouldBe("23 Nov 2026, 00.30 WIB");
        Indonesian.DateIn(late, Jakarta).ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public void Numbers_have_points_for_thousands_and_a_comma_for_decimals()
    {
        Indonesian.Number(1_250_000).ShouldBe("1.250.000");
        Indonesian.Number(-1_250).ShouldBe("-1.250");
        Indonesian.Number(2.59m, 2).ShouldBe("2,59");
        Indonesian.Number(2.5m, 2).ShouldBe("2,50");
        Indonesian.Number(0.125m, 2).ShouldBe("0,13");
    }

    [Fact]
    public void Money_shows_sen_only_where_there_are_any()
    {
        Indonesian.Money(1_250_000).ShouldBe("Rp1.250.000");
        Indonesian.Money(1_250.5m).ShouldBe("Rp1.250,50");
        Indonesian.Money(-500).ShouldBe("-Rp500");
    }

    [Theory]
    [InlineData(0, "0 byte")]
    [InlineData(512, "512 byte")]
    [InlineData(1_024, "1 KB")]
    [InlineData(1_258_291, "1,2 MB")]
    [InlineData(20_971_520, "20 MB")]
    [InlineData(1_073_741_824, "1 GB")]
    public void File_sizes_are_told_in_the_unit_that_fits(long bytes, string text) => Indonesian.FileSize(bytes).ShouldBe(text);

    [Theory]
    [InlineData(20, "kurang dari 1 menit")]
    [InlineData(2_700, "45 menit")]
    [InlineData(7_200, "2 jam")]
    [InlineData(183_900, "2 hari 3 jam")]
    public void Durations_name_the_two_largest_units(int seconds, string text) => Indonesian.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData(0, "hari ini")]
    [InlineData(1, "besok")]
    [InlineData(-1, "kemarin")]
    [InlineData(3, "3 hari lagi")]
    [InlineData(-13, "13 hari yang lalu")]
    [InlineData(20, "2 minggu lagi")]
    [InlineData(-90, "3 bulan yang lalu")]
    [InlineData(800, "2 tahun lagi")]
    public void Near_days_have_words(int days, string text) => Indonesian.Relative(Day.AddDays(days), Day).ShouldBe(text);

    [Fact]
    public void Working_days_percentages_and_lists_read_as_a_person_writes_them()
    {
        Indonesian.WorkingDays(3).ShouldBe("3 hari kerja");
        Indonesian.Percent(0.625m).ShouldBe("62,5%");
        Indonesian.Percent(1).ShouldBe("100%");
        Indonesian.List([]).ShouldBe("");
        Indonesian.List(["a"]).ShouldBe("a");
        Indonesian.List(["a", "b"]).ShouldBe("a dan b");
        Indonesian.List(["a", "b", "c"]).ShouldBe("a, b, dan c");
    }

    [Fact]
    public void The_culture_reads_back_what_it_writes_and_what_date_fields_send()
    {
        var culture = Indonesian.Culture;
        decimal.Parse("1.250,5", NumberStyles.Number, culture).ShouldBe(1250.5m);
        DateOnly.Parse("2026-11-22", culture).ShouldBe(Day);
        TimeOnly.Parse("14:05", culture).ShouldBe(new TimeOnly(14, 5));
        Day.ToString("d MMMM yyyy", culture).ShouldBe("22 November 2026");
        1250.5m.ToString("N1", culture).ShouldBe("1.250,5");
        culture.IsReadOnly.ShouldBeTrue();
    }
}
