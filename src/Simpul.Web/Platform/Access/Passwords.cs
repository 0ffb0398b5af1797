using System.Collections.Frozen;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Access;

/// <summary>What a password must be: long, and not what a guesser tries first. No mix of characters is asked for and none expires (ASVS 5.0, 6.2).</summary>
public static class Passwords
{
    public const int Shortest = 12;

    /// <summary>Longer ones are refused, so that nobody keeps the server busy hashing them.</summary>
    public const int Longest = 200;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512 (OWASP, Password Storage, 2025).</summary>
    public const int Rounds = 210_000;

    private static readonly FrozenSet<string> common = Read();

    /// <summary>All that is wrong with a password; none where it will do.</summary>
    public static IEnumerable<Refusal> Refuse(string field, string password, string userName)
    {
        if (password.Length < Shortest)
        {
            yield return Refusal.At(field, $"Kata sandi paling sedikit {Shortest} karakter. Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak.");
        }
        else if (password.Length > Longest)
        {
            yield return Refusal.At(field, $"Kata sandi paling banyak {Longest} karakter.");
        }
        else if (userName.Length >= 3 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            yield return Refusal.At(field, "Kata sandi memuat nama pengguna. Pilih yang tidak berhubungan dengannya.");
        }
        else if (IsCommon(password))
        {
            yield return Refusal.At(field, "Kata sandi ini mudah ditebak. Pilih beberapa kata yang tidak berhubungan, bukan satu kata dengan angka.");
        }
    }

    /// <summary>A common one, a common one with ornaments (Pa55word-2026!), one word over and over, or few characters in a row.</summary>
    internal static bool IsCommon(string password)
    {
        var plain = password.ToLowerInvariant();
        if (common.Contains(plain) || plain.Distinct().Count() < 5 || IsRow(plain))
        {
            return true;
        }
        var core = plain.AsSpan(First(plain)..(Last(plain) + 1)).ToString();
        return IsRoot(new string([.. core.Where(char.IsLetterOrDigit)])) || IsRoot(new string([.. core.Select(Letter).Where(char.IsLetter)]));
    }

    private static int First(string text) => Math.Max(0, Array.FindIndex(text.ToCharArray(), char.IsLetter));

    private static int Last(string text) => Array.FindLastIndex(text.ToCharArray(), char.IsLetter) is >= 0 and var last ? last : text.Length - 1;

    private static bool IsRoot(string core)
    {
        for (var length = 3; length <= core.Length; length++)
        {
            var unit = core[..length];
            if (common.Contains(unit) && core.Length % length == 0 && Enumerable.Range(0, core.Length / length).All(at => string.CompareOrdinal(core, at * length, unit, 0, length) == 0))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsRow(string text)
    {
        for (var step = -1; step <= 1; step += 2)
        {
            if (Enumerable.Range(1, text.Length - 1).Count(at => text[at] - text[at - 1] == step) >= text.Length * 2 / 3)
            {
                return true;
            }
        }
        return false;
    }

    private static char Letter(char character) => character switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => character,
    };

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(Passwords).Assembly.GetManifestResourceStream("Access.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith('#')).ToFrozenSet(StringComparer.Ordinal);
    }
}
