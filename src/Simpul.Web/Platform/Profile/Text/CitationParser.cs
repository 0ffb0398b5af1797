using System.Collections.Immutable;
using System.Globalization;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>Reads one citation; strict in spelling, so that the error can say what was expected.</summary>
internal sealed class CitationParser(string text)
{
    /// <summary>No regulation has that many of anything; a longer "sampai dengan" is a slip.</summary>
    private const int MostPlaces = 400;

    private int at;

    /// <summary>Set once <see cref="Read"/> has returned null.</summary>
    public string Error { get; private set; } = "";

    public Citation? Read()
    {
        if (text.Length == 0) return Fail<Citation>("a citation such as 'Pasal 13 ayat (7) huruf b' or 'Lampiran BAB I huruf A'");
        var places = ImmutableArray.CreateBuilder<CitedPlace>();
        CitedPlace? before = null;
        while (true)
        {
            var start = at;
            var place = ReadPlace(before);
            if (place is null) return null;
            if (before is not null && place <= before)
            {
                at = start;
                return Fail<Citation>($"a place after '{before}' in the document, each named once, not '{place}'");
            }

            places.Add(place);
            if (Take(" sampai dengan "))
            {
                if (!ReadRange(place, places)) return null;
                place = places[^1];
            }

            if (places.Count > MostPlaces) return Fail<Citation>($"at most {MostPlaces} places in one citation");
            if (at == text.Length) return new Citation(places.ToImmutable());
            if (!Take(", dan ") && !Take(", ") && !Take(" dan ")) return Fail<Citation>("the end of the citation, ' dan ', ', ' or ' sampai dengan '");
            before = place;
        }
    }

    /// <summary>How many steps of <paramref name="before"/> stay when the next place begins with a step of this kind; -1 when it cannot.</summary>
    public static int Resume(CitedPlace before, ProvisionKind kind)
    {
        if (kind is ProvisionKind.Article or ProvisionKind.Annex) return 0;
        for (var step = before.Steps.Length - 1; step >= 0; step--)
        {
            if (before.Steps[step].Kind == kind) return step;
        }

        return -1;
    }

    private CitedPlace? ReadPlace(CitedPlace? before)
    {
        var start = at;
        if (ReadStep(inAnnex: before?.Steps[0].Kind == ProvisionKind.Annex) is not { } first) return null;
        var steps = ImmutableArray.CreateBuilder<CitationStep>();
        if (before is null)
        {
            if (first.Kind is not (ProvisionKind.Article or ProvisionKind.Annex or ProvisionKind.Chapter))
            {
                at = start;
                return Fail<CitedPlace>("'Pasal', 'Lampiran' or 'BAB' at the beginning");
            }
        }
        else
        {
            var kept = Resume(before, first.Kind);
            if (kept < 0)
            {
                at = start;
                return Fail<CitedPlace>($"a step that '{before}' has too, or a new 'Pasal', not '{first}'");
            }

            steps.AddRange(before.Steps.AsSpan(0, kept));
        }

        steps.Add(first);
        while (at < text.Length && text[at] == ' ' && !Ahead(" dan ") && !Ahead(" sampai dengan "))
        {
            at++;
            start = at;
            if (ReadStep(steps[0].Kind == ProvisionKind.Annex) is not { } next) return null;
            if (!MayFollow(steps, next.Kind))
            {
                at = start;
                return Fail<CitedPlace>($"something that can stand in '{steps[^1]}', not '{next}'");
            }

            steps.Add(next);
        }

        return new CitedPlace(steps.ToImmutable());
    }

    private bool ReadRange(CitedPlace first, ImmutableArray<CitedPlace>.Builder places)
    {
        var start = at;
        if (ReadStep(first.Steps[0].Kind == ProvisionKind.Annex) is not { } last) return false;
        if (last.Kind != first.Last.Kind || last.Number <= first.Last.Number || last.Occurrence != 0 || last.Suffix != '\0'
            || first.Last.Occurrence != 0 || first.Last.Suffix != '\0' || last.Number - first.Last.Number > MostPlaces)
        {
            at = start;
            Fail<Citation>($"a later step of the same kind as '{first.Last}' after 'sampai dengan'");
            return false;
        }

        var parent = first.Steps.RemoveAt(first.Steps.Length - 1);
        for (var number = first.Last.Number + 1; number <= last.Number; number++)
        {
            places.Add(new CitedPlace(parent.Add(last with { Number = number })));
        }

        return true;
    }

    private CitationStep? ReadStep(bool inAnnex)
    {
        CitationStep? step =
            Take("Pasal ") ? ReadNumber(ProvisionKind.Article, "a number after 'Pasal', such as 'Pasal 13'", capital: true)
            : Take("ayat ") ? ReadParagraph()
            : Take("huruf ") ? ReadLetter(inAnnex)
            : Take("angka ") ? ReadCount()
            : Take("alinea ") ? ReadNumber(ProvisionKind.Passage, "a number after 'alinea', such as 'alinea 2'")
            : Take("BAB ") ? ReadRoman(ProvisionKind.Chapter)
            : Take("Bagian ") ? ReadOrdinal()
            : Take("Paragraf ") ? ReadNumber(ProvisionKind.Section, "a number after 'Paragraf', such as 'Paragraf 1'")
            : Take("Lampiran") ? ReadAnnex()
            : Fail<CitationStep?>("'Pasal', 'ayat', 'huruf', 'angka', 'alinea', 'BAB', 'Bagian', 'Paragraf' or 'Lampiran'");
        return step is null ? null : ReadOccurrence(step.Value);
    }

    private CitationStep? ReadParagraph()
    {
        const string expected = "a number in round brackets after 'ayat', such as 'ayat (7)'";
        if (!Take("(")) return Fail<CitationStep?>(expected);
        var step = ReadNumber(ProvisionKind.Paragraph, expected, small: true);
        if (step is null) return null;
        return Take(")") ? step : Fail<CitationStep?>("')' after the number of the ayat");
    }

    private CitationStep? ReadCount()
    {
        var step = ReadNumber(ProvisionKind.Number, "a number after 'angka', such as 'angka 3'", small: true);
        return step is not null && Take(")") ? step.Value with { Kind = ProvisionKind.SubNumber } : step;
    }

    private CitationStep? ReadNumber(ProvisionKind kind, string expected, bool capital = false, bool small = false)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var digits = text.AsSpan(start, at - start);
        if (digits.Length is 0 or > 3 || digits[0] == '0')
        {
            at = start;
            return Fail<CitationStep?>(expected);
        }

        var suffix = '\0';
        if (at < text.Length && ((capital && char.IsAsciiLetterUpper(text[at])) || (small && char.IsAsciiLetterLower(text[at]))))
        {
            suffix = char.ToLowerInvariant(text[at++]);
        }

        return new CitationStep(kind, int.Parse(digits, CultureInfo.InvariantCulture), suffix);
    }

    private CitationStep? ReadLetter(bool inAnnex)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        var letters = text[start..at];
        if (Numerals.TryLetter(letters, out var value))
        {
            return new CitationStep(Take(")") ? ProvisionKind.SubLetter : ProvisionKind.Letter, value);
        }

        if (inAnnex && letters.Length == 1 && char.IsAsciiLetterUpper(letters[0]))
        {
            return new CitationStep(ProvisionKind.Division, letters[0] - 'A' + 1);
        }

        at = start;
        return Fail<CitationStep?>(inAnnex ? "one letter after 'huruf', such as 'huruf C' or 'huruf c'" : "one small letter after 'huruf', such as 'huruf c'");
    }

    private CitationStep? ReadRoman(ProvisionKind kind)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetterUpper(text[at])) at++;
        if (Numerals.TryRoman(text[start..at], out var value)) return new CitationStep(kind, value);
        at = start;
        return Fail<CitationStep?>("a Roman number, such as 'II'");
    }

    private CitationStep? ReadOrdinal()
    {
        // The longest ordinal has three words: "Kedua Puluh Satu".
        var start = at;
        for (var words = 3; words >= 1; words--)
        {
            var end = start;
            for (var word = 0; word < words && end < text.Length; word++)
            {
                if (word > 0) end++;
                while (end < text.Length && text[end] is not (' ' or ',')) end++;
            }

            if (end > text.Length) continue;
            var ordinal = text[start..end];
            if (ordinal.Length > 0 && char.IsUpper(ordinal[0]) && Numerals.TryOrdinal(ordinal.ToLowerInvariant(), out var value)
                && new CitationStep(ProvisionKind.Part, value) is var step && step.ToString().EndsWith(ordinal, StringComparison.Ordinal))
            {
                at = end;
                return step;
            }
        }

        return Fail<CitationStep?>("an ordinal after 'Bagian', such as 'Bagian Kesatu' or 'Bagian Kedua Belas'");
    }

    private CitationStep? ReadAnnex()
    {
        var start = at;
        if (!Take(" ") || at >= text.Length || text[at] is not ('I' or 'V' or 'X' or 'L'))
        {
            at = start;
            return new CitationStep(ProvisionKind.Annex, 0);
        }

        return ReadRoman(ProvisionKind.Annex);
    }

    private CitationStep? ReadOccurrence(CitationStep step)
    {
        if (!Take(" [")) return step;
        var end = text.IndexOf(']', at);
        var word = end < 0 ? "" : text[at..end];
        if (Numerals.TryOrdinal(word, out var occurrence)
            && step with { Occurrence = occurrence } is var marked && marked.ToString().EndsWith($"[{word}]", StringComparison.Ordinal))
        {
            at = end + 1;
            return marked;
        }

        return Fail<CitationStep?>("which of several with the same number, such as '[pertama]' or '[kedua]'");
    }

    private static bool MayFollow(ImmutableArray<CitationStep>.Builder before, ProvisionKind kind)
    {
        var last = before[^1].Kind;
        var inAnnex = before[0].Kind == ProvisionKind.Annex;
        return kind switch
        {
            ProvisionKind.Article or ProvisionKind.Annex => false,
            ProvisionKind.Chapter => last == ProvisionKind.Annex,
            ProvisionKind.Part => last == ProvisionKind.Chapter,
            ProvisionKind.Section => last is ProvisionKind.Chapter or ProvisionKind.Part,
            ProvisionKind.Division => last is ProvisionKind.Annex || (inAnnex && last is ProvisionKind.Chapter or ProvisionKind.Part or ProvisionKind.Section),
            ProvisionKind.Paragraph => inAnnex ? last != kind : last == ProvisionKind.Article,
            _ => last != kind && (inAnnex || last >= ProvisionKind.Article),
        };
    }

    private bool Ahead(string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;

    private bool Take(string expected)
    {
        if (!Ahead(expected)) return false;
        at += expected.Length;
        return true;
    }

    private T? Fail<T>(string expected)
    {
        var found = at >= text.Length ? "the end" : $"'{text[at..Math.Min(text.Length, at + 20)]}'";
        Error = $"character {at + 1}: expected {expected}, found {found}";
        return default;
    }
}
