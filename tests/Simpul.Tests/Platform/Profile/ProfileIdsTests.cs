using Shouldly;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

/// <summary>
/// No row of the four regulations is lost: <c>ids/</c> holds the id and kind of each, as the reading of the texts numbered them. Rows whose kind
/// names something to be done stand among the obligations, all others among provisions or terms.
/// </summary>
public sealed class ProfileIdsTests
{
    private static readonly string[] Obliging = ["duty", "approval", "review", "cadence", "prohibition"];

    public static TheoryData<string, int> Four => new()
    {
        { "palangka-raya-9-2022", 129 },
        { "bangka-tengah-74-2021", 177 },
        { "baubau-68-2023", 211 },
        { "palembang-25-2023", 96 },
    };

    [Theory]
    [MemberData(nameof(Four))]
    public void Every_row_of_the_regulation_stands_where_its_kind_belongs(string id, int obligations)
    {
        var rows = Rows(id);
        var expected = rows.Where(row => Obliges(row.Kind)).Select(row => row.Id).ToList();
        expected.Count.ShouldBe(obligations);
        var set = ProfileSet.Load(Regulations.Folder);

        var profile = set.Find(id).Required();

        profile.Obligations.Select(obligation => obligation.Id).ShouldBe(expected, ignoreOrder: true);
        profile.Provisions.Select(provision => provision.Id).Concat(profile.Glossary.Select(term => term.Id))
            .ShouldBe(rows.Where(row => !Obliges(row.Kind)).Select(row => row.Id), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void An_obligation_keeps_a_kind_that_its_row_names(string id, int obligations)
    {
        obligations.ShouldBePositive();
        var set = ProfileSet.Load(Regulations.Folder);
        var kinds = Rows(id).ToDictionary(row => row.Id, row => row.Kind, StringComparer.Ordinal);

        set.Find(id).Required().Obligations
            .Where(obligation => !kinds[obligation.Id].Contains(obligation.Kind.ToString().ToLowerInvariant(), StringComparison.Ordinal))
            .Select(obligation => $"{obligation.Id} is {obligation.Kind}, its row {kinds[obligation.Id]}").ShouldBeEmpty();
    }

    private static bool Obliges(string kind) => Obliging.Any(word => kind.Contains(word, StringComparison.Ordinal));

    private static List<(string Id, string Kind)> Rows(string id) =>
        [.. File.ReadLines(Path.Combine(Regulations.Tests, "ids", id + ".txt")).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];
}
