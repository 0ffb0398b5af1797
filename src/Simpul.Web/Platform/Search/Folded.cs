using System.Globalization;
using System.Text;

namespace Simpul.Web.Platform.Search;

/// <summary>
/// Words as both databases find them alike: lower case, without diacritics, letters and digits only. Each database's own folding differs, so
/// neither is asked to.
/// </summary>
public static class Folded
{
    /// <summary>The words of a text, parted by single spaces.</summary>
    public static string Of(string text) => string.Join(' ', Words(text));

    /// <summary>The words of a text, in its order.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in Whole(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>Half a surrogate pair is no text, and normalisation throws at it.</summary>
    private static string Whole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
            }
        }
        return text;
    }
}
