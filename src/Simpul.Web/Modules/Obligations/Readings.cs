using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Outcome = Simpul.Web.Platform.Outcomes.Outcome;

namespace Simpul.Web.Modules.Obligations;

/// <summary>Chooses how the instance reads the regulation where its text contradicts itself or is silent.</summary>
public sealed class Readings(PlatformDb db, CurrentRegulation regulation, Journal journal)
{
    public const int ReasonLength = 1000;

    /// <summary>Chooses one of the ways that the profile offers.</summary>
    /// <returns>Refusals at Choice and Reason.</returns>
    public async Task<Outcome> Choose(string reading, string? choice, string? reason, CancellationToken cancel)
    {
        var profile = regulation.Profile;
        if (!profile.Readings.TryGet(reading, out var stated))
        {
            return Refusal.Whole("Tafsir ini tidak ada.");
        }
        var refusals = new List<Refusal>();
        if (choice is null || !stated.Choices.ContainsKey(choice))
        {
            refusals.Add(Refusal.At("Choice", "Pilih salah satu tafsir."));
        }
        else if (profile.Chosen(reading).Key == choice)
        {
            refusals.Add(Refusal.At("Choice", "Tafsir ini sudah berlaku. Pilih yang lain, atau kembali."));
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(Refusal.At("Reason", "Isi alasan: dokumen, rapat, atau pendapat hukum yang mendasarinya."));
        }
        else if (reason.Trim().Length > ReasonLength)
        {
            refusals.Add(Refusal.At("Reason", $"Paling banyak {ReasonLength} huruf."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var instance = await db.Set<Instance>().SingleAsync(cancel);
        var chosen = CurrentRegulation.Chosen(instance.Readings);
        chosen[reading] = choice!;
        if (choice == stated.Chosen)
        {
            chosen.Remove(reading);
        }
        instance.Readings = [.. chosen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")];
        journal.Record("instance.reading-chosen", instance, reason!.Trim(), new() { ["reading"] = reading, ["choice"] = choice });
        await db.SaveChangesAsync(cancel);
        await regulation.Refresh(db, cancel);
        return Outcome.Done;
    }
}
