using System.Text.Json;
using Shouldly;
using Simpul.Bench;
using Xunit;

namespace Simpul.Tests.Benchmarks;

public sealed class FigureTests
{
    [Fact]
    public void Figures_are_an_array_of_name_value_unit_budget_met_and_peers()
    {
        using var told = JsonDocument.Parse(Figure.ToJson(
        [
            Figure.AtMost("board.sqlite.cold", 180.126, "ms", 200, new Dictionary<string, double> { ["slowest"] = 240 }),
            Figure.AtLeast("journal.sqlite.append", 4000, "events/s", 5000),
            Figure.Of("pages.sqlite.lists.p50", 12.5, "ms"),
        ]));
        var figures = told.RootElement.EnumerateArray().ToList();
        foreach (var figure in figures)
        {
            figure.EnumerateObject().Select(member => member.Name).ShouldBe(["name", "value", "unit", "budget", "met", "peers"]);
        }
        figures[0].GetProperty("value").GetDouble().ShouldBe(180.13);
        figures[0].GetProperty("budget").GetDouble().ShouldBe(200);
        figures[0].GetProperty("met").GetBoolean().ShouldBeTrue();
        figures[0].GetProperty("peers").GetProperty("slowest").GetDouble().ShouldBe(240);
        figures[1].GetProperty("met").GetBoolean().ShouldBeFalse();
        figures[2].GetProperty("budget").ValueKind.ShouldBe(JsonValueKind.Null);
        figures[2].GetProperty("met").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
