using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>What a save of this part rests on and no row's own version tells, and the save itself.</summary>
internal static class CycleConditions
{
    public const string Closed = "Putaran ini sudah selesai, jadi perkiraan usahanya tidak berubah lagi.";

    /// <summary>The cycle is still in this state when what is at hand is saved.</summary>
    public static void HoldToState(this PlatformDb db, Guid cycle, CycleState state) => db.HoldTo((nameof(HoldToState), cycle), async cancel =>
        await db.Set<EvaluationCycle>().AsNoTracking().AnyAsync(item => item.Id == cycle && item.State != state, cancel)
            ? Refusal.Whole(state == CycleState.Running ? CycleRights.Ended : "Putaran ini baru saja ditutup, jadi hasil asesor eksternalnya tidak berubah lagi.") : null);

    /// <summary>The cycle is not closed when what is at hand is saved.</summary>
    public static void HoldToOpen(this PlatformDb db, Guid cycle) => db.HoldTo((nameof(HoldToOpen), cycle), async cancel =>
        await db.Set<EvaluationCycle>().AsNoTracking().AnyAsync(item => item.Id == cycle && item.State == CycleState.Closed, cancel) ? Refusal.Whole(Closed) : null);

    /// <summary>The indicator still stands where it stood when what is at hand was decided: no answer grows after it was submitted, no evidence is judged behind a validation.</summary>
    public static void HoldToIndicator(this PlatformDb db, IndicatorEntry entry, params IndicatorState[] states) => db.HoldTo((nameof(HoldToIndicator), entry.Item.Id), async cancel =>
        await db.Set<CycleIndicator>().AsNoTracking().Where(item => item.Id == entry.Item.Id).Select(item => (IndicatorState?)item.State).SingleOrDefaultAsync(cancel) is not { } now || states.Contains(now) ? null
            : Refusal.Whole($"Indikator {entry.Item.Key} baru saja diproses orang lain dan sekarang {now.Word().ToLowerInvariant()}. Yang tampil sekarang adalah keadaan terbaru."));

    /// <summary>The evidence is still the one that was read, piece by piece with its verdict and whether a file is there: a level rests on it.</summary>
    public static void HoldToEvidence(this PlatformDb db, IndicatorEntry entry)
    {
        var read = entry.Uses.ToDictionary(use => use.Id, use => (use.Version, use.HasFile));
        db.HoldTo((nameof(HoldToEvidence), entry.Item.Id), async cancel =>
        {
            var now = await db.Set<EvidenceUse>().AsNoTracking().Where(use => use.IndicatorId == entry.Item.Id && use.WithdrawnOn == null)
                .Select(use => new { use.Id, use.Version, HasFile = db.Set<FileRecord>().Any(file => file.SubjectKind == EvidenceRegister.Kind && file.SubjectId == use.DocumentId && file.RemovedAt == null) }).ToListAsync(cancel);
            return now.Count == read.Count && now.All(use => read.TryGetValue(use.Id, out var before) && before == (use.Version, use.HasFile)) ? null
                : Refusal.Whole("Bukti indikator ini baru saja ditambah, dilepaskan, atau diperiksa orang lain. Periksa yang sekarang, lalu simpan lagi.");
        });
    }

    /// <summary>The indicators and their judgements are still those that were read: what becomes final is what its index was reckoned from.</summary>
    public static void HoldToBook(this PlatformDb db, CycleBook book)
    {
        var states = book.Entries.ToDictionary(entry => entry.Item.Id, entry => entry.Item.State);
        var versions = book.Entries.SelectMany(entry => entry.Judgements.Values).ToDictionary(one => one.Id, one => one.Version);
        db.HoldTo((nameof(HoldToBook), book.Cycle.Id), async cancel =>
        {
            var items = await db.Set<CycleIndicator>().AsNoTracking().Where(item => item.CycleId == book.Cycle.Id).Select(item => new { item.Id, item.State }).ToListAsync(cancel);
            var judgements = await db.Set<Judgement>().AsNoTracking().Where(one => one.CycleId == book.Cycle.Id).Select(one => new { one.Id, one.IndicatorId, one.Version }).ToListAsync(cancel);
            // What is gone is another book too.
            return items.Any(item => states.TryGetValue(item.Id, out var state) && state != item.State) || judgements.Count(one => states.ContainsKey(one.IndicatorId)) != versions.Count
                || judgements.Any(one => states.ContainsKey(one.IndicatorId) && !(versions.TryGetValue(one.Id, out var version) && version == one.Version))
                ? Refusal.Whole("Sebuah indikator baru saja dinilai, dikosongkan, atau dikembalikan. Periksa nilainya yang sekarang, lalu ulangi.") : null;
        });
    }

    /// <summary>Saves what is at hand. What somebody else did meanwhile is a refusal, and then nothing of it is kept.</summary>
    /// <param name="meanwhile">What is said then; empty for what fits any record.</param>
    public static async Task<Outcome> Save(this PlatformDb db, string meanwhile, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (OvertakenException overtaken)
        {
            db.Forget();
            return overtaken.Refusal;
        }
        catch (DbUpdateException raced) when (raced is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(raced))
        {
            db.Forget();
            return Refusal.Whole(meanwhile.Length > 0 ? meanwhile : "Catatan ini baru saja diubah orang lain. Yang tampil sekarang adalah keadaan terbaru.");
        }
    }
}
