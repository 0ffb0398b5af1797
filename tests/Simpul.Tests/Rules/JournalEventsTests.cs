using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Rules;

/// <summary>docs/journal-events.md and the sources name the same actions.</summary>
public sealed partial class JournalEventsTests
{
    [Fact]
    public void Every_recorded_action_is_in_the_list()
    {
        var words = new JournalWords();
        var recorded = Recorded();
        recorded.Count.ShouldBeGreaterThan(20);
        recorded.Where(action => !words.Knows(action)).ShouldBeEmpty("Add a row to docs/journal-events.md for each of these.");
    }

    [Fact]
    public void The_words_begin_small_so_that_they_can_follow_a_name()
    {
        var words = new JournalWords();
        words.Listed.Select(words.Of).ShouldAllBe(text => char.IsUpper(text[0]) && text.Length > 3);
        words.Of("agencies.registered").ShouldBe("Didaftarkan");
    }

    /// <summary>String literals at calls of Record and Note. Of an interpolated one the ending after the last dot counts.</summary>
    private static HashSet<string> Recorded()
    {
        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "Simpul.Web"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            foreach (Match call in Call().Matches(File.ReadAllText(file)))
            {
                foreach (Match action in Literal().Matches(call.Value))
                {
                    // Of an interpolated one only the ending is known.
                    actions.Add(action.Groups[1].Length == 0 ? action.Groups[2].Value : "any" + action.Groups[2].Value[action.Groups[2].Value.LastIndexOf('.')..]);
                }
            }
        }
        return actions;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }
        return folder.FullName;
    }

    // The first argument, which may choose between two.
    [GeneratedRegex("""[jJ]ournal(?:>\(\))?\s*\.\s*(?:Record|Note)\([^,]*,|\bAction\s*=\s*"[^"]*";""")]
    private static partial Regex Call();

    [GeneratedRegex("(\\$?)\"([^\"]*\\.[a-z-]+)\"")]
    private static partial Regex Literal();
}
