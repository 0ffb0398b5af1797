using Shouldly;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.National;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class NationalDataTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "regulations", "national");
    private static readonly NationalData National = NationalData.Load(Folder);
    private readonly string copy = Directory.CreateTempSubdirectory("simpul-national-").FullName;

    public void Dispose() => Directory.Delete(copy, recursive: true);

    [Fact]
    public void The_three_instruments_follow_each_other_without_a_gap()
    {
        National.Instruments.Select(instrument => instrument.Id).ShouldBe(["spbe-2018", "spbe-2020", "pemdi-2026"]);
        National.InstrumentOn(new DateOnly(2019, 6, 1))!.Id.ShouldBe("spbe-2018");
        National.InstrumentOn(new DateOnly(2020, 12, 31))!.Id.ShouldBe("spbe-2018");
        National.InstrumentOn(new DateOnly(2021, 1, 1))!.Id.ShouldBe("spbe-2020");
        National.InstrumentOn(new DateOnly(2026, 6, 4))!.Id.ShouldBe("spbe-2020");
        National.InstrumentOn(new DateOnly(2026, 11, 22))!.Id.ShouldBe("pemdi-2026");
    }

    [Theory]
    [InlineData("spbe-2018", 3, 7, 35)]
    [InlineData("spbe-2020", 4, 8, 47)]
    [InlineData("pemdi-2026", 0, 7, 20)]
    public void An_instrument_has_its_parts(string id, int domains, int aspects, int indicators)
    {
        var instrument = National.Instrument(id)!;

        instrument.Domains.Count.ShouldBe(domains);
        instrument.Aspects.Count.ShouldBe(aspects);
        instrument.Indicators.Select(indicator => indicator.Number).ShouldBe(Enumerable.Range(1, indicators));
        instrument.Indicators.ShouldAllBe(indicator => indicator.Name != null);
    }

    [Fact]
    public void The_indicators_of_2018_lie_in_their_aspects() =>
        National.Instrument("spbe-2018")!.Aspects.Select(aspect => (aspect.Weight, aspect.Indicators[0].Number, aspect.Indicators[^1].Number))
            .ShouldBe([(7, 1, 7), (10, 8, 17), (8, 18, 19), (8, 20, 21), (12, 22, 24), (35, 25, 31), (20, 32, 35)]);

    [Theory]
    [InlineData(1, 35)]
    [InlineData(2, 36)]
    [InlineData(3, 37)]
    public void The_weights_of_2018_are_100_with_one_two_or_three_public_services(int services, int values)
    {
        var all = National.Instrument("spbe-2018")!.Values(new Dictionary<int, int> { [35] = services });

        all.Count.ShouldBe(values);
        all.Select(value => value.Key).TakeLast(services).ShouldBe(((string[])["35", "35-2", "35-3"])[..services]);
        ExactSum(all).ShouldBe((100, 1));
        all[^1].Weight.ShouldBe(new Weight(20, 3 + services));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void An_indicator_holds_no_more_and_no_fewer_values_than_it_may(int services) =>
        Should.Throw<ArgumentOutOfRangeException>(() => National.Instrument("spbe-2018")!.Values(new Dictionary<int, int> { [35] = services }));

    [Theory]
    [InlineData("spbe-2020", "0.013", "0.025", "0.03")]
    [InlineData("pemdi-2026", "0.05", "0.05", "0.15")]
    public void The_weights_of_a_listed_instrument_are_100(string id, string first, string eleventhOrSo, string last)
    {
        var values = National.Instrument(id)!.Values();

        ExactSum(values).ShouldBe((100, 1));
        ((decimal[])[values[0].Weight.Of(1) / 100, values[id == "spbe-2020" ? 10 : 1].Weight.Of(1) / 100, values[^1].Weight.Of(1) / 100])
            .ShouldBe(((string[])[first, eleventhOrSo, last]).Select(number => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_worked_examples_of_the_regulation_come_out()
    {
        var instrument = National.Instrument("spbe-2020")!;
        var weights = instrument.Domains.Select(domain => (Id: domain.Id, domain.Weight))
            .Concat(instrument.Aspects.Select(aspect => (aspect.Id, aspect.Weight)))
            .Concat(instrument.Indicators.Select(indicator => (Id: $"{indicator.Number}", Weight: indicator.Weight!.Value)))
            .ToDictionary(part => part.Id, part => part.Weight);

        instrument.Examples.Count.ShouldBe(3);
        foreach (var example in instrument.Examples)
        {
            var whole = example.Of == "index" ? instrument.Calculation.TotalWeight : weights[example.Of];
            instrument.Calculation.Publish(example.Values.Sum(value => value.Value * weights[value.Key]) / whole).ShouldBe(example.Result, example.Of);
        }
    }

    [Theory]
    [InlineData("spbe-2018", "0", "Kurang")]
    [InlineData("spbe-2018", "1.79", "Kurang")]
    [InlineData("spbe-2018", "1.81", "Cukup")]
    [InlineData("spbe-2020", "2.59", "Cukup")]
    [InlineData("spbe-2020", "2.60", "Baik")]
    [InlineData("spbe-2020", "5.00", "Memuaskan")]
    [InlineData("pemdi-2026", "1.00", "Kurang")]
    [InlineData("pemdi-2026", "3.99", "Sangat Baik")]
    [InlineData("pemdi-2026", "4.00", "Memuaskan")]
    public void A_predicate_begins_at_its_lower_bound(string id, string index, string predicate) =>
        National.Instrument(id)!.PredicateOf(decimal.Parse(index, System.Globalization.CultureInfo.InvariantCulture)).Name.ShouldBe(predicate);

    [Fact]
    public void Every_indicator_of_2020_has_five_criteria_and_the_older_and_newer_ones_have_none()
    {
        National.Instrument("spbe-2020")!.Indicators.ShouldAllBe(indicator => indicator.Criteria.Count == 5 && indicator.Evidence.Count > 0 && indicator.Owners.Count > 0);
        National.Instrument("spbe-2018")!.Indicators.ShouldAllBe(indicator => indicator.Criteria.Count == 0);
        National.Instrument("pemdi-2026")!.Indicators.ShouldAllBe(indicator => indicator.Criteria.Count == 0);
        National.Instrument("pemdi-2026")!.ExternalIndex!.Indicators.ShouldBe([5, 6, 7, 18]);
    }

    [Fact]
    public void The_six_references_hold_their_codes()
    {
        National.Architecture.References.Select(reference => (reference.Id, reference.Codes.Count))
            .ShouldBe([("RAB", 358), ("RAD", 363), ("RAL", 357), ("RAA", 6), ("RAI", 13), ("RAK", 12)]);
        National.Architecture.References.Select(reference => reference.Codes.Count(code => code.Level == 2)).Take(3).ShouldBe([45, 49, 53]);
        National.Architecture.Find("RAB.09.02.11")!.Parent.ShouldBe("RAB.09.02");
        National.Architecture.Metadata.Domains.Select(domain => domain.Id).ShouldBe(["process", "service", "data", "application", "infrastructure", "security"]);
        National.Architecture.Metadata.Domains.Select(domain => domain.Objects.Count).ShouldBe([0, 0, 0, 0, 12, 7]);
    }

    [Theory]
    [InlineData("RAB.09.02.11", true)]
    [InlineData("RAB.09.02.11.01", true)]
    [InlineData("RAB.09.02.11.01.01.01.01", true)]
    [InlineData("RAB.09.02.11.01.01.01.01.01", false)]
    [InlineData("RAB.09.02.99", false)]
    [InlineData("RAB.09.02.99.01", true)]
    [InlineData("RAA.01.01.07", true)]
    [InlineData("RAX.01", false)]
    [InlineData("RAB.9", false)]
    [InlineData("", false)]
    public void An_agency_may_hang_its_own_codes_under_a_national_one(string code, bool allowed) => National.Architecture.Allows(code).ShouldBe(allowed);

    [Fact]
    public void The_risk_matrix_is_a_permutation_and_no_product()
    {
        var scores = from likelihood in Enumerable.Range(1, 5) from impact in Enumerable.Range(1, 5) select National.Risk.Score(likelihood, impact);

        scores.Order().ShouldBe(Enumerable.Range(1, 25));
        National.Risk.Score(likelihood: 1, impact: 5).ShouldBe(20);
        National.Risk.Score(likelihood: 5, impact: 1).ShouldBe(9);
        National.Risk.LevelOf(20).Id.ShouldBe("high");
        National.Risk.LevelOf(21).Id.ShouldBe("very-high");
        Should.Throw<ArgumentOutOfRangeException>(() => National.Risk.Score(0, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => National.Risk.Score(3, 6));
    }

    [Fact]
    public void Every_likelihood_and_every_impact_has_exactly_one_level()
    {
        for (var percent = 1; percent <= 100; percent++) National.Risk.Likelihood.Count(level => level.Probability.Contains(percent / 100m)).ShouldBe(1, $"{percent}%");
        for (var times = 0; times <= 20; times++) National.Risk.Likelihood.Count(level => level.Occurrences.Contains(times)).ShouldBe(1, $"{times} times");
        for (var change = 0; change <= 100; change++) National.Risk.Impact.Count(level => level.PerformanceChange.Contains(change)).ShouldBe(1, $"{change}%");
    }

    [Fact]
    public void A_published_survey_is_recalculated_exactly_and_as_it_was_printed()
    {
        var example = National.Survey.Examples.ShouldHaveSingleItem();
        var means = example.Answers.ToDictionary(
            element => element.Key, element => element.Value.Select((count, at) => (decimal)count * (at + 1)).Sum() / example.Respondents);

        foreach (var result in example.Results)
        {
            var index = National.Survey.Calculation.Index(means.Values, result.Weight);
            index.ShouldBe(result.Index);
            National.Survey.BandOf(index).Grade.ShouldBe(result.Grade);
        }
        means.MinBy(mean => mean.Value).Key.ShouldBe(example.Lowest);
        foreach (var edge in National.Survey.Edges) National.Survey.BandOf(edge.Index).Grade.ShouldBe(edge.Grade, $"{edge.Index}");
        National.Survey.Sample.SizeFor(1250).ShouldBe(294);
    }

    [Theory]
    [InlineData("instruments/spbe-2020.yaml", "weight: 1.30", "weight: 1.31", "the weight is 13.00, but the weights of its indicators are 13.01 together", "weight: 13.00")]
    [InlineData("instruments/spbe-2018.yaml", "weight: 28", "weight: 29", "the weight is 29, but the weights of its aspects are 28 together", "weight: 29")]
    [InlineData("instruments/pemdi-2026.yaml", "name: Kolaborasi Pemdi, weight: 5", "name: Kolaborasi Pemdi", "“weight” is missing", "{number: 4,")]
    [InlineData("instruments/pemdi-2026.yaml", "number: 4,", "number: 3,", "number “3” is given twice", "{number: 3, id: collaboration")]
    [InlineData("instruments/pemdi-2026.yaml", "indicators: [5, 6, 7, 18]", "indicators: [5, 6, 7, 21]", "there is no indicator 21", "indicators: [5,")]
    [InlineData("instruments/pemdi-2026.yaml", "{from: 2.5,", "{from: 1.5,", "bands must ascend", "name: Baik")]
    [InlineData("instruments/pemdi-2026.yaml", "{from: 1.0,", "{from: 1.1,", "the first band begins at the lowest value, 1", "{from: 1.1,")]
    [InlineData("instruments/spbe-2020.yaml", "capability: process", "capability: prozess", "“prozess” is not known", "capability: prozess")]
    [InlineData("instruments/spbe-2020.yaml", "source: [kepmen-962-2021]", "source: [kepmen-962]", "source “kepmen-962” is not listed under “sources”", "source: [kepmen-962]")]
    [InlineData("instruments/spbe-2020.yaml", "id: A2\n", "id: A9\n", "the next id is A2", "id: A9")]
    [InlineData("instruments/spbe-2018.yaml", "name: Anggaran dan Belanja TIK}", "name: Anggaran dan Belanja TIK, weight: 4}", "an indicator has no weight of its own where weighting is equal", "weight: 4}")]
    [InlineData("reference-architecture.yaml", "- {code: RAB.02.04, ", "- {code: RAB.02.40, ", "the parent of “RAB.02.04.01” is not listed before it", "code: RAB.02.04.01")]
    [InlineData("reference-architecture.yaml", "{code: RAB.02.04.02, ", "{code: RAB.02.04.01, ", "code “RAB.02.04.01” is given twice", "name: Pengembangan Komoditas Tanaman Perkebunan")]
    [InlineData("reference-architecture.yaml", "{code: RAK.03.03, ", "{code: RAK.3.3, ", "“RAK.3.3” is not a code of RAK, such as RAK.01.02", "code: RAK.3.3")]
    [InlineData("reference-architecture.yaml", "twin: RAB.01.02}", "twin: RAB.01.09}", "there is no code “RAB.01.09”", "twin: RAB.01.09")]
    [InlineData("reference-architecture.yaml", "count: 358", "count: 357", "there are 358 codes, not 357", "count: 357")]
    [InlineData("reference-architecture.yaml", "links: [intranet, data, application]", "links: [intranet, dat, application]", "there is no domain or object “dat”", "links: [intranet, dat,")]
    [InlineData("risk-matrix.yaml", "[9, 15, 18, 23, 25]", "[9, 15, 18, 24, 25]", "score 24 is given twice", "scores: [6, 12, 16, 19, 24]")]
    [InlineData("risk-matrix.yaml", "    - {likelihood: 2, scores: [2, 7, 11, 13, 21]}\n", "", "the row of likelihood 2 is missing", "source: [permen-5-2020]\n  rows:")]
    [InlineData("risk-matrix.yaml", "from: 11, to: 15", "from: 12, to: 15", "this level must begin at 11", "from: 12")]
    [InlineData("risk-matrix.yaml", "score: 14, level: medium", "score: 9, level: medium", "the matrix gives 14, not 9", "score: 9")]
    [InlineData("satisfaction-survey.yaml", "from: 65.00, to: 76.60", "from: 65.00, to: 76.50", "this band must begin at 76.51", "from: 76.61")]
    [InlineData("satisfaction-survey.yaml", "{population: 100, sample: 80}", "{population: 100, sample: 81}", "the formula gives 80, not 81", "sample: 81")]
    [InlineData("satisfaction-survey.yaml", "counts: [0, 2, 12, 15]", "counts: [0, 2, 12, 16]", "4 counts must add up to 29", "counts: [0, 2, 12, 16]")]
    [InlineData("audit-criteria-2024.yaml", "id: gov-plan", "id: gov-policy", "id “gov-policy” is given twice", "id: gov-policy")]
    [InlineData("audit-criteria-2024.yaml", "subject: performance\n      kinds: [security]", "subject: functionality\n      kinds: [security]", "no set examines “performance” in an audit of kind “security”", "sets:")]
    [InlineData("application-tests.yaml", "id: web-session", "id: web-access", "id “web-access” is given twice", "id: web-access")]
    [InlineData("general-applications.yaml", "areas: [archives]", "areas: [arsip]", "there is no area “arsip”", "areas: [arsip]")]
    [InlineData("general-applications.yaml", "areas: [complaints]", "areas: []", "a general application serves an area", "areas: []")]
    [InlineData("general-applications.yaml", "- id: spse", "- id: srikandi", "id “srikandi” is given twice", "- id: srikandi")]
    [InlineData("api-rules.yaml", "- id: info-version", "- id: info-title", "id “info-title” is given twice", "- id: info-title")]
    [InlineData("api-rules.yaml", "given: \"#read\"", "given: \"#reads\"", "there is no alias “reads”", "#reads")]
    [InlineData("api-rules.yaml", "given: $.servers[*]", "given: servers[*]", "“servers[*]” is not a path", "given: servers")]
    [InlineData("api-rules.yaml", "{function: length, min: 5, max: 120}", "{function: length}", "length needs “min” or “max”", "{function: length}")]
    [InlineData("satisfaction-survey.yaml", "index-name:", "index-nama:", "“index-nama” is not known here", "index-nama:")]
    public void A_broken_file_is_reported_with_its_line(string file, string was, string becomes, string message, string lineHolds)
    {
        var lines = Broken(file, was, becomes).Split('\n');

        NationalData.Read(copy, out var errors).ShouldBeNull();

        var error = errors.FirstOrDefault(one => one.Message == message);
        error.ShouldNotBeNull(string.Join('\n', errors));
        error.File.ShouldBe(file);
        lines[error.Line - 1].ShouldContain(lineHolds.Split('\n')[0]);
    }

    [Fact]
    public void General_applications_serve_the_areas_that_checks_ask_for_and_name_their_sources()
    {
        var general = National.General;
        general.Areas.Select(area => area.Id).ShouldBe(["planning", "budgeting", "procurement", "performance", "monitoring", "archives", "personnel", "complaints"]);
        general.All.Where(item => item.IsGeneral).Select(item => item.Id).ShouldBe(["srikandi", "sp4n-lapor", "spse", "si-asn"]);
        general.All.ShouldAllBe(item => item.Provenance.Sources.Count > 0 && item.Does.Length > 20);
        general.Find("srikandi")!.Decree.ShouldBe("KepmenPANRB 679/2020");
        general.Find("nope").ShouldBeNull();
    }

    [Fact]
    public void All_errors_of_all_files_come_out_together_and_nothing_starts()
    {
        Broken("instruments/pemdi-2026.yaml", "replaces: spbe-2020", "replaces: spbe-2018");
        File.WriteAllText(Path.Combine(copy, "risk-matrix.yaml"), "id: [");
        File.Delete(Path.Combine(copy, "satisfaction-survey.yaml"));

        NationalData.Read(copy, out var errors).ShouldBeNull();

        errors.Select(error => error.File).Distinct().ShouldBe(
            ["risk-matrix.yaml", "satisfaction-survey.yaml", "instruments/pemdi-2026.yaml", "instruments/spbe-2020.yaml"], ignoreOrder: true);
        Should.Throw<InvalidDataException>(() => NationalData.Load(copy)).Message.ShouldContain("risk-matrix.yaml:2:1: this is not YAML");
    }

    [Fact]
    public void A_mutilated_file_is_answered_or_refused_but_never_crashes_the_reader()
    {
        (string File, Func<string, YamlErrors, object?> Read)[] readers =
        [
            ("instruments/spbe-2018.yaml", InstrumentReader.Read), ("instruments/pemdi-2026.yaml", InstrumentReader.Read),
            ("risk-matrix.yaml", RiskMatrixReader.Read), ("satisfaction-survey.yaml", SatisfactionSurveyReader.Read),
            ("application-tests.yaml", ApplicationTestsReader.Read),
            ("audit-criteria-2024.yaml", AuditCriteriaReader.Read),
            ("general-applications.yaml", GeneralApplicationsReader.Read),
            ("api-rules.yaml", ApiRulesReader.Read),
        ];
        var chance = new Random(59);
        var refused = 0;
        for (var round = 0; round < 600; round++)
        {
            var (file, read) = readers[round % readers.Length];
            var lines = File.ReadAllLines(Path.Combine(Folder, file)).ToList();
            for (var times = chance.Next(1, 4); times > 0; times--) Mutilate(lines, chance);
            var target = Path.Combine(copy, Path.GetFileName(file));
            File.WriteAllLines(target, lines);

            var errors = new YamlErrors(file);
            if (read(target, errors) is null || errors.Any) refused++;
            foreach (var error in errors.All) error.Line.ShouldBeInRange(0, lines.Count + 1);
        }
        refused.ShouldBeInRange(300, 600);
    }

    private static void Mutilate(List<string> lines, Random chance)
    {
        string[] odd = ["-1", "99999999999999999999999999", "1e9", "[]", "{}", "~", "null", "\"\"", "[[[[", "*a", "&a x", "!!int 3", "\t", "\u0000", "'", "true", "2026-13-40"];
        var at = chance.Next(lines.Count);
        var colon = lines[at].IndexOf(": ", StringComparison.Ordinal);
        switch (chance.Next(5))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[chance.Next(lines.Count)]); break;
            case 2: lines[at] = lines[at][..chance.Next(lines[at].Length + 1)]; break;
            case 3 when colon > 0: lines[at] = lines[at][..(colon + 2)] + odd[chance.Next(odd.Length)]; break;
            default: (lines[at], lines[^1]) = (lines[^1], lines[at]); break;
        }
    }

    private string Broken(string file, string was, string becomes)
    {
        foreach (var path in Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
        }
        var text = File.ReadAllText(Path.Combine(copy, file));
        var at = text.IndexOf(was, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(-1, was);
        text = string.Concat(text.AsSpan(0, at), becomes, text.AsSpan(at + was.Length));
        File.WriteAllText(Path.Combine(copy, file), text);
        return text;
    }

    /// <summary>The sum of all weights as a fraction in lowest terms, without a division on the way.</summary>
    private static (decimal Part, decimal Among) ExactSum(IEnumerable<InstrumentValue> values)
    {
        const decimal common = 2520; // divides by 1 to 10
        var sum = values.Sum(value => value.Weight.Part * (common / value.Weight.Among));
        return sum % common == 0 ? (sum / common, 1) : (sum, common);
    }
}
