namespace Simpul.Web.Platform.Notices;

/// <summary>Which reminder is due, each once.</summary>
public static class Reminders
{
    /// <summary>Days before an end at which the first reminder goes out.</summary>
    public const int First = 60;

    public static readonly IReadOnlyList<int> Renewals = [First, 30, 7];

    /// <summary>A certificate is renewed by a machine in the last third of its ninety days: before that, nothing is wrong.</summary>
    public static readonly IReadOnlyList<int> Certificates = [30, 14, 7];

    /// <param name="steps">Days before the end, falling.</param>
    /// <param name="told">The step that went out last; null where none did.</param>
    /// <returns>The step that is due now; null where none is. After days on which no node was up, the latest alone.</returns>
    public static int? Due(DateOnly end, DateOnly today, IReadOnlyList<int> steps, int? told)
    {
        var left = end.DayNumber - today.DayNumber;
        int? step = null;
        foreach (var one in steps.Where(one => left <= one))
        {
            step = one;
        }
        return step is { } due && (told is null || due < told) ? due : null;
    }

    /// <summary>As <see cref="Due"/>, of what is renewed: at <see cref="Renewals"/>, and once when its end is past.</summary>
    public static int? DueToRenew(DateOnly end, DateOnly today, int? told) => Due(end, today, end < today ? [0] : Renewals, told);
}
