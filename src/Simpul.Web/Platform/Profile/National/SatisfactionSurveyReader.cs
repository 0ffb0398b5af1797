using System.Globalization;

namespace Simpul.Web.Platform.Profile.National;

internal sealed class SatisfactionSurveyReader(NationalFile file)
{
    public static SatisfactionSurvey? Read(string path, YamlErrors errors) =>
        NationalFile.Read(path, errors, "", file => new SatisfactionSurveyReader(file).Survey());

    private SatisfactionSurvey Survey()
    {
        var map = file.Map;
        var indexName = map.Text("index-name");
        var frequency = map.Read("frequency", block => new SurveyFrequency(block.Text("every"), block.Text("text"), file.Provenance(block)));
        var scale = file.Block(map, "scale", block => ReadScale(block));
        var elements = file.Block(map, "elements", block => ReadElements(block, scale.Count));
        var fields = file.Block(map, "respondent", block => block.Texts("fields"));
        var calculation = map.Read("calculation", ReadCalculation);
        var many = file.Block(map, "many-services", block => block.Text("text"));
        var bands = file.Block(map, "bands", block => ReadBands(block, scale.Count, calculation));
        var sample = map.Read("sample", ReadSample);
        var (steps, publish) = file.Block(map, "process", block => (block.Texts("steps"), block.Texts("publish")));
        var (surveys, edges) = file.Block(map, "examples", block => (
            block.Each("surveys", survey => ReadExample(survey, elements, scale.Count)),
            block.Each("edges", edge => new SurveyEdge(edge.Number("index"), edge.Text("grade")))));
        return new SatisfactionSurvey(
            file.Id, file.Title, file.Regulation, indexName, file.Sources, file.InForce, frequency, elements, scale, fields, calculation, many, bands, sample,
            steps, publish, surveys, edges);
    }

    private static IReadOnlyList<SurveyAnswer> ReadScale(YamlMap map)
    {
        var answers = map.Each("values", one => new SurveyAnswer(one.Whole("value"), one.Text("name")));
        if (answers.Count == 0 || !answers.Select(answer => answer.Value).SequenceEqual(Enumerable.Range(1, answers.Count)))
        {
            map.Report("values", "the values must be 1, 2, 3 and so on");
        }
        return answers;
    }

    private static List<SurveyElement> ReadElements(YamlMap map, int answers)
    {
        List<(SurveyElement Element, YamlMap Map)> elements = [];
        foreach (var entry in map.Maps("list"))
        {
            var element = entry.Read(one => new SurveyElement(
                one.Text("id"), one.Text("name"), one.Id("slug"), one.Whole("order"), one.Text("meaning"), one.Texts("answers"), one.Optional("note")?.Text()));
            if (element.Id != $"U{elements.Count + 1}") entry.Report("id", $"the next id is U{elements.Count + 1}");
            if (element.Answers.Count != answers) entry.Report("answers", $"there must be {answers} answers, one for each value");
            elements.Add((element, entry));
        }
        NationalFile.Unique(elements.Select(one => (one.Element.Slug, one.Map)), "slug");
        NationalFile.Unique(elements.Select(one => (one.Element.Order, one.Map)), "order");
        return [.. elements.Select(one => one.Element)];
    }

    private SurveyCalculation ReadCalculation(YamlMap map)
    {
        map["method"].OneOf("mean-of-means");
        map["element-weight"].OneOf("equal");
        map["intermediate-rounding"].OneOf("none");
        map["band-from"].OneOf("published");
        map["rounding"].OneOf("half-up");
        var decimals = map.Whole("published-decimals");
        if (decimals is < 0 or > 10) map.Report("published-decimals", "a figure has 0 to 10 decimals");
        return new SurveyCalculation(
            map.Whole("multiplier"), Math.Clamp(decimals, 0, 10), MidpointRounding.AwayFromZero, [.. map.List("legacy-weights").Select(weight => weight.Number())],
            file.Provenance(map));
    }

    private static List<SurveyBand> ReadBands(YamlMap map, int answers, SurveyCalculation calculation)
    {
        List<SurveyBand> bands = [];
        var step = 1m;
        for (var decimals = 0; decimals < calculation.PublishedDecimals; decimals++) step /= 10;
        foreach (var entry in map.Maps("list"))
        {
            var band = entry.Read(one => new SurveyBand(
                one.Whole("perception"), one.Text("grade"), one.Text("name"), one.Number("from"), one.Number("to"), one.Number("element-from"), one.Number("element-to")));
            var next = bands.Count == 0 ? calculation.Multiplier : bands[^1].To + step;
            if (band.Perception != bands.Count + 1) entry.Report("perception", $"the next perception is {bands.Count + 1}");
            if (band.From != next) entry.Report("from", $"this band must begin at {next.ToString(CultureInfo.InvariantCulture)}");
            if (band.To < band.From) entry.Report("to", "“to” must not be below “from”");
            if (bands.Count > 0 && band.ElementFrom <= bands[^1].ElementTo - 0.01m) entry.Report("element-from", "bands must ascend");
            if (bands.Any(one => one.Grade == band.Grade)) entry.Report("grade", $"grade “{band.Grade}” is given twice");
            bands.Add(band);
        }
        var highest = (decimal)calculation.Multiplier * answers;
        if (bands.Count == 0 || bands[^1].To != highest) map.Report($"the bands must reach {highest.ToString(CultureInfo.InvariantCulture)}");
        return bands;
    }

    private SampleRule ReadSample(YamlMap map)
    {
        file.Provenance(map);
        map["method"].OneOf("krejcie-morgan");
        Dictionary<int, int> table = [];
        var rule = new SampleRule(map.Number("chi-square"), map.Number("proportion"), map.Number("error"), table);
        var usable = rule is { ChiSquare: > 0 and < 1000, Proportion: > 0 and < 1, Error: > 0 and < 1 };
        if (!usable) map.Report("“chi-square” must be 0 to 1000, “proportion” and “error” between 0 and 1");
        var last = 0;
        foreach (var entry in map.Maps("table"))
        {
            var (population, sample) = entry.Read(one => (one.Whole("population"), one.Whole("sample")));
            if (population <= last) entry.Report("population", "populations must ascend from 1");
            else if (usable && rule.SizeFor(population) != sample) entry.Report("sample", $"the formula gives {rule.SizeFor(population)}, not {sample}");
            last = Math.Max(last, population);
            table[population] = sample;
        }
        return rule;
    }

    private static SurveyExample ReadExample(YamlMap map, IReadOnlyList<SurveyElement> elements, int answers)
    {
        var respondents = map.Whole("respondents");
        Dictionary<string, IReadOnlyList<int>> counts = new(StringComparer.Ordinal);
        foreach (var entry in map.Maps("answers"))
        {
            var (element, given) = entry.Read(one => (one.Text("element"), one.List("counts").Select(count => count.Whole()).ToList()));
            if (!elements.Any(one => one.Id == element)) entry.Report("element", $"there is no element “{element}”");
            if (given.Count != answers || given.Sum(count => (long)count) != respondents) entry.Report("counts", $"{answers} counts must add up to {respondents}");
            counts[element] = given;
        }
        return new SurveyExample(
            respondents, counts,
            map.Each("results", one => new SurveyResult(
                one["weight"].IsText && one["weight"].Text() == "exact" ? null : one.Number("weight"), one.Number("index"), one.Text("grade"), one.Optional("note")?.Text())),
            map.Text("lowest"));
    }
}
