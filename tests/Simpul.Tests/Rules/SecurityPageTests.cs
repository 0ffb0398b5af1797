using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Simpul.Tests.Rules;

/// <summary>docs/security.md names the test that holds each control; these hold the names.</summary>
public sealed partial class SecurityPageTests
{
    // The gateway's part cites the gateway's tests, which look themselves up.
    private static readonly string page = Gateway().Replace(File.ReadAllText(Path.Combine(Root(), "docs", "security.md")), "");

    [Fact]
    public void Every_test_that_the_page_cites_is_there()
    {
        var there = typeof(SecurityPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(IsTest).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var cited = Cited().Matches(page).Select(found => found.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        cited.Count.ShouldBeGreaterThan(100);
        cited.Where(name => !there.Contains(name)).ShouldBeEmpty("docs/security.md cites these, and there are no such tests. Cite what holds the control now, or write – and a gap.");
    }

    [Fact]
    public void Tests_are_cited_in_the_one_form_that_is_looked_up() =>
        Named().Matches(Cited().Replace(page, "")).Select(found => found.Value).ShouldBeEmpty("Cite a test as `ClassTests.Its_sentence`: in any other form nobody would miss it.");

    private static bool IsTest(MethodInfo method) => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "FactAttribute" or "TheoryAttribute");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Simpul.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }
        return folder.FullName;
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*Tests\\.[A-Z][A-Za-z0-9_]*)`")]
    private static partial Regex Cited();

    [GeneratedRegex(@"^## 4 .*?(?=^## 5 )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Gateway();

    [GeneratedRegex("[A-Z][A-Za-z0-9]*Tests\\b[.A-Za-z0-9_]*")]
    private static partial Regex Named();
}
