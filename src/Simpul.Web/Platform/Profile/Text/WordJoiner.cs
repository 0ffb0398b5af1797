using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>Joins lines of one provision, and the halves of a word that a line end cut in two.</summary>
internal sealed class WordJoiner(List<SourceLine> lines)
{
    private HashSet<string>? vocabulary;

    public void Append(StringBuilder words, string text)
    {
        if (text.Length == 0) return;
        if (words.Length == 0)
        {
            words.Append(text);
            return;
        }

        var cut = words.Length > 1 && words[^1] == '-' && char.IsLetter(words[^2]) && char.IsLower(text[0]);
        if (cut && !KeepsHyphen(LastWord(words), FirstWord(text))) words.Length--;
        else if (!cut && !(words[^1] == '/' && char.IsLetter(text[0]))) words.Append(' ');
        words.Append(text);
    }

    /// <summary>
    /// "perundang-" and "undangan" keep the hyphen, "penye-" and "lenggaraan" lose it: what the text itself writes elsewhere decides,
    /// else a doubled stem keeps it.
    /// </summary>
    private bool KeepsHyphen(string left, string right)
    {
        vocabulary ??= Vocabulary();
        if (vocabulary.Contains($"{left}-{right}")) return true;
        if (vocabulary.Contains(left + right)) return false;
        for (var length = Math.Min(left.Length, right.Length); length >= 3; length--)
        {
            if (left.AsSpan(left.Length - length).SequenceEqual(right.AsSpan(0, length))) return true;
        }

        return left is "non" or "antar" or "sub" or "e";
    }

    private HashSet<string> Vocabulary()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var start = -1;
            for (var at = 0; at <= line.Text.Length; at++)
            {
                var inWord = at < line.Text.Length && (char.IsLetter(line.Text[at]) || line.Text[at] == '-');
                if (inWord && start < 0) start = at;
                if (inWord || start < 0) continue;
                if (at - start <= 60 && line.Text[at - 1] != '-') words.Add(line.Text[start..at].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    private static string LastWord(StringBuilder words)
    {
        var start = words.Length - 1;
        while (start > 0 && words.Length - start <= 60 && (char.IsLetter(words[start - 1]) || words[start - 1] == '-')) start--;
        return words.ToString(start, words.Length - 1 - start).ToLowerInvariant();
    }

    private static string FirstWord(string text)
    {
        var end = 0;
        while (end < Math.Min(60, text.Length) && (char.IsLetter(text[end]) || text[end] == '-')) end++;
        return text[..end].TrimEnd('-').ToLowerInvariant();
    }
}
