using Simpul.Web.Modules.Evaluation.Calculation;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Profile.National;

namespace Simpul.Web.Modules.Evaluation.Ahead;

/// <summary>What the rises of an indicator cost: what somebody estimated, else a first guess that higher levels cost more.</summary>
internal static class RiseEfforts
{
    public static IReadOnlyList<(int Level, int Effort)> Of(Instrument instrument, CycleIndicator item)
    {
        var first = instrument.Scale.Min + 1;
        return [.. Enumerable.Range(first, instrument.Scale.Max - instrument.Scale.Min).Select(level => (level, level - first < item.Efforts.Count ? item.Efforts[level - first] : Guess(level - first)))];
    }

    /// <summary>The cheapest rises from where a cycle stands to a target; null where it is out of reach.</summary>
    public static RisePlan? Plan(CycleBook book, decimal target) => Optimiser.Cheapest(book.Standing(),
        [.. book.Entries.Where(entry => !book.IsOfAnotherAgency(entry))
            .Select(entry => new Candidate(entry.Item.Key, Of(book.Instrument, entry.Item).ToDictionary(pair => pair.Level, pair => pair.Effort)))], target);

    /// <summary>10, 20, 40, 80…: a level more asks about twice as much as the one before.</summary>
    private static int Guess(int step) => Math.Min(Optimiser.MostEffort, 10 << step);
}
