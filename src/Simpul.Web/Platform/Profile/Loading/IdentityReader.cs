using System.Text.RegularExpressions;

namespace Simpul.Web.Platform.Profile.Loading;

/// <summary>Reads <c>region</c> and <c>regulation</c>.</summary>
internal static partial class IdentityReader
{
    private const int MostArticles = 1000;

    public static Region Region(YamlMap map)
    {
        var region = new Region(
            map.Text("name"),
            map.Text("government"),
            map["kind"].OneOf("kota", "kabupaten"),
            Matching(map["code"], CodePattern(), "the home-affairs ministry's code, such as \"16.71\" in quotation marks"),
            map.Text("province"),
            Matching(map["domain"], DomainPattern(), "a domain name such as contohkab.go.id"),
            map["zone"].OneOf([.. Vocabulary.Zones]));
        map.Close();
        return region;
    }

    public static Regulation Regulation(YamlMap map, ProfileScope scope)
    {
        // Citations need the articles and chapters, so these come first.
        scope.Articles = Between(map["articles"], 1, MostArticles);
        scope.Chapters = Chapters(map["chapters"], scope.Articles);
        var regulation = new Regulation(
            map.Text("kind"),
            map.Text("short"),
            Between(map["number"], 1, 100_000),
            Between(map["year"], 1945, 2200),
            map.Text("title"),
            scope.Enacted = map.Date("enacted"),
            map.Date("promulgated"),
            map.Date("in-force"),
            map.Optional("gazette")?.Text(),
            scope.Articles,
            map.Texts("bases"),
            [.. map.Maps("revokes").Select(entry => Revocation(entry, scope))],
            [.. map.Maps("transition").Select(entry => Term(entry, scope))],
            scope.Chapters);
        CheckDates(map, regulation);
        map.Close();
        return regulation;
    }

    internal static int Between(YamlValue value, int least, int most)
    {
        var number = value.Whole();
        if (number >= least && number <= most) return number;
        // What is no number at all was reported already and reads as 0.
        if (number != 0 || value.IsText && value.Text() == "0") value.Report($"must be from {least} to {most}");
        return least;
    }

    private static Revocation Revocation(YamlMap map, ProfileScope scope)
    {
        var revocation = new Revocation(map.Text("title"), scope.Cite(map));
        map.Close();
        return revocation;
    }

    private static TransitionTerm Term(YamlMap map, ProfileScope scope)
    {
        var by = map.Optional("by");
        var term = new TransitionTerm(map.Text("text"), scope.Cite(map), by?.Date());
        if (term.By < scope.Enacted) by!.Report("lies before the regulation was enacted");
        map.Close();
        return term;
    }

    private static void CheckDates(YamlMap map, Regulation regulation)
    {
        if (regulation.Enacted == default || regulation.Promulgated == default || regulation.InForce == default) return;
        if (regulation.Promulgated < regulation.Enacted) map.Report("promulgated", "lies before the regulation was enacted");
        if (regulation.InForce < regulation.Promulgated) map.Report("in-force", "lies before the regulation was promulgated");
        if (regulation.Enacted.Year != regulation.Year) map.Report("enacted", $"is not in {regulation.Year}, the year of the regulation");
    }

    private static List<Chapter> Chapters(YamlValue value, int articles)
    {
        List<Chapter> chapters = [];
        var holders = new string?[articles + 1];
        foreach (var item in value.List())
        {
            var map = item.Map();
            var (number, title) = (map.Text("number"), map.Text("title"));
            if (map.Optional("annex")?.Bool() ?? false)
            {
                if (map.Has("articles")) map.Report("articles", "an annex has no articles");
                chapters.Add(new Chapter(number, title, 0, 0, IsAnnex: true));
            }
            else
            {
                chapters.Add(Body(map["articles"], number, title, holders));
            }
            map.Close();
        }
        var orphans = Enumerable.Range(1, articles).Where(article => holders[article] is null).Take(11).ToList();
        if (orphans.Count > 0) value.Report($"no chapter holds Pasal {string.Join(", ", orphans.Take(10))}{(orphans.Count > 10 ? " and more" : "")}");
        return chapters;
    }

    private static Chapter Body(YamlValue range, string number, string title, string?[] holders)
    {
        var ends = range.List();
        if (ends.Count != 2)
        {
            range.Report("must be the first and the last article, such as [1, 4]");
            return new Chapter(number, title, 1, 1, IsAnnex: false);
        }
        var (first, last) = (Between(ends[0], 1, holders.Length - 1), Between(ends[1], 1, holders.Length - 1));
        if (last < first) range.Report("ends before it begins");
        for (var article = first; article <= last; article++)
        {
            if (holders[article] is { } other) range.Report($"Pasal {article} stands in chapter {other} already");
            holders[article] ??= number;
        }
        return new Chapter(number, title, first, last, IsAnnex: false);
    }

    private static string Matching(YamlValue value, Regex pattern, string what)
    {
        var text = value.Text();
        if (text.Length > 0 && !pattern.IsMatch(text)) value.Report($"“{text}” is not {what}");
        return text;
    }

    [GeneratedRegex(@"^[0-9]{2}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainPattern();
}
