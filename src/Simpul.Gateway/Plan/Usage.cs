using Simpul.Bus.Contracts;

namespace Simpul.Gateway.Plan;

/// <summary>How much of a contract's quota and rate is used. It outlives snapshots; a contract's bounds never change.</summary>
sealed class Usage
{
    readonly Lock gate = new();
    string window = "";
    long used;
    double tokens = -1;
    long filled;

    /// <summary>Takes one call.</summary>
    /// <param name="ticks">Of <see cref="Environment.TickCount64"/>.</param>
    /// <param name="wait">Seconds after which another may be tried, where this one may not.</param>
    /// <returns>Null where the call may go on; <c>rate</c> or <c>quota</c>.</returns>
    internal string? Take(Contract contract, DateTimeOffset now, int utcOffset, long ticks, out int wait)
    {
        wait = 0;
        if (contract.Quota is null && contract.Rate is null) return null;
        lock (gate)
        {
            if (contract.Rate is { } rate)
            {
                tokens = tokens < 0 ? rate.Calls : Math.Min(rate.Calls, tokens + ((ticks - filled) / 1000.0 * rate.Calls / rate.Seconds));
                filled = ticks;
                if (tokens < 1)
                {
                    wait = Math.Max(1, (int)Math.Ceiling((1 - tokens) * rate.Seconds / rate.Calls));
                    return "rate";
                }
            }
            if (contract.Quota is { } quota)
            {
                var name = Window(quota.Per, now, utcOffset);
                if (name != window) (window, used) = (name, 0);
                if (used >= quota.Calls)
                {
                    wait = (int)Math.Min(int.MaxValue, (End(quota.Per, now, utcOffset) - now).TotalSeconds + 1);
                    return "quota";
                }
                used++;
            }
            if (contract.Rate is not null) tokens--;
        }
        return null;
    }

    /// <summary>Gives a call back that never went to the provider.</summary>
    internal void GiveBack()
    {
        lock (gate)
            if (used > 0) used--;
    }

    internal (string Window, long Used) Now
    {
        get { lock (gate) return (window, used); }
    }

    internal void Restore(string name, long count)
    {
        lock (gate) (window, used) = (name, count);
    }

    /// <summary>Counts a call of before the last stop, which a saved state did not know yet.</summary>
    internal void Add(Quota quota, DateTimeOffset at, int utcOffset)
    {
        var name = Window(quota.Per, at, utcOffset);
        lock (gate)
        {
            if (string.CompareOrdinal(name, window) < 0) return;
            if (name != window) (window, used) = (name, 0);
            used++;
        }
    }

    static string Window(string per, DateTimeOffset now, int utcOffset) => now.ToOffset(TimeSpan.FromMinutes(utcOffset)).ToString(per == "month" ? "yyyy-MM" : "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static DateTimeOffset End(string per, DateTimeOffset now, int utcOffset)
    {
        var local = now.ToOffset(TimeSpan.FromMinutes(utcOffset));
        var day = new DateTimeOffset(local.Year, local.Month, per == "month" ? 1 : local.Day, 0, 0, 0, local.Offset);
        return per == "month" ? day.AddMonths(1) : day.AddDays(1);
    }
}
