using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Documents.Mail;

/// <summary>
/// One e-mail. It is checked when it is made: a line break or another control character in anything that becomes a header is refused, and so is what is no
/// address.
/// </summary>
public sealed partial class MailMessage
{
    private const int LongestLine = 76;

    /// <param name="id">Unique for ever, of letters, digits, dots and hyphens; the Message-ID is made of it and of the sender's domain.</param>
    /// <exception cref="ArgumentException">An address, the id or the subject cannot stand in a header; no addressee.</exception>
    public MailMessage(string id, MailName from, IReadOnlyList<MailName> to, string subject, string text, DateTimeOffset sent)
    {
        if (!Token().IsMatch(id)) throw new ArgumentException("The id has other characters than letters, digits, dots and hyphens.", nameof(id));
        if (to.Count == 0) throw new ArgumentException("Nobody to send to.", nameof(to));
        MailHeader.Refuse(subject, nameof(subject));
        (Id, From, To, Subject, Text, Sent) = (id, from, to, subject, text, sent);
    }

    public string Id { get; }

    public MailName From { get; }

    public IReadOnlyList<MailName> To { get; }

    public string Subject { get; }

    public string Text { get; }

    public DateTimeOffset Sent { get; }

    public MailName? ReplyTo { get; init; }

    /// <summary>A whole page; without it one is made from the text: its paragraphs, its addresses as links.</summary>
    public string? Html { get; init; }

    /// <summary>
    /// As RFC 5322 has it, in ASCII: what a mail server or an .eml file takes. The same message gives the same text.
    /// </summary>
    public string Compose()
    {
        var html = Html ?? Page();
        var boundary = "=_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{Text}\n{html}")).AsSpan(0, 15));
        var mail = new StringBuilder();
        Header("Date", Sent.ToString("ddd, dd MMM yyyy HH':'mm':'ss ", CultureInfo.InvariantCulture) + Sent.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header("From", From.ToString());
        Header("To", string.Join(",\r\n ", To));
        if (ReplyTo is not null) Header("Reply-To", ReplyTo.ToString());
        Header("Subject", MailHeader.Encode(Subject, "Subject: ".Length));
        Header("Message-ID", $"<{Id}@{From.Domain}>");
        Header("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday notices in answer.
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        mail.Append("\r\n");
        Part("text/plain", Text);
        Part("text/html", html);
        return mail.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n").ToString();

        void Header(string name, string value) => mail.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");

        void Part(string type, string content)
        {
            mail.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Language: id\r\n\r\n");
            mail.Append(Quoted(content)).Append("\r\n");
        }
    }

    private string Page()
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(Subject))
            .Append("</title></head>\n<body style=\"font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b2430;max-width:40em\">\n");
        foreach (var paragraph in Lines(Text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var html = Link().Replace(WebUtility.HtmlEncode(paragraph), match => $"<a href=\"{match.Value}\" style=\"color:#1d4e89\">{match.Value}</a>");
            page.Append("<p>").Append(html.Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
        }
        return page.Append("</body></html>\n").ToString();
    }

    /// <summary>Quoted-printable (RFC 2045, 6.7).</summary>
    private static StringBuilder Quoted(string content)
    {
        var quoted = new StringBuilder(content.Length * 5 / 4);
        foreach (var line in Lines(content).TrimEnd('\n').Split('\n'))
        {
            var length = 0;
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var i = 0; i < bytes.Length; i++)
            {
                var last = i == bytes.Length - 1;
                var plain = bytes[i] is >= 33 and <= 126 and not (byte)'=' || bytes[i] is (byte)' ' or (byte)'\t' && !last;
                var width = plain ? 1 : 3;
                if (length + width > LongestLine - (last ? 0 : 1))
                {
                    quoted.Append("=\r\n");
                    length = 0;
                }
                if (plain) quoted.Append((char)bytes[i]);
                else quoted.Append(CultureInfo.InvariantCulture, $"={bytes[i]:X2}");
                length += width;
            }
            quoted.Append("\r\n");
        }
        return quoted.Remove(quoted.Length - 2, 2);
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,120}$")]
    private static partial Regex Token();

    [GeneratedRegex(@"https?://[^\s<>&""']+(?:&amp;[^\s<>&""']+)*[^\s<>&""'.,;:!?)]")]
    private static partial Regex Link();
}
