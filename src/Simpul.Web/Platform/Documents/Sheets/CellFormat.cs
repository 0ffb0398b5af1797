using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Documents.Sheets;

/// <summary>What a value looks like in a cell: shared by the writers of workbooks and of CSV.</summary>
internal static class CellFormat
{
    public const int LongestText = 32_767;

    public static readonly IReadOnlyList<string> Answers = ["Ya", "Tidak"];

    public static string Invariant(object value) => Of(value, CultureInfo.InvariantCulture);

    public static string Of(object value, IFormatProvider numbers) => value switch
    {
        string text => text,
        bool answer => answer ? Answers[0] : Answers[1],
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)) => "",
        IFormattable number when IsNumber(value) => number.ToString(null, numbers),
        Enum or Guid or Uri or char or TimeOnly => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType()}; give text, a number, a date, a bool or null.", nameof(value)),
    };

    public static bool IsNumber(object value) => value is int or long or decimal or double or float or short or byte or uint or ushort or sbyte or ulong;

    /// <summary>
    /// Excel keeps fifteen significant digits. A number with more is given to the sheet as text, so that no digit is lost.
    /// </summary>
    public static bool FitsExcel(string digits)
    {
        var mantissa = digits.AsSpan(0, digits.IndexOf('E', StringComparison.Ordinal) is >= 0 and var exponent ? exponent : digits.Length);
        int significant = 0, zeros = 0;
        foreach (var letter in mantissa)
        {
            if (letter is < '0' or > '9') continue;
            if (letter == '0') { if (significant > 0) zeros++; continue; }
            significant += zeros + 1;
            zeros = 0;
        }
        return significant <= 15;
    }

    /// <summary>
    /// Text as a sheet's XML holds it: control characters as <c>_x000B_</c>, the way Excel and LibreOffice write and read them; half a surrogate
    /// pair becomes U+FFFD; text beyond what a cell can hold ends in an ellipsis.
    /// </summary>
    public static string Escape(string text)
    {
        text = Bounded(text);
        var clean = true;
        foreach (var letter in text)
            if (letter is < ' ' and not ('\n' or '\t') or >= '\uD800' and <= '\uDFFF' or '\uFFFE' or '\uFFFF' or '_') { clean = false; break; }
        if (clean) return text;

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(letter).Append(text[++i]);
            else if (char.IsSurrogate(letter)) escaped.Append('\uFFFD');
            else if (letter is < ' ' and not ('\n' or '\t') or '\uFFFE' or '\uFFFF' || letter == '_' && IsEscape(text, i))
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_");
            else escaped.Append(letter);
        }
        return escaped.ToString();
    }

    public static string Unescape(string text)
    {
        var start = text.IndexOf("_x", StringComparison.Ordinal);
        if (start < 0) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && IsEscape(text, i))
            {
                var letter = (char)Convert.ToInt32(text.Substring(i + 2, 4), 16);
                plain.Append(char.IsSurrogate(letter) ? '\uFFFD' : letter);
                i += 6;
            }
            else plain.Append(text[i]);
        }
        return plain.ToString();
    }

    private static bool IsEscape(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
        && char.IsAsciiHexDigit(text[at + 2]) && char.IsAsciiHexDigit(text[at + 3]) && char.IsAsciiHexDigit(text[at + 4]) && char.IsAsciiHexDigit(text[at + 5]);

    /// <summary>What a cell can hold of a text.</summary>
    public static string Bounded(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = LongestText - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
