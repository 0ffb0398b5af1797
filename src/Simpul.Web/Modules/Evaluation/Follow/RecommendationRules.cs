using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Evaluation.Cycles;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Follow;

/// <summary>What a recommendation must keep, who may say what of it, and what its save brings with it.</summary>
internal static class RecommendationRules
{
    /// <summary>What a recommendation of a cycle was given with, by field and property.</summary>
    private static readonly IReadOnlyList<(string Field, string Property)> Given =
    [
        ("text", nameof(Recommendation.Text)), ("cycle", nameof(Recommendation.CycleId)), ("monitoring", nameof(Recommendation.MonitoringId)), ("indicator", nameof(Recommendation.Indicator)),
        ("agency", nameof(Recommendation.AgencyId)), ("givenOn", nameof(Recommendation.GivenOn)), ("dueOn", nameof(Recommendation.DueOn)),
    ];

    public static async Task<IReadOnlyList<Refusal>> Check(IServiceProvider services, Recommendation item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.DueOn < item.GivenOn)
        {
            refusals.Add(Refusal.At("dueOn", "Tenggat mendahului tanggal pemberiannya."));
        }
        if (item.DoneOn > services.GetRequiredService<Today>().Date)
        {
            refusals.Add(Refusal.At("doneOn", "Isi tanggal selesai sesudah selesai."));
        }
        if (item.DoneOn is not null && string.IsNullOrWhiteSpace(item.Outcome))
        {
            refusals.Add(Refusal.At("outcome", "Tulis apa hasilnya."));
        }
        refusals.AddRange(OfCycle(services, item));
        refusals.AddRange(await CycleRules.Known(services, item.CycleId, item.Indicator, cancel));
        return refusals;
    }

    /// <summary>What a save brings with it: the reason of a return that is answered, whom the day is told to anew, and notices.</summary>
    public static void Save(IServiceProvider services, Recommendation item, bool isNew)
    {
        // A new outcome answers the reason, and a closing leaves nothing wanting; the journal keeps both.
        var reported = Stored.Differs(services, item, nameof(item.Outcome));
        if (item.DoneOn is not null || (!isNew && reported && !Stored.Differs(services, item, nameof(item.ReturnReason))))
        {
            item.ReturnReason = null;
        }
        // Whoever it waits for now is reminded anew.
        if (Stored.Differs(services, item, nameof(item.DueOn), nameof(item.AgencyId)) || (item.CycleId is not null && (reported || Stored.Differs(services, item, nameof(item.ReturnReason), nameof(item.DoneOn)))))
        {
            item.RemindedOn = null;
        }
        TaskNotices.Tell(services, item, isNew);
    }

    /// <summary>
    /// A recommendation of a cycle says what its manager wrote, and is changed, sent back and closed outside the agency that it is addressed to (decision 0249); the agency says what came of it.
    /// What an agency's own monitoring found is its own.
    /// </summary>
    private static IEnumerable<Refusal> OfCycle(IServiceProvider services, Recommendation item)
    {
        var (entry, acting) = (services.GetRequiredService<PlatformDb>().Entry(item), services.GetRequiredService<Acting>());
        var actor = acting.Actor;
        var isNew = entry.State == EntityState.Detached;
        var (cycle, agency, done) = isNew ? (item.CycleId, item.AgencyId, (DateOnly?)null) : (entry.Property(one => one.CycleId).OriginalValue ?? item.CycleId, entry.Property(one => one.AgencyId).OriginalValue, entry.Property(one => one.DoneOn).OriginalValue);
        if (cycle is null)
        {
            if (item.ReturnReason is not null)
            {
                yield return Refusal.At("returnReason", "Tindak lanjut dari pemantauan perangkat daerah sendiri tidak dikembalikan. Kosongkan isian ini.");
            }
            yield break;
        }
        var isOwn = !isNew && acting.AnswersFor(agency);
        if (isNew && item.ReturnReason is not null)
        {
            yield return Refusal.At("returnReason", "Belum ada hasil yang dapat dikembalikan. Kosongkan isian ini.");
        }
        if (isOwn && actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            // Or whoever manages cycles would take their own agency's out of the cycle or to another agency, and close it there.
            foreach (var (field, _) in Given.Where(one => Stored.Differs(services, item, one.Property)))
            {
                yield return Refusal.At(field, "Rekomendasi ini ditujukan kepada perangkat daerah Anda sendiri, jadi tidak Anda ubah. Kembalikan isian ini, lalu tulis hasilnya pada Hasil tindak lanjut; bila keliru, tulis di sana mengapa.");
            }
        }
        if (!actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            if (isNew)
            {
                yield return Refusal.At("cycle", "Rekomendasi putaran evaluasi dicatat oleh pengelola putaran. Kosongkan putarannya bila tindak lanjut ini berasal dari pemantauan perangkat daerah Anda sendiri.");
                yield break;
            }
            foreach (var (field, _) in Given.Where(one => Stored.Differs(services, item, one.Property)))
            {
                yield return Refusal.At(field, "Isi rekomendasi putaran evaluasi hanya diubah pengelola putaran. Kembalikan isian ini, lalu tulis hasilnya pada Hasil tindak lanjut.");
            }
        }
        var returned = !isNew && Stored.Differs(services, item, nameof(item.ReturnReason));
        if (returned && item.ReturnReason is not null)
        {
            if (item.Outcome is null)
            {
                yield return Refusal.At("returnReason", "Belum ada hasil yang dapat dikembalikan: perangkat daerahnya belum menulis apa pun.");
            }
            else if (Stored.Differs(services, item, nameof(item.Outcome)))
            {
                yield return Refusal.At("outcome", "Hasil yang dikembalikan tetap seperti ditulis perangkat daerahnya. Kembalikan isian ini.");
            }
            if (item.DoneOn is not null)
            {
                yield return Refusal.At("doneOn", "Yang dikembalikan belum selesai. Kosongkan tanggal selesainya, atau kosongkan alasan pengembaliannya.");
            }
        }
        if (isNew ? item.DoneOn is null : !returned && !Stored.Differs(services, item, nameof(item.DoneOn)) && (done is null || !Stored.Differs(services, item, nameof(item.Outcome))))
        {
            yield break;
        }
        var at = returned && !Stored.Differs(services, item, nameof(item.DoneOn)) ? "returnReason" : "doneOn";
        if (!actor.May(EvaluationPermissions.Assess) && !actor.MayEverywhere(EvaluationPermissions.Cycles))
        {
            if (returned)
            {
                yield return Refusal.At("returnReason", "Hasil tindak lanjut dikembalikan oleh asesor internal atau pengelola putaran. Kembalikan isian ini, lalu ubah hasilnya pada Hasil tindak lanjut.");
                yield break;
            }
            yield return Refusal.At(done is null ? "doneOn" : "outcome", done is null
                ? "Rekomendasi putaran evaluasi dinyatakan selesai oleh asesor internal atau pengelola putaran. Tulis hasilnya pada Hasil tindak lanjut; mereka diberi tahu."
                : "Tindak lanjut ini sudah dinyatakan selesai, jadi hasilnya tidak berubah lagi. Minta asesor internal atau pengelola putaran membukanya lagi.");
        }
        else if (isOwn || acting.AnswersFor(item.AgencyId))
        {
            yield return Refusal.At(at, "Tindak lanjut perangkat daerah Anda sendiri dinyatakan selesai atau dikembalikan oleh asesor internal atau pengelola putaran dari perangkat daerah lain.");
        }
    }
}
