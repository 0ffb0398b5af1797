using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Simpul.Tests.Rules;

/// <summary>The rules of the house, read from the sources.</summary>
public sealed partial class HouseTests
{
    private static readonly string root = Root();
    private static readonly string web = Path.Combine(root, "src", "Simpul.Web");

    [Fact]
    public void A_module_names_no_inside_of_another()
    {
        var wrong = new List<string>();
        foreach (var file in Sources(Path.Combine(web, "Modules")))
        {
            var own = Path.GetRelativePath(Path.Combine(web, "Modules"), file).Split(Path.DirectorySeparatorChar)[0];
            if (own is "House.cs" or "Shared" or "_ViewImports.cshtml" or "_ViewStart.cshtml")
            {
                continue;
            }
            foreach (Match named in OtherModule().Matches(File.ReadAllText(file)))
            {
                var (module, rest) = (named.Groups[1].Value, named.Groups[2].Value);
                if (module != own && rest != ".Contract")
                {
                    wrong.Add($"{Path.GetRelativePath(root, file)} names Modules.{module}{rest}");
                }
            }
        }
        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_platform_names_no_module()
    {
        var wrong = Sources(Path.Combine(web, "Platform")).Where(file => OtherModule().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(root, file));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_program_knows_no_government_by_name()
    {
        var names = new Regex("palembang|baubau|palangka|bangka tengah|bangka-tengah", RegexOptions.IgnoreCase);
        var wrong = Sources(Path.Combine(root, "src")).SelectMany(file => File.ReadLines(file).Select((line, at) => (file, line, at)))
            // An example in a comment explains; a name in code decides.
            .Where(found => names.IsMatch(found.line) && !found.line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !found.line.Contains("Description = ", StringComparison.Ordinal))
            .Select(found => $"{Path.GetRelativePath(root, found.file)}:{found.at + 1}");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_word_that_says_nothing_ends_the_name_of_a_type()
    {
        var type = new Regex(@"\b(?:class|record|struct|interface|enum)\s+([A-Za-z]+(?:Manager|Helper|Base|Dto|Impl|Common|Utils?))\b");
        var wrong = Sources(Path.Combine(root, "src")).SelectMany(file => type.Matches(File.ReadAllText(file)).Select(found => $"{Path.GetRelativePath(root, file)}: {found.Groups[1].Value}"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_page_carries_no_script_and_no_style_of_its_own()
    {
        var inline = new Regex(@"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=\s*""|\son[a-z]+\s*=\s*""", RegexOptions.IgnoreCase);
        var wrong = Sources(Path.Combine(web, "Modules")).Where(file => file.EndsWith(".cshtml", StringComparison.Ordinal) && inline.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(root, file));
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
        .Where(file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal)) && !file.Contains("Migrations", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }

    [GeneratedRegex(@"Simpul\.Web\.Modules\.([A-Z][A-Za-z]*)((?:\.[A-Z][A-Za-z]*)?)")]
    private static partial Regex OtherModule();
}
