namespace Simpul.Web.Platform.Profile.Text;

/// <summary>
/// Takes out what belongs to the page and not to the regulation: page numbers, running headers, and catchwords, the first words of
/// the next page that Indonesian regulations print at the foot of a page, "(5) Peninjauan.....", and that look like an ayat.
/// </summary>
internal sealed class PageFurniture(List<SourceLine> lines, List<Notice> notices)
{
    /// <summary>How many lines from the edge of a page a running header may stand.</summary>
    private const int HeaderLines = 3;

    /// <summary>A catchword is a mark and a word or two.</summary>
    private const int CatchwordWords = 6;

    private readonly bool[] dropped = new bool[lines.Count];

    public List<SourceLine> Remove()
    {
        DropPageNumbers();
        DropRunningHeaders();
        DropCatchwords();
        var kept = new List<SourceLine>(lines.Count);
        var gap = false;
        for (var at = 0; at < lines.Count; at++)
        {
            if (dropped[at])
            {
                gap = true;
                continue;
            }

            kept.Add(gap && !lines[at].Gap ? lines[at] with { Gap = true } : lines[at]);
            gap = false;
        }

        return kept;
    }

    private void DropPageNumbers()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (line.Text.Length > 24 || !line.Bare) continue;
            var last = at == lines.Count - 1;
            var alone = line.Edge || last || lines[at + 1].Edge
                || ((line.Gap || MayBeHeader(at - 1)) && (lines[at + 1].Gap || MayBeHeader(at + 1)));
            if (IsPageNumber(line.Text, alone)) Drop(at, NoticeKind.PageNumber, $"Nomor halaman \"{line.Text}\" dilewati.");
        }
    }

    private void DropRunningHeaders()
    {
        var near = new bool[lines.Count];
        for (int at = 0, since = int.MaxValue; at < lines.Count; at++)
        {
            since = lines[at].Edge || IsEdge(at) ? 0 : since == int.MaxValue ? since : since + 1;
            near[at] = since <= HeaderLines;
        }

        for (int at = lines.Count - 1, since = int.MaxValue; at >= 0; at--)
        {
            if (IsEdge(at)) since = 0;
            near[at] |= since <= HeaderLines;
            since = lines[at].Edge ? 1 : since == int.MaxValue ? since : since + 1;
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < lines.Count; at++)
        {
            if (near[at] && MayBeHeader(at)) counts[Key(lines[at].Text)] = counts.GetValueOrDefault(Key(lines[at].Text)) + 1;
        }

        for (var at = 0; at < lines.Count; at++)
        {
            if (near[at] && MayBeHeader(at) && counts[Key(lines[at].Text)] >= 3)
            {
                Drop(at, NoticeKind.RunningHeader, "Baris yang berulang di tepi halaman dilewati.");
            }
        }
    }

    private void DropCatchwords()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (dropped[at]) continue;
            var text = lines[at].Text;
            var content = text.TrimEnd('.', '…', ' ');
            var dots = text.Length - content.Length;
            var dotted = dots >= 3 || text.EndsWith('…');
            var marked = lines[at].Mark.Kind != MarkKind.None;
            if (marked && at + 1 < lines.Count && text == lines[at + 1].Text)
            {
                Drop(at, NoticeKind.LineRepeated, "Baris ini tercetak dua kali berturut-turut; satu dilewati.");
                continue;
            }

            if ((!dotted && !marked) || content.Length == 0 || content.Length > 120 || Words(content) > CatchwordWords) continue;

            // A running header that was not recognised may stand between a catchword and what it announces.
            var ahead = dotted ? 3 : 1;
            var (next, found) = (at, false);
            while (ahead > 0 && !found && ++next < lines.Count)
            {
                if (dropped[next]) continue;
                ahead--;
                found = Announces(content, lines[next].Text, dotted);
            }

            if (found)
            {
                Drop(at, NoticeKind.Catchword, $"Kata penyambung halaman \"{text}\" dilewati.");
            }
            else if (dotted && marked)
            {
                Add(at, NoticeKind.CatchwordUnmatched, "Baris ini mirip kata penyambung halaman, tetapi kelanjutannya tidak ditemukan. Baris dipertahankan; periksa naskah.");
            }
        }
    }

    /// <summary>True when the next line begins with the same words; without dots the catchword must be cut off and not a whole item.</summary>
    private static bool Announces(string content, string next, bool dotted)
    {
        if (!next.StartsWith(content, StringComparison.OrdinalIgnoreCase)) return false;
        if (next.Length == content.Length) return true;
        return !char.IsLetterOrDigit(next[content.Length]) && (dotted || content[^1] is not (';' or ':' or ','));
    }

    private bool IsEdge(int at) => dropped[at] || (lines[at].Text.EndsWith("...", StringComparison.Ordinal) && lines[at].Mark.Kind != MarkKind.None);

    /// <summary>Capitals or a web address, no heading of the regulation's own, and not the title below such a heading.</summary>
    private bool MayBeHeader(int at)
    {
        var (text, mark) = (lines[at].Text, lines[at].Mark.Kind);
        if (dropped[at] || text.Length is < 8 or > 160 || mark != MarkKind.None || text[^1] is ',' or ';' or ':') return false;
        if (at > 0 && lines[at - 1].Mark.Kind is MarkKind.Chapter or MarkKind.Part or MarkKind.Section) return false;
        return !text.Any(char.IsLower) || text.Contains("www.", StringComparison.OrdinalIgnoreCase) || text.Contains(".go.id", StringComparison.OrdinalIgnoreCase);
    }

    private static string Key(string text) => string.Concat(text.Where(char.IsLetter));

    private static int Words(string text) => text.AsSpan().Count(' ') + 1;

    private static bool IsPageNumber(string text, bool alone)
    {
        var inner = text.AsSpan();
        if (inner is ['-' or '–' or '—' or '~', .. var middle, '-' or '–' or '—' or '~']) return IsDigits(middle.Trim());
        foreach (var word in (ReadOnlySpan<string>)["halaman ", "hal. ", "hal ", "page "])
        {
            if (inner.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return IsDigits(inner[word.Length..]) || IsShare(inner[word.Length..]);
        }

        return alone && text.Length <= 7 && ((text.Length <= 3 && text.All(char.IsAsciiDigit)) || IsShare(inner));
    }

    /// <summary>"3 dari 20", "3/20".</summary>
    private static bool IsShare(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        var rest = text[end..].Trim();
        if (end == 0 || rest.Length == 0) return false;
        rest = rest.StartsWith("dari", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest[0] == '/' ? rest[1..] : [];
        return IsDigits(rest.Trim());
    }

    private static bool IsDigits(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 4) return false;
        foreach (var sign in text)
        {
            if (!char.IsAsciiDigit(sign) && sign is not ('l' or 'I' or 'O')) return false;
        }

        return true;
    }

    private void Drop(int at, NoticeKind kind, string message)
    {
        dropped[at] = true;
        Add(at, kind, message);
    }

    private void Add(int at, NoticeKind kind, string message) => notices.Add(new Notice(lines[at].Number, kind, lines[at].Text, message));
}
