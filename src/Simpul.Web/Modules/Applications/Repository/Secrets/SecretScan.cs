using System.Buffers;
using System.Text.RegularExpressions;

namespace Simpul.Web.Modules.Applications.Repository.Secrets;

/// <summary>What looks like a secret.</summary>
/// <param name="Line">From 1.</param>
/// <param name="What">Indonesian, what it looks like. Never the secret itself: that would spread it.</param>
public sealed record SecretFound(int Line, string What);

/// <summary>
/// Looks for keys and passwords in the text of a file. A line that carries <see cref="Allowed"/>, or that follows one that does, is let through:
/// examples and test keys are written that way, where everybody who reads the file sees it.
/// </summary>
public static partial class SecretScan
{
    /// <summary>What a line carries, usually in a comment, to say that what looks like a secret is none.</summary>
    public const string Allowed = "simpul:bukan-rahasia";

    /// <summary>Bytes of one file that are looked through; what is longer is no source text.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>Findings of one file that are named.</summary>
    public const int Most = 20;

    /// <summary>Characters of a line that are looked at together; longer lines are looked through piece by piece, with an overlap.</summary>
    internal const int Piece = 2000;

    /// <summary>Longer than anything that the patterns match as a whole.</summary>
    internal const int Overlap = 400;

    private static readonly SearchValues<string> hints = SearchValues.Create(
        ["-----BEGIN", "AKIA", "ASIA", "eyJ", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "AIza", "xox", "simpul_", "pass", "pwd", "secret", "token", "sandi", "rahasia", "api_key", "api-key", "apikey", "access_key", "accesskey", "private_key", "://"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether bytes are text: no NUL among the first 8,000, as git decides it.</summary>
    public static bool IsText(ReadOnlySpan<byte> content) => !content[..Math.Min(content.Length, 8000)].Contains((byte)0);

    /// <summary>Looks through a text. Never throws, whatever it holds.</summary>
    /// <param name="allowed">How many lines were let through because they say that they may be.</param>
    public static IReadOnlyList<SecretFound> Scan(ReadOnlySpan<char> text, out int allowed)
    {
        var found = new List<SecretFound>();
        (allowed, var number, var mayNext) = (0, 0, false);
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var may = mayNext;
            mayNext = line.Contains(Allowed, StringComparison.OrdinalIgnoreCase);
            if (found.Count >= Most || line.Length < 8 || !line.ContainsAny(hints) || Look(line) is not { } what)
            {
                continue;
            }
            if (may || mayNext)
            {
                allowed++;
                continue;
            }
            found.Add(new SecretFound(number, what));
        }
        return found;
    }

    private static string? Look(ReadOnlySpan<char> line)
    {
        for (var from = 0; from < line.Length; from += Piece - Overlap)
        {
            var piece = line[from..Math.Min(line.Length, from + Piece)].ToString();
            if ((Known(piece) ?? Assigned(piece)) is { } what)
            {
                return what;
            }
            if (from + Piece >= line.Length)
            {
                break;
            }
        }
        return null;
    }

    /// <summary>Secrets that show by their form.</summary>
    private static string? Known(string piece) =>
        PrivateKey().IsMatch(piece) ? "kunci privat"
        : AwsKey().IsMatch(piece) ? "kunci akses AWS"
        : Jwt().IsMatch(piece) ? "token JWT"
        : ServiceToken().IsMatch(piece) ? "token akses layanan"
        : UrlPassword().Matches(piece).Any(match => !IsPlaceholder(match.Groups["v"].Value)) ? "kata sandi dalam alamat"
        : ConnectionString().Matches(piece).Any(match => !IsPlaceholder(match.Groups["v"].Value)) ? "kata sandi dalam untai koneksi"
        : null;

    /// <summary>A name that promises a secret, and a value that is as random as one.</summary>
    private static string? Assigned(string piece) =>
        Assignment().Matches(piece).Any(match => match.Groups["v"].Value is var value && !IsPlaceholder(value) && LooksRandom(value)) ? "nilai rahasia" : null;

    /// <summary>What stands in examples: a variable, a name in brackets, one letter again and again, a word that says that it is to be replaced.</summary>
    internal static bool IsPlaceholder(string value) =>
        value.Length < 4 || value.Contains("${", StringComparison.Ordinal) || value.Contains("{{", StringComparison.Ordinal) || value[0] is '$' or '<' or '%' or '{' or '*'
        || value.Distinct().Count() <= 3 || Placeholder().IsMatch(value);

    /// <summary>Letters and digits mixed, and at least 3.2 bits a character: words of a language have less, keys more.</summary>
    internal static bool LooksRandom(string value) =>
        value.Length >= 16 && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter) && !value.Contains(' ') && Entropy(value) >= 3.2;

    internal static double Entropy(string value) => -value.CountBy(letter => letter).Sum(pair => pair.Value / (double)value.Length * Math.Log2(pair.Value / (double)value.Length));

    // Every repetition is bounded and pieces are short: no input makes these slow.
    [GeneratedRegex(@"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,300}\.eyJ[A-Za-z0-9_-]{4,1000}\.[A-Za-z0-9_-]{8,600}")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,90}|glpat-[A-Za-z0-9_-]{20}|AIza[A-Za-z0-9_-]{35}|xox[abprs]-[A-Za-z0-9-]{20,80}|simpul_[A-Za-z0-9_-]{40,50})")]
    private static partial Regex ServiceToken();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@""'<>]{1,60}:(?<v>[^\s@/""'<>]{4,100})@")]
    private static partial Regex UrlPassword();

    [GeneratedRegex(@"(?:server|host|data source|database|user id|username|uid)\s?=[^;""'\r\n]{1,150};.{0,200}?(?:password|pwd)\s?=\s?(?<v>[^;""'\s]{4,100})", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"(?:pass(?:word|wd|phrase)?|pwd|secret|token|kata_?sandi|sandi|rahasia|(?:api|access|private|auth)[_-]?key)[A-Za-z0-9_-]{0,20}[""']?\s{0,5}(?:=>|:=|[:=])\s{0,5}[""']?(?<v>[A-Za-z0-9+/=_.!@#$%^&*~-]{16,200})", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"change.?me|example|contoh|placeholder|dummy|your[_-]|ganti|xxxx|\.\.\.|^(?:password|secret|test|rahasia|sandi)\d{0,3}$|process\.env|getenv|config[.\[(]|environ", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
