using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Organisation;

/// <summary>Rules that everything with a term shares.</summary>
internal static class PeriodRules
{
    public static IEnumerable<Refusal> Term(DateOnly from, DateOnly? until, string field = "until")
    {
        if (until < from)
        {
            yield return Refusal.At(field, "Hari terakhir lebih dahulu daripada hari pertama.");
        }
    }

    /// <summary>Whether two terms share a day.</summary>
    public static bool Overlap(DateOnly from, DateOnly? until, DateOnly otherFrom, DateOnly? otherUntil) => !(until < otherFrom) && !(otherUntil < from);
}
