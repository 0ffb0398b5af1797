using System.Globalization;

namespace Simpul.Web.Platform.Ui.Text;

/// <summary>
/// How Simpul writes dates, times, numbers and money. The formats are pinned here, so that a different ICU on another machine
/// changes no page, no export and no test.
/// </summary>
public static class Indonesian
{
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    private static readonly string[] ShortMonths =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

    private static readonly string[] Days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    /// <summary>The culture of every request: what forms are read with and what pages are written with. Read-only.</summary>
    public static CultureInfo Culture { get; } = CreateCulture();

    /// <summary><c>22 November 2026</c></summary>
    public static string Date(DateOnly date) => $"{date.Day} {Months[date.Month - 1]} {Year(date)}";

    /// <summary><c>22 Nov 2026</c>, for tables.</summary>
    public static string ShortDate(DateOnly date) => $"{date.Day} {ShortMonths[date.Month - 1]} {Year(date)}";

    /// <summary><c>Minggu, 22 November 2026</c></summary>
    public static string LongDate(DateOnly date) => $"{Days[(int)date.DayOfWeek]}, {Date(date)}";

    /// <summary><c>November 2026</c></summary>
    public static string Month(DateOnly date) => $"{Months[date.Month - 1]} {Year(date)}";

    /// <summary><c>1–22 November 2026</c>, <c>30 Oktober–2 November 2026</c>, <c>2 Januari 2025–3 Maret 2026</c>.</summary>
    public static string Period(DateOnly from, DateOnly to) => (from, to) switch
    {
        _ when from == to => Date(from),
        _ when from.Year == to.Year && from.Month == to.Month => $"{from.Day}–{Date(to)}",
        _ when from.Year == to.Year => $"{from.Day} {Months[from.Month - 1]}–{Date(to)}",
        _ => $"{Date(from)}–{Date(to)}",
    };

    /// <summary><c>14.05 WIB</c></summary>
    public static string Time(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Hour:00}.{local.Minute:00} {ZoneName(zone)}");
    }

    /// <summary><c>22 November 2026 pukul 14.05 WIB</c></summary>
    public static string DateAndTime(DateTimeOffset instant, TimeZoneInfo zone) => $"{Date(DateIn(instant, zone))} pukul {Time(instant, zone)}";

    /// <summary><c>22 Nov 2026, 14.05 WIB</c>, for tables.</summary>
    public static string ShortDateAndTime(DateTimeOffset instant, TimeZoneInfo zone) => $"{ShortDate(DateIn(instant, zone))}, {Time(instant, zone)}";

    /// <summary>The calendar day on which an instant falls in a zone.</summary>
    public static DateOnly DateIn(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>WIB, WITA or WIT; a zone outside Indonesia is written as its offset, <c>UTC+08.45</c>.</summary>
    public static string ZoneName(TimeZoneInfo zone)
    {
        var hours = zone.BaseUtcOffset;
        return zone.Id switch
        {
            "Asia/Jakarta" or "Asia/Pontianak" or "SE Asia Standard Time" => "WIB",
            "Asia/Makassar" or "Asia/Ujung_Pandang" => "WITA",
            "Asia/Jayapura" => "WIT",
            _ when hours == TimeSpan.Zero => "UTC",
            _ => string.Create(CultureInfo.InvariantCulture, $"UTC{(hours < TimeSpan.Zero ? '-' : '+')}{Math.Abs(hours.Hours):00}.{Math.Abs(hours.Minutes):00}"),
        };
    }

    /// <summary><c>1.250.000</c></summary>
    public static string Number(long value) => value.ToString("N0", Culture);

    /// <summary><c>2,59</c>: exactly <paramref name="decimals"/> digits after the comma, halves away from zero.</summary>
    public static string Number(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Culture);

    /// <summary><c>Rp1.250.000</c>; sen only where there are any: <c>Rp1.250,50</c>. Negative: <c>-Rp500</c>.</summary>
    public static string Money(decimal rupiah)
    {
        var digits = Number(Math.Abs(rupiah), rupiah == decimal.Truncate(rupiah) ? 0 : 2);
        return (rupiah < 0 ? "-Rp" : "Rp") + digits;
    }

    /// <summary><c>62,5%</c> of a share between 0 and 1; no decimals where it is whole.</summary>
    public static string Percent(decimal share)
    {
        var percent = Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);
        return Number(percent, percent == decimal.Truncate(percent) ? 0 : 1) + "%";
    }

    /// <summary><c>512 byte</c>, <c>1,2 MB</c>, with 1 MB = 1,048,576 bytes as the upload limits count.</summary>
    public static string FileSize(long bytes)
    {
        string[] units = ["byte", "KB", "MB", "GB", "TB"];
        var size = (decimal)bytes;
        var unit = 0;
        while (size >= 1000 && unit < units.Length - 1)
        {
            size /= 1024;
            unit++;
        }
        var decimals = unit == 0 || size >= 100 || size == decimal.Truncate(size) ? 0 : 1;
        return $"{Number(size, decimals)} {units[unit]}";
    }

    /// <summary>The two largest units: <c>2 hari 3 jam</c>, <c>45 menit</c>, <c>kurang dari 1 menit</c>.</summary>
    public static string Duration(TimeSpan span)
    {
        span = span.Duration();
        (int Count, string Unit)[] parts = [(span.Days, "hari"), (span.Hours, "jam"), (span.Minutes, "menit")];
        var words = parts.SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Unit}").ToList();
        return words.Count == 0 ? "kurang dari 1 menit" : string.Join(' ', words);
    }

    /// <summary><c>3 hari kerja</c></summary>
    public static string WorkingDays(int days) => $"{Number(days)} hari kerja";

    /// <summary><c>hari ini</c>, <c>besok</c>, <c>3 hari lagi</c>, <c>2 minggu yang lalu</c>. Only ever beside the date itself.</summary>
    public static string Relative(DateOnly date, DateOnly today)
    {
        var days = date.DayNumber - today.DayNumber;
        return days switch
        {
            0 => "hari ini",
            1 => "besok",
            -1 => "kemarin",
            > 0 => $"{Span(days)} lagi",
            _ => $"{Span(-days)} yang lalu",
        };
    }

    /// <summary><c>a</c>, <c>a dan b</c>, <c>a, b, dan c</c>.</summary>
    public static string List(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        2 => $"{words[0]} dan {words[1]}",
        _ => $"{string.Join(", ", words.Take(words.Count - 1))}, dan {words[^1]}",
    };

    /// <summary><c>a, b, c, dan 5 lainnya</c>: the first of many, and how many more there are.</summary>
    public static string List(IReadOnlyList<string> words, int most) => List(words.Count <= most ? words : [.. words.Take(most), $"{Number(words.Count - most)} lainnya"]);

    private static string Span(int days) => days switch
    {
        < 14 => $"{days} hari",
        < 60 => $"{days / 7} minggu",
        < 730 => $"{days / 30} bulan",
        _ => $"{days / 365} tahun",
    };

    private static string Year(DateOnly date) => date.Year.ToString("0000", CultureInfo.InvariantCulture);

    private static CultureInfo CreateCulture()
    {
        var culture = new CultureInfo("id-ID", useUserOverride: false);
        var numbers = culture.NumberFormat;
        numbers.NumberDecimalSeparator = numbers.CurrencyDecimalSeparator = numbers.PercentDecimalSeparator = ",";
        numbers.NumberGroupSeparator = numbers.CurrencyGroupSeparator = numbers.PercentGroupSeparator = ".";
        numbers.NumberGroupSizes = numbers.CurrencyGroupSizes = numbers.PercentGroupSizes = [3];
        numbers.NumberDecimalDigits = 2;
        numbers.NumberNegativePattern = 1;
        numbers.NegativeSign = "-";
        numbers.CurrencySymbol = "Rp";
        numbers.CurrencyDecimalDigits = 0;
        numbers.CurrencyPositivePattern = 0;
        numbers.CurrencyNegativePattern = 1;
        numbers.PercentPositivePattern = numbers.PercentNegativePattern = 1;

        var dates = culture.DateTimeFormat;
        dates.Calendar = new GregorianCalendar();
        dates.MonthNames = dates.MonthGenitiveNames = [.. Months, ""];
        dates.AbbreviatedMonthNames = dates.AbbreviatedMonthGenitiveNames = [.. ShortMonths, ""];
        dates.DayNames = Days;
        dates.AbbreviatedDayNames = dates.ShortestDayNames = ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"];
        dates.FirstDayOfWeek = DayOfWeek.Monday;
        dates.DateSeparator = "/";
        dates.TimeSeparator = ".";
        dates.ShortDatePattern = "dd/MM/yyyy";
        dates.LongDatePattern = "dddd, d MMMM yyyy";
        dates.ShortTimePattern = "HH.mm";
        dates.LongTimePattern = "HH.mm.ss";
        dates.AMDesignator = "AM";
        dates.PMDesignator = "PM";
        return CultureInfo.ReadOnly(culture);
    }
}
