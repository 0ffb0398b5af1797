using System.Diagnostics;
using Shouldly;
using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Platform.Profile.National;
using Xunit;

namespace Simpul.Tests.Modules.Evaluation;

public sealed class OptimiserTests
{
    private static readonly NationalData National = NationalData.Load(Path.Combine(AppContext.BaseDirectory, "regulations", "national"));

    /// <summary>Five indicators of an instrument rise at most, so that every combination can be tried.</summary>
    [Theory]
    [InlineData("spbe-2018")]
    [InlineData("spbe-2020")]
    [InlineData("pemdi-2026")]
    public void No_combination_of_rises_reaches_the_target_with_less_effort(string id)
    {
        var instrument = National.Instrument(id)!;
        var random = new Random(7);
        var (found, none) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            var values = instrument.Values().ToDictionary(value => value.Key, _ => instrument.Scale.WholeOnly ? random.Next(1, 5) : random.Next(100, 500) / 100m);
            var now = IndexCalculation.Of(instrument, values);
            List<Candidate> candidates = [.. values.Keys.OrderBy(_ => random.Next()).Take(5).Select(key => new Candidate(key,
                Enumerable.Range(2, random.Next(1, 5)).ToDictionary(level => level, _ => random.Next(0, 9))))];
            var target = now.Published + (random.Next(1, 45) / 100m);

            var plan = Optimiser.Cheapest(now, candidates, target);
            var least = Least(now, values, candidates, target);

            if (least is null)
            {
                none++;
                plan.ShouldBeNull();
                continue;
            }
            found++;
            plan.ShouldNotBeNull();
            (plan.Effort, plan.After.Index.Exact).ShouldBe(least.Value);
            plan.After.Published.ShouldBeGreaterThanOrEqualTo(target);
            plan.Effort.ShouldBe(plan.Rises.Sum(rise => rise.Effort));
            (now.Index.Exact + plan.Rises.Sum(rise => rise.Gain)).ShouldBe(plan.After.Index.Exact, 0.0000000000001m);
            plan.Rises.Select(rise => rise.PerEffort).ShouldBeInOrder(SortDirection.Descending);
        }
        found.ShouldBeGreaterThan(20);
        none.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_target_between_two_published_figures_is_the_upper_one()
    {
        var values = National.Instrument("spbe-2020")!.Values().ToDictionary(value => value.Key, _ => 2m);
        var now = IndexCalculation.Of(National.Instrument("spbe-2020")!, values);
        List<Candidate> candidates = [.. values.Keys.Select(key => new Candidate(key, Enumerable.Range(1, 5).ToDictionary(level => level, level => level)))];

        var plan = Optimiser.Cheapest(now, candidates, 2.341m)!;

        plan.After.Published.ShouldBeGreaterThanOrEqualTo(2.341m);
        plan.Effort.ShouldBe(Optimiser.Cheapest(now, candidates, 2.35m)!.Effort);
    }

    [Fact]
    public void A_target_that_is_reached_already_needs_nothing()
    {
        var now = IndexCalculation.Of(National.Instrument("spbe-2020")!, new Dictionary<string, decimal>());
        Optimiser.Cheapest(now, [], 1m)!.Rises.ShouldBeEmpty();
        Optimiser.Cheapest(now, [], 1.01m).ShouldBeNull();
    }

    [Fact]
    public void What_is_published_decides_and_not_the_exact_index()
    {
        var instrument = National.Instrument("spbe-2020")!;
        // 2.595 is published as 2.60. One rise of indicator 1 (0.013) from 2.587 gets there.
        var values = instrument.Values().ToDictionary(value => value.Key, _ => 2m);
        var now = IndexCalculation.Of(instrument, values);
        var plan = Optimiser.Cheapest(now, [new Candidate("1", new Dictionary<int, int> { [3] = 1 })], 2.01m);
        plan.ShouldNotBeNull();
        plan.After.Index.Exact.ShouldBe(2.013m);
        Optimiser.Cheapest(now, [new Candidate("1", new Dictionary<int, int> { [3] = 1 })], 2.02m).ShouldBeNull();
    }

    [Theory]
    [InlineData("spbe-2018")]
    [InlineData("spbe-2020")]
    [InlineData("pemdi-2026")]
    public void The_whole_instrument_is_answered_in_less_than_a_second(string id)
    {
        var instrument = National.Instrument(id)!;
        var random = new Random(3);
        var values = instrument.Values().ToDictionary(value => value.Key, _ => instrument.Scale.WholeOnly ? random.Next(1, 3) : random.Next(100, 300) / 100m);
        var now = IndexCalculation.Of(instrument, values);
        List<Candidate> candidates = [.. values.Keys.Select(key => new Candidate(key, Enumerable.Range(1, 5).ToDictionary(level => level, _ => random.Next(1, Optimiser.MostEffort))))];
        Optimiser.Cheapest(now, candidates, 3m);

        var watch = Stopwatch.StartNew();
        var plan = Optimiser.Cheapest(now, candidates, 3.5m);

        watch.ElapsedMilliseconds.ShouldBeLessThan(1000);
        plan!.After.Published.ShouldBeGreaterThanOrEqualTo(3.5m);
    }

    private static (long Effort, decimal Exact)? Least(IndexResult now, Dictionary<string, decimal> values, List<Candidate> candidates, decimal target)
    {
        (long Effort, decimal Exact)? best = null;
        Try(0, 0, values);
        return best;

        void Try(int at, long effort, Dictionary<string, decimal> tried)
        {
            if (at == candidates.Count)
            {
                var index = IndexCalculation.Of(now.Instrument, tried);
                if (index.Published >= target && (best is null || effort < best.Value.Effort || (effort == best.Value.Effort && index.Index.Exact > best.Value.Exact))) best = (effort, index.Index.Exact);
                return;
            }
            Try(at + 1, effort, tried);
            var (key, efforts) = (candidates[at].Key, candidates[at].Efforts);
            for (var level = (int)decimal.Floor(values[key]) + 1; level <= now.Instrument.Scale.Max && efforts.TryGetValue(level, out var step); level++)
            {
                effort += step;
                Try(at + 1, effort, new Dictionary<string, decimal>(tried) { [key] = level });
            }
        }
    }
}
