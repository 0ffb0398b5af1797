using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Planning.Budget;

/// <summary>What somebody says of an item.</summary>
/// <param name="Version">The version of the item that was read.</param>
/// <param name="Amount">Rupiah recommended instead; only with changes.</param>
public sealed record ItemDecision(int Version, Recommendation Recommendation, string? Reason, decimal? Amount);

/// <summary>Recommends, advises against and keeps items; consolidates the list. Each is one save with its events.</summary>
public sealed class BudgetDecisions(PlatformDb db, BudgetOffices offices, IOrganisation organisation, Acting acting, Today today, Platform.Journal.Journal journal, IServiceProvider services)
{
    /// <summary>Items that are decided in one go at most: as many as a page shows.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Decides one item. Of two who decide at once the first wins; the other is told what was decided, at <c>Version</c>.</summary>
    public async Task<Outcome> Decide(BudgetBook book, Guid id, ItemDecision decision, CancellationToken cancel)
    {
        if (book.Entries.FirstOrDefault(entry => entry.Item.Id == id) is not { } entry)
        {
            return Refusal.Whole("Butir ini tidak ada pada siklus ini.");
        }
        if (entry.Item.Version != decision.Version)
        {
            return await Meanwhile(entry.Item, cancel);
        }
        var refusals = Against(book, entry, decision).ToList();
        if (refusals.Count > 0)
        {
            return refusals;
        }
        var item = await db.Set<BudgetItem>().SingleAsync(one => one.Id == id, cancel);
        if (item.Version != decision.Version)
        {
            return await Meanwhile(item, cancel);
        }
        Put(item, decision);
        db.HoldToOpen(book.Cycle.Id);
        return await Save(id, cancel);
    }

    /// <summary>Recommends several items as they are, each only if it is still the one that was read. The others stay for one by one.</summary>
    /// <returns>How many were recommended, and the names of those that were not, each with why.</returns>
    public async Task<(int Done, IReadOnlyList<string> Left)> RecommendAll(BudgetBook book, IReadOnlyDictionary<Guid, int> chosen, ILookup<Guid, (BudgetItem Other, string Why)> similar, CancellationToken cancel)
    {
        var left = new List<string>();
        var done = 0;
        foreach (var entry in book.Entries.Where(entry => chosen.ContainsKey(entry.Item.Id)).Take(MostAtOnce))
        {
            var decision = new ItemDecision(chosen[entry.Item.Id], Recommendation.Recommended, null, null);
            var why = entry.Item.Recommendation != Recommendation.Undecided ? "sudah diputuskan"
                : similar.Contains(entry.Item.Id) ? "mirip butir lain"
                : BudgetBook.Untraced(offices.Basis, entry.Item).Any() ? "belum tertaut"
                : null;
            if (why is null)
            {
                // Each by its own save: one that somebody else decides in this moment does not take the others back.
                var outcome = await Decide(book, entry.Item.Id, decision, cancel);
                why = outcome.Succeeded ? null : outcome.Refusals[0].Message.TrimEnd('.');
                db.Forget();
            }
            if (why is null)
            {
                done++;
            }
            else
            {
                left.Add($"{entry.Item.Name} ({why})");
            }
        }
        return (done, left);
    }

    /// <summary>Keeps an item in the list against the advice, or takes that back. Not where the recommendation is a condition.</summary>
    public async Task<Outcome> Keep(BudgetBook book, Guid id, int version, string? because, CancellationToken cancel)
    {
        because = because?.Trim();
        if (!offices.MayCoordinate || offices.IsBlocking || book.IsFinal)
        {
            return Refusal.Whole(offices.IsBlocking ? "Rekomendasi di sini adalah syarat, jadi tidak dapat dikesampingkan." : book.IsFinal ? "Daftar tahun ini sudah dikonsolidasikan." : $"Diputuskan oleh {offices.Names(offices.Coordinators)}.");
        }
        if (because is not { Length: > 0 and <= BudgetItem.ReasonLength })
        {
            return Refusal.At("Because", because is null or "" ? "Tulis mengapa butir ini tetap dimasukkan." : $"Paling banyak {Indonesian.Number(BudgetItem.ReasonLength)} huruf.");
        }
        var item = await db.Set<BudgetItem>().SingleOrDefaultAsync(one => one.Id == id && one.CycleId == book.Cycle.Id, cancel);
        if (item is null || item.Version != version || item.Recommendation != Recommendation.Refused)
        {
            return item is null ? Refusal.Whole("Butir ini tidak ada pada siklus ini.") : await Meanwhile(item, cancel);
        }
        item.KeptBecause = because;
        journal.Record("budget-items.kept", item, because);
        db.HoldToOpen(book.Cycle.Id);
        return await Save(id, cancel);
    }

    /// <summary>Makes the list final, or opens it again with a reason. Where one case holds all items, that case consolidates; opened again, the items need a new one.</summary>
    public async Task<Outcome> Consolidate(BudgetBook book, int version, string? reopenBecause, bool reopen, CancellationToken cancel)
    {
        reopenBecause = reopenBecause?.Trim();
        if (!offices.MayCoordinate)
        {
            return Refusal.Whole($"Daftar dikonsolidasikan oleh {offices.Names(offices.Coordinators)}.");
        }
        if (reopen && string.IsNullOrEmpty(reopenBecause))
        {
            return Refusal.At("Because", "Tulis mengapa daftar ini dibuka kembali.");
        }
        var cycle = await db.Set<BudgetCycle>().SingleAsync(one => one.Id == book.Cycle.Id, cancel);
        if (cycle.Version != version || reopen == cycle.ConsolidatedOn is null)
        {
            return Refusal.Whole("Siklus ini berubah sejak Anda membukanya. Yang tampil sekarang adalah keadaan terbaru.");
        }
        if (!reopen && !book.Listed.Any())
        {
            return Refusal.Whole("Belum ada butir yang masuk daftar, jadi belum ada yang dikonsolidasikan.");
        }
        if (reopen && await db.Set<BudgetApproval>().AnyAsync(approval => db.Set<BudgetItem>().Any(item => item.Id == approval.ItemId && item.CycleId == cycle.Id), cancel))
        {
            return Refusal.Whole("Angka yang disetujui sudah dicatat, jadi daftar ini tidak dibuka lagi.");
        }
        (cycle.ConsolidatedOn, cycle.ConsolidatedBy) = reopen ? ((DateOnly?)null, (string?)null) : (today.Date, offices.Acting(offices.Coordinators));
        if (reopen && offices.IsCentral && book.Whole is { } whole && await db.FindAsync<BudgetProposal>([whole.Proposal.Id], cancel) is { SubmittedOn: not null } proposal)
        {
            // Its case is over: the items go through another, whose end makes the list final again.
            proposal.SubmittedOn = null;
            await BudgetRegisters.Proposals.Keep(services, proposal, isNew: false, cancel, reopenBecause);
        }
        if (!reopen)
        {
            db.HoldToItems(book);
        }
        journal.Record(reopen ? "budget-cycles.reopened" : "budget-cycles.consolidated", cycle, reopenBecause, reopen ? null : Figures(book));
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
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return Refusal.Whole("Siklus ini baru saja diubah orang lain. Yang tampil sekarang adalah keadaan terbaru.");
        }
    }

    /// <summary>What the journal keeps of a list when it becomes final.</summary>
    public static JsonObject Figures(BudgetBook book) => new()
    {
        ["listed"] = book.Listed.Count(),
        ["excluded"] = book.Excluded.Count(),
        ["amount"] = book.Listed.Sum(entry => entry.Item.Wanted).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Puts a decision into an item, with its event.</summary>
    public void Put(BudgetItem item, ItemDecision decision)
    {
        (item.Recommendation, item.RecommendationReason, item.KeptBecause) = (decision.Recommendation, decision.Reason?.Trim() is { Length: > 0 } reason ? reason : null, null);
        item.RecommendedAmount = decision.Recommendation == Recommendation.WithChanges ? decision.Amount : null;
        (item.RecommendedOn, item.RecommendedBy, item.RecommendedById) = decision.Recommendation == Recommendation.Undecided ? ((DateOnly?)null, (string?)null, (Guid?)null) : (today.Date, offices.Recommender, acting.Actor.PersonId);
        journal.Record("budget-items.decided", item, item.RecommendationReason);
    }

    private IEnumerable<Refusal> Against(BudgetBook book, BudgetEntry entry, ItemDecision decision)
    {
        if (!offices.MayRecommend)
        {
            yield return Refusal.Whole($"Rekomendasi diberikan oleh {offices.Names([offices.Recommender])}. Pilih jabatan yang sesuai.");
        }
        if (book.WhyNotDecide(entry) is { } not)
        {
            yield return Refusal.Whole(not);
        }
        if (decision.Recommendation == Recommendation.Undecided)
        {
            yield return Refusal.At("Recommendation", "Pilih keputusan Anda.");
        }
        if (decision.Recommendation is Recommendation.Refused or Recommendation.WithChanges && string.IsNullOrWhiteSpace(decision.Reason))
        {
            yield return Refusal.At("Reason", decision.Recommendation == Recommendation.Refused ? "Tulis mengapa butir ini tidak direkomendasikan." : "Tulis apa yang harus diubah.");
        }
        if (decision.Reason?.Trim().Length > BudgetItem.ReasonLength)
        {
            yield return Refusal.At("Reason", $"Paling banyak {Indonesian.Number(BudgetItem.ReasonLength)} huruf.");
        }
    }

    private async Task<Outcome> Save(Guid id, CancellationToken cancel)
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
        catch (DbUpdateConcurrencyException)
        {
            db.Forget();
            return await Meanwhile(await db.Set<BudgetItem>().AsNoTracking().SingleAsync(item => item.Id == id, cancel), cancel);
        }
    }

    /// <summary>What somebody else did with the item since it was read.</summary>
    private async Task<Refusal> Meanwhile(BudgetItem item, CancellationToken cancel)
    {
        if (item.Recommendation == Recommendation.Undecided)
        {
            return Refusal.At("Version", "Usulan ini diubah pengusulnya sejak Anda membukanya. Baca isinya yang sekarang, lalu putuskan.");
        }
        var who = item.RecommendedById is { } person && await organisation.People([person], cancel) is [var found, ..] ? found.Name : "orang lain";
        var reason = item.RecommendationReason is { } why ? $" dengan alasan “{why}”" : "";
        return Refusal.At("Version", $"Butir ini sudah diputuskan {who}: {BudgetWords.Of(item.Recommendation)}{reason}. Keputusan Anda tidak disimpan; bicarakan dengannya bila Anda tidak sependapat.");
    }
}
