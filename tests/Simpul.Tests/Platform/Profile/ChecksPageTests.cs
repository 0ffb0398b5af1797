using Shouldly;
using Simpul.Web.Commands;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class ChecksPageTests
{
    [Fact]
    public void The_committed_page_of_checks_is_what_the_data_say()
    {
        using var generated = new StringWriter();

        DocsCommand.Checks(Regulations.Folder, generated).ShouldBe(0, generated.ToString());

        File.ReadAllText(Path.Combine(Regulations.Root, "docs", "checks.md"))
            .ShouldBe(generated.ToString(), "write it again: ./run docs checks > docs/checks.md");
    }

    [Fact]
    public void A_check_is_asked_by_several_rows_or_says_why_it_serves_one()
    {
        var set = ProfileSet.Load(Regulations.Folder);
        var asked = set.Ids.SelectMany(id => set.Find(id).Required().Obligations).Where(row => row.Check is not null)
            .CountBy(row => row.Check!.Check).ToDictionary(StringComparer.Ordinal);

        set.Loader.Checks.All.Where(check => asked.GetValueOrDefault(check.Name) == 0).Select(check => check.Name).ShouldBeEmpty("no row asks these");
        set.Loader.Checks.All.Where(check => asked[check.Name] == 1 && check.SingleRowReason is null).Select(check => check.Name).ShouldBeEmpty("a single row asks these");
        set.Loader.Checks.All.Where(check => asked[check.Name] > 1 && check.SingleRowReason is not null).Select(check => check.Name).ShouldBeEmpty("several rows ask these by now");
    }
}
