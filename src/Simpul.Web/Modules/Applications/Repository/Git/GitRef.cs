namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>A branch or a tag.</summary>
/// <param name="Name">Without <c>refs/heads/</c> or <c>refs/tags/</c>.</param>
/// <param name="Commit">What it leads to; of an annotated tag the commit behind it.</param>
public sealed record GitRef(string Name, bool IsTag, string Commit, DateTimeOffset At, string Subject)
{
    public string Full => (IsTag ? "refs/tags/" : "refs/heads/") + Name;
}

/// <summary>What a folder of a commit holds.</summary>
/// <param name="Size">Bytes; null of what is no file.</param>
public sealed record GitEntry(string Name, GitEntryKind Kind, string Id, long? Size);

public enum GitEntryKind
{
    Folder,
    File,
    Link,

    /// <summary>A commit of another repository.</summary>
    Module,
}

/// <summary>A commit, as a history lists it.</summary>
public sealed record GitCommit(string Id, IReadOnlyList<string> Parents, string Author, DateTimeOffset At, string Subject)
{
    public string Brief => Id[..10];
}

/// <summary>Names and ids as git takes them.</summary>
public static class GitName
{
    /// <summary>The id that stands for nothing: before a ref was made, after it was deleted.</summary>
    public const string None = "0000000000000000000000000000000000000000";

    public const int PathLength = 1000;

    public static bool IsId(string? text) => text is { Length: 40 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A path within a commit: no part of it is empty, <c>.</c> or <c>..</c>, and nothing in it ends a line.</summary>
    public static bool IsPath(string path) => path.Length is > 0 and <= PathLength && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Whether a ref's name fits a pattern in which <c>*</c> stands for anything, slashes among it.</summary>
    public static bool Fits(string name, string pattern)
    {
        // Greedy with one step back: linear in practice, and never worse than name times pattern.
        int at = 0, of = 0, star = -1, mark = 0;
        while (at < name.Length)
        {
            if (of < pattern.Length && pattern[of] == '*')
            {
                (star, mark) = (of++, at);
            }
            else if (of < pattern.Length && pattern[of] == name[at])
            {
                (at, of) = (at + 1, of + 1);
            }
            else if (star >= 0)
            {
                (of, at) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }
        return pattern[of..].All(letter => letter == '*');
    }
}
