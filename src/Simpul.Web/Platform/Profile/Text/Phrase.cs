using System.Text;

namespace Simpul.Web.Platform.Profile.Text;

/// <summary>What the end of some words says about the line that follows.</summary>
internal static class Phrase
{
    private static readonly HashSet<string> Junctions = ["dan", "atau", "dan/atau", "serta"];

    private static readonly HashSet<string> Counted = ["ayat", "huruf", "angka", "pasal", "nomor", "alinea", "lampiran"];

    private static readonly HashSet<string> Referring =
        ["dalam", "pada", "dimaksud", "ketentuan", "dengan", "dari", "bab", "bagian", "paragraf", "tentang", "menurut", "di", "ke"];

    /// <summary>True after a full stop, semicolon or colon, also with "dan" behind it: "...; dan".</summary>
    public static bool IsComplete(StringBuilder words)
    {
        var end = words.Length;
        while (end > 0 && words[end - 1] is ')' or ']' or '"' or '”' or '’' or '\'' or ' ') end--;
        if (end == 0) return true;
        return words[end - 1] is '.' or ';' or ':' or '?' or '!' || EndsInJunction(words);
    }

    /// <summary>True after "...; dan", "..., atau": one more item follows, and it is the last.</summary>
    public static bool EndsInJunction(StringBuilder words)
    {
        var last = LastWord(words);
        var before = words.Length - last.Length - 1;
        while (before > 0 && words[before] == ' ') before--;
        return Junctions.Contains(last) && before >= 0 && words[before] is ';' or ',';
    }

    public static bool EndsInColon(StringBuilder words) => words.Length > 0 && words[^1] == ':';

    /// <summary>True after "... ayat": the number that follows belongs to the sentence.</summary>
    public static bool EndsInCount(StringBuilder words) => Counted.Contains(LastWord(words));

    /// <summary>True after "... sebagaimana dimaksud dalam": the heading that seems to follow belongs to the sentence.</summary>
    public static bool EndsInReference(StringBuilder words)
    {
        if (words.Length == 0) return false;
        var last = LastWord(words);
        return Counted.Contains(last) || Referring.Contains(last) || (Junctions.Contains(last) && !EndsInJunction(words));
    }

    /// <summary>True when a line can begin a sentence.</summary>
    public static bool IsFresh(string text) => !char.IsLower(text[0]) && text[0] is not (',' or ')' or ';' or ':' or '.');

    private static string LastWord(StringBuilder words)
    {
        var start = words.Length;
        while (start > 0 && words.Length - start < 12 && words[start - 1] != ' ') start--;
        return words.ToString(start, words.Length - start).ToLowerInvariant();
    }
}
