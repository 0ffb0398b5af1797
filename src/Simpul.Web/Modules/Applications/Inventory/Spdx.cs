namespace Simpul.Web.Modules.Applications.Inventory;

/// <summary>The grammar of SPDX licence expressions (SPDX 2.3, annex D). Whether an id is on SPDX's list is not asked: the list grows every month.</summary>
public static class Spdx
{
    /// <summary>Levels of parentheses that any licence needs, many times over.</summary>
    private const int Deepest = 20;

    /// <summary>What is wrong with the expression, as a person is told it; null where nothing is.</summary>
    public static string? Fault(string expression)
    {
        var words = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        var wrong = Whole(words, ref at, 0) ?? (at < words.Length ? $"“{words[at]}” tidak pada tempatnya." : null);
        return wrong is null ? null : $"{wrong} Tulis id lisensi SPDX, misalnya MIT, atau gabungkan dengan AND, OR, dan WITH.";
    }

    /// <summary>Whether the expression is one id alone.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 100 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+') && text is not ("AND" or "OR" or "WITH");

    private static string? Whole(string[] words, ref int at, int depth)
    {
        while (true)
        {
            if (One(words, ref at, depth) is { } wrong)
            {
                return wrong;
            }
            if (at >= words.Length || words[at] is not ("AND" or "OR"))
            {
                return null;
            }
            at++;
        }
    }

    private static string? One(string[] words, ref int at, int depth)
    {
        if (at >= words.Length)
        {
            return "Id lisensi belum lengkap.";
        }
        if (words[at] == "(")
        {
            at++;
            if (depth >= Deepest || Whole(words, ref at, depth + 1) is { })
            {
                return "Isi tanda kurung bukan lisensi SPDX.";
            }
            return at < words.Length && words[at++] == ")" ? null : "Tanda kurung belum ditutup.";
        }
        // LicenseRef-… and DocumentRef-…:LicenseRef-… name licences that SPDX does not list.
        if (!words[at].Split(':').All(IsId))
        {
            return $"“{words[at]}” bukan id lisensi SPDX.";
        }
        at++;
        if (at < words.Length && words[at] == "WITH")
        {
            at++;
            return at < words.Length && IsId(words[at++]) ? null : "Sesudah WITH tulis id pengecualiannya.";
        }
        return null;
    }
}
