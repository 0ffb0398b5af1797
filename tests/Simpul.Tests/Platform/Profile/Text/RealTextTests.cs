using System.Text.RegularExpressions;
using Shouldly;
using Simpul.Web.Platform.Profile.Text;
using Xunit;

namespace Simpul.Tests.Platform.Profile.Text;

public sealed partial class RealTextTests
{
    [Theory]
    [InlineData("baubau-68-2023", 35, 68, 2023)]
    [InlineData("bangka-tengah-74-2021", 56, 74, 2021)]
    [InlineData("palangka-raya-9-2022", 55, 9, 2022)]
    [InlineData("palembang-25-2023", 23, 25, 2023)]
    public void Every_article_is_found_once_and_in_order(string regulation, int articles, int number, int year)
    {
        var text = RegulationTextReader.Read(Texts.Real(regulation));

        text.Articles.Select(article => article.Citation.ToString()).ShouldBe(Enumerable.Range(1, articles).Select(article => $"Pasal {article}"));
        text.Articles.ShouldAllBe(article => article.Words.Length > 0 || article.Children.Count > 0);
        (text.Number, text.Year).ShouldBe((number, year));
        text.Closing.ShouldStartWith("Agar setiap orang mengetahuinya");
    }

    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void Ayat_count_from_one_without_a_gap_but_where_the_regulation_itself_slips(string regulation)
    {
        var text = RegulationTextReader.Read(Texts.Real(regulation));
        var slips = new List<string>();
        foreach (var article in text.Articles)
        {
            var ayat = article.Children.Where(child => child.Kind == ProvisionKind.Paragraph).Select(child => child.Number).ToList();
            if (!ayat.SequenceEqual(Enumerable.Range(1, ayat.Count))) slips.Add($"{article.Citation}: {string.Join(' ', ayat)}");
        }

        slips.ShouldBe(regulation == "baubau-68-2023" ? ["Pasal 7: 1 2 3 4 6", "Pasal 23: 1 2 3 4 4"] : []);
    }

    [Theory]
    [InlineData("baubau-68-2023", "baubau", 172)]
    [InlineData("bangka-tengah-74-2021", "bangka-tengah", 266)]
    [InlineData("palangka-raya-9-2022", "palangka-raya", 206)]
    [InlineData("palembang-25-2023", "palembang", 146)]
    public void Every_provision_that_a_reader_of_the_law_listed_is_found(string regulation, string region, int listed)
    {
        var text = RegulationTextReader.Read(Texts.Real(regulation));
        var ids = RowId().Matches(Texts.Reading(region)).Select(match => match.Groups[1].Value).Where(id => !id.Contains("-L", StringComparison.Ordinal)).ToList();

        ids.Count.ShouldBe(listed);
        ids.Where(id => text.Find(Named(id)).Count != 1).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("baubau-68-2023", 80)]
    [InlineData("bangka-tengah-74-2021", 60)]
    [InlineData("palangka-raya-9-2022", 72)]
    [InlineData("palembang-25-2023", 45)]
    public void Lines_wrapped_at_any_column_read_the_same(string regulation, int columns)
    {
        var text = Texts.Real(regulation);
        var wrapped = string.Join('\n', text.Split('\n').SelectMany(line => Wrap(line, columns)));

        Tree(RegulationTextReader.Read(wrapped)).ShouldBe(Tree(RegulationTextReader.Read(text)));
    }

    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void Without_empty_lines_every_article_reads_the_same(string regulation)
    {
        var text = Texts.Real(regulation);
        var dense = string.Join('\n', text.Split('\n').Where(line => line.Trim().Length > 0));

        Articles(RegulationTextReader.Read(dense)).ShouldBe(Articles(RegulationTextReader.Read(text)));
    }

    [Fact]
    public void The_two_ayat_4_of_Baubaus_article_23_are_told_apart()
    {
        var text = RegulationTextReader.Read(Texts.Real("baubau-68-2023"));

        text.Find(Citation.Parse("Pasal 23 ayat (4) [pertama]")).ShouldHaveSingleItem().Words.ShouldStartWith("Pelaksanaan manajemen keamanan");
        text.Find(Citation.Parse("Pasal 23 ayat (4) [kedua]")).ShouldHaveSingleItem().Words.ShouldStartWith("Manajemen keamanan Informasi dilaksanakan sesuai");
        text.Find(Citation.Parse("Pasal 23 ayat (4)")).Count.ShouldBe(2);
    }

    [Fact]
    public void The_annex_of_Baubau_is_taken_apart_into_two_chapters_and_fourteen_divisions()
    {
        var text = RegulationTextReader.Read(Texts.Real("baubau-68-2023"));
        var annex = text.Annexes.ShouldHaveSingleItem();

        annex.Children.Select(chapter => (chapter.Heading, string.Concat(chapter.Children.Select(division => division.Label))))
            .ShouldBe([("PENDAHULUAN", "A.B.C.D."), ("PERNYATAAN KEBIJAKAN INTERNAL", "A.B.C.D.E.F.G.H.I.J.")]);
        text.Find(Citation.Parse("Lampiran huruf J")).ShouldHaveSingleItem().Heading.ShouldBe("Tim Koordinasi SPBE");
        text.Find(Citation.Parse("Lampiran BAB I huruf C angka 10")).ShouldHaveSingleItem().Words.ShouldBe("Penyelenggara SPBE.");
        text.Find(Citation.Parse("Lampiran BAB II huruf C angka 3")).Select(provision => provision.Words[..14])
            .ShouldBe(["Meningkatkan k", "Data referensi"]);
        text.Find(Citation.Parse("Lampiran huruf J alinea 4 angka 1 sampai dengan angka 8")).Count.ShouldBe(8);
        text.Closing.ShouldEndWith("MONIANSE");
    }

    [Fact]
    public void Words_cut_by_a_page_are_joined()
    {
        var text = RegulationTextReader.Read(Texts.Real("baubau-68-2023"));

        text.Find(Citation.Parse("Pasal 1 angka 10")).ShouldHaveSingleItem().Words.ShouldContain("Data dan Informasi, Infrastruktur SPBE");
        text.Find(Citation.Parse("Pasal 15 ayat (3) huruf a")).ShouldHaveSingleItem().Words.ShouldContain("dengan jaringan pemerintah");
    }

    [Theory]
    [InlineData("baubau-68-2023", 3)]
    [InlineData("bangka-tengah-74-2021", 0)]
    [InlineData("palangka-raya-9-2022", 1)]
    [InlineData("palembang-25-2023", 9)]
    public void Only_what_is_odd_is_noticed(string regulation, int notices) =>
        RegulationTextReader.Read(Texts.Real(regulation)).Notices.Count.ShouldBe(notices);

    [Theory]
    [InlineData("baubau-68-2023")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("palembang-25-2023")]
    public void Every_word_of_the_regulation_is_kept_or_noticed(string regulation) => Words.ShouldAllBeThere(Texts.Real(regulation));

    private static IEnumerable<string> Tree(RegulationText text) =>
        text.Provisions.SelectMany(provision => provision.Whole()).Select(provision => $"{provision.Citation} | {provision.Heading} | {provision.Words}".Replace("/ ", "/", StringComparison.Ordinal));

    private static IEnumerable<string> Articles(RegulationText text) =>
        text.Articles.SelectMany(provision => provision.Whole()).Select(provision => $"{provision.Citation} | {provision.Words}");

    private static IEnumerable<string> Wrap(string line, int columns)
    {
        for (; line.Length > columns && line.LastIndexOf(' ', columns) is var space and > 5; line = line[(space + 1)..]) yield return line[..space];
        yield return line;
    }

    /// <summary>"PLG-13-7-b" is Pasal 13 ayat (7) huruf b; the numbers of the first article are definitions; "4a" is the first of two ayat (4).</summary>
    private static Citation Named(string id)
    {
        var parts = id.Split('-')[1..];
        var citation = $"Pasal {parts[0]}";
        if (parts.Length > 1)
        {
            var ayat = parts[1].TrimEnd('a', 'b');
            citation += parts[0] == "1" ? $" angka {ayat}" : $" ayat ({ayat})";
            if (parts[1].Length > ayat.Length) citation += parts[1][^1] == 'a' ? " [pertama]" : " [kedua]";
        }

        if (parts.Length > 2) citation += $" huruf {parts[2]}";
        return Citation.Parse(citation);
    }

    [GeneratedRegex(@"^\| ([A-Z]{3}-[^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex RowId();
}
