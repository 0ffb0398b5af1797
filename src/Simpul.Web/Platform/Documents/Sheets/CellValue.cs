using System.Globalization;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>What people write in cells, as values: dates, numbers and answers in Indonesian and in the forms that spreadsheets make of them.</summary>
public static partial class CellValue
{
    internal const int Days1904 = 1462;

    private static readonly Dictionary<string, int> Months = new(StringComparer.OrdinalIgnoreCase)
    {
        ["januari"] = 1, ["february"] = 2, ["februari"] = 2, ["pebruari"] = 2, ["maret"] = 3, ["march"] = 3, ["april"] = 4, ["mei"] = 5, ["may"] = 5,
        ["juni"] = 6, ["june"] = 6, ["juli"] = 7, ["july"] = 7, ["agustus"] = 8, ["august"] = 8, ["agt"] = 8, ["ags"] = 8, ["agust"] = 8, ["september"] = 9, ["sept"] = 9,
        ["oktober"] = 10, ["october"] = 10, ["november"] = 11, ["nopember"] = 11, ["desember"] = 12, ["december"] = 12, ["january"] = 1,
    };

    /// <summary>
    /// <c>22 November 2026</c>, <c>22 Nov 2026</c>, <c>22/11/2026</c> (day first, also with - or .), <c>2026-11-22</c> with or without a time, <c>20261122</c>.
    /// Years have four digits.
    /// </summary>
    public static DateOnly? Date(string text)
    {
        text = text.Trim();
        if (text.Length > 60) return null;
        if (Iso().Match(text) is { Success: true } iso) return Make(iso, 1, 2, 3);
        if (Numeric().Match(text) is { Success: true } numeric) return Make(numeric, 3, 2, 1);
        if (Words().Match(text) is not { Success: true } words || Month(words.Groups[2].Value) is not { } month) return null;
        return Make(Whole(words.Groups[3]), month, Whole(words.Groups[1]));
    }

    /// <summary>
    /// <c>1.250.000,50</c>, <c>Rp1.250.000</c>, <c>1250000.5</c>, <c>1,250,000.5</c>. Where one mark could be either, Indonesian wins: <c>1.250</c> is one thousand two
    /// hundred and fifty, <c>1,250</c> is one and a quarter.
    /// </summary>
    public static decimal? Number(string text)
    {
        text = Money().Replace(text.Trim(), "").Replace("\u00A0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace('\u2212', '-');
        if (text.EndsWith(",-", StringComparison.Ordinal)) text = text[..^2]; // Rp5.000,-
        if (text.Length > 60) return null;
        var plain = Grouped(text, '.', ',') ?? Grouped(text, ',', '.');
        return plain is not null && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>ya/tidak, benar/salah, true/false, y/t, 1/0.</summary>
    public static bool? Answer(string text) => text.Trim().ToUpperInvariant() switch
    {
        "YA" or "Y" or "BENAR" or "TRUE" or "YES" or "1" => true,
        "TIDAK" or "T" or "SALAH" or "FALSE" or "NO" or "0" => false,
        _ => null,
    };

    /// <summary>The moment of a serial; null outside Excel's calendar, 1900 to 9999.</summary>
    internal static DateTime? Moment(double serial, bool counts1904)
    {
        if (counts1904) serial += Days1904;
        // Excel counts a 29 February 1900 that never was; up to it the numbers are one day off.
        if (serial is >= 1 and < 60) serial++;
        if (serial is < 2 or >= 2_958_466) return null;
        var moment = DateTime.FromOADate(serial);
        return new DateTime((moment.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
    }

    /// <summary>A number as Excel shows it: at most fifteen significant digits, never an exponent.</summary>
    internal static string Digits(double number)
    {
        var digits = number.ToString("G15", CultureInfo.InvariantCulture);
        return digits.Contains('E', StringComparison.Ordinal) && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : digits;
    }

    /// <summary>Text in the form that decimal.Parse takes, or null when the marks are not where thousands and decimals have them.</summary>
    private static string? Grouped(string text, char thousands, char point)
    {
        var pattern = thousands == '.' ? IndonesianNumber() : EnglishNumber();
        return pattern.IsMatch(text) ? text.Replace(thousands.ToString(), "", StringComparison.Ordinal).Replace(point, '.') : null;
    }

    private static int? Month(string name)
    {
        if (Months.TryGetValue(name, out var month)) return month;
        return name.Length == 3 && Months.FirstOrDefault(known => known.Key.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { Value: > 0 } known ? known.Value : null;
    }

    private static DateOnly? Make(Match match, int year, int month, int day) => Make(Whole(match.Groups[year]), Whole(match.Groups[month]), Whole(match.Groups[day]));

    private static DateOnly? Make(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Whole(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ][0-9:.,Zz+-]*)?$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?: [0-9:.]+)?$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(?:[A-Za-z']{4,7}, ?)?([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?[ -]([0-9]{4})$")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=^-?)(?:Rp\.?|IDR)(?=[ 0-9-])", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"^[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?$")]
    private static partial Regex IndonesianNumber();

    [GeneratedRegex(@"^[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?$")]
    private static partial Regex EnglishNumber();
}
