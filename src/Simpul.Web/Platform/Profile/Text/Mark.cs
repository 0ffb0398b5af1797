using System.Globalization;

namespace Simpul.Web.Platform.Profile.Text;

internal enum MarkKind
{
    None,
    Chapter,
    Part,
    Section,
    Article,
    Annex,
    Elucidation,

    /// <summary>"(1)", "a.", "1.", "a)", "1)" or, in an annex, "A.": which, its neighbours decide.</summary>
    Item,
}

/// <summary>One way to read a mark, the literal one first.</summary>
internal readonly record struct Reading(ProvisionKind Kind, int Number, char Suffix = '\0', bool Misread = false);

/// <summary>
/// What a line begins with. Scans confuse l, I, | with 1, O with 0 and S with 5, so a mark may have several readings.
/// </summary>
/// <param name="Kind">Only the look of the line; whether it stands where such a thing can stand is decided later.</param>
/// <param name="Readings">At least one, but for an annex or elucidation heading.</param>
/// <param name="Printed">The mark as printed.</param>
/// <param name="Rest">What follows the mark on the line.</param>
internal readonly record struct Mark(MarkKind Kind, Reading[] Readings, string Printed, string Rest)
{
    public static readonly Mark None = new(MarkKind.None, [], "", "");

    public static Mark Read(string text)
    {
        if (text.Length > 1 && (text[0] is '(' or '{' or '[' || (text.Length > 2 && text[..Math.Min(4, text.Length)].AsSpan(1).IndexOfAny('.', ')') >= 0)))
        {
            var item = ReadItem(text);
            if (item.Kind != MarkKind.None) return item;
        }

        return char.IsLetter(text[0]) ? ReadHeading(text) : None;
    }

    private static Mark ReadHeading(string text)
    {
        var line = Unspaced(text);
        if (Begins(line, "pasal")) return ReadArticle(text, line);
        if (Begins(line, "bab ")) return ReadChapter(text, line);
        if (Begins(line, "bagian ")) return ReadPart(text, line);
        if (Begins(line, "paragraf ")) return ReadSection(text, line);
        if (Begins(line, "lampiran")) return ReadAnnex(text, line);
        return line is "PENJELASAN" || line.StartsWith("PENJELASAN ATAS", StringComparison.Ordinal)
            ? new Mark(MarkKind.Elucidation, [], text, "")
            : None;
    }

    private static Mark ReadArticle(string text, string line)
    {
        var rest = line[5..].TrimStart();
        var clause = rest.IndexOfAny(['(', '{', '[']);
        var token = (clause < 0 ? rest : rest[..clause]).TrimEnd(' ', '.', ':', ',');
        // "Pasal 5 ayat (1)" is a reference, "Pasal 5 (1) Setiap ..." an article whose line end was lost.
        if (token.Length is 0 or > 4 || token.Contains(' ') || !TryCount(token, capital: true, out var number, out var suffix, out var misread)) return None;
        misread |= !line.StartsWith("pasal ", StringComparison.OrdinalIgnoreCase);
        var tail = clause < 0 ? "" : rest[clause..];
        var printed = clause < 0 ? text : text[..^tail.Length].TrimEnd();
        var reading = new Reading(ProvisionKind.Article, number, suffix, misread);
        // Regulations that amend another have articles "Pasal I" and "Pasal II".
        return Numerals.TryRoman(token, out var roman) && roman != number
            ? new Mark(MarkKind.Article, [reading, new Reading(ProvisionKind.Article, roman)], printed, tail)
            : new Mark(MarkKind.Article, [reading], printed, tail);
    }

    private static Mark ReadChapter(string text, string line)
    {
        var (token, rest) = FirstWord(line[4..]);
        if (!MayHead(rest) || token.Length > 8) return None;
        var readings = new List<Reading>();
        var repaired = string.Concat(token.Select(sign => sign switch { '1' or 'l' or '|' or '!' or 'i' => 'I', 'v' => 'V', 'x' => 'X', _ => sign }));
        if (Numerals.TryRoman(repaired, out var roman)) readings.Add(new Reading(ProvisionKind.Chapter, roman, Misread: repaired != token));
        if (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000)
        {
            readings.Add(new Reading(ProvisionKind.Chapter, number));
        }

        return readings.Count == 0 ? None : new Mark(MarkKind.Chapter, [.. readings], Before(text, rest), rest);
    }

    private static Mark ReadPart(string text, string line)
    {
        var words = line[7..].Split(' ');
        for (var count = Math.Min(3, words.Length); count >= 1; count--)
        {
            var ordinal = string.Join(' ', words.Take(count)).ToLowerInvariant();
            if (ordinal.EndsWith("belas", StringComparison.Ordinal) && !ordinal.Contains(' ')) ordinal = ordinal.Insert(ordinal.Length - 5, " ").Replace("kese belas", "kesebelas", StringComparison.Ordinal);
            var misread = false;
            if (!Numerals.TryOrdinal(ordinal, out var number))
            {
                number = count == 1 ? Closest(ordinal) : 0;
                misread = true;
            }

            var rest = string.Join(' ', words.Skip(count));
            if (number is > 0 and < 100 && MayHead(rest))
            {
                return new Mark(MarkKind.Part, [new Reading(ProvisionKind.Part, number, Misread: misread)], Before(text, rest), rest);
            }
        }

        return None;
    }

    private static Mark ReadSection(string text, string line)
    {
        var (token, rest) = FirstWord(line[9..]);
        if (!MayHead(rest)) return None;
        if (Numerals.TryOrdinal(token.ToLowerInvariant(), out var number))
        {
            return new Mark(MarkKind.Section, [new Reading(ProvisionKind.Section, number)], Before(text, rest), rest);
        }

        return TryCount(token.TrimEnd('.'), capital: false, out number, out _, out var misread)
            ? new Mark(MarkKind.Section, [new Reading(ProvisionKind.Section, number, Misread: misread)], Before(text, rest), rest)
            : None;
    }

    private static Mark ReadAnnex(string text, string line)
    {
        var (token, rest) = FirstWord(line[8..].TrimStart(' ', ':'));
        var number = 0;
        if (token.Length > 0 && !Numerals.TryRoman(token, out number)) rest = $"{token} {rest}".TrimEnd();
        if (line.Length > 8 && line[8] is not (' ' or ':')) return None;
        // "Lampiran yang merupakan bagian ..." is a sentence; a heading has capitals or stands alone.
        var heads = rest.Length == 0 ? char.IsUpper(line[0]) : !line.Any(char.IsLower) || rest.StartsWith("Peraturan", StringComparison.Ordinal);
        return heads ? new Mark(MarkKind.Annex, [new Reading(ProvisionKind.Annex, number)], Before(text, rest), rest) : None;
    }

    private static Mark ReadItem(string text)
    {
        if (text[0] is '(' or '{' or '[')
        {
            var close = text.AsSpan(0, Math.Min(8, text.Length)).IndexOfAny(')', '}', ']');
            if (close < 0)
            {
                // "(5 Peninjauan": the closing bracket was lost.
                var (open, after) = FirstWord(text[1..]);
                return open.All(char.IsAsciiDigit) && after.Length > 0 && char.IsUpper(after[0]) && TryCount(open, false, out var lone, out _, out _)
                    ? new Mark(MarkKind.Item, [new Reading(ProvisionKind.Paragraph, lone, Misread: true)], text[..^after.Length].TrimEnd(), after)
                    : None;
            }

            var inner = text[1..close].Trim();
            var readings = new List<Reading>();
            if (TryCount(inner, capital: false, out var number, out var suffix, out var misread))
            {
                readings.Add(new Reading(ProvisionKind.Paragraph, number, suffix, misread || text[0] != '(' || text[close] != ')'));
            }

            if (Numerals.TryLetter(inner, out var letter)) readings.Add(new Reading(ProvisionKind.SubLetter, letter));
            return readings.Count == 0 ? None : new Mark(MarkKind.Item, [.. readings], text[..(close + 1)], text[(close + 1)..].TrimStart());
        }

        var end = text.AsSpan(0, Math.Min(5, text.Length)).IndexOfAny('.', ')');
        if (end < 1) return None;
        var token = text[..end];
        var rest = text[(end + 1)..];
        if (rest.Length > 0 && rest[0] != ' ')
        {
            // "a.memberikan" has lost its space; "a.n." and "1.250" are no marks.
            if (!char.IsLetter(rest[0]) || (rest.Length > 1 && rest[1] == '.') || (token.Length > 1 && !token.All(char.IsAsciiDigit))) return None;
        }

        var meanings = text[end] == '.' ? Points(token) : Brackets(token);
        return meanings.Length == 0 ? None : new Mark(MarkKind.Item, meanings, text[..(end + 1)], rest.TrimStart());
    }

    /// <summary>"1.", "a.", "A.", "l.".</summary>
    private static Reading[] Points(string token)
    {
        var readings = new List<Reading>();
        if (token.Length == 1 && char.IsAsciiLetterUpper(token[0]))
        {
            var value = token[0] - 'A' + 1;
            readings.Add(new Reading(ProvisionKind.Division, value));
            readings.Add(new Reading(ProvisionKind.Letter, value, Misread: true));
        }

        if (Numerals.TryLetter(token, out var letter)) readings.Add(new Reading(ProvisionKind.Letter, letter));
        if (TryCount(token, capital: false, out var number, out var suffix, out var misread)) readings.Add(new Reading(ProvisionKind.Number, number, suffix, misread));
        if (token is "1" or "I" or "|") readings.Add(new Reading(ProvisionKind.Letter, 12, Misread: true));
        return [.. readings];
    }

    /// <summary>"1)", "a)", "l)"; "1)" may also be an ayat that lost its first bracket.</summary>
    private static Reading[] Brackets(string token)
    {
        var readings = new List<Reading>();
        if (Numerals.TryLetter(token, out var letter)) readings.Add(new Reading(ProvisionKind.SubLetter, letter));
        if (TryCount(token, capital: false, out var number, out var suffix, out var misread))
        {
            readings.Add(new Reading(ProvisionKind.SubNumber, number, suffix, misread));
            readings.Add(new Reading(ProvisionKind.Paragraph, number, suffix, Misread: true));
        }

        if (token is "1" or "I" or "|") readings.Add(new Reading(ProvisionKind.SubLetter, 12, Misread: true));
        return [.. readings];
    }

    /// <summary>A number of up to three digits, some of which may have come out as letters, and the letter of an inserted provision.</summary>
    private static bool TryCount(string token, bool capital, out int number, out char suffix, out bool misread)
    {
        (number, suffix, misread) = (0, '\0', false);
        if (token.Length is 0 or > 4) return false;
        for (var at = 0; at < token.Length; at++)
        {
            var sign = token[at];
            var digit = sign switch
            {
                >= '0' and <= '9' => sign - '0',
                'l' or 'I' or '|' or '!' or 'i' => 1,
                'O' or 'o' or 'Q' => 0,
                'S' or 's' => 5,
                _ => -1,
            };
            if (digit < 0)
            {
                var last = at == token.Length - 1 && number > 0;
                if (!last || !(capital ? char.IsAsciiLetterUpper(sign) : char.IsAsciiLetterLower(sign))) return false;
                suffix = char.ToLowerInvariant(sign);
                return true;
            }

            misread |= !char.IsAsciiDigit(sign);
            number = (number * 10) + digit;
        }

        return number is > 0 and < 1000 && (!misread || token.Length < 4);
    }

    /// <summary>The only ordinal up to twenty that one wrong letter separates from the given word; 0 when there is none.</summary>
    private static int Closest(string word)
    {
        var found = 0;
        for (var number = 1; number <= 20; number++)
        {
            var ordinal = Numerals.Ordinal(number);
            if (ordinal.Length != word.Length || ordinal.Where((letter, at) => letter != word[at]).Count() != 1) continue;
            if (found != 0) return 0;
            found = number;
        }

        return found;
    }

    /// <summary>"P a s a l  5" without the spaces between single letters.</summary>
    private static string Unspaced(string text)
    {
        if (text.Length is < 5 or > 40 || text[1] != ' ' || text[3] != ' ') return text;
        var joined = text.Replace(" ", "", StringComparison.Ordinal);
        return Begins(joined, "bab") ? "BAB " + joined[3..] : joined;
    }

    /// <summary>Compares with l, I, 1 and | taken as one letter, O and 0 as one, in any case.</summary>
    private static bool Begins(string line, string word)
    {
        if (line.Length < word.Length) return false;
        for (var at = 0; at < word.Length; at++)
        {
            if (Blurred(line[at]) != Blurred(word[at])) return false;
        }

        return true;
    }

    private static char Blurred(char sign) => sign switch
    {
        '1' or '|' or '!' or 'I' or 'i' or 'L' => 'l',
        '0' => 'o',
        '5' => 's',
        '8' => 'b',
        _ => char.ToLowerInvariant(sign),
    };

    /// <summary>What follows a number in a heading is its title, and titles begin with a capital; a sentence goes on small.</summary>
    private static bool MayHead(string rest) => rest.Length == 0 || !char.IsLower(rest[0]);

    private static string Before(string text, string rest) => text[..(text.Length - rest.Length)].TrimEnd();

    private static (string Word, string After) FirstWord(string text)
    {
        var space = text.IndexOf(' ');
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].TrimStart());
    }
}
