using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Tests.Platform.Documents.Mail;

/// <summary>A message as a mail program reads it: headers unfolded and decoded, the two parts in plain text.</summary>
internal sealed record ParsedMail(IReadOnlyDictionary<string, string> Headers, string Text, string Html)
{
    public static ParsedMail Parse(string mail)
    {
        if (!Ascii.IsValid(mail)) throw new FormatException("Not ASCII.");
        if (mail.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().IndexOfAny('\r', '\n') >= 0) throw new FormatException("A bare line break.");
        foreach (var line in mail.Split("\r\n"))
            if (line.Length > 78) throw new FormatException($"Over 78 characters: {line}");
        var headers = Headed(mail, out var body);
        var boundary = Regex.Match(headers["Content-Type"], "^multipart/alternative; boundary=\"([^\"]+)\"$").Groups[1].Value;
        var parts = ("\r\n" + body).Split("\r\n--" + boundary);
        if (parts.Length != 4 || parts[0].Length > 0 || parts[3] != "--\r\n") throw new FormatException("The parts.");
        return new(headers, Part(parts[1], "text/plain"), Part(parts[2], "text/html"));
    }

    private static string Part(string part, string type)
    {
        var headers = Headed(part[2..], out var body);
        if (headers["Content-Type"] != $"{type}; charset=utf-8" || headers["Content-Transfer-Encoding"] != "quoted-printable") throw new FormatException("A part's type.");
        if (body.Split("\r\n").Any(line => line.Length > 76)) throw new FormatException("Over 76 characters.");
        if (Regex.IsMatch(body, "[ \t]\r\n") || Regex.IsMatch(body, "=(?![0-9A-F]{2}|\r\n)")) throw new FormatException("Not quoted-printable.");
        return Bytes(body.Replace("=\r\n", "", StringComparison.Ordinal), '=').Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Headed(string text, out string body)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        body = text[(end + 4)..];
        return text[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => Words(pair[1]));
    }

    private static string Words(string value) => Regex.Replace(Regex.Replace(value, @"\?= =\?utf-8\?B\?", "?==?utf-8?B?"), @"=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?=", match =>
        match.Length <= 75 ? new UTF8Encoding(false, true).GetString(Convert.FromBase64String(match.Groups[1].Value)) : throw new FormatException("An encoded word over 75 characters."));

    private static string Bytes(string text, char mark)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != mark)
            {
                bytes.Add((byte)text[i]);
                continue;
            }
            bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 2;
        }
        return new UTF8Encoding(false, true).GetString([.. bytes]);
    }
}
