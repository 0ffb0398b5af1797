using Simpul.Web.Platform.Profile;

namespace Simpul.Web.Modules.Obligations;

/// <summary>How long an attestation counts, and how an obligation stands by it.</summary>
public static class AttestationTerms
{
    /// <summary>An attestation that ends within this many days is to be renewed.</summary>
    public const int DueDays = 30;

    /// <summary>How long one counts where a check will answer later: long enough to bridge, short enough to be looked at again.</summary>
    public static readonly Period Meanwhile = new(1, 0, 0);

    /// <summary>How long it may count: the shorter of what the profile grants and the obligation's own cadence; null where it does not expire.</summary>
    public static Period? Longest(EffectiveObligation obligation)
    {
        var granted = obligation.Attestation is { } attestation ? attestation.Valid : Meanwhile;
        return (granted, obligation.Every?.Every) switch
        {
            ({ } valid, { } every) => Days(valid) <= Days(every) ? valid : every,
            (null, var every) => every,
            (var valid, null) => valid,
        };
    }

    /// <summary>The last day on which something done on the day may count.</summary>
    public static DateOnly? LongestUntil(EffectiveObligation obligation, DateOnly doneOn) => Longest(obligation)?.After(doneOn);

    private static int Days(Period period) => (period.Years * 365) + (period.Months * 30) + period.Days;
}
