using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Documents.Mail;

/// <summary>An address with the name of whom it belongs to.</summary>
public sealed partial record MailName
{
    /// <exception cref="ArgumentException">No address in ASCII with a domain, or control characters in the name.</exception>
    public MailName(string address, string? name = null)
    {
        if (!IsAddress(address)) throw new ArgumentException("No e-mail address.", nameof(address));
        MailHeader.Refuse(name ?? "", nameof(name));
        (Address, Name) = (address, name);
    }

    public string Address { get; }

    public string? Name { get; }

    internal string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    public static bool IsAddress(string? text) => text is { Length: <= 254 } && Form().IsMatch(text);

    /// <summary>As in a header.</summary>
    public override string ToString()
    {
        if (string.IsNullOrWhiteSpace(Name)) return Address;
        var plain = Ascii.IsValid(Name) && Name.Length < 50;
        return plain ? $"\"{Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{Address}>" : $"{MailHeader.Encode(Name, 10)}\r\n <{Address}>";
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\z")]
    private static partial Regex Form();
}

internal static class MailHeader
{
    private const int LongestLine = 76, LongestWord = 75;

    /// <summary>A line break in a header would let its writer add headers, and readers, of their own.</summary>
    public static void Refuse(string value, string parameter)
    {
        if (value.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029')) throw new ArgumentException("A control character in a header.", parameter);
    }

    /// <summary>As encoded words of UTF-8 (RFC 2047) where it is not plain ASCII that fits; folded so that no line is too long.</summary>
    /// <param name="taken">How much of the first line is used already.</param>
    public static string Encode(string value, int taken)
    {
        if (Ascii.IsValid(value) && value.Length + taken <= LongestLine && !value.Contains("=?", StringComparison.Ordinal) && value.Trim().Length == value.Length) return value;
        var words = new List<string>();
        var piece = new List<byte>();
        var room = Math.Min(LongestWord, LongestLine - taken);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (("=?utf-8?B?".Length + (piece.Count + length + 2) / 3 * 4 + "?=".Length) > room)
            {
                Flush();
                room = LongestWord;
            }
            piece.AddRange(bytes[..length]);
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. piece])}?=");
            piece.Clear();
        }
    }
}
