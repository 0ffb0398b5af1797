using System.Globalization;

namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>What a commit changed, as a page shows it.</summary>
/// <param name="Cut">There is more than a page shows.</param>
public sealed record GitDifference(IReadOnlyList<ChangedFile> Files, bool Cut)
{
    /// <summary>Lines shown of one difference.</summary>
    public const int MostLines = 3000;

    /// <summary>Characters shown of one line.</summary>
    public const int MostLetters = 500;

    /// <summary>Reads git's unified format. What is not of that format is left out; nothing is thrown.</summary>
    public static GitDifference Read(string text, bool cut)
    {
        var files = new List<ChangedFile>();
        List<ChangedLine> lines = [];
        int before = 0, after = 0, left = 0, right = 0, shown = 0;
        foreach (var raw in text.Split('\n'))
        {
            // Within a hunk its own counts decide what a line is, so that a line of content never passes for a heading.
            if (left > 0 || right > 0)
            {
                var kind = raw.Length == 0 ? ' ' : raw[0];
                if (kind == '\\')
                {
                    continue;
                }
                (left, right) = (kind == '+' ? left : left - 1, kind == '-' ? right : right - 1);
                if (++shown > MostLines)
                {
                    return new GitDifference(files, true);
                }
                var words = raw.Length == 0 ? "" : raw[1..].TrimEnd('\r');
                lines.Add(new ChangedLine(kind, kind == '+' ? null : before, kind == '-' ? null : after, words.Length > MostLetters ? words[..MostLetters] + "…" : words));
                (before, after) = (kind == '+' ? before : before + 1, kind == '-' ? after : after + 1);
            }
            else if (raw.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                lines = [];
                files.Add(new ChangedFile(NameOf(raw), null, FileChange.Changed, false, lines));
            }
            else if (files.Count > 0)
            {
                if (raw.StartsWith("@@ ", StringComparison.Ordinal) && Hunk(raw) is var (fromLine, fromCount, toLine, toCount))
                {
                    (before, left, after, right) = (fromLine, fromCount, toLine, toCount);
                    lines.Add(new ChangedLine('@', null, null, raw.Length > MostLetters ? raw[..MostLetters] : raw));
                }
                else
                {
                    files[^1] = Heading(files[^1], raw);
                }
            }
        }
        return new GitDifference(files, cut);
    }

    private static ChangedFile Heading(ChangedFile file, string raw) =>
        raw.StartsWith("new file", StringComparison.Ordinal) ? file with { Change = FileChange.Added }
        : raw.StartsWith("deleted file", StringComparison.Ordinal) ? file with { Change = FileChange.Removed }
        : raw.StartsWith("rename from ", StringComparison.Ordinal) ? file with { Change = FileChange.Renamed, Former = Unquoted(raw[12..]) }
        : raw.StartsWith("rename to ", StringComparison.Ordinal) ? file with { Name = Unquoted(raw[10..]) }
        : raw.StartsWith("Binary files ", StringComparison.Ordinal) ? file with { IsBinary = true }
        : raw.StartsWith("+++ b/", StringComparison.Ordinal) ? file with { Name = raw[6..].TrimEnd('\t') }
        : raw.StartsWith("--- a/", StringComparison.Ordinal) && file.Change == FileChange.Removed ? file with { Name = raw[6..].TrimEnd('\t') }
        : file;

    /// <summary>Both names of the heading are the same where nothing was renamed.</summary>
    private static string NameOf(string heading)
    {
        var rest = heading["diff --git ".Length..];
        var half = rest.Length / 2;
        return rest.Length > 5 && rest[half] == ' ' && rest.StartsWith("a/", StringComparison.Ordinal) ? rest[2..half] : Unquoted(rest);
    }

    private static string Unquoted(string name) => name.Length > 1 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name;

    private static (int, int, int, int)? Hunk(string heading)
    {
        var parts = heading.Split(' ');
        return parts.Length >= 3 && Span(parts[1], '-') is var (fromLine, fromCount) && Span(parts[2], '+') is var (toLine, toCount) ? (fromLine, fromCount, toLine, toCount) : null;
    }

    private static (int Line, int Count)? Span(string text, char sign)
    {
        if (text.Length < 2 || text[0] != sign)
        {
            return null;
        }
        var numbers = text[1..].Split(',');
        return int.TryParse(numbers[0], CultureInfo.InvariantCulture, out var line) && (numbers.Length == 1 ? 1 : int.TryParse(numbers[1], CultureInfo.InvariantCulture, out var given) ? given : -1) is >= 0 and var count ? (line, count) : null;
    }
}

public enum FileChange
{
    Changed,
    Added,
    Removed,
    Renamed,
}

/// <param name="Former">What it was called, where it was renamed.</param>
public sealed record ChangedFile(string Name, string? Former, FileChange Change, bool IsBinary, IReadOnlyList<ChangedLine> Lines)
{
    public int Added => Lines.Count(line => line.Kind == '+');

    public int Removed => Lines.Count(line => line.Kind == '-');
}

/// <param name="Kind"><c>+</c>, <c>-</c>, a space, or <c>@</c> where another part of the file begins.</param>
public sealed record ChangedLine(char Kind, int? Before, int? After, string Text);
