using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>A line of the given text that says something, without emphasis, bullets and doubled spaces.</summary>
/// <param name="Number">From 1, in the given text.</param>
/// <param name="Text">Trimmed, never empty.</param>
/// <param name="Gap">True when an empty line or a page end stands before it.</param>
/// <param name="Edge">True when a form feed stands before it.</param>
/// <param name="Bare">The line had no bullet, so that "- 7 -" and "7" can be told from list items.</param>
/// <param name="Mark">The heading or list mark that it begins with.</param>
internal readonly record struct SourceLine(int Number, string Text, bool Gap, bool Edge, bool Bare, Mark Mark)
{
    public static List<SourceLine> Split(string text)
    {
        var lines = new List<SourceLine>();
        var (number, start, gap, edge) = (1, 0, true, false);
        for (var at = 0; at <= text.Length; at++)
        {
            var end = at == text.Length ? '\n' : text[at];
            if (end is not ('\n' or '\r' or '\f' or '\v')) continue;
            var cleaned = Clean(text.AsSpan(start, at - start), out var bare);
            if (cleaned.Length == 0)
            {
                gap = true;
            }
            else
            {
                lines.Add(new SourceLine(number, cleaned, gap, edge, bare, Mark.Read(cleaned)));
                (gap, edge) = (false, false);
            }

            if (end is '\f') (gap, edge) = (true, true);
            if (end is '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
            if (end is '\n' or '\r') number++;
            start = at + 1;
        }

        return lines;
    }

    private static string Clean(ReadOnlySpan<char> line, out bool bare)
    {
        line = line.Trim();
        while (line.Length > 0 && line[0] is '#' or '>') line = line[1..].TrimStart();
        bare = true;
        // A dash that is closed by another belongs to a page number: "- 7 -".
        while (line.Length > 2 && line[0] is '-' or '•' or '·' or '▪' or '–' or '—' or '*' && char.IsWhiteSpace(line[1]) && line[^1] is not ('-' or '–' or '—'))
        {
            line = line[2..].TrimStart();
            bare = false;
        }

        var text = new StringBuilder(line.Length);
        var words = false;
        for (var at = 0; at < line.Length; at++)
        {
            var sign = line[at];
            if (sign is '*' or '`' or '\uFEFF' or '\u200B' or '\u200C' or '\u200D') continue;
            if (sign == '\u00AD')
            {
                if (at < line.Length - 1) continue;
                sign = '-';
            }

            if (char.IsWhiteSpace(sign) || char.IsControl(sign))
            {
                if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
                continue;
            }

            words |= char.IsLetterOrDigit(sign);
            text.Append(sign);
        }

        // A rule or a row of dots is no line; the ":" or ";" of the line before may be.
        if (!words && text.ToString() is not (":" or ";" or "," or ")" or ";)")) return "";
        if (text[^1] == ' ') text.Length--;
        return text.ToString();
    }
}
