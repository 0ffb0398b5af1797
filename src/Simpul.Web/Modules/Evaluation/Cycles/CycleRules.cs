using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What the days and the target of a cycle must keep, and what their save brings with it.</summary>
internal static class CycleRules
{
    /// <summary>The days of a cycle's stages, by field and property; the last is open until the cycle is closed.</summary>
    private static readonly IReadOnlyList<(string Field, string Property)> Days =
    [
        ("opensOn", nameof(EvaluationCycle.OpensOn)), ("answersUntil", nameof(EvaluationCycle.AnswersUntil)), ("assessedUntil", nameof(EvaluationCycle.AssessedUntil)),
        ("validatedUntil", nameof(EvaluationCycle.ValidatedUntil)), ("signedUntil", nameof(EvaluationCycle.SignedUntil)), ("closesOn", nameof(EvaluationCycle.ClosesOn)),
    ];

    public static IEnumerable<Refusal> Check(IServiceProvider services, EvaluationCycle item)
    {
        if (item.State == CycleState.Closed)
        {
            yield return Refusal.Whole("Putaran ini sudah selesai, jadi tanggal dan targetnya tidak berubah lagi.");
            yield break;
        }
        if (item.State == CycleState.SignedOff)
        {
            foreach (var (field, _) in Days.SkipLast(1).Where(day => Stored.Differs(services, item, day.Property)))
            {
                yield return Refusal.At(field, "Berita acara sudah ditandatangani, jadi tanggal tahap yang sudah lewat ini tidak berubah lagi.");
            }
        }
        foreach (var refusal in CycleOpening.Dates(item).Concat(CycleOpening.OfTarget(item, services.GetRequiredService<NationalData>().Instrument(item.Instrument))))
        {
            yield return refusal with { Field = char.ToLowerInvariant(refusal.Field[0]) + refusal.Field[1..] };
        }
    }

    /// <summary>What hangs on a cycle's days goes with them: indicators that have the common day of the answers get the new one and their agencies are told, and whoever was reminded of a day is reminded of the new one.</summary>
    public static async Task MoveDays(IServiceProvider services, EvaluationCycle item, bool isNew, CancellationToken cancel)
    {
        if (isNew || !Stored.Differs(services, item, Days.Select(day => day.Property)))
        {
            return;
        }
        var (db, journal) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<Platform.Journal.Journal>());
        item.RemindedOn = null;
        var before = db.Entry(item).Property(cycle => cycle.AnswersUntil).OriginalValue;
        var moved = before == item.AnswersUntil ? [] : await db.Set<CycleIndicator>().Where(one => one.CycleId == item.Id && one.DueOn == before).ToListAsync(cancel);
        foreach (var indicator in moved)
        {
            (indicator.DueOn, indicator.RemindedOn) = (item.AnswersUntil, null);
            journal.Record("evaluation-indicators.changed", indicator);
        }
        // Who has submitted waits for nothing of that day.
        var notices = services.GetRequiredService<NoticeBoard>();
        foreach (var agency in moved.Where(one => one.AgencyId is not null && one.State is IndicatorState.Answering or IndicatorState.Returned).GroupBy(one => one.AgencyId))
        {
            notices.Tell(Recipient.HoldersOf("agency", agency.Key), "evaluation.delegated", $"Tenggat {Indonesian.Number(agency.Count())} indikator {item.Title} yang dijawab perangkat daerah Anda menjadi {Indonesian.Date(item.AnswersUntil)}.", $"{EvaluationAddress.List(item.Id)}?agency={agency.Key}");
        }
    }

    /// <summary>That an indicator's number is one of the cycle's, written as there: what is written otherwise would stand beside no indicator.</summary>
    public static async Task<IReadOnlyList<Refusal>> Known(IServiceProvider services, Guid? cycle, string? indicator, CancellationToken cancel)
    {
        if (indicator is null || cycle is null)
        {
            return [];
        }
        return await services.GetRequiredService<PlatformDb>().Set<CycleIndicator>().AsNoTracking().AnyAsync(item => item.CycleId == cycle && item.Key == indicator, cancel) ? []
            : [Refusal.At("indicator", $"Tidak ada indikator nomor “{indicator}” dalam putaran ini. Tulis nomornya seperti pada daftar indikator, misalnya 12.")];
    }
}
