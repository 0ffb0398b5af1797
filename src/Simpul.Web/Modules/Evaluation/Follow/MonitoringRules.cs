using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>What an agency's own monitoring must say.</summary>
internal static class MonitoringRules
{
    public static IEnumerable<Refusal> Check(DateOnly today, AgencyMonitoring item)
    {
        if (item.PeriodUntil < item.PeriodFrom)
        {
            yield return Refusal.At("periodUntil", "Akhir masa mendahului awalnya.");
        }
        if (item.HeldOn > today)
        {
            yield return Refusal.At("heldOn", "Pemantauan ini belum dilaksanakan. Isi tanggalnya sesudah dilaksanakan.");
        }
        if (item.HeldOn is null != (item.Result == MonitoringResult.Pending))
        {
            yield return Refusal.At(item.HeldOn is null ? "heldOn" : "result", "Isi tanggal pelaksanaan beserta hasilnya.");
        }
        if (item.HeldOn is not null && item.Looked.Count == 0)
        {
            yield return Refusal.At("looked", "Tulis apa yang dipantau, satu per baris.");
        }
        if (item.Result == MonitoringResult.Improve && string.IsNullOrWhiteSpace(item.Findings))
        {
            yield return Refusal.At("findings", "Tulis apa yang perlu diperbaiki.");
        }
    }
}
