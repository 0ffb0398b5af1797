using System.Globalization;
using System.Text.Json;
using Shouldly;
using Simpul.Web.Commands;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Platform.Profile.National;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

public sealed class IndexTests : IDisposable
{
    private static readonly string Regulations = Path.Combine(AppContext.BaseDirectory, "regulations");
    private static readonly NationalData National = NationalData.Load(Path.Combine(Regulations, "national"));
    private readonly string folder = Directory.CreateTempSubdirectory("simpul-evaluate-").FullName;

    public static TheoryData<string> Instruments => ["spbe-2018", "spbe-2020", "pemdi-2026"];

    /// <summary>Tables 10 to 12 of PermenPANRB 59/2020, as files: what is given, and the figure that is printed.</summary>
    public static TheoryData<string, string, string> Printed => new()
    {
        { "11,3\n12,4\n13,3\n14,2\n", "A2", "3.00" },
        { "A2,3.00\nA3,4.00\nA4,3.00\n", "D2", "3.40" },
        { "D1,3.70\nD2,3.40\nD3,3.00\nD4,3.20\n", "index", "3.28" },
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Printed))]
    public void The_calculations_that_the_regulation_prints_come_out_of_the_command(string csv, string of, string figure)
    {
        var (code, json, _) = Evaluate(csv, "spbe-2020");

        code.ShouldBe(0);
        (of == "index" ? json.GetProperty("index") : json.GetProperty(of[0] == 'A' ? "aspects" : "domains").GetProperty(of)).GetRawText().ShouldBe(figure);
        if (of == "index")
        {
            json.GetProperty("exact").GetDecimal().ShouldBe(3.282m);
            json.GetProperty("predicate").GetString().ShouldBe("Baik");
        }
    }

    [Fact]
    public void The_examples_in_the_instruments_are_those_of_the_test()
    {
        var examples = National.Instruments.SelectMany(instrument => instrument.Examples.Select(example => (instrument, example))).ToList();

        examples.Count.ShouldBe(Printed.Count);
        foreach (var (instrument, example) in examples)
        {
            var (code, json, _) = Evaluate(string.Concat(example.Values.Select(value => $"{value.Key},{value.Value.ToString(CultureInfo.InvariantCulture)}\n")), instrument.Id);
            code.ShouldBe(0);
            var figure = example.Of == "index" ? json.GetProperty("index") : json.GetProperty(example.Of[0] == 'A' ? "aspects" : "domains").GetProperty(example.Of);
            figure.GetDecimal().ShouldBe(example.Result);
        }
    }

    [Theory]
    [InlineData("spbe-2018", "Kurang", 3, 7)]
    [InlineData("spbe-2020", "Kurang", 4, 8)]
    [InlineData("pemdi-2026", "Kurang", 0, 7)]
    public void The_answer_has_the_parts_of_the_instrument_in_its_order(string id, string predicate, int domains, int aspects)
    {
        var lowest = National.Instrument(id)!.Scale.Min;
        var (code, json, error) = Evaluate(string.Concat(National.Instrument(id)!.Values().Select(value => $"{value.Key};{lowest}\r\n")), id);

        code.ShouldBe(0);
        error.ShouldBeEmpty();
        json.EnumerateObject().Select(one => one.Name).ShouldBe(["instrument", "index", "exact", "predicate", "domains", "aspects"]);
        json.GetProperty("instrument").GetString().ShouldBe(id);
        json.GetProperty("index").GetRawText().ShouldBe($"{lowest}.00");
        json.GetProperty("predicate").GetString().ShouldBe(predicate);
        json.GetProperty("domains").EnumerateObject().Select(one => one.Name).ShouldBe(Enumerable.Range(1, domains).Select(at => $"D{at}"));
        json.GetProperty("aspects").EnumerateObject().Select(one => one.Name).ShouldBe(Enumerable.Range(1, aspects).Select(at => $"A{at}"));
    }

    [Fact]
    public void A_tie_at_the_third_decimal_is_rounded_away_from_zero_even_where_a_weight_has_no_finite_decimal()
    {
        var instrument = National.Instrument("spbe-2018")!;
        // 37 values; A7 weighs 20/6 each. Of all six one short of 3, and two more points of 7/7 in A1: 3 - 20/6*0.3 has no place here, so the sum is sought.
        var values = instrument.Values(new Dictionary<int, int> { [35] = 3 }).ToDictionary(value => value.Key, _ => 3m);
        foreach (var key in (string[])["32", "33", "34"]) values[key] = 2; // minus 3 * 20/6 / 100 = 0.1
        foreach (var key in (string[])["25", "26", "27"]) values[key] = 2; // minus 3 * 5 / 100 = 0.15

        var result = IndexCalculation.Of(instrument, values);

        result.Index.Exact.ShouldBe(2.75m);
        new Figure(2.745m, 1).Published(instrument.Calculation).ShouldBe(2.75m);
        new Figure(2.7449999999m, 1).Published(instrument.Calculation).ShouldBe(2.74m);
        // A third each three times over is one, not 0.9999.
        new Figure(20m * 3, 6m * 10).Exact.ShouldBe(1m);
    }

    [Fact]
    public void Rounding_the_domains_first_would_publish_another_index()
    {
        var instrument = National.Instrument("spbe-2020")!;
        // The fourth domain is 59.25/45.5 here, which no two decimals hold.
        var values = instrument.Values().ToDictionary(value => value.Key, value => value.Indicator.Number == 1 ? 3m : value.Indicator.Number <= 36 ? 2m : 1m);

        var result = IndexCalculation.Of(instrument, values);

        result.Index.Exact.ShouldBe(1.6955m);
        result.Published.ShouldBe(1.70m);
        var roundedOnTheWay = result.Domains.Sum(domain => domain.Figure.Published(instrument.Calculation) * domain.Weight) / 100;
        instrument.Calculation.Publish(roundedOnTheWay).ShouldBe(1.69m);
    }

    [Theory, MemberData(nameof(Instruments))]
    public void Raising_an_indicator_never_lowers_a_figure_and_the_contributions_are_the_index(string id)
    {
        var instrument = National.Instrument(id)!;
        var random = new Random(20260);
        for (var round = 0; round < 200; round++)
        {
            var slots = new Dictionary<int, int>();
            foreach (var several in instrument.Indicators.Where(one => one.MostValues > 1)) slots[several.Number] = random.Next(1, several.MostValues + 1);
            var keys = instrument.Values(slots).Select(value => value.Key).ToList();
            var values = keys.ToDictionary(key => key, _ => Some(instrument, random));
            var before = IndexCalculation.Of(instrument, values, slots);
            before.Contributions.Sum(one => one.Adds.Numerator).ShouldBe(before.Index.Numerator);
            before.Contributions.ShouldAllBe(one => one.Adds.Denominator == before.Index.Denominator);
            before.Index.Exact.ShouldBeInRange(instrument.Scale.Min, instrument.Scale.Max);

            var raised = keys[random.Next(keys.Count)];
            values[raised] += (instrument.Scale.Max - values[raised]) * (instrument.Scale.WholeOnly ? 1 : 0.5m);
            var after = IndexCalculation.Of(instrument, values, slots);
            after.Index.Exact.ShouldBeGreaterThanOrEqualTo(before.Index.Exact);
            after.Published.ShouldBeGreaterThanOrEqualTo(before.Published);
            foreach (var (one, other) in after.Aspects.Concat(after.Domains).Zip(before.Aspects.Concat(before.Domains))) one.Figure.Exact.ShouldBeGreaterThanOrEqualTo(other.Figure.Exact);
        }
    }

    [Theory]
    [InlineData("indicator,value\n1,3\n2,4\n")]
    [InlineData("﻿Indikator;Nilai\r\n1;3,0\r\n2;4\r\n")]
    [InlineData("no\tnama\ttingkat\n1\tKebijakan Arsitektur\t3\n2\tKebijakan Peta Rencana, dan lainnya\t4\n")]
    [InlineData("# hasil 2024\n\n01,3\nIndikator 2,\"4,00\"\n;;\n")]
    [InlineData("sep=;\nnomor;nilai\n\"1\";\"3\"\n\"2\";\"4\"\n")]
    public void A_file_is_read_as_spreadsheets_write_it(string csv)
    {
        var file = ValueFile.Read(new StringReader(csv), National.Instrument("spbe-2020")!);

        file.Faults.ShouldBeEmpty();
        file.Values.ShouldBe(new Dictionary<string, decimal> { ["1"] = 3, ["2"] = 4 });
    }

    [Theory]
    [InlineData("spbe-2020", "1,3\n48,2\n", 2, "there is no indicator “48” in spbe-2020; its indicators are 1 to 47")]
    [InlineData("spbe-2020", "1,3\n\n1,4\n", 3, "1 is given twice, first on line 1")]
    [InlineData("spbe-2020", "1,6\n", 1, "6 is outside the scale of spbe-2020, 1 to 5")]
    [InlineData("spbe-2020", "1,0\n", 1, "0 is outside the scale")]
    [InlineData("spbe-2020", "1;2,5\n", 1, "2,5 is no level: spbe-2020 has whole levels")]
    [InlineData("spbe-2020", "1,tiga\n2,x\n", 2, "“x” is no number")]
    [InlineData("pemdi-2026", "1,2,5\n", 1, "more than two columns")]
    [InlineData("spbe-2020", "1,\"3\n", 1, "a quotation mark is opened and not closed")]
    [InlineData("spbe-2020", "1,3\nA2,3\n", 2, "indicators, aspects and domains are mixed")]
    [InlineData("spbe-2020", "kata,kata\n1,2\n", 1, "the headings are not understood")]
    [InlineData("spbe-2018", "35,3\n35,4\n", 2, "35 is given twice, first on line 1; the next services are 35-2, 35-3")]
    [InlineData("spbe-2018", "35,3\n35-3,4\n", 2, "35-3 is given, but not 35-2")]
    [InlineData("spbe-2018", "35-4,3\n", 1, "there is no indicator “35-4”")]
    [InlineData("pemdi-2026", "1,1.12345678901\n", 1, "more than 10 decimals")]
    [InlineData("spbe-2020", "", 0, "there is no value in it")]
    public void What_is_wrong_is_told_with_its_line(string id, string csv, int line, string message)
    {
        File.WriteAllText(Path.Combine(folder, "values.csv"), csv);
        var error = new StringWriter();

        EvaluateCommand.Run(Path.Combine(folder, "values.csv"), id, json: true, Regulations, TextWriter.Null, error).ShouldBe(1);

        error.ToString().ShouldContain($"values.csv{(line > 0 ? $":{line}" : "")}: ");
        error.ToString().ShouldContain(message);
    }

    [Fact]
    public void A_file_or_an_instrument_that_is_not_there_is_said()
    {
        var error = new StringWriter();
        EvaluateCommand.Run(Path.Combine(folder, "none.csv"), "spbe-2020", json: false, Regulations, TextWriter.Null, error).ShouldBe(2);
        EvaluateCommand.Run(Path.Combine(folder, "none.csv"), "spbe-2031", json: false, Regulations, TextWriter.Null, error).ShouldBe(2);
        error.ToString().ShouldContain("there is no instrument “spbe-2031”; there are: spbe-2018, spbe-2020, pemdi-2026");
    }

    [Fact]
    public void What_another_agency_did_not_give_counts_as_the_instrument_says_and_is_told()
    {
        var instrument = National.Instrument("pemdi-2026")!;
        var (code, json, error) = Evaluate(string.Concat(instrument.Indicators.Where(one => !instrument.ExternalIndex!.Indicators.Contains(one.Number)).Select(one => $"{one.Number},3\n")), "pemdi-2026");

        code.ShouldBe(0);
        error.ShouldContain("no value for 5, 6, 7, 18");
        json.GetProperty("exact").GetDecimal().ShouldBe(3 - (2 * (5 + 3 + 3 + 3) / 100m));
    }

    [Fact]
    public void A_crosswalk_names_only_indicators_that_both_instruments_have()
    {
        foreach (var instrument in National.Instruments.Where(one => one.InForce.Replaces is not null))
        {
            instrument.Crosswalk.ShouldNotBeEmpty();
            var before = National.Instrument(instrument.InForce.Replaces!)!;
            instrument.Crosswalk.SelectMany(one => one.From).ShouldAllBe(number => before.Indicators.Any(indicator => indicator.Number == number));
        }
        National.Instrument("pemdi-2026")!.Continues(5).ShouldBe([3, 23]);
        National.Instrument("pemdi-2026")!.Continues(20).ShouldBeEmpty();
    }

    private (int Code, JsonElement Json, string Error) Evaluate(string csv, string instrument)
    {
        var file = Path.Combine(folder, "values.csv");
        File.WriteAllText(file, csv);
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = EvaluateCommand.Run(file, instrument, json: true, Regulations, output, error);
        return (code, code == 0 ? JsonDocument.Parse(output.ToString()).RootElement : default, error.ToString());
    }

    private static decimal Some(Instrument instrument, Random random) => instrument.Scale.WholeOnly
        ? random.Next(instrument.Scale.Min, instrument.Scale.Max + 1)
        : random.Next(instrument.Scale.Min * 100, (instrument.Scale.Max * 100) + 1) / 100m;
}
