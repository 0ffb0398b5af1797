using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Plans;

/// <summary>Periods in words.</summary>
internal static class PlanSpans
{
    /// <summary>"5 tahun", "1 tahun 6 bulan".</summary>
    public static string Words(Period period) => string.Join(' ', new[] { (period.Years, "tahun"), (period.Months, "bulan"), (period.Days, "hari") }
        .Where(part => part.Item1 > 0).Select(part => $"{Indonesian.Number(part.Item1)} {part.Item2}"));
}
