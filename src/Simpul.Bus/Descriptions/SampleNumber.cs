using System.Text.Json.Nodes;

namespace Simpul.Bus.Descriptions;

/// <summary>Numbers within their bounds.</summary>
static class SampleNumber
{
    // Beyond this a double has no whole numbers of its own, and a decimal no room.
    const double Widest = 1e15;

    internal static JsonNode Of(SampleShape all, bool whole, Random chance)
    {
        var (least, most) = (all.Number("minimum"), all.Number("maximum"));
        var low = (decimal)Math.Clamp(least ?? (most is { } bound ? Math.Min(1, bound - 100) : 1), -Widest, Widest);
        var high = (decimal)Math.Clamp(most ?? (double)low + 100, -Widest, Widest);
        var step = all.Steps.Count == 0 ? whole ? 1m : 0m : Steps(all.Steps, whole);
        if (step == 0m)
        {
            // Two digits are enough to see that it is not a whole number; where the bounds are closer, their middle.
            var (first, last) = (decimal.Ceiling(low * 100) / 100, decimal.Floor(high * 100) / 100);
            if (all.OverLeast && first == low) first += 0.01m;
            if (all.UnderMost && last == high) last -= 0.01m;
            if (first <= last) return JsonValue.Create(first + decimal.Floor((decimal)chance.NextDouble() * ((last - first) * 100)) / 100);
            return low == high && (all.OverLeast || all.UnderMost) ? throw new NoSampleException() : low > high ? throw new NoSampleException() : JsonValue.Create((low + high) / 2);
        }
        var from = decimal.Ceiling(low / step);
        var to = decimal.Floor(high / step);
        if (all.OverLeast && from * step == low) from++;
        if (all.UnderMost && to * step == high) to--;
        if (from > to) throw new NoSampleException();
        var chosen = (from + decimal.Floor((decimal)chance.NextDouble() * (to - from + 1))) * step;
        return whole ? JsonValue.Create((long)chosen) : JsonValue.Create(chosen);
    }

    // A multiple of all of them; and of one, where it must be whole.
    static decimal Steps(List<decimal> steps, bool whole)
    {
        var step = steps.Max();
        for (var i = 1; i <= 10_000; i++)
        {
            var candidate = step * i;
            if (steps.TrueForAll(one => candidate % one == 0) && (!whole || candidate % 1 == 0)) return candidate;
        }
        throw new NoSampleException();
    }
}
