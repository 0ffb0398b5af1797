using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Journal;

/// <summary>What actions are called, from docs/journal-events.md, which goes out with the program: the list that people read is the one that it uses.</summary>
public sealed partial class JournalWords
{
    private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);

    public JournalWords()
    {
        using var list = typeof(JournalWords).Assembly.GetManifestResourceStream("journal-events.md") ?? throw new InvalidOperationException("journal-events.md is not in the program.");
        using var reader = new StreamReader(list);
        foreach (Match row in Row().Matches(reader.ReadToEnd()))
        {
            words.TryAdd(row.Groups[1].Value, row.Groups[2].Value.Trim());
        }
    }

    /// <summary>Actions that are listed by their full name.</summary>
    public IEnumerable<string> Listed => words.Keys.Where(action => !action.StartsWith("*.", StringComparison.Ordinal));

    /// <summary>Whether the list has it, itself or by its ending: <c>*.registered</c>.</summary>
    public bool Knows(string action) => words.ContainsKey(action) || words.ContainsKey(Ending(action));

    /// <summary>Indonesian, as the beginning of a sentence: "Didaftarkan"; where the list does not have it, that something was recorded.</summary>
    public string Of(string action) => Capital(words.GetValueOrDefault(action) ?? words.GetValueOrDefault(Ending(action)) ?? $"dicatat ({action})");

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Ending(string action) => "*" + action[Math.Max(0, action.LastIndexOf('.'))..];

    [GeneratedRegex(@"^\|\s*`([^`]+)`\s*\|([^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
