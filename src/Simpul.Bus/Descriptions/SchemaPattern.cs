using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Bus.Descriptions;

/// <summary>Patterns and formats. Patterns come from whoever describes a service and are tried on what callers send: they run in linear time or not at all.</summary>
static class SchemaPattern
{
    const int MaxLength = 1000;

    /// <exception cref="FormatException">Not a pattern, or one with look-around or back-references.</exception>
    internal static Regex Compile(string pattern)
    {
        if (pattern.Length > MaxLength) throw new FormatException($"A pattern has at most {MaxLength} characters.");
        try
        {
            return new Regex(AsEcmaScript(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The pattern {pattern} is not one that can be checked in linear time: {e.Message}", e);
        }
    }

    /// <summary>The check of a format that is known; null for one that only says what a value is for.</summary>
    internal static TextCheck? Format(string name) => name switch
    {
        "date" => IsDate,
        "date-time" => text => text.Length >= 20 && text[10] is 'T' or 't' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => text => Guid.TryParseExact(text, "D", out _),
        "email" => text => text.Length <= 254 && text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && !HasSpace(text),
        "ipv4" => text => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && text.Count('.') == 3,
        "ipv6" => text => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        "uri" => text => Uri.TryCreate(text.ToString(), UriKind.Absolute, out _),
        _ => null,
    };

    static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..], out var day)) return false;
        return year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

        static bool Number(ReadOnlySpan<char> digits, out int number)
        {
            number = 0;
            foreach (var c in digits)
            {
                if (!char.IsAsciiDigit(c)) return false;
                number = (number * 10) + (c - '0');
            }
            return true;
        }
    }

    static bool HasSpace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsWhiteSpace(c)) return true;
        return false;
    }

    // In ECMAScript \d, \w and \s are ASCII's (all but), here they are Unicode's; $ there is the very end, here also before a line feed.
    static string AsEcmaScript(string pattern)
    {
        var to = new StringBuilder();
        var within = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                var next = pattern[++i];
                to.Append(next switch
                {
                    'd' => within ? "0-9" : "[0-9]",
                    'w' => within ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
                    'D' when !within => "[^0-9]",
                    'W' when !within => "[^A-Za-z0-9_]",
                    '/' => "/",
                    _ => $"\\{next}",
                });
                continue;
            }
            if (c == '[') within = true;
            if (c == ']') within = false;
            to.Append(c == '$' && !within ? @"\z" : c.ToString());
        }
        return to.ToString();
    }
}
