using System.Text;

namespace Simpul.Web.Platform.Documents.Pdf;

/// <summary>Breaks text into the lines of a column.</summary>
internal static class PdfText
{
    /// <summary>At blanks; a word that is wider than the column is broken after one of <c>/ - _ . @</c> where it has one, else anywhere.</summary>
    public static List<string> Wrap(TrueTypeFont font, double size, string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in Clean(text).Split('\n')) WrapParagraph(font, size, paragraph, width, lines);
        return lines;
    }

    private static void WrapParagraph(TrueTypeFont font, double size, string paragraph, double width, List<string> lines)
    {
        var line = new StringBuilder();
        var (filled, blank) = (0.0, font.Width(" ", size));
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            while (true)
            {
                var wide = font.Width(rest, size);
                if (line.Length > 0 && filled + blank + wide <= width)
                {
                    line.Append(' ').Append(rest);
                    filled += blank + wide;
                    break;
                }
                if (line.Length > 0) Flush();
                if (wide <= width)
                {
                    line.Append(rest);
                    filled = wide;
                    break;
                }
                var cut = Cut(font, size, rest, width);
                lines.Add(rest[..cut]);
                rest = rest[cut..];
            }
        }
        if (line.Length > 0 || paragraph.Length == 0) Flush();

        void Flush()
        {
            lines.Add(line.ToString());
            line.Clear();
            filled = 0;
        }
    }

    private static int Cut(TrueTypeFont font, double size, string word, double width)
    {
        var fits = 1;
        while (fits < word.Length && font.Width(word.AsSpan(0, fits + 1), size) <= width) fits++;
        var mark = word.AsSpan(0, fits).LastIndexOfAny("/-_.@");
        return mark > 0 && mark + 1 < word.Length ? mark + 1 : fits;
    }

    /// <summary>One sign for each that is drawn: a character outside the basic plane, which the font does not have, becomes the empty box.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r') clean.Append('\n');
            else if (rune.Value == '\t') clean.Append(' ');
            else if (Rune.IsControl(rune) || rune.Value is 0xFEFF or 0xAD or >= 0x200B and <= 0x200F or >= 0xFE00 and <= 0xFE0F) continue;
            else clean.Append(rune.IsBmp ? (char)rune.Value : '□');
        }
        return clean.ToString().TrimEnd('\n');
    }
}
