using System.Globalization;

namespace Simpul.Bus;

/// <summary>
/// What a log commits to at one moment: its origin, how many leaves it has, and their root. Written as C2SP tlog-checkpoint
/// lays down: a line each, then extension lines, of which Simpul uses one, <c>time 2026-11-22T10:00:00Z</c>.
/// </summary>
public sealed class Checkpoint
{
    /// <summary>Extension lines that a reader accepts.</summary>
    public const int MaxExtensions = 16;

    const string TimePrefix = "time ";
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <param name="origin">The log's name for all time, such as <c>simpul.palembang.go.id/jurnal</c>: no spaces, no plus sign, at most 256 characters.
    /// It need not lead anywhere.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="root">Root over that many leaves.</param>
    /// <param name="time">When; kept to the second, in UTC.</param>
    /// <exception cref="ArgumentException">A value that could not be read back from the text.</exception>
    public Checkpoint(string origin, long size, ReadOnlySpan<byte> root, DateTimeOffset? time = null)
        : this(origin, size, root.ToArray(), time is { } at ? [TimePrefix + at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)] : [])
    {
    }

    Checkpoint(string origin, long size, byte[] root, IReadOnlyList<string> extensions)
    {
        if (!NoteText.IsName(origin)) throw new ArgumentException("An origin is 1 to 256 characters without spaces, plus signs and control characters.", nameof(origin));
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        MerkleTree.RequireHash(root);
        if (extensions.Count > MaxExtensions || !extensions.All(NoteText.IsLine)) throw new ArgumentException("Too many or too long extension lines.", nameof(extensions));
        Origin = origin;
        Size = size;
        Root = root;
        Extensions = extensions;
        Time = ReadTime(extensions);
    }

    public string Origin { get; }

    public long Size { get; }

    public byte[] Root { get; }

    /// <summary>The lines after the root, as written. Lines of others are kept and mean nothing here.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>By the clock of whoever signed: a statement, not a proof of when.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>What is signed, ending in a line feed.</summary>
    public string Text => string.Concat(((string[])[Origin, Size.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(Root), .. Extensions]).Select(line => line + '\n'));

    /// <exception cref="FormatException">The text is not exactly what <see cref="Text"/> writes.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n', MaxExtensions + 5);
        if (lines.Length < 4) throw new FormatException("A checkpoint has at least three lines, each ended by a line feed: origin, size, root.");
        if (lines.Length > MaxExtensions + 4) throw new FormatException($"A checkpoint has at most {MaxExtensions} extension lines.");
        if (!NoteText.IsName(lines[0])) throw new FormatException("The checkpoint's first line is not an origin.");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) throw new FormatException("The checkpoint's second line is not a size.");
        if (!NoteText.TryHash(lines[2], out var root)) throw new FormatException("The checkpoint's third line is not a SHA-256 root in Base64.");
        var extensions = lines[3..^1];
        if (!extensions.All(NoteText.IsLine)) throw new FormatException("An extension line is empty, too long, or has control characters.");
        var checkpoint = new Checkpoint(lines[0], size, root, extensions);
        return checkpoint.Text == text ? checkpoint : throw new FormatException("The checkpoint is not written the one way that it may be (leading zeros, or no line feed at the end).");
    }

    static DateTimeOffset? ReadTime(IReadOnlyList<string> extensions)
    {
        var lines = extensions.Where(line => line.StartsWith(TimePrefix, StringComparison.Ordinal)).ToList();
        if (lines.Count == 0) return null;
        if (lines.Count == 1 && DateTimeOffset.TryParseExact(lines[0].AsSpan(TimePrefix.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        throw new FormatException("A checkpoint has at most one line of time, written as 2026-11-22T10:00:00Z.");
    }
}
