using System.Globalization;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>The four ways in which Indonesian regulations count: 3, III, ketiga, c.</summary>
internal static class Numerals
{
    private static readonly string[] Units =
        ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

    private static readonly (int Value, string Sign)[] Signs =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    private static readonly Dictionary<string, int> Ordinals =
        Enumerable.Range(1, 99).ToDictionary(Ordinal, value => value);

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Roman(int value)
    {
        var roman = "";
        foreach (var (worth, sign) in Signs)
        {
            for (; value >= worth; value -= worth) roman += sign;
        }

        return roman;
    }

    /// <summary>Only the regular form: IV, not IIII.</summary>
    public static bool TryRoman(string text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 12) return false;
        var rest = text;
        foreach (var (worth, sign) in Signs)
        {
            for (; rest.StartsWith(sign, StringComparison.Ordinal); rest = rest[sign.Length..]) value += worth;
        }

        return rest.Length == 0 && value is > 0 and < 1000 && Roman(value) == text;
    }

    /// <summary>"kesatu", "kedua belas", "kedua puluh satu"; from 100 on "ke-100".</summary>
    public static string Ordinal(int value) => value switch
    {
        < 10 => "ke" + Units[value],
        10 => "kesepuluh",
        11 => "kesebelas",
        < 20 => "ke" + Units[value - 10] + " belas",
        < 100 when value % 10 == 0 => "ke" + Units[value / 10] + " puluh",
        < 100 => "ke" + Units[value / 10] + " puluh " + Units[value % 10],
        _ => "ke-" + Text(value),
    };

    /// <summary>Reads a lower-case ordinal; "pertama" is 1 as well.</summary>
    public static bool TryOrdinal(string text, out int value)
    {
        if (Ordinals.TryGetValue(text, out value)) return true;
        if (text == "pertama")
        {
            value = 1;
            return true;
        }

        return text.StartsWith("ke-", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value >= 1;
    }

    /// <summary>1 is "a", 26 "z", 27 "aa", 28 "bb"; up to 52.</summary>
    public static string Letter(int value) =>
        value <= 26 ? ((char)('a' + value - 1)).ToString() : new string((char)('a' + value - 27), 2);

    public static bool TryLetter(string text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 2 || !char.IsAsciiLetterLower(text[0])) return false;
        if (text.Length == 2 && text[0] != text[1]) return false;
        value = text[0] - 'a' + 1 + (text.Length == 2 ? 26 : 0);
        return true;
    }
}
