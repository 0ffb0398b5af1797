using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

/// <summary>The gateway's part of docs/security.md names the test that holds each control; this holds the names.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_page_cites_is_there()
    {
        var page = Gateway().Match(File.ReadAllText(Path.Combine(Programs.Root(), "docs", "security.md"))).Value;
        var there = typeof(SecurityPageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);
        var cited = Cited().Matches(page).Select(found => found.Groups[1].Value).Distinct().ToList();
        cited.Count.ShouldBeGreaterThan(30);
        cited.Where(name => !there.Contains(name)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^## 4 .*?(?=^## 5 )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Gateway();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*Tests\\.[A-Z][A-Za-z0-9_]*)`")]
    private static partial Regex Cited();
}
