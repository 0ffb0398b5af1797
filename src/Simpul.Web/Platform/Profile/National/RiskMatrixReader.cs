namespace Simpul.Web.Platform.Profile.National;

internal sealed class RiskMatrixReader(NationalFile file)
{
    private const int Size = 5;
    private readonly List<YamlMap> examples = [];

    public static RiskMatrix? Read(string path, YamlErrors errors) => NationalFile.Read(path, errors, "", file => new RiskMatrixReader(file).Matrix());

    private RiskMatrix Matrix()
    {
        var map = file.Map;
        var (adaptable, period) = file.Block(map, "adaptable", block => (block.Text("text"), block.Text("period")));
        var kinds = file.List(map, "kinds", kind => new RiskKind(kind["id"].OneOf("positive", "negative"), kind.Text("name"), kind.Text("meaning")));
        var categories = Numbered(map, "categories");
        var areas = Numbered(map, "impact-areas");
        var likelihood = file.Block(map, "likelihood", block => Ordered(block, level =>
            new LikelihoodLevel(level.Whole("level"), level.Text("name"), ReadBounds(level, "probability"), ReadBounds(level, "occurrences")), level => level.Level));
        var impact = file.Block(map, "impact", block => Ordered(block, level =>
            new ImpactLevel(level.Whole("level"), level.Text("name"), ReadBounds(level, "performance-change")), level => level.Level));
        var scores = file.Block(map, "matrix", block => ReadScores(block));
        var levels = file.Block(map, "levels", block => ReadLevels(block));
        var appetite = file.Block(map, "appetite", block => new Appetite(block.Text("rule"), block.Each("example", one => ReadLimit(one, categories))));
        var treatments = file.List(map, "treatments", one =>
            new Treatment(one.Id("id"), one["kind"].OneOf("positive", "negative"), one.Text("name"), one.Text("when")));
        var residual = file.Block(map, "residual", block => block.Text("text"));
        var process = map.Read("process", ReadProcess);
        var roles = file.List(map, "roles", ReadRole);
        var forms = file.List(map, "forms", ReadForm);
        var matrix = new RiskMatrix(
            file.Id, file.Title, file.Regulation, map.Optional("legal-basis")?.Text(), file.Sources, file.InForce, adaptable, period, kinds, categories, areas,
            likelihood, impact, scores, levels, appetite, treatments, residual, process, roles, forms, file.List(map, "examples", ReadExample));
        foreach (var (example, place) in matrix.Examples.Zip(examples)) Agrees(matrix, example, place);
        return matrix;
    }

    private static Dictionary<int, IReadOnlyList<int>> ReadScores(YamlMap map)
    {
        Dictionary<int, IReadOnlyList<int>> rows = [];
        HashSet<int> seen = [];
        foreach (var row in map.Maps("rows"))
        {
            var (likelihood, scores) = row.Read(one => (one.Whole("likelihood"), one.List("scores")));
            if (likelihood is < 1 or > Size || !rows.TryAdd(likelihood, [.. scores.Select(score => score.Whole())]))
            {
                row.Report("likelihood", $"each likelihood from 1 to {Size} has one row");
            }
            if (scores.Count != Size) row.Report("scores", $"a row has {Size} scores, for impact 1 to {Size}");
            foreach (var score in scores)
            {
                if (score.Whole() is < 1 or > Size * Size) score.Report($"a score is 1 to {Size * Size}");
                else if (!seen.Add(score.Whole())) score.Report($"score {score.Whole()} is given twice");
            }
        }
        for (var likelihood = 1; likelihood <= Size; likelihood++)
        {
            if (!rows.ContainsKey(likelihood)) map.Report($"the row of likelihood {likelihood} is missing");
        }
        return rows;
    }

    private static List<RiskLevel> ReadLevels(YamlMap map)
    {
        List<RiskLevel> levels = [];
        foreach (var entry in map.Maps("list"))
        {
            var level = entry.Read(one => new RiskLevel(
                one.Whole("level"), one.Id("id"), one.Text("name"), one.Whole("from"), one.Whole("to"), one.Text("colour"), one.Text("hex")));
            var next = levels.Count == 0 ? 1 : levels[^1].To + 1;
            if (level.Level != levels.Count + 1) entry.Report("level", $"the next level is {levels.Count + 1}");
            if (level.From != next) entry.Report("from", $"this level must begin at {next}");
            if (level.To < level.From) entry.Report("to", "“to” must not be below “from”");
            if (levels.Any(one => one.Id == level.Id)) entry.Report("id", $"id “{level.Id}” is given twice");
            levels.Add(level);
        }
        if (levels.Count == 0 || levels[^1].To != Size * Size) map.Report($"the levels must reach {Size * Size}");
        return levels;
    }

    private static void Agrees(RiskMatrix matrix, RiskExample example, YamlMap place)
    {
        if (!matrix.Scores.TryGetValue(example.Likelihood, out var row) || example.Impact < 1 || example.Impact > row.Count)
        {
            place.Report($"likelihood and impact must be 1 to {Size}");
            return;
        }
        var score = matrix.Score(example.Likelihood, example.Impact);
        if (score != example.Score) place.Report("score", $"the matrix gives {score}, not {example.Score}");
        var level = matrix.Levels.FirstOrDefault(one => one.From <= example.Score && example.Score <= one.To);
        if (level?.Id != example.Level) place.Report("level", $"the levels give “{level?.Id}”, not “{example.Level}”");
    }

    private static AppetiteLimit ReadLimit(YamlMap map, IReadOnlyList<NumberedName> categories)
    {
        var limit = new AppetiteLimit(map.Id("category"), map.Whole("positive"), map.Whole("negative"));
        if (!categories.Any(category => category.Id == limit.Category)) map.Report("category", $"“{limit.Category}” is not known");
        foreach (var (key, score) in (ReadOnlySpan<(string, int)>)[("positive", limit.Positive), ("negative", limit.Negative)])
        {
            if (score is < 1 or > Size * Size) map.Report(key, $"a score is 1 to {Size * Size}");
        }
        return limit;
    }

    private RiskProcess ReadProcess(YamlMap map)
    {
        file.Provenance(map);
        return new RiskProcess(
            map.Each("steps", step => new RiskStep(
                step.Id("id"), step.Text("name"), step.Optional("form")?.Text(), step.OptionalTexts("parts"), step.OptionalTexts("ways"),
                step.OptionalTexts("frequency"), step.OptionalTexts("kinds"), step.Optional("output")?.Text())),
            map.Texts("principles"), map.Texts("leadership-cycle"), map.Texts("stakeholder-support"), map.Texts("culture-factors"));
    }

    private static RiskRole ReadRole(YamlMap map) => new(
        map.Id("id"), map.Text("short"), map.Text("name"), map.Optional("appointed-by")?.Text(), map.Optional("held-by")?.Text(), map.Text("function"),
        map.EachOptional("members", member => new RiskRoleMember(member.Id("id"), member.Text("name"), member.Text("duty"))));

    private static RiskForm ReadForm(YamlMap map) => new(
        map.Text("number"), map.Text("title"), map.OptionalTexts("header"), map.OptionalTexts("fields"), map.OptionalTexts("columns"), map.EachOptional("parts", ReadForm));

    private RiskExample ReadExample(YamlMap map)
    {
        examples.Add(map);
        return new RiskExample(
            map.Whole("likelihood"), map.Whole("impact"), map["kind"].OneOf("positive", "negative"), map.Whole("score"), map.Id("level"), map.Optional("note")?.Text());
    }

    private static Bounds ReadBounds(YamlMap map, string key) => map.Read(key, bounds =>
    {
        var read = new Bounds(
            bounds.Optional("from")?.Number(), bounds.Optional("above")?.Number(), bounds.Optional("to")?.Number(), bounds.Optional("below")?.Number());
        if ((read.From ?? read.Above ?? read.To ?? read.Below) is null) bounds.Report("give “from” or “above”, “to” or “below”");
        if ((read.From ?? read.Above) > (read.To ?? read.Below)) bounds.Report("the range ends before it begins");
        return read;
    });

    private IReadOnlyList<NumberedName> Numbered(YamlMap map, string key)
    {
        List<(string, YamlMap)> places = [];
        var number = 0;
        var list = file.List(map, key, one =>
        {
            var read = new NumberedName(one.Whole("number"), one.Id("id"), one.Text("name"));
            places.Add((read.Id, one));
            if (read.Number != ++number) one.Report("number", $"the next number is {number}");
            return read;
        });
        NationalFile.Unique(places, "id");
        return list;
    }

    private static IReadOnlyList<T> Ordered<T>(YamlMap map, Func<YamlMap, T> read, Func<T, int> level)
    {
        var levels = map.Each("levels", read);
        if (!levels.Select(level).SequenceEqual(Enumerable.Range(1, Size))) map.Report("levels", $"the levels must be 1 to {Size} in order");
        return levels;
    }
}
